"""Where the minutes go: by network and action, and in all against the time there is."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.effort import Range
from core.ways import Way
from pages.charts.palette import Palette
from pages.charts.table import Table
from pages.charts.template import Template, data, finished, in_a_row
from pages.parts.speech import Speech

ACTION_COLUMNS = [
    "network",
    "action",
    "group",
    "minutes",
    "order",
    "total",
    "note",
    "text",
    "room",  # the longest bar and the words beside it
]
ROOM = 1.3
TOTAL_COLUMNS = ["row", "hours", "low", "high", "time", "role", "note"]

# Eight actions in five colours: made, answered, given, being there, the profile.
GROUPS = {
    "post": 0,
    "reply": 1,
    "message": 1,
    "like": 2,
    "comment": 2,
    "share": 2,
    "read": 3,
    "upkeep": 4,
}


def group_names(speech: Speech) -> list[str]:
    """Return the names of the five groups of actions."""
    return [
        speech.say("Posting"),
        speech.say("Replies and messages"),
        speech.say("Likes, comments, shares"),
        speech.say("Feed visits"),
        speech.say("Profile care"),
    ]


def by_action_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return stacked bars of minutes a week, one per network."""
    parts = (
        alt.Chart(data())
        .mark_bar(stroke=palette.paper, strokeWidth=1)
        .encode(
            alt.Y("network:N", sort=None, title=None, axis=alt.Axis(minExtent=90)),
            alt.X(
                "minutes:Q",
                title=speech.say("Minutes a week"),
                scale=alt.Scale(zero=True),
                axis=alt.Axis(tickCount=6),
            ),
            alt.Color(
                "group:N",
                scale=alt.Scale(domain=group_names(speech), range=list(palette.categories)),
                legend=alt.Legend(orient="top", columns=in_a_row(5, 1)),
            ),
            alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("network:N", title=speech.say("Network")),
                alt.Tooltip("action:N", title=speech.say("Action")),
                alt.Tooltip("text:N", title=speech.say("Time a week")),
            ],
        )
    )
    totals = (
        alt.Chart(data())
        .mark_text(align="left", dx=5)
        .encode(alt.Y("network:N", sort=None), alt.X("total:Q"), alt.Text("note:N"))
    )
    room = alt.Chart(data()).mark_point(opacity=0).encode(alt.X("room:Q"))
    chart = alt.layer(parts, totals, room).properties(height=alt.Step(34), width="container")
    return finished(chart, speech.language, palette)


def by_action_table(
    ways: Mapping[str, Way], analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> Table:
    """Return one row per network and action of a plan, the longest network first."""
    rows: list[tuple[object, ...]] = []
    groups = group_names(speech)
    room = ROOM * max((way.minutes.mode for way in ways.values()), default=0.0)
    for name, way in sorted(ways.items(), key=lambda item: -item[1].minutes.mode):
        in_order = sorted(way.effort, key=lambda action: GROUPS[action])
        for order, action in enumerate(in_order):
            minutes = way.effort[action].mode
            rows.append(
                (
                    analysis.networks[name].name,
                    speech.words(catalogue.actions[action].label),
                    groups[GROUPS[action]],
                    minutes,
                    order,
                    way.minutes.mode,
                    speech.duration(way.minutes.mode) if order == 0 else "",
                    speech.duration(minutes) if minutes >= 1 else speech.say("under a minute"),
                    room,
                )
            )
    return Table.of(ACTION_COLUMNS, rows)


def totals_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return one bar each for the time there is, the guess, the estimate and the plan.

    The words stand above each bar, so that a phone keeps its width for the bars;
    a tick on every bar marks the time there is.
    """
    rows = alt.Y("row:N", sort=None, axis=None)
    bars = (
        alt.Chart(data())
        .mark_bar(size=16, yOffset=9)
        .encode(
            rows,
            alt.X("hours:Q", title=speech.say("Hours a week"), axis=alt.Axis(tickCount=6)),
            alt.Color(
                "role:N",
                scale=alt.Scale(
                    domain=["time", "guess", "estimate", "plan"],
                    range=[palette.muted, palette.own, palette.spread, palette.best],
                ),
                legend=None,
            ),
            tooltip=[alt.Tooltip("row:N", title=" "), alt.Tooltip("note:N", title=" ")],
        )
    )
    ranges = (
        alt.Chart(data())
        .mark_rule(strokeWidth=2, color=palette.ink, yOffset=9, y2Offset=9)
        .encode(rows, alt.X("low:Q"), alt.X2("high:Q"))
    )
    limit = (
        alt.Chart(data())
        .mark_tick(orient="vertical", size=26, thickness=3, yOffset=9, color=palette.ink)
        .encode(rows, alt.X("time:Q"))
    )
    notes = (
        alt.Chart(data())
        .mark_text(align="left", dx=2, dy=-12, fontWeight="bold")
        .encode(rows, alt.X(datum=0), alt.Text("note:N"))
    )
    chart = alt.layer(bars, ranges, limit, notes).properties(height=alt.Step(52), width="container")
    return finished(chart, speech.language, palette)


def totals_table(analysis: Analysis, speech: Speech) -> Table:
    """Return one row per bar, in hours; low and high differ only for an estimate."""
    exact = {
        (speech.say("Your time"), "time"): analysis.weekly_minutes,
        (speech.say("Your guess"), "guess"): analysis.guess_minutes,
    }
    rows = [
        _bar(name, Range(minutes, minutes, minutes), role, analysis, speech)
        for (name, role), minutes in exact.items()
        if minutes is not None
    ]
    if (estimate := analysis.estimate_minutes) is not None:
        rows.append(
            _bar(speech.say("Your list, kept steadily"), estimate, "estimate", analysis, speech)
        )
    if analysis.best is not None:
        plan = analysis.best.minutes_range
        rows.append(_bar(speech.say("Our selection"), plan, "plan", analysis, speech))
    return Table.of(TOTAL_COLUMNS, rows)


def _bar(
    name: str, minutes: Range, role: str, analysis: Analysis, speech: Speech
) -> tuple[object, ...]:
    shown = f"{name} · {speech.duration(minutes.mode)}"
    if minutes.low < minutes.high:
        low, high = speech.duration(minutes.low), speech.duration(minutes.high)
        shown += speech.say(" ({low} to {high})", low=low, high=high)
    hours = (minutes.mode / 60, minutes.low / 60, minutes.high / 60, analysis.weekly_minutes / 60)
    return (name, *hours, role, shown)
