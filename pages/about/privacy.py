"""Privacy: what is kept where, what a workshop stores, and what the host does."""

import streamlit as st

from pages.parts import documents, frame, language

FILE = "pages/about/privacy.py"
speech = language.speech_now()

frame.opening(FILE)
for part in documents.parts("privacy", speech):
    st.markdown(part)
frame.closing(FILE)
