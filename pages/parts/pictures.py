"""Show a picture: a template built once for everybody, filled with one person's table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.vocabulary import Language
from pages.charts.enlarged import enlarged
from pages.charts.palette import Theme, palette
from pages.charts.template import DATA, Template
from pages.parts import language, store
from pages.parts.slides import Build, Drawing
from pages.parts.speech import speech

MOST_LARGE = 100  # templates for the wall: pictures, languages, themes and sizes of screen


@st.cache_resource(show_spinner=False)
def _template(_build: Build, name: str, spoken: Language, theme: Theme) -> Template:  # noqa: ARG001
    return _build(speech(spoken), palette(theme), store.catalogue())


def picture(build: Build, table: pd.DataFrame, alternative: str) -> None:
    """Draw a table with a template; `alternative` says in words what the picture shows."""
    name = f"{build.__module__}.{build.__name__}"
    template = _template(build, name, language.current(), theme())
    st.vega_lite_chart({**template, "datasets": {DATA: table}}, alt=alternative, width="stretch")


@st.cache_resource(show_spinner=False, max_entries=MOST_LARGE)
def _large_template(
    _build: Build, name: str, spoken: Language, theme: Theme, factor: float, height: int
) -> Template:
    return enlarged(_template(_build, name, spoken, theme), factor, height)


def large_picture(drawing: Drawing, factor: float, height: int) -> None:
    """Draw a picture for the wall, `factor` times as large and `height` pixels high."""
    name = f"{drawing.build.__module__}.{drawing.build.__name__}"
    template = _large_template(drawing.build, name, language.current(), theme(), factor, height)
    spec = {**template, "datasets": {DATA: drawing.table}}
    st.vega_lite_chart(spec, alt=drawing.alternative, width="stretch")


def table_behind(table: pd.DataFrame, label: str | None = None) -> None:
    """Offer the table behind a picture, or another one that `label` announces."""
    with st.expander(label or language.speech_now().say("The table behind the picture")):
        st.table(table, hide_index=True)


def theme() -> Theme:
    """Return the theme of this visitor's screen."""
    return "dark" if st.context.theme.type == "dark" else "light"
