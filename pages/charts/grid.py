"""A table to look at: one row per network, one column per rank, method or scenario."""

from __future__ import annotations

import altair as alt

from core.catalogue import Catalogue
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished
from pages.parts.speech import Speech

COLUMNS = ["row", "column", "value", "text"]
DARKEST = 0.55  # of the colour of the best, so that figures stay readable on it


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return shaded cells with their figure; `value` is the shade, 0 to 1."""
    return _cells(speech, palette, alt.Axis(orient="top", labelAngle=0, labelOverlap=False))


def slanted_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return the same with slanted names above, where they are too long for a phone."""
    slanted = alt.Axis(orient="top", labelAngle=-35, labelAlign="left", labelOverlap=False)
    return _cells(speech, palette, slanted)


def _cells(speech: Speech, palette: Palette, above: alt.Axis) -> Template:
    beside = alt.Axis(minExtent=90, labelBaseline="middle", labelFlush=False)
    rows = alt.Y("row:N", sort=None, title=None, axis=beside)
    columns = alt.X("column:N", sort=None, title=None, axis=above)
    cells = (
        alt.Chart(data())
        .mark_rect(color=palette.best, stroke=palette.paper, strokeWidth=2)
        .encode(
            rows,
            columns,
            alt.Opacity("value:Q", scale=alt.Scale(domain=[0, 1], range=[0, DARKEST]), legend=None),
        )
    )
    figures = (
        alt.Chart(data())
        .mark_text(baseline="middle")
        .encode(alt.Y("row:N", sort=None), alt.X("column:N", sort=None), alt.Text("text:N"))
    )
    chart = alt.layer(cells, figures).properties(height=alt.Step(27), width="container")
    return finished(chart, speech.language, palette)
