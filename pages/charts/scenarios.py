"""Scenarios side by side: useful presence over the number of networks, one curve for each."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from core.analysis import Analysis
from core.catalogue import Catalogue
from pages.charts.curve import MARGIN
from pages.charts.naming import ROOM, notes
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished, named
from pages.parts.speech import Speech

COLUMNS = ["size", "presence", "scenario", "order", "best", "note", "across", "top", "room", "text"]
DASHES = [[1, 0], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5]]


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return one curve per scenario, with its name beside it and its best number marked."""
    x = alt.X(
        "size:Q",
        title=speech.say("Number of networks kept"),
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
        scale=alt.Scale(nice=False, padding=14),
    )
    y = alt.Y(
        "presence:Q",
        title=speech.say("Useful presence (index)"),
        axis=alt.Axis(grid=True, gridOpacity=0.25, tickCount=5),
        scale=alt.Scale(zero=True, nice=False),  # as high as `room`, which the names go by
    )
    colours = (palette.best, *palette.categories[:2], palette.own, palette.loss)
    shades = dict(enumerate(colours))
    orders = list(shades)
    colour = alt.Color("order:N", scale=alt.Scale(domain=orders, range=list(colours)), legend=None)
    base = alt.Chart(data()).encode(x, y, colour, tooltip=_tooltips(speech))
    lines = base.mark_line(strokeWidth=3).encode(
        alt.Detail("scenario:N"),
        alt.StrokeDash("order:N", scale=alt.Scale(domain=orders, range=DASHES), legend=None),
    )
    points = base.mark_point(filled=True, size=45, opacity=1)
    best = base.transform_filter("datum.best").mark_point(size=340, strokeWidth=3, filled=False)
    room = alt.Chart(data()).mark_point(opacity=0).encode(alt.Y("room:Q"))
    chart = alt.layer(lines, points, best, room, *named("order:N", shades, palette))
    sized = chart.properties(height=340, width="container")
    return finished(sized, speech.language, palette)


def _tooltips(speech: Speech) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("scenario:N", title=" "),
        alt.Tooltip("size:Q", title=speech.say("Networks"), format="d"),
        alt.Tooltip("presence:Q", title=speech.say("Useful presence"), format=".0f"),
        alt.Tooltip("text:N", title=" "),
    ]


def table(compared: Mapping[str, Analysis], speech: Speech) -> pd.DataFrame:
    """Return one row per scenario and number of networks that fits its week."""
    most = MARGIN + max(len(a.best.kept) if a.best else 0 for a in compared.values())
    curves = {
        name: [(size, plan) for size, plan in enumerate(found.best_by_count[: most + 1]) if plan]
        for name, found in compared.items()
    }
    heights = {n: [(s, p.presence) for s, p in curve if s] for n, curve in curves.items()}
    kept = {name: len(one.best.kept) if one.best else -1 for name, one in compared.items()}
    marked = [point for n, curve in heights.items() for point in curve if point[0] == kept[n]]
    names, rows = notes(heights, marked), []
    room = ROOM * max((height for curve in heights.values() for _, height in curve), default=0.0)
    for order, (name, analysis) in enumerate(compared.items()):
        for size, plan in curves[name]:
            if size > 0:
                text = speech.listed([analysis.networks[one].name for one in plan.kept])
                note = names[name] if size == heights[name][0][0] else ("", size, plan.presence)
                rows.append(
                    (size, plan.presence, name, order, size == kept[name], *note, room, text)
                )
    return pd.DataFrame(rows, columns=COLUMNS)
