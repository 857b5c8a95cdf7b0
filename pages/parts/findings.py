"""The pictures of the result, each with its sentence and its table."""

from __future__ import annotations

import streamlit as st

from core.analysis import Analysis
from pages.charts import curve, hours, one_more
from pages.charts.table import Table
from pages.parts import alternatives, frame, pictures, sentences, tables
from pages.parts.slides import Build, Drawing
from pages.parts.speech import Speech
from pages.parts.told import Told


def why_this_many(told: Told, speech: Speech) -> None:
    """Show useful presence by number of networks."""
    drawing = told.once(_curve, speech)
    if drawing is None:
        st.markdown(speech.say("With so little time, nothing fits yet: there is nothing to draw."))
        return
    pictures.drawn(drawing)
    analysis = told.analysis
    sizes = curve.shown_sizes(analysis)
    pictures.table_behind("curve", lambda: tables.curve_table(analysis, speech, sizes))


def why_not_one_more(told: Told, speech: Speech) -> None:
    """Show what one network more takes from the others."""
    st.markdown(told.once(sentences.one_more_sentence, speech))
    if drawing := told.once(_changes, speech):
        pictures.drawn(drawing)
        pictures.table_behind("changes", lambda: tables.changes_table(told.analysis, speech))


def with_more_hours(told: Told, speech: Speech) -> None:
    """Show how many networks pay at other hours, and what half an hour more would bring."""
    analysis = told.analysis
    st.markdown(told.once(_hours_told, speech))
    pictures.drawn(told.once(_stairs, speech))
    st.markdown(told.once(sentences.half_hour_sentence, speech))
    pictures.drawn(told.once(_half_hours, speech))
    pictures.tables_behind(
        "hours",
        lambda: tables.thresholds_table(analysis, speech),
        lambda: tables.half_hours_table(analysis, speech),
    )


def _curve(analysis: Analysis, speech: Speech) -> Drawing | None:
    points = curve.table(analysis, speech)
    if not curve.brings_anything(points):
        return None
    alternative = alternatives.curve_alternative(analysis, points, speech)
    return _ready(curve.template, points, alternative)


def _changes(analysis: Analysis, speech: Speech) -> Drawing | None:
    changes = one_more.table(analysis, speech)
    if not len(changes):
        return None
    alternative = alternatives.one_more_alternative(changes, speech)
    return _ready(one_more.template, changes, alternative)


def _hours_told(analysis: Analysis, speech: Speech) -> str:
    milestones = sentences.milestones_sentence(analysis, speech)
    return frame.paragraphs(milestones, sentences.hours_sentence(analysis, speech))


def _stairs(analysis: Analysis, speech: Speech) -> Drawing:
    alternative = alternatives.sizes_alternative(analysis, speech)
    return _ready(hours.sizes_template, hours.sizes_table(analysis, speech), alternative)


def _half_hours(analysis: Analysis, speech: Speech) -> Drawing:
    gains = hours.half_hours_table(analysis, speech)
    alternative = alternatives.half_hours_alternative(gains, speech)
    return _ready(hours.half_hours_template, gains, alternative)


def _ready(build: Build, table: Table, alternative: str) -> Drawing:
    """Return a drawing whose table is as it travels, to be sent again and again."""
    return Drawing(build, pictures.as_arrow(table), alternative)
