"""Answers in a link: taking up the one a visitor came with, and showing the one to theirs."""

from __future__ import annotations

import streamlit as st

from core.answers import Answers
from core.errors import AnswersError
from core.link import LinkTooLong, from_link, to_link
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.site import path

PARAMETER = "r"  # for « réponses »
OPENED, OFFERED, FAULT = "link.opened", "link.offered", "link.fault"
RESULT_ADDRESS = "moins"


def open_once() -> None:
    """Read the link that the visitor came with, once.

    It is taken at once where nothing has been said here, else offered. A bad one changes
    nothing; `fault` says why.
    """
    text = st.query_params.get(PARAMETER)
    if text is None or st.session_state.get(OPENED) == text:
        return
    st.session_state[OPENED] = text
    try:
        said = from_link(text, store.catalogue())
    except AnswersError as error:
        st.session_state[FAULT] = error
    else:
        if store.answers() not in (said, Answers()):
            st.session_state[OFFERED] = said
            return
        store.replace(said)
    _forget()


def offered() -> Answers | None:
    """Return the answers of a link that wait for a decision."""
    found: Answers | None = st.session_state.get(OFFERED)
    return found


def take() -> None:
    """Go on with the answers of the link."""
    store.replace(st.session_state[OFFERED])
    leave()


def leave() -> None:
    """Go on without the answers of the link."""
    del st.session_state[OFFERED]
    _forget()


def fault() -> AnswersError | None:
    """Return why the link cannot be used, until that is forgotten."""
    found: AnswersError | None = st.session_state.get(FAULT)
    return found


def forget_fault() -> None:
    """Forget why the link cannot be used."""
    st.session_state.pop(FAULT, None)


def _forget() -> None:
    """Take the link out of the address: loading it again must not bring old answers back."""
    st.query_params.pop(PARAMETER, None)


def link_box() -> None:
    """Show a link to the answers of now, to copy; say so where a part does not fit."""
    say, said = speech_now().say, store.answers()
    address = _address_of(said) or _address_of(said.with_changes(check_ins=()))
    if address is None:
        st.info(
            say("Your answers are too many for a link. Save them as a file instead."),
            icon=":material/link_off:",
        )
        return
    st.link_button(say("My link"), address, icon=":material/link:")
    st.caption(say("On a phone: touch and hold “My link” to copy or share it."))
    st.code(address, language=None, wrap_lines=True)
    if _address_of(said) is None:
        st.markdown(say("The weeks you reported do not fit into a link: only the file holds them."))
    st.caption(
        say(
            "Your answers are in the link itself. Anyone who opens it sees them, and we "
            "keep no copy."
        )
    )


def _address_of(said: Answers) -> str | None:
    """Return the address of these answers' result; None when they do not fit into a link."""
    try:
        text = to_link(said, store.catalogue())
    except LinkTooLong:
        return None
    return f"{base_address()}/{RESULT_ADDRESS}?{PARAMETER}={text}"


def base_address() -> str:
    """Return the address of the app, whichever of its pages is open; no slash at its end."""
    base, _, last = (st.context.url or "").partition("?")[0].rstrip("/").rpartition("/")
    pages = {place.address for place in path(speech_now())}
    return base if last in pages else f"{base}/{last}".strip("/")
