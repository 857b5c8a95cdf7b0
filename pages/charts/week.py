"""The week at a glance: a row for each day, its blocks one after the other, their names above."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.analysis import Analysis
from core.answers import DAYS, Day
from core.catalogue import Catalogue
from core.week import Block, Week
from pages.charts.naming import in_two_lines
from pages.charts.palette import Palette, colour_key, words_on
from pages.charts.template import Template, data, finished
from pages.parts.agenda import day_name
from pages.parts.speech import Speech

COLUMNS = ["day", "start", "end", "middle", "network", "colour", "label", "time", "heading", "free"]
LONG_HEADING = 46  # letters, on a phone
TWO_LINES = "indexof(datum.heading, '\\n') > 0"
SHARE_OF_A_LETTER = 0.024  # of the longest day, on a phone: a narrower block has no room


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return blocks on a scale of minutes for each day; a mark shows where the day's time ends.

    Above each bar stand the day and its networks in order, so that a name never depends on
    a colour; a network has the same colour in every week.
    """
    days = alt.Y("day:N", sort=None, axis=None)
    keys = list(palette.networks)
    colours = list(palette.networks.values())
    blocks = (
        alt.Chart(data())
        .mark_bar(stroke=palette.paper, strokeWidth=2, cornerRadius=4, size=24, yOffset=14)
        .encode(
            days,
            alt.X("start:Q", title=speech.say("Minutes"), axis=alt.Axis(tickCount=6, format="d")),
            alt.X2("end:Q"),
            alt.Color("colour:N", scale=alt.Scale(domain=keys, range=colours), legend=None),
            tooltip=[
                alt.Tooltip("network:N", title=speech.say("Network")),
                alt.Tooltip("time:N", title=speech.say("Time")),
            ],
        )
    )
    ends = (
        alt.Chart(data())
        .mark_tick(color=palette.ink, thickness=2, size=30, yOffset=14)
        .encode(days, alt.X("max(free):Q"))
    )
    chart = alt.layer(blocks, *_words(days, palette), ends)
    sized = chart.properties(height=alt.Step(66), width="container")
    return finished(sized, speech.language, palette)


def _words(days: alt.Y, palette: Palette) -> list[alt.Chart]:
    """Return the names on the blocks that have room, and the headings above the bars."""
    inks = {key: words_on(colour, palette) for key, colour in palette.networks.items()}
    scale = alt.Scale(domain=list(inks), range=list(inks.values()))
    names = (
        alt.Chart(data())
        .mark_text(baseline="middle", fontSize=12, yOffset=14)
        .encode(
            days,
            alt.X("middle:Q"),
            alt.Text("label:N"),
            alt.Fill("colour:N", scale=scale, legend=None),
        )
    )
    headings = (
        alt.Chart(data())
        .mark_text(
            align="left",
            dx=2,
            dy=alt.ExprRef(f"{TWO_LINES} ? -24 : -9"),
            fontWeight="bold",
            lineBreak="\n",
        )
        .encode(days, alt.X(datum=0), alt.Text("heading:N"))
    )
    return [names, headings]


def table(week: Week, analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per routine block: where it starts and ends on its day, in minutes.

    `free` is where the day's time ends; nothing where hours are told for the week.
    """
    rows = [
        row
        for day in DAYS
        if (blocks := [block for block in week.routine if block.day == day])
        for row in _rows(day, blocks, week, analysis, speech)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _rows(
    day: Day, blocks: list[Block], week: Week, analysis: Analysis, speech: Speech
) -> list[tuple[object, ...]]:
    names = [analysis.networks[block.network].name for block in blocks]
    called = day_name(day, speech)
    told = f"{called} · {', '.join(dict.fromkeys(names))}"
    heading = in_two_lines(told, LONG_HEADING, ", ")
    letter = SHARE_OF_A_LETTER * max(week.available.values())
    free = week.available[day] if week.by_day else None
    rows: list[tuple[object, ...]] = []
    start = 0
    for name, block in zip(names, blocks, strict=True):
        end, key = start + block.minutes, colour_key(block.network)
        label = name if block.minutes >= letter * len(name) else ""
        time, middle = speech.duration(block.minutes), (start + end) / 2
        rows.append((called, start, end, middle, name, key, label, time, heading, free))
        start, heading = end, ""
    return rows
