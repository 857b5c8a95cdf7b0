"""My week: the plan as blocks by day, set-up first, and how to leave what is left out."""

import streamlit as st

from core.answers import DAYS
from core.week import week_of
from pages.charts import week as chart
from pages.parts import agenda, frame, language, moving, parking, pictures, schedule, store

FILE = "pages/plan/week.py"
speech = language.speech_now()
say = speech.say
catalogue, analysis = store.catalogue(), store.analysis()

frame.opening(FILE)
if not frame.nothing_to_show() and not frame.no_plan(analysis):
    week = week_of(analysis, catalogue)
    frame.finding(agenda.week_sentence(week, speech))
    if told := agenda.left_over_sentence(week, speech):
        st.warning(told, icon=":material/event_busy:")
    st.markdown(agenda.opening_sentence(analysis, speech))
    if not week.by_day:
        st.markdown(
            say("Hours are counted for the week as a whole: here they fall on working days.")
        )
        schedule.by_day_offered()
    bars = chart.table(week, analysis, speech)
    pictures.picture(chart.template, bars, agenda.week_alternative(week, analysis, speech))
    if week.by_day:
        st.caption(say("An upright line shows where the time of a day ends."))
    pictures.table_behind("week", lambda: agenda.week_table(week, analysis, speech))
    moving.blocks(week)

    if week.setup:
        st.header(say("First, your profiles"), anchor=False)
        st.markdown(agenda.setup_sentence(week, speech))
        lines = agenda.setup_lines(week, analysis, speech, catalogue)
        st.markdown("\n".join(f"1. {line}" for line in lines))

    title = say("Then, every week") if week.setup else say("Every week")
    st.header(title, anchor=False)
    for day in DAYS:
        if lines := agenda.day_lines(week, day, analysis, speech, catalogue):
            st.markdown(f"**{agenda.day_name(day, speech)}**")
            st.markdown("\n".join(f"- {line}" for line in lines))
    parking.parking(analysis)
frame.closing(FILE)
