"""The facilitator's desk: what one touches during the hour, first and large enough for a thumb."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable

import streamlit as st

from core.workshop import codes
from core.workshop.group import Picture
from core.workshop.settings import Step
from pages.parts import clock, founding, group_slides, published, qr, rooms, wall
from pages.parts.frame import paragraphs
from pages.parts.language import speech_now
from pages.storage.records import Desk, Status, Workshop

CLEAR = ("desk.step", "desk.joining", "desk.shown")
WITH_PICTURES = ("reveal", "discuss", "guess_again")  # steps in which the wall has pictures


def shown_once(secret: str) -> None:
    """Show the facilitator link right after the workshop was made or the link replaced."""
    if st.session_state.get(founding.FRESH) != secret:
        return
    say = speech_now().say
    with st.container(border=True):
        st.success(say("The workshop is made."), icon=":material/check_circle:")
        st.markdown(
            say(
                "**Your facilitator link. Copy it now: it is shown only this once.** Anyone "
                "who has it can do everything here. This device remembers it too."
            )
        )
        st.code(rooms.address_of("animer", cle=secret), language=None, wrap_lines=True)
        if st.button(say("I have copied it"), icon=":material/check:", key="copied"):
            st.session_state.pop(founding.FRESH, None)
            st.rerun()


def now(desk: Desk, secret: str, status: Status) -> None:
    """Show how many are there, and move the room on: step, doors, results."""
    speech, workshop = speech_now(), desk.workshop
    say = speech.say
    _head(workshop, status)
    for name, value in zip(
        CLEAR, (status.step, status.joining_open, status.results_shown), strict=True
    ):
        st.session_state[name] = value  # as the storage has it, whoever changed it
    st.segmented_control(
        say("What the room does now"),
        workshop.settings.steps,
        format_func=lambda step: rooms.step_name(step, speech),
        required=True,
        key="desk.step",
        on_change=_step,
        args=(workshop, secret),
    )
    with st.container(horizontal=True):
        doors = say("Joining (open)") if status.joining_open else say("Joining (closed)")
        st.toggle(doors, key="desk.joining", on_change=_doors, args=(secret,))
        st.toggle(say("The wall shows results"), key="desk.shown", on_change=_show, args=(secret,))
    if status.step in WITH_PICTURES and not status.results_shown:
        _hidden(secret, status.step)


def _hidden(secret: str, step: Step) -> None:
    """Say that the wall hides the results in this step, and offer to show them."""
    say = speech_now().say
    told = (
        say(
            "The second guess has hidden the results, so that nobody copies them. Show them "
            "again once everybody has guessed."
        )
        if step == "guess_again"
        else say(
            "The wall still hides the results. Show them once nearly everybody has sent: "
            "remove an absurd answer before."
        )
    )
    with st.container(border=True):
        st.markdown(told)
        st.button(
            say("Show the results"),
            icon=":material/visibility:",
            on_click=_reveal,
            args=(secret,),
            key="desk.reveal",
        )


def _head(workshop: Workshop, status: Status) -> None:
    speech, looked = speech_now(), clock.now()
    st.header(workshop.settings.title, anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"## {codes.shown(workshop.code)}")
        counts = speech.say(
            "Places taken: **{joined}** · Sent: **{finished}** · Guessed again: **{again}**",
            joined=speech.number(status.joined),
            finished=speech.number(status.finished),
            again=speech.number(status.guessed_again),
        )
        seen = speech.say(
            "Seen at {hour}:{minute}. This page does not refresh by itself.",
            hour=looked.hour,
            minute=f"{looked.minute:02d}",
        )
        st.markdown(paragraphs(counts, seen))
        st.button(speech.say("Refresh"), icon=":material/refresh:", key="refresh")


def remote(workshop: Workshop, secret: str, status: Status) -> None:
    """Move the wall on, from where it is at that moment, and offer to open it."""
    speech = speech_now()
    say, names = speech.say, group_slides.names(workshop.settings)
    here = min(max(status.screen, 0), len(names) - 1)
    st.session_state["desk.screen"] = here
    with st.container(border=True):
        st.selectbox(
            say("On the wall"),
            range(len(names)),
            format_func=_listed(workshop, status).__getitem__,
            key="desk.screen",
            on_change=lambda: _screen(secret, st.session_state["desk.screen"]),
        )
        left, right = st.columns(2)
        for column, move, label, icon in (
            (left, -1, say("Previous screen"), ":material/arrow_back:"),
            (right, 1, say("Next screen"), ":material/arrow_forward:"),
        ):
            column.button(
                label,
                icon=icon,
                width="stretch",
                on_click=_move,
                args=(workshop, secret, move),
                key=f"remote.{move}",
            )
        with st.container(horizontal=True):
            for theme, label in (("light", say("Open the wall")), ("dark", say("… in the dark"))):
                st.link_button(label, wall_address(workshop, theme), icon=":material/tv:")
        st.markdown(
            say(
                "Both buttons pass over screens that wait for answers. Arrow keys on a wall move "
                "that wall only, unless it is open in a browser that holds your facilitator link."
            )
        )


def _listed(workshop: Workshop, status: Status) -> list[str]:
    """Return what each screen is called, and which have nothing to show yet."""
    speech, settings = speech_now(), workshop.settings
    pictures = rooms.attempt(lambda: _may_show(workshop, status))
    named = zip(group_slides.names(settings), group_slides.waits(settings, pictures), strict=True)
    return [
        f"{place}. {group_slides.listed_title(name, waits, speech)}"
        for place, (name, waits) in enumerate(named, 1)
    ]


def _may_show(workshop: Workshop, status: Status) -> tuple[Picture, ...] | None:
    """Return the pictures that the wall may show; None while it hides the results."""
    return published.pictures_now(workshop, status) if status.results_shown else None


def wall_address(workshop: Workshop, theme: str) -> str:
    """Return the address of the wall of a workshop, without the frame of the platform."""
    return rooms.address_of(
        wall.ADDRESS,
        a=workshop.link_key,
        lang=workshop.settings.language,
        embed="true",
        embed_options=f"{theme}_theme",
    )


def invitation(workshop: Workshop, secret: str) -> None:
    """Show how to join: QR code, link, code."""
    say = speech_now().say
    if rooms.only_here():
        st.warning(
            say(
                "Phones cannot open this address: it means “this computer”. Open this page under "
                "the address below, open the wall from there, then let people in."
            ),
            icon=":material/router:",
        )
        there = rooms.own_address()
        st.link_button(
            say("This page at {address}", address=there),
            f"{there}/animer?{rooms.SECRET}={secret}",
            icon=":material/open_in_new:",
        )
    if not workshop.joining_open:
        st.info(
            say("Joining is closed: this leads nobody new in until you open it again above."),
            icon=":material/lock:",
        )
    link = join_address(workshop)
    left, right = st.columns([1, 2], vertical_alignment="center")
    left.image(qr.svg(link), width=220, alt=say("QR code to join"))
    with right:
        st.markdown(
            say(
                "Code **{code}** at {address}, or this link:",
                code=codes.shown(workshop.code),
                address=rooms.address_of("atelier"),
            )
        )
        st.code(link, language=None, wrap_lines=True)


def join_address(workshop: Workshop) -> str:
    """Return the link with which anybody joins."""
    return rooms.address_of("atelier", a=workshop.link_key)


def _step(workshop: Workshop, secret: str) -> None:
    """Go to a step of the hour, and bring the wall to where it begins."""
    step: Step = st.session_state["desk.step"]
    if _told(lambda at: rooms.storage().go_to(secret, step, now=at)):
        _screen(secret, group_slides.first_of(workshop.settings, step))


def _doors(secret: str) -> None:
    is_open = bool(st.session_state["desk.joining"])
    _told(lambda at: rooms.storage().open_joining(secret, is_open, now=at))


def _show(secret: str) -> None:
    shown = bool(st.session_state["desk.shown"])
    _told(lambda at: rooms.storage().show_results(secret, shown, now=at))


def _reveal(secret: str) -> None:
    _told(lambda at: rooms.storage().show_results(secret, True, now=at))


def _move(workshop: Workshop, secret: str, by: int) -> None:
    """Move the wall on as its own keys do, over what waits for answers.

    From the screen that is there now, wherever this page believes the wall to be.
    """

    def moved(at: datetime.datetime) -> Status:
        status = rooms.storage().status(workshop.id, now=at)
        waiting = group_slides.waits(workshop.settings, _may_show(workshop, status))
        there = functools.partial(group_slides.onward, waiting, where=by)
        return rooms.storage().move_screen(secret, there, now=at)

    _told(moved)


def _screen(secret: str, place: int) -> None:
    _told(lambda at: rooms.storage().show_screen(secret, place, now=at))


def _told(act: Callable[..., Status]) -> bool:
    """Tell the storage; return whether it took it."""
    return rooms.attempt(lambda: act(rooms.now())) is not None
