"""What a visitor is told and asked when answers come back, and how they start again."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.errors import AnswersError
from pages.parts import brand, device, links, store
from pages.parts.language import speech_now
from pages.parts.resume import plain
from pages.parts.speech import Speech

Act = Callable[[], None]


def notices() -> None:
    """Show what came back and could not be read, and every choice that is open."""
    speech = speech_now()
    known, say = device.memory(), speech.say
    for error, sentence in ((known.fault, kept_refusal), (links.fault(), link_refusal)):
        if error is not None:
            st.error(sentence(error, speech), icon=":material/error:")
    if links.offered() is not None:
        _choice(
            "link",
            say("This link holds other answers than yours."),
            (say("Use the link’s answers"), links.take),
            (say("Keep mine"), links.leave),
        )
    if known.changed:
        _choice(
            "tab",
            say("Your answers were changed in another tab."),
            (say("Use those"), device.take_theirs),
            (say("Keep mine"), device.keep_mine),
        )
    if store.may_undo():
        _choice(
            "undo",
            _replaced(speech),
            (say("Undo"), store.undo),
        )


def _replaced(speech: Speech) -> str:
    """Return what took the place of the answers before."""
    if store.everything().unsaid:
        return speech.say("Your answers have been cleared.")
    if (persona := store.example()) is not None:
        name = speech.words(persona.introduction.name)
        return speech.say("You are looking at the example {name}.", name=name)
    return speech.say("Your answers have been replaced.")


def forget_faults() -> None:
    """Say a fault once. Not before the run is over: a run cut short shows nothing."""
    device.memory().fault = None
    links.forget_fault()


def _choice(name: str, sentence: str, *ways: tuple[str, Act]) -> None:
    """Show one sentence with a button for each way to go on."""
    with st.container(border=True, key=f"notice.{name}"):
        st.markdown(sentence)
        with st.container(horizontal=True):
            for number, (label, act) in enumerate(ways):
                st.button(label, key=f"notice.{name}.{number}", on_click=act)


def kept_refusal(error: AnswersError, speech: Speech) -> str:
    """Return one sentence on why what the device held was not taken up."""
    say = speech.say
    if error.reason == "newer":
        return say(
            "The answers kept on this device come from a newer version of the app: reload later; "
            "they stay as they are until you answer something here."
        )
    return say(
        "The answers kept on this device cannot be read{place}; they have been set aside, and "
        "you can start anew or resume from a file.",
        place=_place(error),
    )


def link_refusal(error: AnswersError, speech: Speech) -> str:
    """Return one sentence on why a link is refused; the answers are as they were."""
    say = speech.say
    texts = {
        "too_large": say("This link is too long for a set of answers."),
        "unreadable": say("This link is damaged: perhaps a part of it was not copied."),
        "newer": say("This link comes from a newer version of the app."),
        "older": say("This link comes from a version of the app that no longer exists."),
    }
    other = say("This link holds something the app does not know{place}.", place=_place(error))
    return f"{texts.get(error.reason, other)} " + say("Your answers have not changed.")


def _place(error: AnswersError) -> str:
    key = plain(error.where)
    return f" (`{key}`)" if key else ""


def start_again() -> None:
    """Offer to clear everything; it asks once.

    Where there is nothing yet, the button is there all the same: if it came with the first
    answer, the page would move down under the visitor's hand.
    """
    say = speech_now().say
    if st.button(
        say("Start again"),
        key="start_again",
        type="tertiary",
        icon=":material/restart_alt:",
        disabled=store.everything().unsaid,
    ):
        st.dialog(say("Start again?"))(_ask_once)()


def _ask_once() -> None:
    say = speech_now().say
    st.markdown(
        say(
            "Your answers, scenarios and reported weeks are erased from this device. You "
            "can undo this until you answer something else."
        )
    )
    with st.container(horizontal=True):
        if st.button(say("Clear everything"), on_click=device.start_again):
            st.rerun()
        if st.button(**brand.main(say("Keep everything"))):
            st.rerun()
