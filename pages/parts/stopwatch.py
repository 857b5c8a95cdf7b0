"""A stopwatch: time a few comments, likes or replies, and keep the minutes of one."""

from __future__ import annotations

from time import monotonic

import streamlit as st

from pages.parts import brand, clock, store
from pages.parts.language import speech_now

STARTED, STOPPED, SINCE = "stopwatch.started", "stopwatch.minutes", "stopwatch.since"
TIMED = ("comment", "like", "reply", "share", "message", "read")
LEAST_MINUTES = 0.01


def stopwatch() -> None:
    """Start, stop, say how many were done, keep: the minutes of one become the person's own."""
    speech, catalogue = speech_now(), store.catalogue()
    say = speech.say
    st.markdown(say("Start, do a few for real, stop, and say how many there were."))
    action = st.pills(
        say("What do you time?"),
        TIMED,
        default=TIMED[0],
        required=True,
        format_func=lambda name: speech.words(catalogue.actions[name].label),
        key="stopwatch.action",
    )
    if STARTED in st.session_state:
        since = speech.hour(st.session_state[SINCE])
        st.markdown(say("The clock has been running since {time}.", time=since))
        st.button(
            **brand.main(say("Stop the clock"), ":material/stop_circle:"),
            on_click=_stop,
        )
        return
    st.button(say("Start the clock"), on_click=_start, icon=":material/play_circle:")
    if minutes := st.session_state.get(STOPPED):
        _keep(str(action), minutes)


def _start() -> None:
    st.session_state[STARTED], st.session_state[SINCE] = monotonic(), clock.now().time()
    st.session_state.pop(STOPPED, None)


def _stop() -> None:
    started = st.session_state.pop(STARTED)
    st.session_state[STOPPED] = max(LEAST_MINUTES, (monotonic() - started) / 60)


def _keep(action: str, minutes: float) -> None:
    speech, label = speech_now(), store.catalogue().actions[action].label
    many = st.number_input(
        speech.say("How many did you do?"), min_value=1, value=1, step=1, key="stopwatch.many"
    )
    one = round(minutes / many, 2)
    st.markdown(
        speech.say(
            "{action}: {time} each time.", action=speech.words(label), time=speech.seconds(one)
        )
    )
    st.button(
        speech.say("Keep as my own minutes"),
        on_click=lambda: _take(action, one),
        icon=":material/check:",
    )


def _take(action: str, minutes: float) -> None:
    own = store.answers().minutes_per_action
    store.change(minutes_per_action={**own, action: max(LEAST_MINUTES, minutes)})
    st.session_state.pop(STOPPED, None)
