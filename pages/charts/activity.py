"""What was measured from exports: week after week, and beside what was said and is planned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.activity.measure import Activity
from core.activity.use import Beside, series
from core.catalogue import Catalogue
from core.follow_up import ActionDone
from pages.charts.effort import GROUPS, group_names
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished
from pages.parts.coverage import action_name
from pages.parts.speech import Speech

WEEK_COLUMNS = ["week", "group", "count", "order", "text"]
BESIDE_COLUMNS = ["row", "kind", "times", "note"]
STORY = "story"  # published, though no routine of the catalogue counts it
MEASURED_GROUPS = 3  # posting; replies and messages; likes, comments, shares


def weeks_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return stacked bars, one for each week."""
    names = group_names(speech)[:MEASURED_GROUPS]
    bars = (
        alt.Chart(data())
        .mark_bar(stroke=palette.paper, strokeWidth=1)
        .encode(
            alt.X(
                "week:N",
                sort=None,
                title=speech.say("Week of"),
                axis=alt.Axis(labelAngle=0, labelBound=True),
            ),
            alt.Y(
                "count:Q",
                title=speech.say("Actions a week"),
                axis=alt.Axis(grid=True, gridOpacity=0.25, tickCount=5, format="d"),
            ),
            alt.Color(
                "group:N",
                scale=alt.Scale(domain=names, range=list(palette.categories[:MEASURED_GROUPS])),
                legend=alt.Legend(orient="top", columns=1),
            ),
            alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("week:N", title=speech.say("Week of")),
                alt.Tooltip("group:N", title=speech.say("Action")),
                alt.Tooltip("text:N", title=speech.say("Actions a week")),
            ],
        )
    )
    chart = alt.layer(bars).properties(height=330, width="container")
    return finished(chart, speech.language, palette)


def weeks_table(activity: Activity, network: str, speech: Speech) -> pd.DataFrame:
    """Return one row per week and group of actions of a network, the oldest week first."""
    names = group_names(speech)
    counts: dict[tuple[str, int], int] = {}
    for point in series(activity):
        if point.network == network:
            key = (point.week.isoformat(), GROUPS.get(point.action, 0))
            counts[key] = counts.get(key, 0) + point.count
    rows = [
        (speech.day(week), names[group], count, group, speech.number(count))
        for (week, group), count in sorted(counts.items())
    ]
    return pd.DataFrame(rows, columns=WEEK_COLUMNS)


def beside_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return a bar of what was measured, a thick mark for the plan, a diamond for what was said.

    Measured likes come by the hundred and posts one by one: the scale is of square roots.
    """
    return finished(_bars(speech, palette, "sqrt"), speech.language, palette)


def done_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return the same bars of what was noted, a few times each: twice as many is twice as long."""
    return finished(_bars(speech, palette, "linear"), speech.language, palette)


def _bars(speech: Speech, palette: Palette, scale: Literal["sqrt", "linear"]) -> ChartType:
    """Return a bar for each row, a thick mark and a diamond on it.

    The words stand above each bar, so that a phone keeps its width for the bars.
    """
    rows = alt.Y("row:N", sort=None, axis=None)
    times = alt.X(
        "times:Q",
        title=speech.say("Times a week"),
        scale=alt.Scale(type=scale, zero=True, nice=False),
        axis=alt.Axis(tickCount=5, format="d", grid=True, gridOpacity=0.25),
    )
    note = alt.Tooltip("note:N", title=" ")
    bars = (
        alt.Chart(data())
        .mark_bar(size=16, yOffset=9, color=palette.own)
        .encode(rows, times, tooltip=[note])
        .transform_filter("datum.kind == 'measured'")
    )
    plan = (
        alt.Chart(data())
        .mark_tick(
            orient="vertical", size=28, thickness=4, yOffset=9, color=palette.best, opacity=1
        )
        .encode(rows, times)
        .transform_filter("datum.kind == 'planned'")
    )
    said = (
        alt.Chart(data())
        .mark_point(shape="diamond", size=130, filled=True, yOffset=9, color=palette.ink, opacity=1)
        .encode(rows, times)
        .transform_filter("datum.kind == 'said'")
    )
    notes = (
        alt.Chart(data())
        .mark_text(align="left", dx=2, dy=-12, fontWeight="bold")
        .encode(rows, alt.X(datum=0), alt.Text("note:N"))
        .transform_filter("datum.kind == 'measured'")
    )
    layers = alt.layer(bars, plan, said, notes)
    return layers.properties(height=alt.Step(52), width="container")


def beside_table(rows: Sequence[Beside], speech: Speech, catalogue: Catalogue) -> pd.DataFrame:
    """Return a row for what was measured of each action, for what was said, for what is planned.

    Actions without a number a week are left out; only the measured row has words.
    """
    found: list[tuple[str, str, float, str]] = []
    for one in rows:
        if one.rate is None:
            continue
        name = action_name(one.measured.action, speech, catalogue)
        found.append((name, "measured", one.rate.mean, _note(name, one, speech)))
        for kind, times in (("said", one.said), ("planned", one.planned)):
            if times is not None:
                found.append((name, kind, times, ""))
    return pd.DataFrame(found, columns=BESIDE_COLUMNS)


def done_table(rows: Sequence[ActionDone], speech: Speech, catalogue: Catalogue) -> pd.DataFrame:
    """Return the same rows for what was done in the weeks reported or measured."""
    say = speech.say
    found: list[tuple[str, str, float, str]] = []
    for one in rows:
        name = action_name(one.action, speech, catalogue)
        parts = [say("done {number}", number=speech.number(one.mean, 1))]
        if one.planned is not None:
            parts.append(say("planned {number}", number=speech.number(one.planned, 1)))
            found.append((name, "planned", one.planned, ""))
        found.append((name, "measured", one.mean, f"{name} · {', '.join(parts)}"))
    return pd.DataFrame(found, columns=BESIDE_COLUMNS)


def _note(name: str, one: Beside, speech: Speech) -> str:
    assert one.rate is not None  # as its caller has seen
    say, mean = speech.say, speech.number(one.rate.mean, 1)
    if one.rate.at_least:
        parts = [say("measured at least {number}", number=mean)]
    else:
        parts = [say("measured {number}", number=mean)]
    if one.said is not None:
        parts.append(say("said {number}", number=speech.number(one.said, 1)))
    if one.planned is not None:
        parts.append(say("planned {number}", number=speech.number(one.planned, 1)))
    return f"{name} · {', '.join(parts)}"
