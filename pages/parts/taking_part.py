"""What a participant does: guess, answer, look at what would be sent, send, correct, withdraw."""

from __future__ import annotations

import secrets
from typing import Any

import streamlit as st

from core.answers import MINUTES_IN_A_WEEK
from core.workshop import codes
from core.workshop.sending import (
    MOST_NETWORKS,
    Sending,
    changes,
    guess_only,
    preview,
    sending_of,
)
from pages.parts import brand, clock, express, frame, joining, pictures, rooms, store, turn
from pages.parts.folded import folded
from pages.parts.frame import RESULT
from pages.parts.joining import Visit
from pages.parts.kept import Pass
from pages.parts.language import speech_now
from pages.parts.questions import AS_SHORT_AS_MAY_BE
from pages.parts.sending_words import preview_table
from pages.parts.sentences import fewer_sentence
from pages.parts.site import file_of
from pages.storage.errors import Trouble
from pages.storage.records import Participant

TO_SEND, SAID, REFUSED = "workshop.to_send", "workshop.said", "workshop.refused"
TYPED = "workshop.typed."  # and the key: a first guess that was typed, and is not the guess
MISSING = "workshop.missing"  # which number of a guess was not there


def take_part(visit: Visit, participant: Participant) -> None:
    """Show everything a participant can do now, in the order of the hour."""
    _where_we_are(visit, participant)
    key, steps = visit.workshop.link_key, visit.workshop.settings.steps
    mine = store.passes().get(key, store.NO_PASS)
    if "guess" in steps and not mine.skipped and mine.guess_networks is None:
        _first_guess(key)
        return
    if "guess_again" in steps and visit.workshop.step == "guess_again":
        _second_guess(key, mine)
        _to_send(visit, participant, store.passes()[key])
        _guess_told(key, mine)
        _answers(participant, again=True)
    else:
        _guess_told(key, mine)
        _answers(participant)
        _to_send(visit, participant, mine)
    _ways_out(visit, participant)


def _where_we_are(visit: Visit, participant: Participant) -> None:
    """Say which workshop this is, who one is in it, and what the room does now."""
    speech = speech_now()
    say, workshop = speech.say, visit.workshop
    joining.tell_news()
    st.header(workshop.settings.title, anchor=False)
    told = [
        say(
            "Now: **{step}**. Your number: **{label}**.",
            step=rooms.step_name(workshop.step, speech),
            label=participant.label,
        ),
        rooms.step_task(workshop.step, speech),
        say("Tap “What comes next?” when you are asked to: this page does not move on by itself."),
    ]
    st.markdown(frame.paragraphs(*told))
    st.button(
        say("What comes next?"), icon=":material/refresh:", on_click=joining.ask_again, key="next"
    )


# Guessing -----------------------------------------------------------------------------------


@st.fragment  # nothing else on the page depends on the two numbers until they are the guess
@turn.taken()
def _first_guess(key: str) -> None:
    say = speech_now().say
    with st.container(border=True):
        st.subheader(say("Before anything else: your guess"), anchor=False)
        _guess_fields(key, "first", *st.session_state.get(TYPED + key, (None, None)))
        missing = st.container()  # beside the fields, above the button
        st.button(
            **brand.main(say("That is my guess")),
            width="stretch",
            on_click=_keep_guess,
            args=(key,),
            key="guessed",
        )
        if which := st.session_state.pop(MISSING, None):
            missing.warning(
                say("A number is missing: how many networks?")
                if which == "many"
                else say("A number is missing: how many hours a week?")
            )
        label = say("I have no idea, go on")
        st.button(label, type="tertiary", on_click=_keep_none, args=(key,), key="no_guess")


def _typed(key: str) -> tuple[int | None, int | None]:
    """Return the networks and the minutes that stand in the fields of the first guess."""
    many, hours = (st.session_state[one] for one in _guess_keys(key, "first"))
    return many, None if hours is None else round(60 * hours)


def _keep_guess(key: str) -> None:
    """Keep the guess, and show what comes next; or say which number is missing."""
    networks, minutes = _typed(key)
    if networks is None or minutes is None:
        st.session_state[MISSING] = "many" if networks is None else "hours"
        return
    store.change_pass(key, guess_networks=networks, guess_minutes=minutes)
    if store.answers().guess_minutes is None:
        store.change(guess_minutes=minutes)
    st.session_state.pop(TYPED + key, None)
    st.session_state[joining.NEWS] = speech_now().say("Your guess is kept.")
    joining.show_room()


def _keep_none(key: str) -> None:
    """Go on without a guess; what was typed is still there if they change their mind."""
    st.session_state[TYPED + key] = _typed(key)
    store.change_pass(key, skipped=True)
    joining.show_room()


def _guess_anew(key: str, mine: Pass) -> None:
    """Ask for the first guess once more; what was typed is still in the fields."""
    if mine.guess_networks is not None:
        st.session_state[TYPED + key] = (mine.guess_networks, mine.guess_minutes)
    store.change_pass(key, guess_networks=None, guess_minutes=None, skipped=False)


def _guess_told(key: str, mine: Pass) -> None:
    """Say the guess, if one was asked for; it can be changed until there are answers.

    Then there is an estimate, hence no guess any more.
    """
    if mine.guess_networks is None and not mine.skipped:
        return
    speech = speech_now()
    if mine.guess_networks is not None:
        st.markdown(
            speech.say(
                "Your guess: {networks}, {time} a week.",
                networks=speech.count("{number} network", "{number} networks", mine.guess_networks),
                time=speech.duration(mine.guess_minutes or 0),
            )
        )
    if not store.answers().goals:
        changing = (
            speech.say("Guess all the same") if mine.skipped else speech.say("Change my guess")
        )
        st.button(
            changing, type="tertiary", on_click=_guess_anew, args=(key, mine), key="guess_anew"
        )


def _second_guess(key: str, mine: Pass) -> None:
    say = speech_now().say
    with st.container(border=True):
        st.subheader(say("And now? Guess again."), anchor=False)
        networks, minutes = _guess_fields(key, "second", mine.second_networks, mine.second_minutes)
        if (networks, minutes) != (mine.second_networks, mine.second_minutes):
            store.change_pass(key, second_networks=networks, second_minutes=minutes)


def _guess_fields(
    key: str, name: str, networks: int | None, minutes: int | None
) -> tuple[int | None, int | None]:
    """Ask for a number of networks and for hours; return networks and minutes."""
    say, keys = speech_now().say, _guess_keys(key, name)
    st.session_state.setdefault(keys[0], networks)
    st.session_state.setdefault(keys[1], None if minutes is None else minutes / 60)
    some = st.number_input(
        say("How many networks can you keep well?"),
        min_value=0,
        max_value=MOST_NETWORKS,
        step=1,
        value=None,
        placeholder=say("a number"),
        key=keys[0],
    )
    hours = st.number_input(
        say("How many hours a week will they take, all together?"),
        min_value=0.0,
        max_value=MINUTES_IN_A_WEEK / 60,
        step=0.5,
        format=AS_SHORT_AS_MAY_BE,
        value=None,
        placeholder=say("hours a week"),
        key=keys[1],
    )
    return some, None if hours is None else round(60 * hours)


def _guess_keys(key: str, name: str) -> list[str]:
    return [f"guess.{name}.{what}.{key}" for what in ("many", "hours")]


# Answering ----------------------------------------------------------------------------------


def _answers(participant: Participant, *, again: bool = False) -> None:
    """Ask the three questions, and tell the result; folded once the room guesses `again`."""
    speech = speech_now()
    say, said = speech.say, store.answers()
    name = "my_answers.again" if again else "my_answers"
    with st.expander(say("My answers"), expanded=participant.sent is None and not again, key=name):
        express.ask(_as_assumed)
        st.page_link(
            file_of("pages/assessment/project.py"),
            label=say("More questions"),
            icon=":material/checklist:",
        )
    if said.goals:
        with st.container(border=True):
            st.markdown(say("**Your result, for you alone**"))
            st.markdown(fewer_sentence(store.analysis(), speech))
            st.page_link(file_of(RESULT), label=say("See my result"), icon=":material/insights:")


def _as_assumed() -> None:
    """Offer to say the hours that are only assumed: what is only assumed is not sent."""
    if store.answers().time_minutes is not None:
        return
    speech, assumed = speech_now(), int(store.catalogue().model.assumed_weekly_minutes.mode)
    st.button(
        speech.say("Question 2: yes, {time} a week", time=speech.duration(assumed)),
        icon=":material/check:",
        on_click=store.change_time,
        args=(assumed,),
        key="as_assumed",
    )


# Sending ------------------------------------------------------------------------------------


def _sending(mine: Pass) -> Sending:
    """Return what would be sent now."""
    if not store.answers().goals and not store.answers().named_networks:
        found = guess_only(guess_networks=mine.guess_networks, guess_minutes=mine.guess_minutes)
        again = {"second_networks": mine.second_networks, "second_minutes": mine.second_minutes}
        return found.model_copy(update={**again, "consent": mine.consent})
    return sending_of(
        store.analysis(),
        guess_networks=mine.guess_networks,
        guess_minutes=mine.guess_minutes,
        second_networks=mine.second_networks,
        second_minutes=mine.second_minutes,
        consent=mine.consent,
    )


def _to_send(visit: Visit, participant: Participant, mine: Pass) -> None:
    """Show exactly what would be sent, and send it on a click."""
    speech, key = speech_now(), visit.workshop.link_key
    say = speech.say
    if participant.sent is None and _too_early(visit):
        st.markdown(say("You will send later, together with your answers."))
        return
    with st.container(border=True):
        st.subheader(say("Send to the group"), anchor=False)
        _outcome()
        consent = st.toggle(
            say("The group’s file may include this, on a row without my name"),
            value=mine.consent,
            key=f"consent.{key}",
        )
        if consent != mine.consent:
            store.change_pass(key, consent=consent)
        sending = _sending(mine.model_copy(update={"consent": consent}))
        fields = preview(sending)
        if len(fields) < 2:
            st.markdown(say("Nothing to send yet: guess or answer first."))
            return
        _shown_before(participant.sent, sending)
        if participant.sent == sending:
            return
        label = say("Send") if participant.sent is None else say("Send the correction")
        st.button(
            **brand.main(label, ":material/send:"),
            width="stretch",
            on_click=_send,
            args=(visit, sending),
            key="send",
        )


def _shown_before(sent: Sending | None, sending: Sending) -> None:
    """Show all that is or would be sent; of a correction what is new, the rest folded below."""
    say = speech_now().say
    if sent is None or sent == sending:
        st.markdown(
            say("Exactly this leaves your phone, and nothing else:")
            if sent is None
            else say("This is what you have sent; the group counts it.")
        )
        _table(preview(sending))
        return
    st.markdown(say("You have sent something else before. This is new, the rest stays as it was:"))
    _table(changes(sent, sending))
    whole = say("All that leaves your phone")
    folded("whole_sending", whole, lambda: _table(preview(sending)))


def _table(fields: tuple[tuple[str, Any], ...]) -> None:
    table = preview_table(fields, speech_now(), store.catalogue())
    st.table(pictures.as_arrow(table), hide_index=True)


def _too_early(visit: Visit) -> bool:
    """Return whether the room only guesses yet, and this person has answered nothing."""
    workshop, said = visit.workshop, store.answers()
    only_guess = workshop.step == "guess" and workshop.settings.steps[-1] != "guess"
    return only_guess and not said.goals and not said.named_networks


def _outcome() -> None:
    """Say once what became of the last sending."""
    if receipt := st.session_state.pop(SAID, None):
        st.success(receipt, icon=":material/check_circle:")
    if trouble := st.session_state.pop(REFUSED, None):
        st.error(rooms.trouble_sentence(trouble, speech_now()), icon=":material/error:")


def _send(visit: Visit, sending: Sending) -> None:
    """Send what the preview showed; trying again sends the same thing under the same key."""
    known = st.session_state.get(TO_SEND)
    if known is None or known[0] != sending:
        known = (sending, codes.idempotency_key(secrets.token_bytes))
        st.session_state[TO_SEND] = known
    token, now = store.passes()[visit.workshop.link_key].token, rooms.now()
    try:
        rooms.storage().send(visit.workshop.id, token, sending, key=known[1], now=now)
    except Trouble as trouble:
        _refused(trouble)
    else:
        del st.session_state[TO_SEND]
        st.session_state[SAID] = speech_now().say("Sent. Your result stays on this device.")
        joining.know(sending)


def _refused(trouble: Trouble) -> None:
    """Say why not, where the button was; where the storage answers, ask it how things stand."""
    st.session_state[REFUSED] = trouble
    if trouble.reason not in ("unavailable", "full"):
        joining.ask_again()


def _ways_out(visit: Visit, participant: Participant) -> None:
    """Offer to withdraw what was sent, and to leave the workshop on this device."""
    label = speech_now().say("Withdraw, or leave")
    folded("ways_out", label, lambda: _leaving(visit, participant))


def _leaving(visit: Visit, participant: Participant) -> None:
    speech = speech_now()
    say = speech.say
    st.markdown(
        say(
            "Everything in this workshop is deleted on {day} at the latest.",
            day=speech.full_date(clock.here(visit.workshop.expires_at).date()),
        )
        + " "
        + say(
            "Changing phones? With your number, {label}, the facilitator can remove what you sent.",
            label=participant.label,
        )
    )
    if participant.sent is not None:
        st.button(
            say("Withdraw what I sent"),
            icon=":material/undo:",
            on_click=_withdraw,
            args=(visit,),
            key="withdraw",
        )
    st.markdown(
        say(
            "Is somebody else using this phone now? If you leave, this phone forgets the "
            "workshop; what was sent stays sent."
        )
    )
    st.button(
        say("Leave on this device"),
        icon=":material/logout:",
        on_click=joining.leave,
        args=(visit.workshop.link_key,),
        key="leave",
    )


def _withdraw(visit: Visit) -> None:
    token = store.passes()[visit.workshop.link_key].token
    try:
        rooms.storage().withdraw(visit.workshop.id, token, now=rooms.now())
    except Trouble as trouble:
        _refused(trouble)
    else:
        st.session_state[SAID] = speech_now().say("Withdrawn: the group no longer counts it.")
        joining.know(None)
