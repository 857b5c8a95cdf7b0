"""Run: the facilitator's desk. Without the workshop's secret there is only making a new one."""

import streamlit as st

from pages.parts import desk, desk_papers, desk_parts, founding, frame, language, rooms
from pages.parts.site import file_of

FILE = rooms.RUN
say = language.speech_now().say

frame.opening(FILE)
desk_papers.notice(desk_papers.GONE)
opened = founding.opened()
if opened is None:
    st.markdown(
        say("One hour with a group: everybody answers on a phone, the wall shows the group.")
    )
    guide = say("The guide: the hour, minute by minute")
    st.page_link(file_of("pages/workshop/guide.py"), label=guide, icon=":material/menu_book:")
    founding.found_or_open()
else:
    secret, workshop = str(founding.current()), opened.workshop
    desk.shown_once(secret)
    status = rooms.attempt(lambda: rooms.storage().status(workshop.id, now=rooms.now()))
    if status is not None:
        desk.now(opened, secret, status)
        desk.remote(workshop, secret, status)
    desk_parts.parts(workshop, secret)
    st.button(
        say("Another workshop"), type="tertiary", on_click=founding.choose_another, key="another"
    )
frame.closing(FILE)
