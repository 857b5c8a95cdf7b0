"""Follow-up: a weekly check-in, plan against actual, and minutes corrected by it."""

import streamlit as st

from core.follow_up import weeks_done
from pages.charts import follow
from pages.parts import checking_in, frame, language, pictures, store
from pages.parts.stopwatch import stopwatch

FILE = "pages/plan/follow.py"
speech = language.speech_now()
say = speech.say
analysis = store.analysis()

frame.opening(
    FILE,
    say(
        "Two minutes a week: what you did. The app compares it with the plan and learns your pace."
    ),
)
if not frame.nothing_to_show() and not frame.no_plan(analysis):
    weeks = weeks_done(analysis)
    with st.container():  # what follows stays in its place when the first week is reported
        if weeks:
            frame.finding(checking_in.weeks_sentence(weeks, speech))
            alternative = checking_in.weeks_alternative(weeks, speech)
            pictures.picture(follow.template, follow.table(weeks, speech), alternative)
            st.caption(say("Dashed line: today’s plan."))
            if note := checking_in.measured_note(weeks, analysis, speech):
                st.caption(note)
            pictures.table_behind("weeks", lambda: checking_in.weeks_table(weeks, analysis, speech))
            checking_in.actions(analysis)
            checking_in.recalibration(analysis)
        else:
            st.info(
                say("No week reported yet: begin with this one."), icon=":material/edit_calendar:"
            )
    frame.measuring_offered()
    with st.container(border=True):
        st.header(say("My week, as it was"), anchor=False)
        checking_in.form(analysis)
    with st.expander(say("Stopwatch: my own minutes"), key="stopwatch"):
        stopwatch()
frame.closing(FILE)
