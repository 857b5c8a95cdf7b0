"""Following the plan: what was done against what was planned, and minutes corrected by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean as mean

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

    `planned` is what the plan asked for in those weeks, whatever it asks for now; None
    where that is not known, or the plan left the network out.
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
    """Return what was done a week of each action, beside the plan of those weeks.

    Over the weeks, of the last twelve reported or measured, that count the action: where
    nobody counted, nothing is told. Networks of the plan of today come first.
    """
    weeks: dict[tuple[str, str], list[Done]] = {}
    for one in analysis.answers.check_ins[-WEEKS_LOOKED_AT:]:
        for name, done in one.networks.items():
            for action in done.counts:
                weeks.setdefault((name, action), []).append(done)
    found = [
        ActionDone(name, action, len(each), mean([one.counts[action] for one in each]), planned)
        for (name, action), each in weeks.items()
        for planned in [_planned(each, action)]
    ]
    kept = analysis.best.choice if analysis.best else {}
    return tuple(sorted(found, key=lambda one: one.network not in kept))


def _planned(weeks: Sequence[Done], action: str) -> float | None:
    """Return how often a week an action was planned; None where one week does not say."""
    if not all(one.planned for one in weeks):
        return None
    return mean([one.planned.get(action, 0.0) for one in weeks])


def with_check_in(answers: Answers, check_in: CheckIn) -> Answers:
    """Return the answers with a week reported; the same week reported before is replaced."""
    others = [one for one in answers.check_ins if one.week != check_in.week]
    return answers.with_changes(check_ins=[*others, check_in])


def pace(analysis: Analysis, catalogue: Catalogue) -> Pace | None:
    """Return how long things really take, from the weeks reported; None before two of them.

    One factor for everything: two or three weeks cannot tell which action is
    slow. What nobody is asked to count (visits, messages, care of the profile) is
    taken as planned that week; a report that is silent on anything else teaches
    nothing, since nobody knows where its time went. Weeks whose minutes are inferred
    from measured counts say nothing of how long things take, and are left out too.
    Source: assumption.
    """
    weeks, spent, expected, each = set[str](), 0.0, 0.0, dict[str, float]()
    for week, name, done in _told(analysis):
        counts = {**_uncounted(analysis, name, done), **done.counts}
        minutes = _minutes_of_one(analysis, catalogue, name)
        weeks.add(week)
        spent += done.minutes
        expected += sum(count * minutes[key][1] for key, count in counts.items())
        each.update(minutes[key] for key, count in counts.items() if count > 0)
    if len(weeks) < LEAST_CHECK_INS or expected == 0:
        return None
    factor = min(SLOWEST, max(QUICKEST, spent / expected))
    corrected = {key: round(minutes * factor, DIGITS) for key, minutes in each.items()}
    return Pace(factor, corrected, len(weeks))


def recalibrated(answers: Answers, found: Pace) -> Answers:
    """Return the answers with minutes corrected by what was reported."""
    return answers.with_changes(minutes_per_action={**answers.minutes_per_action, **found.minutes})


def _told(analysis: Analysis) -> Iterator[tuple[str, str, Done]]:
    """Yield (week, network, what was done) of every report that tells where its time went.

    Exports count replies among comments: comments told without replies are both.
    """
    for one in analysis.answers.check_ins:
        for name, done in one.networks.items():
            asked = {n for n, count in _plan(analysis, name, done).items() if count > 0}
            told = {*FIXED_ACTIONS, *done.counts, *(["reply"] if "comment" in done.counts else [])}
            counted = any(done.counts.values()) and asked <= told
            if done.minutes > 0 and counted and not done.measured:
                yield one.week, name, done


def _plan(analysis: Analysis, network: str, done: Done) -> Mapping[str, float]:
    """Return what was planned in a week reported; as today where the week does not say."""
    way = analysis.best.choice.get(network) if analysis.best else None
    return done.planned or (way.counts if way else {})


def _uncounted(analysis: Analysis, network: str, done: Done) -> dict[str, float]:
    """Return what nobody is asked to count, as it was planned."""
    planned = _plan(analysis, network, done)
    return {name: planned.get(name, 0.0) for name in FIXED_ACTIONS}


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
