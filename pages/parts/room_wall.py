"""The wall of a workshop. It alone asks the storage by itself, every few seconds, one question."""

from __future__ import annotations

import streamlit as st

from core.workshop import codes
from core.workshop.group import Picture
from pages.parts import desk, device, group_slides, published, qr, rooms, store, turn, wall
from pages.parts.joining import GONE
from pages.parts.language import speech_now
from pages.parts.site import file_of
from pages.parts.slides import Slide
from pages.storage.errors import Trouble
from pages.storage.records import Status, Workshop

EVERY_SECONDS = 3
ROOM, FOLLOWED = "wall.room", "wall.followed"


def room_wall(key: str) -> None:
    """Show the wall of the workshop whose link has this key."""
    _live(key)
    device.place(silent=True)  # whose device may run the workshop moves the phone's remote too


def _found(key: str) -> Workshop:
    """Return the workshop, asked for until it is known. Raises Trouble where it cannot be had."""
    known: Workshop | None = st.session_state.get(ROOM)
    if known is None or known.link_key != key:
        known = rooms.storage().enter_by_link(key, now=rooms.now())
        st.session_state[ROOM] = known
    return known


def _say_trouble(trouble: Trouble) -> None:
    speech = speech_now()
    note = "" if trouble.reason in GONE else speech.say("The wall tries again by itself.")
    sentence = rooms.trouble_sentence(trouble, speech)
    if trouble.reason == "unavailable":  # nobody answers on the wall's own device
        sentence = speech.say("The workshop is not responding just now. What was sent is kept.")
    slide = Slide("trouble", speech.say("Wall"), sentence, note=note)
    wall.show(slide, 0, 1, _leave)
    _left()


@st.fragment(run_every=EVERY_SECONDS)
@turn.taken()
def _live(key: str) -> None:
    """Show how the workshop stands now; in trouble say so in large letters, and ask again."""
    try:
        workshop = _found(key)
        status = rooms.storage().status(workshop.id, now=rooms.now())
        pictures = published.pictures_now(workshop, status)
    except Trouble as trouble:
        _say_trouble(trouble)
        return
    shown = group_slides.slides(_room(workshop, status, pictures), speech_now(), store.catalogue())
    _follow(status)
    number = wall.place(shown)

    def moved(where: wall.Move) -> None:
        _leave(where)
        st.session_state[wall.PLACE] = (
            group_slides.onward([slide.waiting for slide in shown], number, where)
            if isinstance(where, int)
            else wall.moved_to(where, number, len(shown))
        )
        _lead(workshop, st.session_state[wall.PLACE])

    wall.show(shown[number], number, len(shown), moved)
    _left()
    if status.results_shown:
        rooms.storage().look_if_due(workshop.id)  # where the last act found the database busy


def _follow(status: Status) -> None:
    """Go where the facilitator's phone has gone, once for each move."""
    if st.session_state.get(FOLLOWED) != status.screen:
        st.session_state[FOLLOWED] = st.session_state[wall.PLACE] = status.screen


def _lead(workshop: Workshop, place: int) -> None:
    """Tell the phone where a key has moved the wall, if this device may run the workshop."""
    secret = store.passes().get(workshop.link_key, store.NO_PASS).secret
    if not secret:
        return
    try:
        rooms.storage().show_screen(secret, place, now=rooms.now())
        st.session_state[FOLLOWED] = place
    except Trouble:
        return  # the wall has moved all the same, and says what is wrong at its next question


def _room(workshop: Workshop, status: Status, pictures: tuple[Picture, ...]) -> group_slides.Room:
    link = desk.join_address(workshop)
    return group_slides.Room(
        settings=workshop.settings,
        code=codes.shown(workshop.code),
        address=rooms.address_of("atelier").partition("://")[2],
        qr=qr.data_address(link),
        joined=status.joined,
        finished=status.finished,
        guessed_again=status.guessed_again,
        shown=status.results_shown,
        pictures=pictures,
        joining_open=status.joining_open,
    )


def _leave(where: wall.Move) -> None:
    st.session_state[wall.LEFT] = where == "leave"


def _left() -> None:
    """Leave the wall if that was asked for."""
    if st.session_state.pop(wall.LEFT, False):
        st.switch_page(file_of(rooms.WALL))
