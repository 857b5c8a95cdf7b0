"""Useful presence over the number of networks: the best choice, spread thin, and the own list."""

from __future__ import annotations

import altair as alt

from core.analysis import Analysis
from core.catalogue import Catalogue
from pages.charts.palette import Palette
from pages.charts.table import Table
from pages.charts.template import Template, data, finished, in_a_row
from pages.parts.speech import Speech

COLUMNS = ["size", "presence", "series", "kind", "best", "note", "text"]
MOST_SIZES = 10
MARGIN = 4  # sizes shown beyond the best and the person's own


def series_names(speech: Speech) -> dict[str, str]:
    """Return the names of the three strategies."""
    return {
        "best": speech.say("Best choice"),
        "spread": speech.say("Same time, shared equally"),
        "own": speech.say("Your list"),
    }


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return two curves over the number of networks, a diamond for the own list."""
    names = list(series_names(speech).values())
    colours = alt.Color(
        "series:N",
        scale=alt.Scale(domain=names, range=[palette.best, palette.spread, palette.own]),
        legend=alt.Legend(
            orient="top", columns=in_a_row(3, 1), symbolType="stroke", symbolStrokeWidth=4
        ),
    )
    x = alt.X(
        "size:Q",
        title=speech.say("Number of networks kept"),
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
        scale=alt.Scale(nice=False, padding=12),
    )
    y = alt.Y(
        "presence:Q",
        title=speech.say("Useful presence (index)"),
        axis=alt.Axis(grid=True, gridOpacity=0.25, tickCount=5),
        scale=alt.Scale(zero=True),
    )
    base = alt.Chart(data()).encode(x, y, colours, tooltip=_tooltips(speech))
    dashes = alt.StrokeDash(
        "series:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 4], [2, 2]]), legend=None
    )
    lines = base.transform_filter("datum.kind != 'own'").mark_line(strokeWidth=3).encode(dashes)
    points = base.transform_filter("datum.kind != 'own'").mark_point(
        filled=True, size=50, opacity=1
    )
    own = base.transform_filter("datum.kind == 'own'").mark_point(
        filled=True, size=220, shape="diamond", opacity=1
    )
    best = base.transform_filter("datum.best").mark_point(size=420, strokeWidth=3, filled=False)
    note = (
        alt.Chart(data())
        .transform_filter("datum.best")
        .mark_text(dy=-24, fontWeight="bold", fontSize=15, align="center")
        .encode(x, y, alt.Text("note:N"), alt.Color("series:N"))
    )
    chart = alt.layer(lines, points, own, best, note).properties(height=340, width="container")
    return finished(chart, speech.language, palette)


def _tooltips(speech: Speech) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("series:N", title=" "),
        alt.Tooltip("size:Q", title=speech.say("Networks"), format="d"),
        alt.Tooltip("presence:Q", title=speech.say("Useful presence"), format=".0f"),
        alt.Tooltip("text:N", title=" "),
    ]


def shown_sizes(analysis: Analysis) -> int:
    """Return the largest number of networks to show; the best and the own list are always in."""
    best = len(analysis.best.kept) if analysis.best else 0
    own = len(analysis.own_list.plan.choice) if analysis.own_list else 0
    return max(best, own, min(max(best + MARGIN, own + 1, 5), MOST_SIZES))


def table(analysis: Analysis, speech: Speech) -> Table:
    """Return one row per point; sizes that do not fit the week have none."""
    names, rows, shown = series_names(speech), [], shown_sizes(analysis)
    best_size = len(analysis.best.kept) if analysis.best else -1
    own_size = len(analysis.own_list.plan.choice) if analysis.own_list else 0
    for kind, plans in (("best", analysis.best_by_count), ("spread", analysis.spread_thin)):
        for size, plan in enumerate(plans[: shown + 1]):
            if plan is None or size == 0:
                continue
            best = kind == "best" and size == best_size
            text = speech.listed([analysis.networks[name].name for name in plan.choice])
            note = speech.count("{number} network", "{number} networks", size) if best else ""
            rows.append((size, plan.presence, names[kind], kind, best, note, text))
    if analysis.own_list is not None and own_size and analysis.weekly_minutes:
        plan = analysis.own_list.plan
        text = speech.listed([analysis.networks[name].name for name in plan.choice])
        rows.append((own_size, plan.presence, names["own"], "own", False, "", text))
    return Table.of(COLUMNS, rows)
