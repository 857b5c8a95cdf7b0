"""Typing in what people wrote on paper, sheet by sheet, into the same workshop."""

from __future__ import annotations

import secrets

import streamlit as st

from core.answers import MINUTES_IN_A_WEEK, Answers
from core.workshop import codes
from core.workshop.sending import MOST_NETWORKS, Sending, sending_of
from pages.parts import questions, rooms, store
from pages.parts.desk_papers import notice, tell
from pages.parts.language import speech_now

SHEET, TO_ADD, COMPLETED = "desk.sheet", "desk.to_add", "desk.completed"


def type_in(secret: str) -> None:
    """Ask for what one sheet says, and add it to the group."""
    say = speech_now().say
    with st.form("sheet", border=False):
        first = _guess("guess", say("First guess: networks"), say("First guess: hours a week"))
        goal, hours, wanted = _answers()
        again = _guess("second", say("Second guess: networks"), say("Second guess: hours a week"))
        consent = st.checkbox(say("Ticked “Yes” to a row without a name"), key=_key("consent"))
        pressed = st.form_submit_button(say("Add this sheet"), icon=":material/add:")
    if pressed:
        said = Answers(
            goals={goal: 1.0} if goal else {},
            weekly_minutes=_minutes(hours),
            networks={name: {"state": "on"} for name in wanted},
        )
        _add(secret, sending_of_sheet(said, first, again, consent=consent))
    notice("sheet")
    _complete(secret)


def _answers() -> tuple[str | None, float | None, list[str]]:
    """Ask for the goal, the hours and the networks of a sheet."""
    say, catalogue = speech_now().say, store.catalogue()
    goal = st.pills(
        say("Main goal"),
        list(catalogue.goals),
        format_func=questions.labels(catalogue.goals),
        key=_key("goal"),
    )
    hours = _hours("hours", say("Hours a week for your networks"))
    wanted = st.pills(
        say("Networks ticked"),
        list(catalogue.networks),
        selection_mode="multi",
        format_func=lambda name: catalogue.networks[name].name,
        key=_key("networks"),
    )
    return goal, hours, wanted


def _guess(name: str, networks: str, hours: str) -> tuple[int | None, int | None]:
    left, right = st.columns(2)
    with left:
        some = st.number_input(
            networks, min_value=0, max_value=MOST_NETWORKS, value=None, step=1, key=_key(name)
        )
    with right:
        time = _hours(f"{name}.hours", hours)
    return some, _minutes(time)


def _hours(name: str, label: str) -> float | None:
    most = MINUTES_IN_A_WEEK / 60
    return st.number_input(
        label,
        min_value=0.0,
        max_value=most,
        value=None,
        step=0.5,
        format=questions.AS_SHORT_AS_MAY_BE,
        key=_key(name),
    )


def _minutes(hours: float | None) -> int | None:
    return None if hours is None else round(60 * hours)


def _key(name: str) -> str:
    """Return the key of a field; each sheet has fields of its own, empty at first."""
    return f"sheet.{st.session_state.get(SHEET, 0)}.{name}"


def sending_of_sheet(
    said: Answers,
    first: tuple[int | None, int | None],
    again: tuple[int | None, int | None],
    *,
    consent: bool,
) -> Sending:
    """Return what a sheet says, computed as the app would for the same answers.

    `first` and `again` are guesses: networks, and minutes a week.
    """
    guesses = {
        "guess_networks": first[0],
        "guess_minutes": first[1],
        "second_networks": again[0],
        "second_minutes": again[1],
    }
    if not said.goals and not said.networks:
        return Sending(available_minutes=said.weekly_minutes, consent=consent, **guesses)
    return sending_of(store.analysis_of(said), consent=consent, **guesses)


def _add(secret: str, sending: Sending) -> None:
    """Add a sheet, or say why not; trying again adds the same one once."""
    say = speech_now().say
    if sending == Sending(consent=sending.consent):
        st.error(say("This sheet is empty."), icon=":material/error:")
        return
    known = st.session_state.get(TO_ADD)
    if known is None or known[0] != sending:
        known = (sending, codes.idempotency_key(secrets.token_bytes))
        st.session_state[TO_ADD] = known
    receipt = rooms.attempt(
        lambda: rooms.storage().type_in(secret, sending, key=known[1], now=rooms.now())
    )
    if receipt is not None:
        del st.session_state[TO_ADD]
        st.session_state[SHEET] = st.session_state.get(SHEET, 0) + 1
        tell("sheet", say("Added as number {label}. Write that on the sheet.", label=receipt.label))


# A second guess that comes later ---------------------------------------------------------------


def _complete(secret: str) -> None:
    """Ask for the second guess of a sheet that was typed in before, and add it."""
    say = speech_now().say
    found = rooms.attempt(lambda: rooms.storage().slips(secret, now=rooms.now())) or ()
    sheets = [one.label for one in found if one.paper and one.sent]
    if not sheets:
        return
    many = st.session_state.get(COMPLETED, 0)
    st.subheader(say("Complete a sheet"), anchor=False)
    with st.form("sheet.again", border=False):
        label = st.selectbox(
            say("Number on the sheet"),
            sheets,
            index=None,
            placeholder=say("Choose a number"),
            key=f"again.{many}.label",
        )
        networks, minutes = _guess(
            f"again.{many}", say("Second guess: networks"), say("Second guess: hours a week")
        )
        pressed = st.form_submit_button(say("Add the second guess"), icon=":material/add:")
    if pressed and label is not None and (networks, minutes) != (None, None):
        _add_again(secret, label, networks, minutes)
    elif pressed:
        st.error(say("Choose a number, and type in a guess."), icon=":material/error:")
    notice("again")


def _add_again(secret: str, label: str, networks: int | None, minutes: int | None) -> None:
    say, key = speech_now().say, codes.idempotency_key(secrets.token_bytes)
    receipt = rooms.attempt(
        lambda: rooms.storage().complete(secret, label, networks, minutes, key=key, now=rooms.now())
    )
    if receipt is not None:
        st.session_state[COMPLETED] = st.session_state.get(COMPLETED, 0) + 1
        tell("again", say("The second guess of {label} is added.", label=receipt.label))
