"""How sure is it: the same question in a thousand cases, and by other methods."""

import streamlit as st

from core.rankings import rankings
from pages.charts import robustness as charts
from pages.parts import certainty, frame, language, methods, pictures, store

FILE = "pages/results/robustness.py"
speech = language.speech_now()
say = speech.say
catalogue, analysis = store.catalogue(), store.analysis()

frame.opening(
    FILE,
    say(
        "Many figures are uncertain: minutes, effects, scores, weights. We draw each "
        "of them at random within its range, a thousand times, and find the best "
        "selection each time."
    ),
)
nothing = frame.nothing_to_show() or frame.no_plan(analysis)
found = None if nothing else certainty.compute()
if found is not None:
    frame.finding(certainty.certainty_sentence(found, speech))
    st.markdown(certainty.minutes_sentence(found, speech))
    certainty.narrowing(found)

    st.subheader(say("Which networks come back nearly always?"), anchor=False)
    st.markdown(certainty.networks_sentence(found, analysis, speech))
    shares = charts.in_best_table(found, analysis, speech)
    pictures.picture(charts.shares_template, shares, certainty.shares_alternative(shares, speech))
    pictures.table_behind("shares", lambda: certainty.shares_table(found, analysis, speech))

    st.subheader(say("How many networks?"), anchor=False)
    st.markdown(certainty.sizes_sentence(found, speech))
    sizes = charts.sizes_table(found, analysis, speech)
    pictures.picture(charts.shares_template, sizes, certainty.shares_alternative(sizes, speech))
    st.markdown(certainty.band_sentence(found, speech))
    band = charts.band_table(found, analysis)
    pictures.picture(charts.band_template, band, certainty.band_alternative(band, speech))
    pictures.table_behind("band", lambda: certainty.band_words(found, speech))

    st.subheader(say("What moves the result most?"), anchor=False)
    certainty.tornado(found, analysis)
    st.subheader(say("Which network suits best, whatever the weights?"), anchor=False)
    certainty.ranks(found, analysis)
if analysis.usable and (ranked := rankings(analysis, catalogue)):
    st.subheader(say("And by other methods?"), anchor=False)
    st.markdown(methods.plain_sentence(ranked, analysis, speech))
    methods.details(ranked, analysis, speech)
frame.closing(FILE)
