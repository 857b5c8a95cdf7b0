"""What measured activity is good for: beside the plan, as the routine of today, as weeks done.

The way through, for a screen or a script:

1. `measure(exports, load_rules(), zone=..., weeks=SCREEN_WEEKS, latest=..., secret=...,
   progress=...)` returns an `Activity`: `measured` by network and action, `files`, `ends`.
2. The person reviews it row by row; `only(activity, chosen)` keeps what they accept.
3. `beside`, `series` and `routine` say what it means; `with_routines` and
   `with_weeks` return answers that hold it.

What an export does not tell is never taken for 0: such actions keep what the
person said, and where nothing was said they stay unknown.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from core.activity.measure import WEEKS, Activity, Measured
from core.activity.rules import Action
from core.analysis import Analysis
from core.answers import MINUTES_IN_A_WEEK, MOST_CHECK_INS, Answers, CheckIn, Done
from core.catalogue import Catalogue
from core.effort import Range, effort_by_action, minutes_per_action, total

PICTURE_WEEKS = 26
SCREEN_WEEKS = (*WEEKS, PICTURE_WEEKS)
RATE_WEEKS = 12
MOST_COUNT = 1_000.0  # more a week cannot be said in answers
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a week.

    Attributes:
        mean, median: Over the full weeks counted.
        weeks: How many those are; fewer than asked where the export begins later.
        at_least: Whether there may be more than was counted.
    """

    mean: float
    median: float
    weeks: int
    at_least: bool


@dataclass(frozen=True, slots=True)
class Point:
    """How often something was done in the full week that begins on `week`, a Monday."""

    network: str
    action: Action
    week: datetime.date
    count: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What was measured of one action on one network, beside what was said and is planned.

    Attributes:
        measured: Coverage and counts; `measured.together` names the actions that the
            export counts in with it.
        rate: How often a week; None where no rate is known.
        said: How often a week the person says they do it today; None if they did not say.
        planned: How often a week the plan asks for; None where it leaves the network out.
        minutes: The minutes a week of that rate, at the person's own minutes of one;
            None without a rate, and for stories, which the catalogue gives no minutes.
    """

    measured: Measured
    rate: Rate | None
    said: float | None
    planned: float | None
    minutes: Range | None


@dataclass(frozen=True, slots=True)
class Routine:
    """What a person does on a network in a week of today, as far as it is known.

    Attributes:
        counts: Weekly counts by action of the catalogue, to be kept as `today_counts`.
        measured: The actions whose counts the export tells.
        at_least: Those of them that may be more.
        said: The actions whose counts are what the person said.
        unknown: The actions that nothing is known of; they are not in `counts`.
        capped: The actions of which more was measured than answers can say (1 000 a week).
    """

    network: str
    counts: Mapping[str, float]
    measured: tuple[str, ...]
    at_least: tuple[str, ...]
    said: tuple[str, ...]
    unknown: tuple[str, ...]
    capped: tuple[str, ...]


def only(activity: Activity, chosen: Collection[tuple[str, str]]) -> Activity:
    """Return the activity without the (network, action) pairs that are not chosen."""
    kept = tuple(m for m in activity.measured if (m.network, m.action) in chosen)
    return replace(activity, measured=kept)


def rate_of(measured: Measured, weeks: int = RATE_WEEKS) -> Rate | None:
    """Return how often a week over the last full weeks; None where no rate is known."""
    found = measured.weeks.get(weeks)
    if found is None:
        return None
    at_least = measured.state == "lower_bound"
    return Rate(found.mean, found.median, len(found.counts), at_least)


def series(activity: Activity, weeks: int = PICTURE_WEEKS) -> Iterator[Point]:
    """Yield the counts of every week by network and action, for a picture over weeks.

    `weeks` must be one that was measured. Networks whose exports end at other
    times have other weeks.
    """
    for one in activity.measured:
        found = one.weeks.get(weeks)
        for number, count in enumerate(found.counts if found else ()):
            assert found is not None  # there are counts
            monday = found.first_day + datetime.timedelta(weeks=number)
            yield Point(one.network, one.action, monday, count)


def beside(
    activity: Activity, analysis: Analysis, catalogue: Catalogue, weeks: int = RATE_WEEKS
) -> Iterator[Beside]:
    """Yield every (network, action) of the activity beside what was said and is planned."""
    for one in activity.measured:
        rate = rate_of(one, weeks)
        way = analysis.best.choice.get(one.network) if analysis.best else None
        said = said_counts(analysis.answers, catalogue, one.network)
        minutes = _minutes_of_one(analysis, catalogue, one.network).get(one.action)
        yield Beside(
            one,
            rate,
            said.get(one.action) if said is not None else None,
            way.counts.get(one.action, 0.0) if way else None,
            minutes.times(rate.mean) if minutes and rate else None,
        )


def said_counts(answers: Answers, catalogue: Catalogue, network: str) -> Mapping[str, float] | None:
    """Return the weekly counts that a person says they do today; None if they did not say.

    These are their own counts, or those of the rung they chose.
    """
    said = answers.network(network)
    if said.today_counts is not None:
        return said.today_counts
    rung = catalogue.rungs_of(network).get(said.today or "")
    return {**rung.counts, **said.counts.get(rung.rung, {})} if rung else None


def routine(
    activity: Activity, analysis: Analysis, catalogue: Catalogue, network: str,
    weeks: int = RATE_WEEKS,
) -> Routine | None:  # fmt: skip
    """Return what the person does today on a network; None where no rate of it is known.

    Comments and replies that the export does not tell apart: replies stay as the
    person said, up to what was measured, and the rest are comments.
    """
    found = _rates(activity, catalogue, network, weeks)
    if not found:
        return None
    said = said_counts(analysis.answers, catalogue, network) or {}
    counts = {name: rate.mean for name, (rate, _) in found.items()}
    told = dict.fromkeys(found)
    for name, (_, together) in found.items():
        for other in together:
            counts |= _shared_out(counts[name], said, name, other)
            told |= dict.fromkeys([other] if other in counts else [])
    capped = tuple(name for name, count in counts.items() if count > MOST_COUNT)
    counts = {n: round(min(c, MOST_COUNT), DIGITS) for n, c in counts.items()}
    kept = {name: count for name, count in said.items() if name not in counts}
    return Routine(
        network=network,
        counts={**kept, **counts},
        measured=tuple(told),
        at_least=tuple(name for name, (rate, _) in found.items() if rate.at_least),
        said=tuple(kept),
        unknown=tuple(a for a in catalogue.actions if a not in counts and a not in kept),
        capped=capped,
    )


def with_routines(
    activity: Activity, analysis: Analysis, catalogue: Catalogue,
    networks: Iterable[str] | None = None, weeks: int = RATE_WEEKS,
) -> Answers:  # fmt: skip
    """Return the answers with what was measured as the routine of today.

    On `networks`, by default every network with a rate, the person then is
    ("on"); what the export does not tell stays as they said.
    """
    answers = analysis.answers
    for name in measured_networks(activity) if networks is None else networks:
        found = routine(activity, analysis, catalogue, name, weeks)
        if found is not None:
            counts = dict(found.counts)
            answers = answers.with_network(name, state="on", today=None, today_counts=counts)
    return answers


def with_weeks(
    activity: Activity, analysis: Analysis, catalogue: Catalogue, weeks: int = RATE_WEEKS
) -> Answers:
    """Return the answers with the measured weeks among the check-ins.

    A week that the person reported keeps its minutes and gets the counts that
    were measured (where the export may not hold all: the larger of the two), so
    that `core.follow_up.pace` corrects minutes by what was really done. Any other
    week is kept as measured: its minutes are inferred (counts times the minutes of
    one, without visits and care, which no export tells) and correct nothing.
    Beyond the most check-ins that answers hold, the oldest measured ones are left out.
    """
    answers = analysis.answers
    weeks_now = {one.week: dict(one.networks) for one in answers.check_ins}
    for (monday, network), counts in _counts_by_week(activity, catalogue, weeks).items():
        minutes = _minutes_of_one(analysis, catalogue, network)
        networks = weeks_now.setdefault(monday, {})
        networks[network] = _done(networks.get(network), counts, minutes)
    spare = max(0, len(weeks_now) - MOST_CHECK_INS)
    measured = [w for w in sorted(weeks_now) if all(d.measured for d in weeks_now[w].values())]
    dropped = measured[:spare]
    kept = [CheckIn(week=w, networks=n) for w, n in weeks_now.items() if w not in dropped]
    return answers.with_changes(check_ins=kept[-MOST_CHECK_INS:])


def measured_networks(activity: Activity) -> tuple[str, ...]:
    """Return the networks of which at least one rate is known."""
    return tuple(dict.fromkeys(one.network for one in activity.measured if one.weeks))


Counted = dict[str, tuple[int, Measured]]  # by action: how often, and what is known of it


def _counts_by_week(
    activity: Activity, catalogue: Catalogue, weeks: int
) -> dict[tuple[str, str], Counted]:
    """Return by (Monday, network) what was counted of actions that the catalogue has."""
    found: dict[tuple[str, str], Counted] = {}
    known = {(one.network, one.action): one for one in activity.measured}
    for point in series(activity, weeks):
        if point.action in catalogue.actions:
            counts = found.setdefault((point.week.isoformat(), point.network), {})
            counts[point.action] = (point.count, known[point.network, point.action])
    return found


def _done(before: Done | None, counts: Counted, minutes: Mapping[str, Range]) -> Done:
    exact = {name: min(float(count), MOST_COUNT) for name, (count, _) in counts.items()}
    if before is None or before.measured:
        spent = round(total(effort_by_action(exact, minutes)).mode)
        return Done(minutes=min(spent, MINUTES_IN_A_WEEK), counts=exact, measured=True)
    merged = dict(before.counts)
    for name, (_, measured) in counts.items():
        shares = {name: exact[name]}
        for other in measured.together:
            shares = _shared_out(exact[name], before.counts, name, other)
        least = before.counts if measured.state == "lower_bound" else {}
        merged |= {action: max(count, least.get(action, 0.0)) for action, count in shares.items()}
    return before.model_copy(update={"counts": merged})


def _rates(
    activity: Activity, catalogue: Catalogue, network: str, weeks: int
) -> dict[str, tuple[Rate, tuple[str, ...]]]:
    """Return by action of the catalogue its rate, and what the export counts in with it."""
    return {
        one.action: (rate, one.together)
        for one in activity.measured
        if one.network == network and one.action in catalogue.actions
        if (rate := rate_of(one, weeks)) is not None
    }


def _shared_out(count: float, said: Mapping[str, float], name: str, other: str) -> dict[str, float]:
    """Return a count of two actions as the count of each; the person's replies are believed."""
    if "reply" not in said:
        return {name: count}
    replies = min(said["reply"], count)
    both = {"reply": replies, "comment": count - replies}
    return {action: both[action] for action in (name, other)}


def _minutes_of_one(analysis: Analysis, catalogue: Catalogue, network: str) -> dict[str, Range]:
    """Return the minutes of one of each action, in the format the person would use there."""
    found = analysis.networks.get(network)
    format_id = found.format_id if found else next(iter(catalogue.formats))
    return minutes_per_action(analysis.answers, catalogue, format_id, "native")
