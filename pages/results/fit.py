"""Fit: which networks suit the project, and which are left out and why."""

import streamlit as st

from pages.charts import fit
from pages.parts import frame, language, pictures, sentences, store, tables
from pages.parts.alternatives import fit_alternative

FILE = "pages/results/fit.py"
speech = language.speech_now()
say = speech.say
catalogue, analysis = store.catalogue(), store.analysis()

frame.opening(FILE)
if not frame.nothing_to_show():
    frame.finding(sentences.fit_sentence(analysis, speech))
    st.markdown(say("Fitting is not all: the plan also looks at the time each network takes."))
    table = fit.table(analysis, speech, catalogue)
    pictures.picture(fit.template, table, fit_alternative(table, speech))
    pictures.table_behind("fit", lambda: tables.fit_table(analysis, speech, catalogue))
    if lines := tables.left_out(analysis, speech, catalogue):
        st.subheader(say("Left out"), anchor=False)
        st.markdown("\n".join(lines))
    frame.reasons_offered()
    frame.calculation_offered()
    frame.flags()
frame.closing(FILE)
