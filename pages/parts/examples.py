"""The examples: people who could be real, loaded in one click."""

from __future__ import annotations

import streamlit as st

from core.personas import Persona
from pages.parts import store
from pages.parts.frame import RESULT
from pages.parts.language import speech_now
from pages.parts.site import file_of

ACROSS = 2


def gallery() -> None:
    """Show a card for each example, with a button that loads it."""
    people = store.personas()
    for start in range(0, len(people), ACROSS):
        for column, persona in zip(
            st.columns(ACROSS), people[start : start + ACROSS], strict=False
        ):
            with column:
                _card(persona)


def _card(persona: Persona) -> None:
    speech = speech_now()
    name = speech.words(persona.introduction.name)
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{name}**  \n{speech.words(persona.introduction.summary)}")
        if st.button(
            speech.say("See this result"),
            key=f"persona.{persona.id}",
            help=speech.say("Replaces your answers by those of {name}.", name=name),
        ):
            store.replace(persona.answers)
            store.skip_guess()
            st.switch_page(file_of(RESULT))
