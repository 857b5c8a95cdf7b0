"""One analysis: all that the screens draw, from a person's answers and the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.answers import Answers
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES, ZERO, Range
from core.hours import (
    HALF_HOUR_STEPS,
    HORIZON_STEPS,
    HalfHour,
    Threshold,
    half_hours,
    next_half_hour,
    thresholds,
)
from core.portfolio import Solutions, solve
from core.strategies import OwnList, Plan, as_candidates, as_plan, own_list, spread_thin
from core.switches import Switch, switched, with_even_fit
from core.ways import REFERENCE_RUNG, Candidacy, Way, candidacies


@dataclass(frozen=True, slots=True)
class Change:
    """What one network has in two plans; None where a plan leaves it out."""

    network: str
    before: Way | None
    after: Way | None

    @property
    def presence(self) -> float:
        """Return presence gained (or lost, below 0), without bonus."""
        return _index(self.after) - _index(self.before)

    @property
    def minutes(self) -> int:
        """Return the minutes a week it takes more (or less)."""
        return (_steps(self.after) - _steps(self.before)) * STEP_MINUTES


@dataclass(frozen=True, slots=True)
class OneMore:
    """The best plan with one network more than the best, and what that takes from the others.

    `plan` is None where one more does not fit the week at all.
    """

    size: int
    plan: Plan | None
    changes: tuple[Change, ...]
    difference: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of one set of answers.

    Attributes:
        weekly_minutes: Minutes available in a week.
        time_assumed: Whether that was assumed, for want of an answer.
        networks: Every network by id, in catalogue order.
        best: The best plan; None where the networks to keep do not fit.
        best_by_count: The best plan of each size, from 0; None where none fits.
        spread_thin: The time shared equally, for each size from 1 (index 0 is None).
        own_list: The person's own list; None when they named no network.
        sizes_by_step: Best size at every 5 minutes from 0 to 20 hours; -1 where none fits.
        thresholds: From how many minutes each size pays.
        half_hours: The best plan at every half hour up to 20 hours.
        next_half_hour: What half an hour more would bring.
        one_more: Why not one more.
        guess_minutes: The person's own guess, if they made one.
        estimate: Minutes to keep their own list well, by network.
        locked_minutes: What the networks locked in cost at the least.
        refused_locks: Networks to keep that are left out: vetoed, or without a score.
    """

    answers: Answers
    weekly_minutes: int
    time_assumed: bool
    networks: Mapping[str, Candidacy]
    best: Plan | None
    best_by_count: tuple[Plan | None, ...]
    spread_thin: tuple[Plan | None, ...]
    own_list: OwnList | None
    sizes_by_step: tuple[int, ...]
    thresholds: tuple[Threshold, ...]
    half_hours: tuple[HalfHour, ...]
    next_half_hour: HalfHour | None
    one_more: OneMore | None
    guess_minutes: int | None
    estimate: Mapping[str, Range]
    locked_minutes: int
    refused_locks: tuple[str, ...]

    @property
    def estimate_minutes(self) -> Range | None:
        """Return the minutes to keep the person's own list well; None when it is empty."""
        return sum(self.estimate.values(), ZERO) if self.estimate else None

    @property
    def ranked(self) -> tuple[Candidacy, ...]:
        """Return the networks with a score, best fit first, those left out last."""
        scored = [n for n in self.networks.values() if n.fit.score is not None]
        return tuple(sorted(scored, key=lambda n: (n.veto is not None, -n.score)))

    @property
    def usable(self) -> tuple[Candidacy, ...]:
        """Return the networks that may be chosen."""
        return tuple(n for n in self.networks.values() if n.veto is None and n.ways)


def analyse(answers: Answers, catalogue: Catalogue, switches: Collection[Switch] = ()) -> Analysis:
    """Return the whole analysis of one set of answers. Same answers, same analysis.

    With `switches`, as it would be where those assumptions do not hold.
    """
    said = answers.time_minutes
    weekly = said if said is not None else int(catalogue.model.assumed_weekly_minutes.mode)
    networks = _networks(answers, catalogue, switches)
    bonus = catalogue.model.diversification_bonus.mode
    solutions, steps = _solved(networks, answers, weekly, bonus)
    best = _plan(solutions, None, steps, networks)
    by_count = tuple(
        _plan(solutions, size, steps, networks) for size in range(solutions.most_networks + 1)
    )
    everyone = tuple(networks.values())
    sizes = tuple(int(size) for size in solutions.best_sizes()[: HORIZON_STEPS + 1])
    return Analysis(
        answers=answers,
        weekly_minutes=weekly,
        time_assumed=said is None,
        networks=networks,
        best=best,
        best_by_count=by_count,
        spread_thin=(
            None,
            *(spread_thin(everyone, size, steps, bonus) for size in range(1, len(by_count))),
        ),
        own_list=own_list(everyone, answers, steps, bonus),
        sizes_by_step=sizes,
        thresholds=thresholds(sizes),
        half_hours=half_hours(solutions),
        next_half_hour=next_half_hour(solutions, steps),
        one_more=_one_more(best, by_count),
        guess_minutes=answers.guess_minutes,
        estimate=_estimate(networks, answers),
        locked_minutes=_locked_minutes(solutions, networks, answers),
        refused_locks=tuple(n.id for n in _locked(networks, answers) if n.veto or not n.ways),
    )


def _networks(
    answers: Answers, catalogue: Catalogue, switches: Collection[Switch]
) -> dict[str, Candidacy]:
    found = candidacies(*switched(answers, catalogue, switches))
    if "uneven_fit" in switches:
        found = with_even_fit(found)
    return {network.id: network for network in found}


def _solved(
    networks: Mapping[str, Candidacy], answers: Answers, weekly: int, bonus: float
) -> tuple[Solutions, int]:
    """Return the solved problem and the budget in steps.

    More time than every network at its fullest could use changes nothing, so
    the tables stop there, but never before 20 hours.
    """
    candidates = as_candidates(tuple(networks.values()), answers)
    usable = sum(max(option.steps for option in c.options) for c in candidates if c.options)
    steps = min(weekly // STEP_MINUTES, max(usable, HORIZON_STEPS))
    horizon = max(HORIZON_STEPS, steps + HALF_HOUR_STEPS)
    return solve(candidates, horizon, bonus), steps


def _plan(
    solutions: Solutions, size: int | None, steps: int, networks: Mapping[str, Candidacy]
) -> Plan | None:
    found = solutions.best(steps) if size is None else solutions.best_of_size(size, steps)
    return as_plan(found, networks) if found else None


def _one_more(best: Plan | None, by_count: tuple[Plan | None, ...]) -> OneMore | None:
    if best is None or len(best.kept) + 1 >= len(by_count):
        return None
    size = len(best.kept) + 1
    plan = by_count[size]
    if plan is None:
        return OneMore(size, None, (), 0.0)
    changes = tuple(
        Change(name, best.choice.get(name), plan.choice.get(name))
        for name in {**best.choice, **plan.choice}
    )
    return OneMore(size, plan, changes, plan.presence - best.presence)


def _estimate(networks: Mapping[str, Candidacy], answers: Answers) -> dict[str, Range]:
    """Return the minutes of the reference rung, by network the person named and can use."""
    named = [networks[name] for name in answers.named_networks if name in networks]
    found = {n.id: n.native(REFERENCE_RUNG) for n in named}
    return {name: way.minutes for name, way in found.items() if way is not None}


def _locked(networks: Mapping[str, Candidacy], answers: Answers) -> list[Candidacy]:
    return [n for n in networks.values() if answers.network(n.id).lock == "keep"]


def _locked_minutes(
    solutions: Solutions, networks: Mapping[str, Candidacy], answers: Answers
) -> int:
    """Return the least minutes into which every network locked in fits.

    Where that is more than was solved for, what they cost without any relay.
    """
    fits = solutions.best_sizes() >= 0
    if fits.any():
        return int(fits.argmax()) * STEP_MINUTES
    locked = [n for n in _locked(networks, answers) if n.veto is None and n.ways]
    least = [min(w.steps for w in n.ways if w.kept and w.mode == "native") for n in locked]
    return sum(least) * STEP_MINUTES


def _index(way: Way | None) -> float:
    return way.presence.index if way else 0.0


def _steps(way: Way | None) -> int:
    return way.steps if way else 0
