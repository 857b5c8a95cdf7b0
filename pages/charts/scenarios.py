"""Scenarios side by side: useful presence over the number of networks, one curve for each."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from core.analysis import Analysis
from core.catalogue import Catalogue
from pages.charts.curve import MARGIN
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished
from pages.parts.speech import Speech

COLUMNS = ["size", "presence", "scenario", "order", "best", "text"]
DASHES = [[1, 0], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5]]


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return one curve per scenario, with its name at its end and its best number marked."""
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
    )
    orders = list(range(len(DASHES)))
    colours = alt.Color(
        "order:N",
        scale=alt.Scale(
            domain=orders, range=[palette.best, *palette.categories[:2], palette.own, palette.loss]
        ),
        legend=None,
    )
    base = alt.Chart(data()).encode(x, y, colours, tooltip=_tooltips(speech))
    lines = base.mark_line(strokeWidth=3).encode(
        alt.Detail("scenario:N"),
        alt.StrokeDash("order:N", scale=alt.Scale(domain=orders, range=DASHES), legend=None),
    )
    points = base.mark_point(filled=True, size=45, opacity=1)
    best = base.transform_filter("datum.best").mark_point(size=340, strokeWidth=3, filled=False)
    names = (
        alt.Chart(data())
        .transform_filter("datum.best")
        .mark_text(dy=-20, fontWeight="bold", fontSize=13)
        .encode(x, y, alt.Text("scenario:N"))
    )
    chart = alt.layer(lines, points, best, names).properties(height=340, width="container")
    return finished(chart, speech.language, palette)


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
    rows = []
    for order, (name, analysis) in enumerate(compared.items()):
        kept = len(analysis.best.kept) if analysis.best else -1
        for size, plan in enumerate(analysis.best_by_count[: most + 1]):
            if plan is not None and size > 0:
                text = speech.listed([analysis.networks[one].name for one in plan.kept])
                rows.append((size, plan.presence, name, order, size == kept, text))
    return pd.DataFrame(rows, columns=COLUMNS)
