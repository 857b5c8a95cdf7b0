"""My project: goals, audience, formats, tone, values, red lines."""

import streamlit as st

from pages.parts import describing, frame, goals, language, weights

FILE = "pages/assessment/project.py"
say = language.speech_now().say

frame.opening(
    FILE,
    say(
        "Answer what you know. "
        "A question you leave out neither raises nor lowers the fit of any network."
    ),
)

with st.container(border=True):
    st.header(say("What for?"), anchor=False)
    goals.questions()
for questions in (describing.audience, describing.formats, describing.voice):
    with st.container(border=True):
        questions()

with st.expander(say("Weigh the criteria myself")):
    weights.questions()

frame.closing(FILE)
