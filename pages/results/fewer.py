"""Fewer: the networks to keep, why that many, and why not one more."""

import streamlit as st

from pages.charts import curve, hours, one_more
from pages.parts import (
    alternatives,
    frame,
    language,
    pictures,
    plans,
    resume,
    sentences,
    store,
    tables,
)

FILE = "pages/results/fewer.py"
speech = language.speech_now()
say = speech.say
catalogue, analysis = store.catalogue(), store.analysis()

frame.opening(FILE)
if not frame.nothing_to_show():
    frame.finding(sentences.fewer_sentence(analysis, speech))
    thesis = sentences.thesis_sentence(analysis, speech)
    st.markdown(frame.paragraphs(thesis, sentences.alternatives_told(analysis, speech)))
    plans.time_at_hand()
    plans.selection(analysis)

    st.subheader(say("Why this many"), anchor=False)
    points = curve.table(analysis, speech)
    pictures.picture(
        curve.template, points, alternatives.curve_alternative(analysis, points, speech)
    )
    pictures.table_behind(tables.curve_table(analysis, speech, curve.shown_sizes(analysis)))

    st.subheader(say("Why not one more"), anchor=False)
    st.markdown(sentences.one_more_sentence(analysis, speech))
    changes = one_more.table(analysis, speech)
    if len(changes):
        pictures.picture(
            one_more.template, changes, alternatives.one_more_alternative(changes, speech)
        )
        pictures.table_behind(tables.changes_table(analysis, speech))

    st.subheader(say("And with more hours?"), anchor=False)
    st.markdown(sentences.hours_sentence(analysis, speech))
    stairs = hours.sizes_table(analysis, speech)
    pictures.picture(hours.sizes_template, stairs, alternatives.sizes_alternative(analysis, speech))
    pictures.table_behind(tables.thresholds_table(analysis, speech))
    st.markdown(sentences.half_hour_sentence(analysis, speech))
    gains = hours.half_hours_table(analysis, speech)
    pictures.picture(
        hours.half_hours_template, gains, alternatives.half_hours_alternative(gains, speech)
    )
    frame.how_it_is_computed()
    resume.save()
    frame.flags()
frame.closing(FILE)
