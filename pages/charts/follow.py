"""Plan against actual: minutes reported week by week, and what the plan asks for."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.catalogue import Catalogue
from core.follow_up import WeekDone
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished
from pages.parts.speech import Speech

COLUMNS = ["week", "done", "planned", "note"]


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return a bar for each week and a line where the plan is."""
    weeks = alt.X("week:N", sort=None, title=speech.say("Week of"), axis=alt.Axis(labelAngle=0))
    done = alt.Y(
        "done:Q",
        title=speech.say("Minutes a week"),
        axis=alt.Axis(grid=True, gridOpacity=0.25, tickCount=5),
    )
    bars = alt.Chart(data()).mark_bar(color=palette.own, width={"band": 0.5}).encode(weeks, done)
    notes = alt.Chart(data()).mark_text(dy=-8).encode(weeks, done, alt.Text("note:N"))
    planned = (
        alt.Chart(data())
        .mark_rule(color=palette.best, strokeWidth=3, strokeDash=[6, 4])
        .encode(alt.Y("max(planned):Q", title=speech.say("Minutes a week")))
    )
    chart = alt.layer(bars, notes, planned).properties(height=260, width="container")
    return finished(chart, speech.language, palette)


def table(weeks: tuple[WeekDone, ...], speech: Speech) -> pd.DataFrame:
    """Return one row per week reported."""
    rows = [
        (
            speech.day(week.week),
            week.done_minutes,
            week.planned_minutes,
            speech.duration(week.done_minutes),
        )
        for week in weeks
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
