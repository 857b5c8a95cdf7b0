"""The words we use: a glossary in one screen."""

import streamlit as st

from pages.parts import frame, glossary, language

FILE = "pages/about/words.py"
speech = language.speech_now()

frame.opening(
    FILE, speech.say("Only a few words have a special meaning here. This is the full list.")
)
with st.container(border=True):
    for term, meaning in glossary.terms(speech).items():
        st.markdown(f"**{term}**  \n{meaning}")
frame.closing(FILE)
