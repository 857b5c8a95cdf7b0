"""What a person really does, in words: beside their guess, what they said, and the plan. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from core.activity.use import Beside, Routine
from core.analysis import Analysis
from core.catalogue import Catalogue
from core.effort import Range, total
from core.follow_up import ActionDone
from pages.parts.coverage import action_name, network_name
from pages.parts.speech import Speech

NONE = "–"


def finding_sentence(rows: Sequence[Beside], weeks: int, speech: Speech) -> str:
    """Return how much was measured a week, and how long it takes at the person's minutes."""
    rated = [one for one in rows if one.rate is not None]
    if not rated:
        return speech.say("These exports tell no number a week.")
    actions = sum(one.rate.mean for one in rated if one.rate)
    return speech.count(
        "Over the last {weeks} full weeks: {actions} actions a week on {number} network, "
        "about {time}.",
        "Over the last {weeks} full weeks: {actions} actions a week on {number} networks, "
        "about {time}.",
        len({one.measured.network for one in rated}),
        weeks=speech.number(weeks),
        actions=speech.number(actions),
        time=speech.duration(minutes_of(rated).mode),
    )


def minutes_of(rows: Sequence[Beside]) -> Range:
    """Return the minutes a week of everything measured that has minutes."""
    return total({str(n): one.minutes for n, one in enumerate(rows) if one.minutes is not None})


def against_sentence(rows: Sequence[Beside], analysis: Analysis, speech: Speech) -> str:
    """Return how that compares with the guess and the plan, and what no export tells."""
    say, parts, minutes = speech.say, [], minutes_of(rows)
    if minutes.low < minutes.high:
        low, high = speech.duration(minutes.low), speech.duration(minutes.high)
        parts.append(
            say("Between {low} and {high}, by how long you take for each.", low=low, high=high)
        )
    if analysis.guess_minutes is not None:
        time = speech.duration(analysis.guess_minutes)
        parts.append(say("Your guess was {time} a week for all your networks.", time=time))
    networks = {one.measured.network for one in rows}
    if analysis.best is not None and networks & set(analysis.best.choice):
        ways = [way for name, way in analysis.best.choice.items() if name in networks]
        time = speech.duration(sum(way.minutes.mode for way in ways))
        parts.append(say("The plan asks for {time} on these networks.", time=time))
    parts.append(
        say("Visits to the feed and care of the profile are in no export: their time comes on top.")
    )
    return " ".join(parts)


def beside_frame(rows: Sequence[Beside], speech: Speech, catalogue: Catalogue) -> pd.DataFrame:
    """Return one row per action of a network: said, measured, planned, and minutes measured."""
    say = speech.say
    return pd.DataFrame(
        [
            {
                say("Action"): action_name(one.measured.action, speech, catalogue),
                say("Said"): _times(one.said, speech),
                say("Measured"): _measured(one, speech),
                say("Planned"): _times(one.planned, speech),
                say("Time measured"): (
                    NONE if one.minutes is None else speech.duration(one.minutes.mode)
                ),
            }
            for one in rows
        ]
    )


def _times(times: float | None, speech: Speech) -> str:
    return NONE if times is None else speech.number(times, 1)


def _measured(one: Beside, speech: Speech) -> str:
    if one.rate is None:
        known = one.measured.state != "not_in_export"
        return NONE if known else speech.say("not in this export")
    mean = speech.number(one.rate.mean, 1)
    return speech.say("at least {number}", number=mean) if one.rate.at_least else mean


def done_frame(
    rows: Sequence[ActionDone], analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> pd.DataFrame:
    """Return one row per network and action: done, planned, and over how many weeks."""
    say = speech.say
    return pd.DataFrame(
        [
            {
                say("Network"): analysis.networks[one.network].name,
                say("Action"): action_name(one.action, speech, catalogue),
                say("Done a week"): speech.number(one.mean, 1),
                say("Planned"): _times(one.planned, speech),
                say("Weeks"): speech.number(one.weeks),
            }
            for one in rows
        ]
    )


def weeks_frame(table: pd.DataFrame, speech: Speech) -> pd.DataFrame:
    """Return one row per week of the picture, a column for each group of actions."""
    rows = [
        {
            speech.say("Week of"): week,
            **dict(zip(mine["group"], mine["text"], strict=True)),
            speech.say("In all"): speech.number(mine["count"].sum()),
        }
        for week, mine in table.groupby("week", sort=False)
    ]
    return pd.DataFrame(rows).fillna(NONE)


def weeks_alternative(table: pd.DataFrame, network: str, speech: Speech) -> str:
    """Describe the bars of the weeks of a network: each week's sum."""
    sums = table.groupby("week", sort=False)["count"].sum()
    values = [
        speech.say("{name}: {value}", name=week, value=speech.number(count))
        for week, count in sums.items()
    ]
    return speech.say(
        "Actions measured on {network}, by week: {values}.",
        network=network,
        values=speech.say("; ").join(values) or NONE,
    )


def beside_alternative(table: pd.DataFrame, network: str, speech: Speech) -> str:
    """Describe the bars beside what was said and planned."""
    notes = [note for note in table["note"] if note]
    return speech.say(
        "Times a week on {network}: {values}.",
        network=network,
        values=speech.say("; ").join(notes) or NONE,
    )


def routine_line(found: Routine, speech: Speech, catalogue: Catalogue) -> str:
    """Return what taking the counts over as the routine of today would say of a network."""
    say = speech.say

    def named(actions: Sequence[str]) -> str:
        return speech.listed([action_name(one, speech, catalogue) for one in actions])

    texts = [
        (found.measured, say("measured: {actions}", actions=named(found.measured))),
        (found.said, say("as you said: {actions}", actions=named(found.said))),
        (found.unknown, say("not known, left out: {actions}", actions=named(found.unknown))),
        (found.capped, say("cut at 1,000 a week: {actions}", actions=named(found.capped))),
    ]
    told = say("; ").join(text for actions, text in texts if actions)
    name = network_name(found.network, catalogue)
    return say("{name}: {value}", name=name, value=told)
