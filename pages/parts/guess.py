"""The person's own guess, asked before the estimate is shown."""

from __future__ import annotations

import streamlit as st

from core.answers import MINUTES_IN_A_WEEK
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import number


def ask_for_guess() -> None:
    """Ask how long the person thinks their networks take, before they see our estimate."""
    speech, said = speech_now(), store.answers()
    names = [
        network.name
        for network in store.analysis().networks.values()
        if network.id in said.named_networks
    ]
    label = (
        speech.say(
            "Hours a week to keep {networks} steadily: your guess", networks=speech.listed(names)
        )
        if names
        else speech.say("Hours a week to keep your networks steadily: your guess")
    )
    guess = said.guess_minutes
    number(
        "guess",
        label,
        None if guess is None else guess / 60,
        _keep,
        min_value=0.0,
        max_value=MINUTES_IN_A_WEEK / 60,
        step=0.5,
        placeholder=speech.say("a rough guess will do"),
        help=speech.say(
            "Steadily: about three posts a week, answers to comments, and visits in between."
        ),
    )


def guessed_or_asked() -> bool:
    """Return whether the estimate may be shown; if not, ask for the guess or a pass."""
    if store.may_show_estimate():
        return True
    say = speech_now().say
    with st.container(border=True):
        st.markdown(say("**Before the figure: what is your own guess?**"))
        ask_for_guess()
        st.button(say("I have no idea, show me"), on_click=store.skip_guess)
    return False


def _keep(hours: float | None) -> None:
    store.change(guess_minutes=None if hours is None else round(hours * 60))
