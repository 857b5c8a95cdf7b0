"""The week at a glance: a row for each day, its blocks one after the other."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.analysis import Analysis
from core.answers import DAYS
from core.catalogue import Catalogue
from core.week import Week
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished
from pages.parts.agenda import day_name
from pages.parts.speech import Speech

COLUMNS = ["day", "start", "end", "middle", "network", "label", "time", "free"]
SHARE_OF_A_LETTER = 0.028  # of the longest day, on a phone: a narrower block has no room
ABBREVIATION = 2  # letters of a name that has no room; the legend has it in full


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return blocks on a scale of minutes for each day; a mark shows where the day's time ends."""
    days = alt.Y(
        "day:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=[day_name(day, speech) for day in DAYS]),
        axis=alt.Axis(minExtent=64),
    )
    colours = alt.Color(
        "network:N",
        title=None,
        sort=None,
        scale=alt.Scale(range=list(palette.categories)),
        legend=alt.Legend(orient="top", columns=3),
    )
    blocks = (
        alt.Chart(data())
        .mark_bar(stroke=palette.paper, strokeWidth=2, cornerRadius=4, opacity=0.75)
        .encode(
            days,
            alt.X("start:Q", title=speech.say("Minutes"), axis=alt.Axis(tickCount=6, format="d")),
            alt.X2("end:Q"),
            colours,
            tooltip=[
                alt.Tooltip("network:N", title=speech.say("Network")),
                alt.Tooltip("time:N", title=speech.say("Time")),
            ],
        )
    )
    names = (
        alt.Chart(data())
        .mark_text(baseline="middle", fontSize=12)
        .encode(days, alt.X("middle:Q"), alt.Text("label:N"))
    )
    ends = (
        alt.Chart(data())
        .mark_tick(color=palette.ink, thickness=2, size=26)
        .encode(days, alt.X("max(free):Q"))
    )
    chart = alt.layer(blocks, names, ends).properties(height=alt.Step(36), width="container")
    return finished(chart, speech.language, palette)


def table(week: Week, analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per routine block: where it starts and ends on its day, in minutes.

    `free` is where the day's time ends; nothing where hours are told for the week.
    """
    rows, spent = [], dict.fromkeys(DAYS, 0)
    letter = SHARE_OF_A_LETTER * max(week.available.values())
    for block in week.routine:
        if block.day is None:
            continue
        start, end = spent[block.day], spent[block.day] + block.minutes
        spent[block.day] = end
        name = analysis.networks[block.network].name
        label = name if block.minutes >= letter * len(name) else name[:ABBREVIATION]
        time, middle = speech.duration(block.minutes), (start + end) / 2
        free = week.available[block.day] if week.by_day else None
        rows.append((day_name(block.day, speech), start, end, middle, name, label, time, free))
    return pd.DataFrame(rows, columns=COLUMNS)
