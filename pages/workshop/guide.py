"""The facilitator's guide: the hour minute by minute. The text is a document of its own."""

import streamlit as st

from pages.parts import documents, frame, language

FILE = "pages/workshop/guide.py"
speech = language.speech_now()

frame.opening(FILE)
for part in documents.parts("guide", speech):
    st.markdown(documents.with_lists(part))
frame.closing(FILE)
