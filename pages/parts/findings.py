"""The pictures of the result, each with its sentence and its table."""

from __future__ import annotations

import streamlit as st

from core.analysis import Analysis
from pages.charts import curve, hours, one_more
from pages.parts import alternatives, pictures, sentences, tables
from pages.parts.speech import Speech


def why_this_many(analysis: Analysis, speech: Speech) -> None:
    """Show useful presence by number of networks."""
    points = curve.table(analysis, speech)
    if not curve.brings_anything(points):
        st.markdown(speech.say("With so little time, nothing fits yet: there is nothing to draw."))
        return
    text = alternatives.curve_alternative(analysis, points, speech)
    pictures.picture(curve.template, points, text)
    sizes = curve.shown_sizes(analysis)
    pictures.table_behind("curve", lambda: tables.curve_table(analysis, speech, sizes))


def why_not_one_more(analysis: Analysis, speech: Speech) -> None:
    """Show what one network more takes from the others."""
    st.markdown(sentences.one_more_sentence(analysis, speech))
    changes = one_more.table(analysis, speech)
    if len(changes):
        text = alternatives.one_more_alternative(changes, speech)
        pictures.picture(one_more.template, changes, text)
        pictures.table_behind("changes", lambda: tables.changes_table(analysis, speech))


def with_more_hours(analysis: Analysis, speech: Speech) -> None:
    """Show how many networks pay at other hours, and what half an hour more would bring."""
    milestones = sentences.milestones_sentence(analysis, speech)
    st.markdown("\n\n".join([milestones, sentences.hours_sentence(analysis, speech)]))
    stairs = hours.sizes_table(analysis, speech)
    pictures.picture(hours.sizes_template, stairs, alternatives.sizes_alternative(analysis, speech))
    pictures.table_behind("thresholds", lambda: tables.thresholds_table(analysis, speech))
    st.markdown(sentences.half_hour_sentence(analysis, speech))
    gains = hours.half_hours_table(analysis, speech)
    text = alternatives.half_hours_alternative(gains, speech)
    pictures.picture(hours.half_hours_template, gains, text)
    pictures.table_behind("half_hours", lambda: tables.half_hours_table(analysis, speech))
