"""A group in pictures: how many people, by hours or by number of networks, and by network.

Two questions to the same group stand above and below one axis. A bar is as wide as its band
and its area says how many people are in it, since bands that were too small have been merged
and are wider than others; the number is written on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from core.catalogue import Catalogue
from core.workshop.group import Band, Named, Table
from pages.charts.palette import Palette, as_words
from pages.charts.template import Template, data, finished
from pages.parts.speech import NO_BREAK, Speech

Side = Literal["above", "below"]
BAND_COLUMNS = ["start", "end", "edge", "at", "align", "side", "note", "band", "title"]
NAME_COLUMNS = ["network", "people", "note", "room"]
ARROWS: dict[Side, str] = {"above": "↑", "below": "↓"}  # colour does not stand alone
HEIGHT = 320  # pixels
ROOM_FOR_NUMBERS, ROOM_FOR_NAMES = 26, 48  # pixels above and below the bars
ROOM = 1.25  # the longest bar and the words beside it
LEAST_OPEN_WIDTH = {"minutes": 60, "networks": 2}  # how far a band without an end is drawn
MINUTES_IN_AN_HOUR = 60
MOST_NAMES = 6
BESIDE = 0.01  # of the axis, between a bar and the words beside it


def titles(picture: str, speech: Speech) -> dict[str, str]:
    """Return the questions that a picture shows, each with what it is called, in order."""
    say = speech.say
    asked: dict[str, dict[str, str]] = {
        "guess_estimate": {
            "guess_minutes": say("What we guessed"),
            "estimate_minutes": say("What it takes"),
        },
        "hours": {"available_minutes": say("The time we have")},
        "wanted_pay": {
            "networks_wanted": say("Networks we want"),
            "networks_that_pay": say("Networks worth keeping"),
        },
        "freed": {"freed_minutes": say("Time freed")},
        "before_after": {
            "guess_networks": say("Guessed before"),
            "second_networks": say("Guessed after"),
        },
    }
    return asked.get(picture, {})


def guess_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return bars of people over hours a week: guessed above, estimated below."""
    return _over_bands(
        "guess_estimate", speech.say("Hours a week (on the bars: people)"), speech, palette
    )


def hours_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return bars of people over the hours a week that they have."""
    return _over_bands("hours", speech.say("Hours a week (on the bars: people)"), speech, palette)


def wanted_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return bars of people over numbers of networks: wanted above, those that pay below."""
    return _over_bands(
        "wanted_pay", speech.say("Number of networks (on the bars: people)"), speech, palette
    )


def freed_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return bars of people over the hours a week that they would have back."""
    return _over_bands("freed", speech.say("Hours a week (on the bars: people)"), speech, palette)


def again_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return bars of people over numbers of networks: guessed before above, after below."""
    return _over_bands(
        "before_after", speech.say("Number of networks (on the bars: people)"), speech, palette
    )


def _over_bands(picture: str, across: str, speech: Speech, palette: Palette) -> Template:
    asked = titles(picture, speech).values()
    named = [f"{title} {arrow}" for title, arrow in zip(asked, ARROWS.values(), strict=False)]
    colours = alt.Color(
        "title:N",
        scale=alt.Scale(domain=named, range=[palette.own, palette.best][: len(named)]),
        legend=None,
    )
    x = alt.X(
        "start:Q",
        title=across,
        axis=alt.Axis(tickMinStep=1, format="d", labelFlush=False),
        scale=alt.Scale(nice=False),
    )
    room = ROOM_FOR_NAMES if len(named) > 1 else ROOM_FOR_NUMBERS
    upwards = alt.Y("edge:Q", title=None, axis=None, scale=alt.Scale(padding=room))
    base = alt.Chart(data())
    bars = base.mark_bar(stroke=palette.paper, strokeWidth=2).encode(
        x,
        alt.X2("end:Q"),
        upwards,
        alt.Y2Datum(0),
        colours,
        tooltip=[
            alt.Tooltip("title:N", title=" "),
            alt.Tooltip("band:N", title=" "),
            alt.Tooltip("note:N", title=speech.say("People")),
        ],
    )
    notes = [
        base.transform_filter(f"datum.side == '{side}'")
        .mark_text(dy=dy, fontWeight="bold", align=alt.ExprRef("datum.align"))
        .encode(alt.X("at:Q"), upwards, alt.Text("note:N"), colours)
        for side, dy in (("above", -10), ("below", 12))
    ]
    rule = base.mark_rule(color=palette.ink, strokeWidth=1).encode(
        alt.YDatum(0, axis=None, title=None)
    )
    names = _names(named, palette) if len(named) > 1 else []
    chart = alt.layer(bars, rule, *notes, *names).properties(height=HEIGHT, width="container")
    return finished(chart, speech.language, palette)


def _names(named: Sequence[str], palette: Palette) -> list[alt.Chart]:
    """Return what the bars above and below the axis are called, in the corners beside them."""
    above, below = named
    top = _once("above").mark_text(
        text=above,
        color=as_words(palette.own, palette),
        align="left",
        baseline="top",
        fontSize=15,
        fontWeight="bold",
        x=0,
        y=0,
    )
    bottom = _once("below").mark_text(
        text=below,
        color=as_words(palette.best, palette),
        align="left",
        baseline="bottom",
        dy=-4,
        fontSize=15,
        fontWeight="bold",
        x=0,
        y="height",
    )
    return [top, bottom]


def _once(side: Side) -> alt.Chart:
    """Return one row where there are bars on a side, not one for each; none where there are not."""
    bars = alt.Chart(data()).transform_filter(f"datum.side == '{side}'")
    return bars.transform_aggregate(note="count()", groupby=["side"])


def names_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return a bar for each network: how many people it is recommended to."""
    rows = alt.Y("network:N", sort=None, title=None, axis=alt.Axis(minExtent=90))
    base = alt.Chart(data())
    bars = base.mark_bar(color=palette.best).encode(
        rows,
        alt.X(
            "people:Q",
            title=speech.say("People"),
            axis=alt.Axis(tickMinStep=1, tickCount=5, format="d"),
        ),
        tooltip=[
            alt.Tooltip("network:N", title=speech.say("Network")),
            alt.Tooltip("note:N", title=speech.say("People")),
        ],
    )
    notes = base.mark_text(align="left", dx=5, fontWeight="bold").encode(
        rows, alt.X("people:Q"), alt.Text("note:N")
    )
    room = base.mark_point(opacity=0).encode(alt.X("room:Q"))
    chart = alt.layer(bars, notes, room).properties(height=alt.Step(34), width="container")
    return finished(chart, speech.language, palette)


def bands_table(questions: Sequence[tuple[str, Table | None]], speech: Speech) -> pd.DataFrame:
    """Return one row per band of at most two questions, each with its title; None is not shown.

    Times are in hours. The first question goes above the axis, the second below.
    """
    sides: tuple[Side, ...] = ("above", "below")
    shown = [
        (side, title, table)
        for side, (title, table) in zip(sides, questions, strict=False)
        if table is not None
    ]
    farthest = max((edges(table.bands[-1], table)[1] for *_, table in shown), default=0)
    rows: list[tuple[object, ...]] = []
    for side, title, table in shown:
        sign = 1 if side == "above" else -1
        for band in table.bands:
            start, end = edges(band, table)
            # A long note over the last bar runs on to the right, where there is room for it.
            runs_on = band.high is None and end < farthest
            rows.append(
                (
                    start,
                    end,
                    sign * _height(band, table),
                    start + BESIDE * farthest if runs_on else (start + end) / 2,
                    "left" if runs_on else "center",
                    side,
                    _note(band, table, speech),
                    band_in_words(band, table, speech),
                    f"{title} {ARROWS[side]}",
                )
            )
    return pd.DataFrame(rows, columns=BAND_COLUMNS)


def _note(band: Band, table: Table, speech: Speech) -> str:
    """Return what is written on a bar; one without an end also says where it begins."""
    people = speech.number(band.people)
    return people if band.high is not None else f"{people} ({band_in_words(band, table, speech)})"


def names_table(names: Sequence[Named], speech: Speech, catalogue: Catalogue) -> pd.DataFrame:
    """Return one row for each of the networks named most."""
    shown = names[:MOST_NAMES]
    longest = max((one.people for one in shown), default=0)
    room = max([ROOM * longest, *(one.of for one in shown)])  # as wide as the group at the least
    rows = [
        (
            catalogue.networks[one.network].name,
            one.people,
            people_in_words(one, speech),
            room,
        )
        for one in shown
    ]
    return pd.DataFrame(rows, columns=NAME_COLUMNS)


def people_in_words(named: Named, speech: Speech) -> str:
    """Return how many of how many named a network; of nearly all, the number is not told."""
    people, everybody = speech.number(named.people), speech.number(named.of)
    if named.nearly_all:
        return speech.say("at least {people} of {all}", people=people, all=everybody)
    return speech.say("{people} of {all}", people=people, all=everybody)


def edges(band: Band, table: Table) -> tuple[float, float]:
    """Return where a band begins and ends on the axis: hours, or half a network to each side."""
    end = band.high
    if end is None:
        widths = [one.high - one.low for one in table.bands if one.high is not None]
        end = band.low + max(LEAST_OPEN_WIDTH[table.unit], *widths, 0)
    if table.unit == "minutes":
        return band.low / MINUTES_IN_AN_HOUR, end / MINUTES_IN_AN_HOUR
    return band.low - 0.5, end + 0.5


def _height(band: Band, table: Table) -> float:
    start, end = edges(band, table)
    return band.people / (end - start)


def band_in_words(band: Band, table: Table, speech: Speech) -> str:
    """Return a band of minutes or networks as people say it: "1 h to 2 h", "4 or more".

    On one line: a range that breaks in two is read as two numbers.
    """
    return _band_in_words(band, table, speech).replace(" ", NO_BREAK)


def _band_in_words(band: Band, table: Table, speech: Speech) -> str:
    word = speech.duration if table.unit == "minutes" else speech.number
    low = word(band.low)
    if band.high is None:
        return speech.say("{low} or more", low=low)
    if table.unit == "minutes" and band.low == 0:
        return speech.say("less than {high}", high=word(band.high))
    if band.low == band.high:
        return low
    if band.low == 0:  # "0 to 4" would say that somebody said 0
        return speech.say("at most {high}", high=word(band.high))
    return speech.say("{low} to {high}", low=low, high=word(band.high))
