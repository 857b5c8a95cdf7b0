"""Privacy: what is kept where, what a workshop stores, and what the host does."""

import streamlit as st

from pages.parts import documents, frame, language

FILE = "pages/about/privacy.py"
speech = language.speech_now()

frame.opening(FILE)
st.markdown(speech.words(documents.document("privacy")))
frame.closing(FILE)
