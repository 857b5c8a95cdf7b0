"""How a participant gets into a workshop, and back into it. Nothing here asks again by itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from time import monotonic

import streamlit as st
from streamlit.errors import StreamlitAPIException

from core.workshop import codes
from core.workshop.sending import Sending
from pages.parts import brand, clock, rooms, store
from pages.parts.frame import RESULT, START
from pages.parts.language import speech_now
from pages.parts.site import file_of
from pages.storage.errors import Trouble
from pages.storage.records import Participant, Workshop

NOW, VISIT = "workshop.now", "workshop.visit"
OVER, NEWS = "workshop.over", "workshop.news"  # the workshop has ended; what has just been done
CODE, NO_CODE = "workshop.code.typed", "workshop.code.none"  # the field; whether it held no code
FRESH_SECONDS = 10.0  # how long what the storage said is taken for true between two clicks
ROOM = "room"  # the part of the page that shows where the visitor stands
GONE = ("unknown", "expired")
ADDRESSES = ("atelier", "animer", "mur")  # the pages of a workshop itself


@dataclass(frozen=True)
class Visit:
    """What a session knows of the workshop it takes part in, as of `since` on its own clock.

    `participant` is None until they have joined; `trouble` is why the storage said no more.
    """

    workshop: Workshop
    participant: Participant | None
    since: float
    trouble: Trouble | None = None


def current() -> str | None:
    """Return the key of the workshop that this visit is about: the link's, or the latest joined."""
    asked = st.query_params.get(rooms.LINK)
    if asked and codes.is_secret(asked):
        st.session_state[NOW] = asked
    joined = [key for key, one in store.passes().items() if one.token]
    found: str | None = st.session_state.get(NOW) or (joined[-1] if joined else None)
    return found


def visit() -> Visit | None:
    """Return the workshop of this visit, if there is one; say why there is none."""
    rooms.tell_fault()
    _tell_over()
    key = current()
    if key is None:
        return None
    known: Visit | None = st.session_state.get(VISIT)
    if known is not None and known.workshop.link_key != key:
        known = None
    if known is not None and known.trouble is None and monotonic() - known.since < FRESH_SECONDS:
        return known
    return _asked(key, known)


def _asked(key: str, known: Visit | None) -> Visit | None:
    """Ask the storage; what was known holds where it does not answer."""
    now, token = rooms.now(), store.passes().get(key, store.NO_PASS).token
    try:
        storage = rooms.storage()
        workshop, participant = storage.seat(key, token, now=now)
        if token and participant is None:  # the facilitator has taken the seat away
            participant = storage.join(workshop.id, token, now=now)
        found = Visit(workshop, participant, monotonic())
    except Trouble as trouble:
        if trouble.reason in GONE:
            leave(key)
            if token:
                st.session_state[OVER] = True
                st.rerun()
            rooms.tell_next_run(trouble)
        st.error(rooms.trouble_sentence(trouble, speech_now()), icon=":material/error:")
        if known is None:
            st.button(speech_now().say("Try again"), icon=":material/refresh:")
            st.stop()
        found = Visit(known.workshop, known.participant, monotonic(), trouble)
    st.session_state[VISIT] = found
    return found


def _tell_over() -> None:
    """Say to who took part in a workshop that is there no more where their result is."""
    if not st.session_state.get(OVER):
        return
    say, answered = speech_now().say, bool(store.answers().goals)
    st.info(
        say(
            "The workshop is over, and what was sent to it is deleted. What you answered is "
            "still on this device."
        ),
        icon=":material/flag:",
    )
    label = say("Your result is here") if answered else say("Answer three questions")
    st.page_link(file_of(RESULT if answered else START), label=label, icon=":material/insights:")


def tell_news() -> None:
    """Say once what has just been done, to screen readers too."""
    if news := st.session_state.pop(NEWS, None):
        st.toast(news, icon=":material/check_circle:")


def know(sent: Sending | None) -> None:
    """Remember what the participant has just sent, or that nothing is there any more."""
    visit: Visit | None = st.session_state.get(VISIT)
    if visit is not None and visit.participant is not None:  # else the next run asks anyway
        participant = replace(visit.participant, sent=sent)
        st.session_state[VISIT] = replace(visit, participant=participant)


def show_room() -> None:
    """From a callback inside it: run all of the room's part of the page, not only its own."""
    try:
        st.rerun(ROOM)
    except StreamlitAPIException:  # the server has not drawn it, as after a restart
        st.rerun()


def ask_again() -> None:
    """Forget what the storage said, so that the next run asks it."""
    st.session_state.pop(VISIT, None)


def leave(key: str) -> None:
    """Forget a workshop on this device; what was sent stays sent."""
    store.forget_pass(key)
    ask_again()
    st.session_state.pop(NOW, None)
    st.query_params.pop(rooms.LINK, None)


def ask_for_code() -> None:
    """Ask for the code on the wall."""
    say = speech_now().say
    asked = (st.query_params.get(rooms.LINK) or "")[: codes.LONGEST_TYPED]
    st.session_state.setdefault(CODE, asked)
    with st.form("workshop.code", border=True):
        st.text_input(
            say("The code on the wall"),
            max_chars=codes.LONGEST_TYPED,
            placeholder=say("like {code}", code="CDFG-HJKM"),
            autocomplete="off",
            key=CODE,
        )
        st.form_submit_button(
            **brand.main(say("Join"), ":material/login:"), width="stretch", on_click=_enter
        )
    if st.session_state.pop(NO_CODE, False):
        st.error(
            say(
                "A code has eight characters, letters or digits, like CDFG-HJKM. Look at the "
                "wall again."
            ),
            icon=":material/error:",
        )


def _enter() -> None:
    """Join the workshop whose code was typed; the whole page then leads on from it."""
    typed = st.session_state[CODE]
    if codes.tidied(typed) is None:
        st.session_state[NO_CODE] = True
        return
    try:
        found = rooms.storage().enter(typed, visitor=rooms.visitor(), now=rooms.now())
    except Trouble as trouble:
        rooms.tell_in_this_run(trouble)
        return
    st.session_state[NOW] = found.link_key
    join(found)
    st.rerun()


def welcome(workshop: Workshop) -> None:
    """Say what the workshop is and what it keeps, and offer to join."""
    speech = speech_now()
    say = speech.say
    st.header(workshop.settings.title, anchor=False)
    st.markdown(
        say(
            "No account, no name. Nothing leaves this phone until you have seen it and pressed "
            "“Send”. Everything is deleted on {day} at the latest.",
            day=speech.full_date(clock.here(workshop.expires_at).date()),
        )
    )
    if not workshop.joining_open:
        st.info(
            say("Joining is closed. Ask the facilitator to open it again."), icon=":material/lock:"
        )
        st.button(say("Try again"), icon=":material/refresh:", on_click=ask_again, key="ask_again")
        return
    st.button(
        **brand.main(say("Take part"), ":material/login:"),
        width="stretch",
        on_click=join,
        args=(workshop,),
        key="take_part",
    )


def join(workshop: Workshop) -> None:
    """Take part from this device, which makes its token once and keeps it; from a callback."""
    key = workshop.link_key
    token = store.passes().get(key, store.NO_PASS).token
    token = token or codes.participant_token(secrets.token_bytes)
    ask_again()
    try:
        rooms.storage().join(workshop.id, token, now=rooms.now())
    except Trouble as trouble:
        rooms.tell_in_this_run(trouble)
        return
    store.change_pass(key, token=token)
    st.session_state[NOW] = key
    st.session_state[NEWS] = speech_now().say("You have joined.")
    st.session_state.pop(OVER, None)


def way_back(address: str) -> None:
    """Keep the way back to the workshop at the bottom of the screen, on every other page."""
    if NOW in st.session_state and address not in ADDRESSES:
        with st.bottom:
            st.page_link(
                file_of(rooms.JOIN),
                label=speech_now().say("Back to the workshop"),
                icon=":material/groups:",
                width="stretch",
            )
