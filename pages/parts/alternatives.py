"""Text alternatives: what each picture shows, written from its values."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from core.analysis import Analysis
from pages.parts.speech import Speech

MOST_NAMED = 8
NONE = "–"


def fit_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the bars of fit."""
    firsts = table.drop_duplicates("network").head(MOST_NAMED)
    parts = [f"{row.network} {row.note}" for row in firsts.itertuples()]
    return speech.say("Fit out of 100, by network: {values}.", values=in_a_row(parts, speech))


def totals_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the bars of time against time."""
    parts = [str(row.note) for row in table.itertuples()]
    return speech.say("Time a week: {values}.", values=in_a_row(parts, speech))


def actions_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the bars of minutes by network and action."""
    parts = [f"{row.network} {row.note}" for row in table[table["note"] != ""].itertuples()]
    return speech.say("Minutes a week by network: {values}.", values=in_a_row(parts, speech))


def curve_alternative(analysis: Analysis, table: pd.DataFrame, speech: Speech) -> str:
    """Describe the curves of presence."""
    parts = []
    for series, rows in table.groupby("series", sort=False):
        points = zip(rows["size"], rows["presence"], strict=True)
        values = [f"{size} = {speech.number(presence)}" for size, presence in points]
        parts.append(_named(str(series), ", ".join(values), speech))
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
        "Number of networks that pay, and from when: {values}.", values=in_a_row(parts, speech)
    )


def half_hours_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the price of each half hour."""
    changed = [speech.duration(60 * hours) for hours in table.loc[table["changed"], "hours"]]
    return speech.say(
        "Presence gained by each further half hour; the choice changes at {hours}.",
        hours=speech.listed(changed) or NONE,
    )


def one_more_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe what one network more changes."""
    parts = [f"{row.network} {row.note} ({row.minutes})" for row in table.itertuples()]
    return speech.say(
        "Presence gained or lost, by network: {values}.", values=in_a_row(parts, speech)
    )


def _named(name: str, value: str, speech: Speech) -> str:
    return speech.say("{name}: {value}", name=name, value=value)


def in_a_row(parts: Iterable[str], speech: Speech) -> str:
    """Return values one after another, as the language separates them; a dash for none."""
    return speech.say("; ").join(parts) or NONE
