"""What the wall shows without a group: one result, told in a few large messages. No Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from core.analysis import Analysis
from core.catalogue import Catalogue
from pages.charts import curve, effort, fit, hours, one_more
from pages.charts.palette import Palette
from pages.charts.table import Table
from pages.charts.template import Template
from pages.parts import alternatives, sentences
from pages.parts.speech import Speech

Rows = Table | pd.DataFrame | pa.Table
Build = Callable[[Speech, Palette, Catalogue], Template]
WORDS = 1.5  # how much larger they are on the wall, in proportion to a picture
MOST_ROWS = 6  # bars that a room can take in


@dataclass(frozen=True)
class Drawing:
    """A picture of a slide: its template, its table, and what it shows in words."""

    build: Build
    table: Rows
    alternative: str


@dataclass(frozen=True)
class Slide:
    """One message for the room.

    name: what the slide is called in code. kicker: its topic, small. sentence: the message.
    lines: a few more, large. note: a remark, small. code, address, qr: how to join, where that
    is the message; `qr` is a picture as a data address. counts: (number, what is counted).
    drawing: its picture. waiting: whether what it is about may not be shown yet.
    """

    name: str
    kicker: str
    sentence: str
    lines: tuple[str, ...] = ()
    note: str = ""
    code: str = ""
    address: str = ""
    qr: str = ""
    counts: tuple[tuple[str, str], ...] = ()
    drawing: Drawing | None = None
    waiting: bool = False


def lecture(
    name: str, summary: str, analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> tuple[Slide, ...]:
    """Return one person's result as slides: who they are, then each finding with its picture.

    Where there is no result yet, one slide says what is missing.
    """
    say = speech.say
    opening = Slide(
        "opening",
        say("Which networks, how many minutes?"),
        name,
        (summary, *_said(analysis, speech, catalogue)),
    )
    if not analysis.usable or analysis.best is None or not analysis.best.kept:
        missing = (
            sentences.fewer_sentence(analysis, speech)
            if analysis.usable
            else say("Nothing to show yet: it takes a goal, and a network that is not left out.")
        )
        return opening, Slide("nothing", name, missing)
    closing = Slide(
        "closing",
        name,
        sentences.fewer_sentence(analysis, speech),
        (sentences.thesis_sentence(analysis, speech),),
        note=say("Useful presence is an index for comparing, not a forecast."),
    )
    return opening, *_findings(name, analysis, speech, catalogue), closing


def _said(analysis: Analysis, speech: Speech, catalogue: Catalogue) -> Iterator[str]:
    """Yield what the result rests on, in a few words."""
    said = analysis.answers
    goals = [speech.words(catalogue.goals[goal].label) for goal in said.goals]
    if goals:
        yield speech.say("{name}: {value}", name=speech.say("Goals"), value=speech.listed(goals))
    time = speech.duration(analysis.weekly_minutes)
    yield speech.say("{name}: {value}", name=speech.say("Time a week"), value=time)


def _findings(
    name: str, analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> Iterator[Slide]:
    fits = sentences.fit_sentence(analysis, speech)
    yield Slide("fit", name, fits, drawing=_fit(analysis, speech, catalogue))
    takes = sentences.effort_sentence(analysis, speech)
    totals = effort.totals_table(analysis, speech)
    told = alternatives.totals_alternative(totals, speech)
    yield Slide("effort", name, takes, drawing=Drawing(effort.totals_template, totals, told))
    points = curve.table(analysis, speech, WORDS)
    told = alternatives.curve_alternative(analysis, points, speech)
    yield Slide(
        "fewer",
        name,
        sentences.fewer_sentence(analysis, speech),
        note=sentences.thesis_sentence(analysis, speech),
        drawing=Drawing(curve.template, points, told),
    )
    everything = one_more.table(analysis, speech)
    changes = Table(everything.columns, everything.rows[:MOST_ROWS])
    told = alternatives.one_more_alternative(changes, speech)
    more = sentences.one_more_sentence(analysis, speech)
    if len(changes):
        yield Slide("one_more", name, more, drawing=Drawing(one_more.template, changes, told))
    stairs = hours.sizes_table(analysis, speech)
    told = alternatives.sizes_alternative(analysis, speech)
    longer = sentences.hours_sentence(analysis, speech)
    yield Slide("hours", name, longer, drawing=Drawing(hours.sizes_template, stairs, told))


def _fit(analysis: Analysis, speech: Speech, catalogue: Catalogue) -> Drawing:
    table = fit.table(analysis, speech, catalogue)
    shown = list(dict.fromkeys(table.column("network")))[:MOST_ROWS]
    rows = [row for row in table.records() if row["network"] in shown]
    first = Table.of_records(rows) if rows else table
    return Drawing(fit.template, first, alternatives.fit_alternative(first, speech))
