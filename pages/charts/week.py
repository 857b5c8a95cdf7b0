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

COLUMNS = ["day", "start", "end", "middle", "network", "label", "time", "shade", "free"]
LEAST_LABELLED_SHARE = 0.33  # of the longest day: a narrower block has no room for its name
SHADES = 4


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
        "shade:O",
        scale=alt.Scale(domain=list(range(SHADES)), range=list(palette.categories[:SHADES])),
        legend=None,
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
    """Return one row per routine block: where it starts and ends on its day, in minutes."""
    order = list(dict.fromkeys(block.network for block in week.routine))
    rows, spent = [], dict.fromkeys(DAYS, 0)
    least = LEAST_LABELLED_SHARE * max(week.available.values())
    for block in week.routine:
        if block.day is None:
            continue
        start, end = spent[block.day], spent[block.day] + block.minutes
        spent[block.day] = end
        name = analysis.networks[block.network].name
        label = name if block.minutes >= least else ""
        shade = order.index(block.network) % SHADES
        time, middle = speech.duration(block.minutes), (start + end) / 2
        free = week.available[block.day]
        rows.append(
            (day_name(block.day, speech), start, end, middle, name, label, time, shade, free)
        )
    return pd.DataFrame(rows, columns=COLUMNS)
