"""What I really do: counts from one's own data exports, beside the guess and the plan."""

import streamlit as st

from pages.parts import checking_in, frame, handing_over, language, measured, review, store

FILE = "pages/plan/activity.py"
say = language.speech_now().say

frame.opening(
    FILE,
    say(
        "Drop in the data a network gives you about yourself. The app counts what you "
        "do there each week, and compares it with what you thought and what the plan "
        "asks for."
    ),
)
if measured.counting() is not None:
    with st.container(border=True):
        handing_over.progress()
handing_over.outcome()
review.results()
if measured.found() is not None:
    checking_in.recalibration(store.analysis())
if measured.counting() is None:
    if measured.found() is not None:
        st.header(say("Count other files"), anchor=False)
    handing_over.privacy()
    handing_over.how_to_get()
    with st.container(border=True):
        handing_over.files()
frame.closing(FILE, onward=frame.RESULT)  # the next page is for groups
