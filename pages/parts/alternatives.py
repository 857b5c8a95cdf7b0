"""Text alternatives: what each picture shows, written from its values."""

from __future__ import annotations

from collections.abc import Iterable

from core.analysis import Analysis
from pages.charts.curve import own_name
from pages.charts.table import Table
from pages.parts.speech import Speech

MOST_NAMED = 8
NONE = "–"


def fit_alternative(table: Table, speech: Speech) -> str:
    """Describe the bars of fit."""
    notes: dict[str, str] = {}
    for row in table.records():
        notes.setdefault(row["network"], row["note"])
    parts = [f"{network} {note}" for network, note in list(notes.items())[:MOST_NAMED]]
    return speech.say("Fit out of 100, by network: {values}.", values=in_a_row(parts, speech))


def totals_alternative(table: Table, speech: Speech) -> str:
    """Describe the bars of time against time."""
    parts = table.column("note")
    return speech.say("Time a week: {values}.", values=in_a_row(parts, speech))


def actions_alternative(table: Table, speech: Speech) -> str:
    """Describe the bars of minutes by network and action."""
    parts = [f"{row['network']} {row['note']}" for row in table.records() if row["note"]]
    return speech.say("Minutes a week by network: {values}.", values=in_a_row(parts, speech))


def curve_alternative(analysis: Analysis, table: Table, speech: Speech) -> str:
    """Describe the curves of presence, and how long the own list takes where that is too long."""
    own = own_name(analysis, speech).replace("\n", " · ")
    points: dict[str, list[str]] = {}
    columns = (table.column(name) for name in ("size", "presence", "kind", "series"))
    for size, presence, kind, series in zip(*columns, strict=True):
        name = own if kind == "own" else series
        points.setdefault(name, []).append(f"{size} = {speech.number(presence)}")
    parts = [_named(series, ", ".join(values), speech) for series, values in points.items()]
    return speech.say(
        "Useful presence by number of networks. {values}. The best number is {best}.",
        values=". ".join(parts) or NONE,
        best=speech.number(len(analysis.best.kept)) if analysis.best else NONE,
    )


def sizes_alternative(analysis: Analysis, speech: Speech) -> str:
    """Describe the stairs of best size by hours."""
    parts = [
        f"{speech.number(t.size)} = {speech.duration(t.minutes)}"
        for t in analysis.thresholds
        if t.minutes is not None
    ]
    return speech.say(
        "Number of networks worth keeping, and from when: {values}.", values=in_a_row(parts, speech)
    )


def half_hours_alternative(table: Table, speech: Speech) -> str:
    """Describe the price of half hours: the first, the person's next, the last; and the changes."""
    names = ("hours", "gain", "changed", "yours")
    rows = list(zip(*(table.column(name) for name in names), strict=True))
    changed = [speech.duration(60 * hours) for hours, _, changes, _ in rows if changes]
    told = [row for row in rows if row is rows[0] or row[3] or row is rows[-1]]
    gains = [
        speech.say(
            "{gain} from {hours}",
            gain=speech.number(gain, 1),
            hours=speech.duration(60 * hours),
        )
        for hours, gain, _, _ in told
    ]
    return speech.say(
        "Presence gained by half an hour more: {gains}; the choice changes at {hours}.",
        gains=speech.listed(gains) or NONE,
        hours=speech.listed(changed) or NONE,
    )


def one_more_alternative(table: Table, speech: Speech) -> str:
    """Describe what one network more changes."""
    parts = [f"{row['network']} {row['note']} ({row['minutes']})" for row in table.records()]
    return speech.say(
        "Presence gained or lost, by network: {values}.", values=in_a_row(parts, speech)
    )


def _named(name: str, value: str, speech: Speech) -> str:
    return speech.say("{name}: {value}", name=name, value=value)


def in_a_row(parts: Iterable[str], speech: Speech) -> str:
    """Return values one after another, as the language separates them; a dash for none."""
    return speech.say("; ").join(parts) or NONE
