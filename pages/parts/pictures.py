"""Show a picture: a template built once for everybody, filled with one person's table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import product
from typing import get_args

import pandas as pd
import pyarrow as pa
import streamlit as st

from core.vocabulary import LANGUAGES, Language
from pages.charts.enlarged import enlarged
from pages.charts.palette import Theme, palette
from pages.charts.table import Table
from pages.charts.template import DATA, Template
from pages.parts import language, store
from pages.parts.folded import folded
from pages.parts.slides import Build, Drawing, Rows
from pages.parts.speech import speech

THEMES: tuple[Theme, ...] = get_args(Theme)
MOST_LARGE = 100  # templates for the wall: pictures, languages, themes and sizes of screen


@cache
def _template(build: Build, spoken: Language, theme: Theme) -> Template:
    return build(speech(spoken), palette(theme), store.catalogue())


def picture(build: Build, table: Rows, alternative: str) -> None:
    """Draw a table with a template; `alternative` says in words what the picture shows."""
    template = _template(build, language.current(), theme())
    filled = {**template, "datasets": {DATA: as_arrow(table)}}
    st.vega_lite_chart(filled, alt=alternative, width="stretch")


def drawn(drawing: Drawing) -> None:
    """Draw a picture with its table, and what it shows in words."""
    picture(drawing.build, drawing.table, drawing.alternative)


@lru_cache(maxsize=MOST_LARGE)
def _large_template(
    build: Build, spoken: Language, theme: Theme, factor: float, height: int
) -> Template:
    return enlarged(_template(build, spoken, theme), factor, height)


def large_picture(drawing: Drawing, factor: float, height: int) -> None:
    """Draw a picture for the wall, `factor` times as large and `height` pixels high."""
    template = _large_template(drawing.build, language.current(), theme(), factor, height)
    spec = {**template, "datasets": {DATA: as_arrow(drawing.table)}}
    st.vega_lite_chart(spec, alt=drawing.alternative, width="stretch")


def build(templates: Iterable[Build]) -> None:
    """Build templates before the first visitor asks for them, in every language and theme."""
    for template, spoken, shade in product(templates, LANGUAGES, THEMES):
        _template(template, spoken, shade)


def table_behind(name: str, make: Callable[[], Rows], label: str | None = None) -> None:
    """Offer the table behind a picture, or another one that `label` announces."""
    _tables(name, label or language.speech_now().say("The table behind the picture"), make)


def tables_behind(name: str, *makes: Callable[[], Rows]) -> None:
    """Offer the tables behind the pictures above, one after the other."""
    _tables(name, language.speech_now().say("The tables behind these pictures"), *makes)


def _tables(name: str, label: str, *makes: Callable[[], Rows]) -> None:
    def show() -> None:
        for make in makes:
            st.table(as_arrow(make()), hide_index=True)

    folded(name, label, show)


def as_arrow(table: Rows) -> pa.Table | pd.DataFrame:
    """Return a table as it travels to the browser; Streamlit turns a data frame itself."""
    return pa.table(table.by_column()) if isinstance(table, Table) else table


def theme() -> Theme:
    """Return the theme of this visitor's screen."""
    return "dark" if st.context.theme.type == "dark" else "light"
