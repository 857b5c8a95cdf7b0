"""How a facilitator gets a workshop: makes one, or comes back to one with its secret."""

from __future__ import annotations

import streamlit as st

from core.vocabulary import LANGUAGES
from core.workshop import codes
from core.workshop.group import fewest_shown
from core.workshop.settings import (
    FEWEST_PEOPLE,
    LEAST_DAYS,
    MOST_DAYS,
    MOST_PEOPLE,
    MOST_TITLE,
    STEPS,
    USUAL_DAYS,
    USUAL_PEOPLE,
    Settings,
    tidy_title,
    title_fault,
)
from pages.parts import brand, language, login, rooms, store
from pages.parts.language import speech_now
from pages.parts.speech import Speech
from pages.storage.errors import Trouble
from pages.storage.records import Desk

DESK, FRESH, CHOOSING = "desk.secret", "desk.fresh", "desk.choosing"
MOST_OFFERED = 5
LINK_LENGTH = 500


def current() -> str | None:
    """Return the facilitator's secret of this visit: the link's, or that of the latest workshop.

    It leaves the address at once: an address is seen, copied and kept in histories.
    """
    asked = st.query_params.get(rooms.SECRET)
    if asked is not None:
        st.query_params.pop(rooms.SECRET, None)
        st.session_state[DESK] = asked
        st.session_state.pop(CHOOSING, None)
    if st.session_state.get(CHOOSING):
        return None
    own = [one.secret for one in store.passes().values() if one.secret]
    found: str | None = st.session_state.get(DESK) or (own[-1] if own else None)
    return found


def opened() -> Desk | None:
    """Return the desk of this visit, if its secret opens one; say why it does not."""
    rooms.tell_fault()
    secret = current()
    if secret is None:
        return None
    try:
        desk = rooms.storage().desk(secret, now=rooms.now())
    except Trouble as trouble:
        if trouble.reason in ("unknown", "expired"):
            forget(secret)
            rooms.tell_next_run(trouble)
        st.error(rooms.trouble_sentence(trouble, speech_now()), icon=":material/error:")
        return None
    keep(desk, secret)
    return desk


def keep(desk: Desk, secret: str) -> None:
    """Keep a secret that opens a desk: in this visit, and on this device."""
    st.session_state[DESK] = secret
    known = store.passes().get(desk.workshop.link_key, store.NO_PASS)
    if known.secret != secret:
        store.change_pass(desk.workshop.link_key, secret=secret)


def forget(secret: str) -> None:
    """Forget a secret, in this visit and on this device."""
    for key, one in list(store.passes().items()):
        if one.secret == secret:
            store.change_pass(key, secret="")
    st.session_state.pop(DESK, None)
    st.session_state.pop(FRESH, None)


def choose_another() -> None:
    """Leave the desk, to make or open another workshop."""
    st.session_state.pop(DESK, None)
    st.session_state.pop(FRESH, None)
    st.session_state[CHOOSING] = True


def found_or_open() -> None:
    """Offer to make a workshop, to come back to one, and to open one by its link."""
    say = speech_now().say
    _own()
    if login.passed():
        with st.container(border=True):
            st.header(say("A new workshop"), anchor=False)
            _new()
    with st.expander(say("I have a facilitator link"), key="by_link"):
        _by_link()


def _own() -> None:
    """Offer the workshops that this device can run."""
    own = [(key, one) for key, one in store.passes().items() if one.secret][-MOST_OFFERED:]
    for key, one in own:
        try:
            desk = rooms.storage().desk(one.secret, now=rooms.now())
        except Trouble as trouble:
            if trouble.reason in ("unknown", "expired"):
                forget(one.secret)
            continue
        if st.button(desk.workshop.settings.title, icon=":material/co_present:", key=f"desk.{key}"):
            _open(one.secret)


def _open(secret: str) -> None:
    st.session_state[DESK] = secret
    st.session_state.pop(CHOOSING, None)
    st.rerun()


def _why_so_many(speech: Speech) -> str:
    """Return what the least number of answers is for, and what a picture takes in any case."""
    return speech.say(
        "With fewer, the wall shows no picture, so that nobody is recognised. Whatever you set, a "
        "picture takes {least} at the least.",
        least=speech.number(fewest_shown(FEWEST_PEOPLE)),
    )


def _new() -> None:
    speech = speech_now()
    say = speech.say
    _only_here_told()
    with st.form("workshop.new", border=False):
        title = st.text_input(
            say("Title, as the wall shows it"), max_chars=MOST_TITLE, autocomplete="off"
        )
        spoken = st.segmented_control(
            say("Language of the wall and of the paper"),
            LANGUAGES,
            default=language.current(),
            required=True,
            format_func=language.NAMES.__getitem__,
        )
        steps = st.pills(
            say("Steps"),
            STEPS,
            selection_mode="multi",
            default=STEPS,
            format_func=lambda step: rooms.step_name(step, speech),
        )
        st.caption(say("The room takes them in this order. The guide goes through all of them."))
        left, right = st.columns(2)
        days = left.number_input(
            say("Days until everything is deleted"), LEAST_DAYS, MOST_DAYS, USUAL_DAYS, step=1
        )
        least = right.number_input(
            say("Answers before the group is shown"),
            FEWEST_PEOPLE,
            MOST_PEOPLE,
            USUAL_PEOPLE,
            step=1,
        )
        right.caption(_why_so_many(speech))
        pressed = st.form_submit_button(**brand.main(say("Make the workshop"), ":material/add:"))
    if pressed:
        _make(title, spoken or "fr", tuple(steps), int(days), int(least))


def _only_here_told() -> None:
    """Say before a workshop is made that no phone could open it at this address."""
    if rooms.only_here():
        there = f"{rooms.own_address()}/animer"
        st.warning(
            speech_now().say(
                "Phones cannot open this address: it means “this computer”. First open "
                "[{address}]({address}), then make the workshop there.",
                address=there,
            ),
            icon=":material/router:",
        )


def _make(title: str, spoken: str, steps: tuple[str, ...], days: int, least: int) -> None:
    say = speech_now().say
    tidy = tidy_title(title)
    faults = {
        "blank": say("Give the workshop a title."),
        "too_long": say("This title is too long."),
        "characters": say(
            "A title holds letters, digits and simple punctuation: no signs that a page or a "
            "spreadsheet could take for a command."
        ),
    }
    fault = title_fault(tidy)
    problem = faults[fault] if fault else "" if steps else say("Choose at least one step.")
    if problem:
        st.error(problem, icon=":material/error:")
        return
    chosen = tuple(step for step in STEPS if step in steps)
    settings = Settings(title=tidy, language=spoken, steps=chosen, days_kept=days, least=least)
    made = rooms.attempt(
        lambda: rooms.storage().create(settings, visitor=rooms.visitor(), now=rooms.now())
    )
    if made is not None:
        store.change_pass(made.workshop.link_key, secret=made.secret)
        st.session_state[FRESH] = made.secret
        _open(made.secret)


def _by_link() -> None:
    say = speech_now().say
    with st.form("workshop.by_link", border=False):
        typed = st.text_input(
            say("The facilitator link"), type="password", max_chars=LINK_LENGTH, autocomplete="off"
        )
        pressed = st.form_submit_button(say("Open the workshop"), icon=":material/key:")
    if pressed:
        secret = typed.strip().rpartition("=")[2]
        if codes.is_secret(secret):
            _open(secret)
        st.error(
            say("This is not a facilitator link: those end with a key of 22 characters."),
            icon=":material/error:",
        )
