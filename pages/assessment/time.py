"""My time: hours by week or by day, and the person's own guess before any estimate."""

import streamlit as st

from pages.parts import frame, language, schedule, store
from pages.parts.guess import ask_for_guess
from pages.parts.stopwatch import stopwatch

FILE = "pages/assessment/time.py"
say = language.speech_now().say

frame.opening(
    FILE,
    say(
        "Keeping a network alive means likes, shares, comments, messages: "
        "more time than one thinks."
    ),
)

with st.container(border=True):
    st.header(say("How much time do you have?"), anchor=False)
    schedule.questions()

with st.container(border=True):
    st.header(say("And how much would it take?"), anchor=False)
    ask_for_guess()

with st.expander(say("My own minutes for each action"), key="minutes"):
    schedule.minutes_per_action()

with st.expander(say("Stopwatch: my own minutes"), key="stopwatch"):
    stopwatch()

if store.answers().time_minutes == 0:
    st.info(
        say("Zero hours is an answer too: the result then says what a first network would take."),
        icon=":material/info:",
    )

frame.closing(FILE)
