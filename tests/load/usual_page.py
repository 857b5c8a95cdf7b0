"""The baseline: the result's pictures in the usual way, built on every rerun by shorthands.

The same analysis, sentences, tables and four pictures as the page "Fewer, but well kept",
as Streamlit's documentation shows it: nothing is kept from one run to the next but the
catalogue, and Streamlit's defaults stay as they are.
"""

import altair as alt
import streamlit as st

from core.analysis import analyse
from core.catalogue import load_catalogue
from core.personas import load_personas
from pages.charts import curve, hours, one_more
from pages.parts import sentences, tables
from pages.parts.schedule import HALF_HOURS
from pages.parts.speech import speech


@st.cache_data
def read():
    """Return the catalogue and the examples."""
    catalogue = load_catalogue()
    return catalogue, load_personas(catalogue)


catalogue, people = read()
french = speech("fr")
person = st.selectbox("Persona", people, format_func=lambda one: one.id)
minutes = st.select_slider("Hours", HALF_HOURS, value=120, format_func=french.duration, key="hours")
analysis = analyse(
    person.answers.with_changes(weekly_minutes=minutes, minutes_by_day={}), catalogue
)
st.header(sentences.fewer_sentence(analysis, french))
st.markdown(sentences.thesis_sentence(analysis, french))
st.markdown(sentences.alternatives_told(analysis, french))
if analysis.best:
    for name, way in analysis.best.choice.items():
        st.metric(analysis.networks[name].name, french.duration(way.minutes.mode))

points = curve.table(analysis, french).frame()
base = alt.Chart(points).encode(x="size:Q", y="presence:Q", color="series:N")
chosen = base.transform_filter("datum.best").mark_point(size=400).encode(tooltip=["note:N"])
lines = base.mark_line(point=True).encode(
    strokeDash="series:N", tooltip=["series:N", "size:Q", "presence:Q", "text:N"]
)
st.altair_chart(lines + chosen, width="stretch")
st.table(tables.curve_table(analysis, french, curve.shown_sizes(analysis)).frame())

changes = one_more.table(analysis, french).frame()
bars = alt.Chart(changes).encode(x="change:Q", y=alt.Y("network:N", sort=None))
st.altair_chart(
    bars.mark_bar().encode(color="direction:N", tooltip=["network:N", "note:N", "minutes:N"])
    + bars.mark_text(dx=12).encode(text="note:N"),
    width="stretch",
)
st.table(tables.changes_table(analysis, french).frame())

stairs = alt.Chart(hours.sizes_table(analysis, french).frame()).encode(x="hours:Q", y="size:Q")
yours = stairs.transform_filter("datum.yours")
st.altair_chart(
    stairs.mark_area(interpolate="step-after").encode(tooltip=["hours:Q", "size:Q"])
    + yours.mark_point(size=160)
    + yours.mark_text(dy=-10).encode(text="note:N"),
    width="stretch",
)
st.table(tables.thresholds_table(analysis, french).frame())

gains = alt.Chart(hours.half_hours_table(analysis, french).frame())
st.altair_chart(
    gains.mark_bar().encode(
        x="hours:Q", y="gain:Q", color="text:N", tooltip=["hours:Q", "gain:Q", "text:N"]
    ),
    width="stretch",
)
