"""Join: take part in a workshop with the code on the wall, without an account or a name."""

import streamlit as st

from pages.parts import frame, joining, language, rooms, taking_part
from pages.parts.site import file_of

FILE = rooms.JOIN
say = language.speech_now().say

frame.opening(FILE)
visit = joining.visit()
if visit is None:
    st.markdown(
        say(
            "Everybody guesses, answers and sees their own result; the wall shows the group, "
            "never a person."
        )
    )
    joining.ask_for_code()
    st.page_link(file_of(rooms.RUN), label=say("I run a workshop"), icon=":material/co_present:")
elif visit.participant is None:
    joining.welcome(visit.workshop)
else:
    taking_part.take_part(visit, visit.participant)
frame.closing(FILE, onward=rooms.RUN if visit is None else frame.RESULT)
