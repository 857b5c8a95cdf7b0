"""Two worlds side by side: as we assume, and without some of the assumptions."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.analysis import Analysis
from core.catalogue import Catalogue
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished, in_a_row
from pages.parts.speech import Speech

COLUMNS = ["size", "share", "world", "best", "note", "text"]


def world_names(speech: Speech) -> tuple[str, str]:
    """Return the names of the two worlds."""
    return speech.say("As we assume"), speech.say("In the world you chose")


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return a curve for each world over the number of networks, the best of each marked."""
    names = list(world_names(speech))
    x = alt.X(
        "size:Q",
        title=speech.say("Number of networks kept"),
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
        scale=alt.Scale(nice=False, padding=12),
    )
    y = alt.Y(
        "share:Q",
        title=speech.say("Useful presence, best plan = 100"),
        axis=alt.Axis(grid=True, gridOpacity=0.25, tickCount=5),
        scale=alt.Scale(domain=[0, 115]),
    )
    colours = alt.Color(
        "world:N",
        scale=alt.Scale(domain=names, range=[palette.muted, palette.best]),
        legend=alt.Legend(
            orient="top", columns=in_a_row(2, 1), symbolType="stroke", symbolStrokeWidth=4
        ),
    )
    dashes = alt.StrokeDash(
        "world:N", scale=alt.Scale(domain=names, range=[[6, 4], [1, 0]]), legend=None
    )
    base = alt.Chart(data()).encode(x, y, colours, tooltip=_tooltips(speech))
    lines = base.mark_line(strokeWidth=3).encode(dashes)
    points = base.mark_point(filled=True, size=45, opacity=1)
    best = base.transform_filter("datum.best").mark_point(size=380, strokeWidth=3, filled=False)
    note = (
        alt.Chart(data())
        .transform_filter("datum.best")
        .mark_text(dy=-22, fontWeight="bold", fontSize=14)
        .encode(x, y, alt.Text("note:N"))
    )
    chart = alt.layer(lines, points, best, note).properties(height=320, width="container")
    return finished(chart, speech.language, palette)


def _tooltips(speech: Speech) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("world:N", title=" "),
        alt.Tooltip("size:Q", title=speech.say("Networks"), format="d"),
        alt.Tooltip("share:Q", title=speech.say("Useful presence, best plan = 100"), format=".0f"),
        alt.Tooltip("text:N", title=" "),
    ]


def table(usual: Analysis, other: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per world and number of networks that fits the week."""
    rows = []
    for name, analysis in zip(world_names(speech), (usual, other), strict=True):
        if analysis.best is None or analysis.best.presence <= 0:
            continue
        for size, plan in enumerate(analysis.best_by_count):
            if plan is not None and size > 0:
                best = size == len(analysis.best.kept)
                share = 100 * plan.presence / analysis.best.presence
                note = speech.number(size) if best else ""
                text = speech.listed([analysis.networks[one].name for one in plan.kept])
                rows.append((size, share, name, best, note, text))
    return pd.DataFrame(rows, columns=COLUMNS)
