"""Plan against actual: minutes reported week by week, and what the plan asks for."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.catalogue import Catalogue
from core.follow_up import WeekDone
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished
from pages.parts.speech import Speech

MOST_NOTED = 6  # weeks whose bars have room for words on a phone
COLUMNS = ["week", "how", "done", "total", "planned", "note"]


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return a bar for each week, what was measured apart, and a line where the plan is."""
    weeks = alt.X("week:N", sort=None, title=speech.say("Week of"), axis=alt.Axis(labelAngle=0))
    done = alt.Y(
        "done:Q",
        title=speech.say("Minutes a week"),
        axis=alt.Axis(grid=True, gridOpacity=0.25, tickCount=5),
    )
    how = alt.Color(
        "how:N",
        scale=alt.Scale(domain=list(ways_to_know(speech)), range=[palette.own, palette.spread]),
        legend=alt.Legend(orient="top", columns=1),
    )
    bars = alt.Chart(data()).mark_bar(width={"band": 0.5}).encode(weeks, done, how)
    notes = alt.Chart(data()).mark_text(dy=-8).encode(weeks, alt.Y("total:Q"), alt.Text("note:N"))
    planned = (
        alt.Chart(data())
        .mark_rule(color=palette.best, strokeWidth=3, strokeDash=[6, 4])
        .encode(alt.Y("max(planned):Q", title=speech.say("Minutes a week")))
    )
    chart = alt.layer(bars, notes, planned).properties(height=300, width="container")
    return finished(chart, speech.language, palette)


def ways_to_know(speech: Speech) -> tuple[str, str]:
    """Return the names of the two ways in which minutes are known."""
    return speech.say("Reported"), speech.say("Measured, from exports")


def table(weeks: tuple[WeekDone, ...], speech: Speech) -> pd.DataFrame:
    """Return a row for the minutes reported of each week, and one for those measured."""
    reported, measured = ways_to_know(speech)
    rows: list[tuple[object, ...]] = []
    for week in weeks:
        inferred = sum(week.by_network[name] for name in week.measured)
        parts = [(reported, week.done_minutes - inferred), (measured, inferred)]
        told = [part for part in parts if part[1]] or parts[:1]
        note = speech.duration(week.done_minutes) if len(weeks) <= MOST_NOTED else ""
        notes = [note, ""]  # once for each week
        rows += [
            (speech.day(week.week), how, minutes, week.done_minutes, week.planned_minutes, note)
            for (how, minutes), note in zip(told, notes, strict=False)
        ]
    return pd.DataFrame(rows, columns=COLUMNS)
