"""A one-minute tour: what the app is for and how it is read, in four short stops."""

from __future__ import annotations

import streamlit as st

from pages.parts.language import speech_now
from pages.parts.speech import Speech

STOP = "tour.stop"


def offer() -> None:
    """Offer the tour. It never comes unasked, so there is nothing to close or to remember."""
    say = speech_now().say
    if st.button(say("One-minute tour"), key="tour", type="tertiary", icon=":material/explore:"):
        st.session_state[STOP] = 0
        st.dialog(say("One-minute tour"))(_walk)()


def stops(speech: Speech) -> list[tuple[str, str]]:
    """Return the title and the text of each stop."""
    say = speech.say
    return [
        (
            say("Say three things"),
            say(
                "What you want, the hours you really have, the networks you are on or want. "
                "That is enough for a first result; the four pages of “My assessment” refine it, "
                "and any question may be left out."
            ),
        ),
        (
            say("Read one sentence"),
            say(
                "Each result opens with what it found, in words. The picture below shows why, and "
                "the table behind it gives every figure. “Useful presence” compares plans; it "
                "forecasts neither followers nor sales."
            ),
        ),
        (
            say("Doubt it"),
            say(
                "“How sure is it?” plays the figures through a thousand times, “What if we are "
                "wrong?” takes our assumptions away. Each figure has its source, or says that it "
                "is an assumption."
            ),
        ),
        (
            say("Leave with a week"),
            say(
                "“My plan” turns the result into minutes day by day, to print or to put in a "
                "calendar. Your answers stay on this device; no account, nothing sent."
            ),
        ),
    ]


def _walk() -> None:
    say, places = speech_now().say, stops(speech_now())
    here = min(st.session_state.get(STOP, 0), len(places) - 1)
    title, text = places[here]
    st.progress((here + 1) / len(places), text=f"{here + 1} / {len(places)}")
    st.markdown(f"**{title}**\n\n{text}")
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(say("Back"), disabled=here == 0, on_click=_go, args=(here - 1,))
        if here + 1 < len(places):
            st.button(say("Next"), on_click=_go, args=(here + 1,))
        elif st.button(say("Let’s go")):
            st.rerun()


def _go(stop: int) -> None:
    st.session_state[STOP] = stop
