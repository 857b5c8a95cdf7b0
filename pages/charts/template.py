"""What all templates share: how one is finished, and the numbers of each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
from altair.typing import ChartType

from core.vocabulary import Language
from pages.charts.palette import Palette, as_words
from pages.charts.shared import shared

DATA = "d"  # the name under which a page hands the table to a template
NARROW_PIXELS, MIDDLING_PIXELS = 480, 720  # of the drawing itself, without its axis
Template = dict[str, Any]

NUMBERS: dict[Language, dict[str, Any]] = {
    "fr": {
        "decimal": ",",
        "thousands": "\u00a0",
        "grouping": [3],
        "currency": ["", "\u00a0€"],
        "percent": "\u00a0%",
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}


def data() -> alt.NamedData:
    """Return the reference to the table that a page will hand over."""
    return alt.NamedData(name=DATA)


def in_a_row(many: int, on_a_phone: int = 2) -> alt.ExprRef:
    """Return how many entries of a legend stand beside each other, by the width there is."""
    between = (many + 1) // 2
    return alt.ExprRef(
        f"width < {NARROW_PIXELS} ? {on_a_phone} : width < {MIDDLING_PIXELS} ? {between} : {many}"
    )


def named(field: str, colours: Mapping[Any, str], palette: Palette) -> list[alt.Chart]:
    """Return the layers that name curves beside them, read on any line by their rim.

    They draw the columns `note`, `across` (its middle) and `top`, in the colours by `field`.
    """
    inks = [as_words(colour, palette) for colour in colours.values()]
    shade = alt.Fill(field, scale=alt.Scale(domain=list(colours), range=inks), legend=None)
    words = (
        alt.Chart(data())
        .transform_filter("datum.note != ''")
        .encode(alt.X("across:Q"), alt.Y("top:Q"), alt.Text("note:N"), shade)
    )
    rim = words.mark_text(
        baseline="top",
        fontWeight="bold",
        lineBreak="\n",
        stroke=palette.paper,
        strokeWidth=5,
        strokeJoin="round",
    )
    return [rim, words.mark_text(baseline="top", fontWeight="bold", lineBreak="\n")]


def finished(chart: ChartType, language: Language, palette: Palette) -> Template:
    """Return a chart as a specification without values, in the style of the app."""
    styled = chart.configure(
        locale={"number": NUMBERS[language]},
        background="transparent",
        aria=False,  # the page gives one text for the whole picture, and a table
        mark=alt.MarkConfig(aria=False),
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=palette.ink,
            titleColor=palette.ink,
            labelFontSize=13,
            titleFontSize=13,
            titleFontWeight="normal",
            grid=False,
            ticks=False,
            domain=False,
            labelLimit=150,
            labelOverlap="greedy",
        ),
        legend=alt.LegendConfig(
            labelColor=palette.ink,
            labelFontSize=13,
            symbolType="square",
            title=None,
            labelLimit=220,
        ),
        text=alt.MarkConfig(color=palette.ink, fontSize=13),
    )
    return shared(styled.to_dict())
