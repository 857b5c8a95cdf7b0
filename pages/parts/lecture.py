"""The wall without a group: an example, or the answers of this device, as a lecture."""

from __future__ import annotations

import streamlit as st

from pages.parts import device, slides, store, turn, wall
from pages.parts.language import speech_now
from pages.parts.site import file_of

WALL = "pages/workshop/wall.py"


def choices() -> None:
    """Offer what can be shown without a group: the answers of this device, and each example."""
    speech = speech_now()
    say = speech.say
    people = {wall.MINE: say("My own answers, live")} | {
        one.id: say(
            "{name}: {value}",
            name=speech.words(one.introduction.name),
            value=speech.words(one.introduction.summary),
        )
        for one in store.personas()
    }
    chosen = st.selectbox(
        say("Whose result?"), list(people), format_func=people.__getitem__, key="lecture.person"
    )
    if st.button(say("Show it on the wall"), icon=":material/tv:", key="lecture.show"):
        st.session_state[wall.PLACE] = 0
        st.switch_page(file_of(WALL), query_params={wall.PERSON: chosen})


def lecture(person: str) -> None:
    """Show the slides of a person, or of the answers of this device."""
    if person == wall.MINE and not device.ready():
        device.place(silent=True)
        device.wait()
        return
    _slides(person)
    if person == wall.MINE:
        device.place(silent=True)


@st.fragment
@turn.taken()
def _slides(person: str) -> None:
    speech, catalogue = speech_now(), store.catalogue()
    persona = next((one for one in store.personas() if one.id == person), None)
    if persona is None:
        name, summary = speech.say("My own answers, live"), ""
        analysis = store.analysis()
    else:
        name = speech.words(persona.introduction.name)
        summary = speech.words(persona.introduction.summary)
        analysis = store.analysis_of(persona.answers)
    shown = slides.lecture(name, summary, analysis, speech, catalogue)
    number = wall.place(shown)

    def moved(where: wall.Move) -> None:
        st.session_state[wall.PLACE] = wall.moved_to(where, number, len(shown))
        st.session_state[wall.LEFT] = where == "leave"

    wall.show(shown[number], number, len(shown), moved)
    if st.session_state.pop(wall.LEFT, False):
        st.switch_page(file_of(WALL))
