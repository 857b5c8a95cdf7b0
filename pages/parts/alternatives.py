"""Text alternatives: what each picture shows, written from its values."""

from __future__ import annotations

import pandas as pd

from core.analysis import Analysis
from pages.parts.speech import Speech

MOST_NAMED = 8


def fit_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the bars of fit."""
    firsts = table.drop_duplicates("network").head(MOST_NAMED)
    parts = [f"{row.network} {row.note}" for row in firsts.itertuples()]
    return speech.say("Fit out of 100, by network: {values}.", values="; ".join(parts))


def totals_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the bars of time against time."""
    parts = [str(row.note) for row in table.itertuples()]
    return speech.say("Time a week: {values}.", values="; ".join(parts))


def actions_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the bars of minutes by network and action."""
    parts = [f"{row.network} {row.note}" for row in table[table["note"] != ""].itertuples()]
    return speech.say("Minutes a week by network: {values}.", values="; ".join(parts))


def curve_alternative(analysis: Analysis, table: pd.DataFrame, speech: Speech) -> str:
    """Describe the curves of presence."""
    parts = []
    for series, rows in table.groupby("series", sort=False):
        points = zip(rows["size"], rows["presence"], strict=True)
        values = [f"{size} = {speech.number(presence)}" for size, presence in points]
        parts.append(f"{series}: {', '.join(values)}")
    best = len(analysis.best.kept) if analysis.best else 0
    return speech.say(
        "Useful presence by number of networks. {values}. The best number is {best}.",
        values=". ".join(parts),
        best=speech.number(best),
    )


def sizes_alternative(analysis: Analysis, speech: Speech) -> str:
    """Describe the stairs of best size by hours."""
    parts = [
        f"{speech.number(t.size)}: {speech.duration(t.minutes)}"
        for t in analysis.thresholds
        if t.minutes is not None
    ]
    return speech.say(
        "Number of networks that pay, and from when: {values}.", values="; ".join(parts)
    )


def half_hours_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the price of each half hour."""
    changed = [speech.duration(60 * hours) for hours in table.loc[table["changed"], "hours"]]
    return speech.say(
        "Presence gained by each further half hour; the choice changes at {hours}.",
        hours=speech.listed(changed) or "–",
    )


def one_more_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe what one network more changes."""
    parts = [f"{row.network} {row.note} ({row.minutes})" for row in table.itertuples()]
    return speech.say("Presence gained or lost, by network: {values}.", values="; ".join(parts))
