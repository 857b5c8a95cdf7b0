"""Two worlds side by side: as we assume, and without some of the assumptions."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.analysis import Analysis
from core.catalogue import Catalogue
from pages.charts.naming import ROOM, notes
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished, named
from pages.parts.speech import Speech

PERCENT = 100
COLUMNS = ["size", "share", "world", "best", "note", "across", "top", "text"]


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
        title=speech.say("Useful presence, best selection = 100"),
        axis=alt.Axis(grid=True, gridOpacity=0.25, tickCount=5),
        scale=alt.Scale(domain=[0, PERCENT * ROOM]),
    )
    shades = dict(zip(names, (palette.muted, palette.best), strict=True))
    colours = alt.Color(
        "world:N", scale=alt.Scale(domain=names, range=list(shades.values())), legend=None
    )
    dashes = alt.StrokeDash(
        "world:N", scale=alt.Scale(domain=names, range=[[6, 4], [1, 0]]), legend=None
    )
    base = alt.Chart(data()).encode(x, y, colours, tooltip=_tooltips(speech))
    lines = base.mark_line(strokeWidth=3).encode(dashes)
    points = base.mark_point(filled=True, size=45, opacity=1)
    best = base.transform_filter("datum.best").mark_point(size=380, strokeWidth=3, filled=False)
    chart = alt.layer(lines, points, best, *named("world:N", shades, palette))
    sized = chart.properties(height=320, width="container")
    return finished(sized, speech.language, palette)


def _tooltips(speech: Speech) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("world:N", title=" "),
        alt.Tooltip("size:Q", title=speech.say("Networks"), format="d"),
        alt.Tooltip(
            "share:Q", title=speech.say("Useful presence, best selection = 100"), format=".0f"
        ),
        alt.Tooltip("text:N", title=" "),
    ]


def table(usual: Analysis, other: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per world and number of networks that fits the week.

    `note` names a curve, once, with its middle at `across` and its top at `top`.
    """
    worlds = zip(world_names(speech), (usual, other), strict=True)
    curves = {name: shares for name, analysis in worlds if (shares := _shares(analysis))}
    rows: list[tuple[object, ...]] = []
    marked = [point for curve in curves.values() for point in curve if point[1] == PERCENT]
    names = notes(curves, marked)
    for name, analysis in zip(world_names(speech), (usual, other), strict=True):
        best_size = len(analysis.best.kept) if analysis.best else -1
        for place, (size, share) in enumerate(curves.get(name, ())):
            plan = analysis.best_by_count[size]
            assert plan is not None  # or it would have no share
            note = names[name] if place == 0 else ("", size, share)
            text = speech.listed([analysis.networks[one].name for one in plan.kept])
            rows.append((size, share, name, size == best_size, *note, text))
    return pd.DataFrame(rows, columns=COLUMNS)


def _shares(analysis: Analysis) -> list[tuple[int, float]]:
    """Return (number of networks, presence in % of the best plan) where anything is kept."""
    if analysis.best is None or analysis.best.presence <= 0:
        return []
    return [
        (size, PERCENT * plan.presence / analysis.best.presence)
        for size, plan in enumerate(analysis.best_by_count)
        if plan is not None and size
    ]
