"""Following the plan: what was done against what was planned, and minutes corrected by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.analysis import Analysis
from core.answers import Answers, CheckIn, Done
from core.catalogue import Catalogue
from core.effort import minutes_per_action
from core.switches import FIXED_ACTIONS

WEEKS_LOOKED_AT = 12
LEAST_CHECK_INS = 2  # one week may be an odd one
SLOWEST, QUICKEST = 4.0, 0.25  # beyond, a week was reported wrongly rather than lived so
DIGITS = 2


@dataclass(frozen=True, slots=True)
class WeekDone:
    """One week reported or measured, beside the plan of today.

    Attributes:
        done_minutes: In all; `by_network` has them by network.
        planned_minutes: What the plan of today asks for.
        measured: The networks whose minutes are inferred from counts of a data
            export: visits to the feed and care of the profile are not among them.
    """

    week: str
    done_minutes: int
    planned_minutes: int
    by_network: Mapping[str, int]
    measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionDone:
    """How often a week something was done, over `weeks` weeks, and how often it is planned.

    `planned` is None on a network that the plan leaves out.
    """

    network: str
    action: str
    weeks: int
    mean: float
    planned: float | None


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things really take.

    Attributes:
        factor: Minutes reported for each minute expected of the same counts.
        minutes: By key of `Answers.minutes_per_action`, the minutes of one,
            corrected by that factor; only for what was done.
        check_ins: How many weeks it rests on.
    """

    factor: float
    minutes: Mapping[str, float]
    check_ins: int


def weeks_done(analysis: Analysis) -> tuple[WeekDone, ...]:
    """Return every week reported, in the order of time, beside the plan of today."""
    planned = analysis.best.minutes if analysis.best else 0
    return tuple(
        WeekDone(
            week=one.week,
            done_minutes=sum(done.minutes for done in one.networks.values()),
            planned_minutes=planned,
            by_network={name: done.minutes for name, done in one.networks.items()},
            measured=tuple(name for name, done in one.networks.items() if done.measured),
        )
        for one in analysis.answers.check_ins
    )


def actions_done(analysis: Analysis) -> tuple[ActionDone, ...]:
    """Return what was done a week of each action, beside the plan of today.

    Over the weeks, of the last twelve reported or measured, that count the action.
    Networks of the plan come first; those that it leaves out have nothing planned.
    """
    counts: dict[tuple[str, str], list[float]] = {}
    for one in analysis.answers.check_ins[-WEEKS_LOOKED_AT:]:
        for name, done in one.networks.items():
            for action, count in done.counts.items():
                counts.setdefault((name, action), []).append(count)
    ways = analysis.best.choice if analysis.best else {}
    found = [
        ActionDone(name, action, len(each), sum(each) / len(each), planned)
        for (name, action), each in counts.items()
        for planned in [ways[name].counts.get(action, 0.0) if name in ways else None]
    ]
    return tuple(sorted(found, key=lambda one: one.planned is None))


def with_check_in(answers: Answers, check_in: CheckIn) -> Answers:
    """Return the answers with a week reported; the same week reported before is replaced."""
    others = [one for one in answers.check_ins if one.week != check_in.week]
    return answers.with_changes(check_ins=[*others, check_in])


def pace(analysis: Analysis, catalogue: Catalogue) -> Pace | None:
    """Return how long things really take, from the weeks reported; None before two of them.

    One factor for everything: two or three weeks cannot tell which action is
    slow. What a report does not count (visits, messages, care of the profile) is
    taken as planned; time on a network outside the plan, without counts, is left
    out. Weeks whose minutes are inferred from measured counts say nothing of how
    long things take, and are left out too. Source: assumption.
    """
    check_ins = [one for one in map(_reported, analysis.answers.check_ins) if one.networks]
    if len(check_ins) < LEAST_CHECK_INS:
        return None
    spent, expected, each = 0.0, 0.0, dict[str, float]()
    for check_in in check_ins:
        for name, done in check_in.networks.items():
            counts = _counts(analysis, name, done)
            if done.minutes == 0 or not any(counts.values()):
                continue  # nothing was done, or nobody knows what: no pace to learn
            minutes = _minutes_of_one(analysis, catalogue, name)
            spent += done.minutes
            expected += sum(count * minutes[key][1] for key, count in counts.items())
            each.update(minutes[key] for key, count in counts.items() if count > 0)
    if expected == 0 or spent == 0:
        return None
    factor = min(SLOWEST, max(QUICKEST, spent / expected))
    corrected = {key: round(minutes * factor, DIGITS) for key, minutes in each.items()}
    return Pace(factor, corrected, len(check_ins))


def recalibrated(answers: Answers, found: Pace) -> Answers:
    """Return the answers with minutes corrected by what was reported."""
    return answers.with_changes(minutes_per_action={**answers.minutes_per_action, **found.minutes})


def _reported(check_in: CheckIn) -> CheckIn:
    """Return a week without what was only measured."""
    networks = {name: done for name, done in check_in.networks.items() if not done.measured}
    return check_in.model_copy(update={"networks": networks})


def _counts(analysis: Analysis, network: str, done: Done) -> dict[str, float]:
    """Return what was done: as reported, and as planned where a report is silent."""
    way = analysis.best.choice.get(network) if analysis.best else None
    planned = {name: way.counts.get(name, 0.0) for name in FIXED_ACTIONS} if way else {}
    return {**planned, **done.counts}


def _minutes_of_one(
    analysis: Analysis, catalogue: Catalogue, network: str
) -> dict[str, tuple[str, float]]:
    """Return, by action, the key under which its minutes may be set, and the minutes of today."""
    found = analysis.networks.get(network)
    format_id = found.format_id if found else next(iter(catalogue.formats))
    way = analysis.best.choice.get(network) if analysis.best else None
    mode = way.mode if way else "native"
    minutes = minutes_per_action(analysis.answers, catalogue, format_id, mode)
    post = f"{'adapt' if mode == 'relay' else 'post'}.{format_id}"
    return {name: (post if name == "post" else name, one.mode) for name, one in minutes.items()}
