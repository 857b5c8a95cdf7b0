"""Run: the facilitator's desk. Without the workshop's secret there is only making a new one."""

import streamlit as st

from pages.parts import desk, desk_papers, desk_results, founding, frame, language, rooms, sheets_in

FILE = rooms.RUN
say = language.speech_now().say

frame.opening(FILE)
desk_papers.notice()
opened = founding.opened()
if opened is None:
    st.markdown(
        say(
            "One hour with a group: everybody answers on a phone, the wall shows the group. The "
            "guide says minute by minute how."
        )
    )
    founding.found_or_open()
else:
    secret, workshop = str(founding.current()), opened.workshop
    desk.shown_once(secret)
    status = rooms.attempt(lambda: rooms.storage().status(workshop.id, now=rooms.now()))
    if status is not None:
        desk.now(opened, secret, status)
        desk.remote(workshop, secret, status)
    with st.expander(say("Let people in"), icon=":material/qr_code:", key="let_in"):
        desk.invitation(workshop)
        desk_papers.paper(workshop)
    with st.expander(say("Results, with their tables"), icon=":material/bar_chart:", key="results"):
        desk_results.results(workshop)
    with st.expander(say("Type in a paper sheet"), icon=":material/edit_note:", key="typing"):
        sheets_in.type_in(secret)
    with st.expander(say("Who has sent"), icon=":material/list:", key="slips"):
        desk_papers.slips(secret)
    with st.expander(say("Facilitator links"), icon=":material/key:", key="links"):
        desk_papers.links(secret)
    with st.expander(say("Keep, export, delete"), icon=":material/inventory:", key="keeping"):
        desk_papers.keeping(workshop, secret)
    st.button(
        say("Another workshop"), type="tertiary", on_click=founding.choose_another, key="another"
    )
frame.closing(FILE)
