"""Where the minutes go: by network and action, and in all against the time there is."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.ways import Way
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished
from pages.parts.speech import Speech

ACTION_COLUMNS = ["network", "action", "group", "minutes", "order", "total", "note", "text"]
TOTAL_COLUMNS = ["row", "minutes", "low", "high", "role", "note"]

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
            alt.X("minutes:Q", title=speech.say("Minutes a week"), scale=alt.Scale(nice=True)),
            alt.Color(
                "group:N",
                scale=alt.Scale(domain=group_names(speech), range=list(palette.categories)),
                legend=alt.Legend(orient="top", columns=2),
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
    chart = alt.layer(parts, totals).properties(height=alt.Step(34), width="container")
    return finished(chart, speech.language, palette)


def by_action_table(
    ways: Mapping[str, Way], analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> pd.DataFrame:
    """Return one row per network and action of a plan, the longest network first."""
    rows: list[tuple[object, ...]] = []
    groups = group_names(speech)
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
                )
            )
    return pd.DataFrame(rows, columns=ACTION_COLUMNS)


def totals_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return one bar each for the time there is, the guess, the estimate and the plan."""
    roles = alt.Color(
        "role:N",
        scale=alt.Scale(
            domain=["time", "guess", "estimate", "plan"],
            range=[palette.muted, palette.own, palette.spread, palette.best],
        ),
        legend=None,
    )
    rows = alt.Y("row:N", sort=None, title=None, axis=alt.Axis(minExtent=90, labelLimit=170))
    bars = (
        alt.Chart(data())
        .mark_bar()
        .encode(
            rows,
            alt.X(
                "minutes:Q",
                title=speech.say("Hours a week"),
                axis=alt.Axis(labelExpr="datum.value / 60", tickMinStep=60),
            ),
            roles,
            tooltip=[alt.Tooltip("row:N", title=" "), alt.Tooltip("note:N", title=" ")],
        )
    )
    ranges = (
        alt.Chart(data())
        .mark_rule(strokeWidth=2, color=palette.ink)
        .encode(alt.Y("row:N", sort=None), alt.X("low:Q"), alt.X2("high:Q"))
    )
    limit = (
        alt.Chart(data())
        .transform_filter("datum.role == 'time'")
        .mark_rule(strokeDash=[4, 4], color=palette.ink)
        .encode(alt.X("minutes:Q"))
    )
    notes = (
        alt.Chart(data())
        .mark_text(align="left", dx=6, dy=-17, fontWeight="bold")
        .encode(alt.Y("row:N", sort=None), alt.X(datum=0), alt.Text("note:N"))
    )
    chart = alt.layer(bars, ranges, limit, notes).properties(height=alt.Step(52), width="container")
    return finished(chart, speech.language, palette)


def totals_table(analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per bar; low and high only where the figure is an estimate."""
    rows: list[tuple[object, ...]] = [
        _total(speech, speech.say("Your time"), analysis.weekly_minutes, "time")
    ]
    if analysis.guess_minutes is not None:
        rows.append(_total(speech, speech.say("Your guess"), analysis.guess_minutes, "guess"))
    if (estimate := analysis.estimate_minutes) is not None:
        label = speech.say("Your list, kept steadily")
        rows.append(
            (
                label,
                estimate.mode,
                estimate.low,
                estimate.high,
                "estimate",
                speech.duration(estimate.mode),
            )
        )
    if analysis.best is not None:
        minutes, spread = analysis.best.minutes_range.mode, analysis.best.minutes_range
        label = speech.say("Our selection")
        rows.append((label, minutes, spread.low, spread.high, "plan", speech.duration(minutes)))
    return pd.DataFrame(rows, columns=TOTAL_COLUMNS)


def _total(speech: Speech, label: str, minutes: float, role: str) -> tuple[object, ...]:
    return (label, minutes, minutes, minutes, role, speech.duration(minutes))
