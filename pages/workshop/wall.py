"""The wall: what the whole room looks at. Without a group, one person's result as a lecture."""

import streamlit as st

from pages.parts import frame, language, lecture, room_wall, rooms, wall
from pages.parts.site import file_of

FILE = rooms.WALL
say = language.speech_now().say

if wall.presenting() and rooms.LINK in st.query_params:
    room_wall.room_wall(st.query_params[rooms.LINK])
elif wall.presenting():
    lecture.lecture(st.query_params.get(wall.PERSON, wall.MINE))
else:
    frame.opening(FILE, say("One message per screen, in letters that can be read from afar."))
    with st.container(border=True):
        st.header(say("With a group"), anchor=False)
        st.markdown(say("You open the wall of a workshop from the page on which you run it."))
        label, icon = say("Run a workshop"), ":material/co_present:"
        st.page_link(file_of(rooms.RUN), label=label, icon=icon)
    with st.container(border=True):
        st.header(say("Without a group"), anchor=False)
        lecture.choices()
    frame.closing(FILE)
