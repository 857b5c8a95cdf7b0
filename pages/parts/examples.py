"""The examples: people who could be real, loaded in one click where nothing would be lost."""

from __future__ import annotations

import streamlit as st

from core.personas import Persona
from pages.parts import brand, store, turn
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
            speech.say("See this result: {name}", name=name),
            key=f"persona.{persona.id}",
            help=speech.say("Replaces your answers with those of {name}.", name=name),
        ):
            if store.unsaid_by_this_person():
                _take(persona)
                st.switch_page(file_of(RESULT))
            title = speech.say("Look at this example in place of your answers?")
            st.dialog(title)(turn.taken()(_ask_once))(persona)


def _ask_once(persona: Persona) -> None:
    speech = speech_now()
    name = speech.words(persona.introduction.name)
    st.markdown(
        speech.say(
            "The answers of {name} take the place of yours. "
            "You can undo this until you answer something else.",
            name=name,
        )
    )
    with st.container(horizontal=True):
        see = speech.say("See the example")
        if st.button(see, key="example.see", on_click=_take, args=(persona,)):
            st.switch_page(file_of(RESULT))
        if st.button(**brand.main(speech.say("Keep mine")), key="example.keep"):
            st.rerun()


def _take(persona: Persona) -> None:
    store.replace(persona.answers)
    store.skip_guess()
