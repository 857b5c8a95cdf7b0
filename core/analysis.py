"""One analysis: all that the screens draw, from a person's answers and the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.answers import Answers
from core.by_size import BySize
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
from core.strategies import EqualShares, OwnList, Plan, as_candidates, as_plan, own_list
from core.switches import Switch, switched, with_even_fit
from core.ways import REFERENCE_RUNG, Candidacy, UsualWays, Way, candidacies


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


@dataclass(frozen=True)
class Groundwork:
    """What an analysis rests on that no number of hours up to 20 changes.

    Most of the work is here: fit, ways, and the best plans of all sizes and budgets at
    once. Other hours on the same groundwork cost a tenth of an analysis. Built by `prepare`.

    Attributes:
        settled: The answers it is for, as `without_hours` gives them.
        switches: The assumptions that do not hold.
        networks: Every network by id, in catalogue order.
        bonus: Share added by a second content type.
        most_steps: More time than this changes nothing.
        solutions: The best plans of all sizes and budgets.
        sizes_by_step: Best size at every 5 minutes from 0 to 20 hours; -1 where none fits.
        thresholds: From how many minutes each size pays.
    """

    settled: Answers
    switches: frozenset[Switch]
    networks: Mapping[str, Candidacy]
    bonus: float
    most_steps: int
    solutions: Solutions
    sizes_by_step: tuple[int, ...]
    thresholds: tuple[Threshold, ...]

    @cached_property
    def half_hours(self) -> tuple[HalfHour, ...]:
        """Return the best plan at every half hour up to 20 hours."""
        return half_hours(self.solutions)


@dataclass(frozen=True)
class Analysis:
    """The result of one set of answers. What not every screen shows is computed when it is.

    Attributes:
        ground: What it rests on, the same at other hours.
        weekly_minutes: Minutes available in a week.
        time_assumed: Whether that was assumed, for want of an answer.
        networks: Every network by id, in catalogue order.
        best: The best plan; None where the networks to keep do not fit.
        own_list: The person's own list; None when they named no network.
        sizes_by_step: Best size at every 5 minutes from 0 to 20 hours; -1 where none fits.
        thresholds: From how many minutes each size pays.
        guess_minutes: The person's own guess, if they made one.
        estimate: Minutes to keep their own list well, by network.
        locked_minutes: What the networks locked in cost at the least.
        refused_locks: Networks to keep that are left out: vetoed, or without a score.
    """

    ground: Groundwork = field(repr=False, compare=False)
    answers: Answers
    weekly_minutes: int
    time_assumed: bool
    networks: Mapping[str, Candidacy]
    best: Plan | None
    own_list: OwnList | None
    sizes_by_step: tuple[int, ...]
    thresholds: tuple[Threshold, ...]
    guess_minutes: int | None
    estimate: Mapping[str, Range]
    locked_minutes: int
    refused_locks: tuple[str, ...]

    @cached_property
    def best_by_count(self) -> Sequence[Plan | None]:
        """Return the best plan of each size, from 0; None where none fits."""
        # Without `self` in it: an analysis in a circle with itself stays when it is let go.
        solutions, steps, networks = self.ground.solutions, self._steps, self.networks
        return BySize(
            solutions.most_networks + 1,
            lambda size: _plan(solutions, size, steps, networks),
        )

    @cached_property
    def spread_thin(self) -> Sequence[Plan | None]:
        """Return the time shared equally, for each size from 1 (index 0 is None)."""
        shares = EqualShares(tuple(self.networks.values()), self.ground.bonus)
        steps = self._steps
        return BySize(
            len(self.best_by_count),
            lambda size: shares.plan(size, steps) if size else None,
        )

    @property
    def half_hours(self) -> tuple[HalfHour, ...]:
        """Return the best plan at every half hour up to 20 hours."""
        return self.ground.half_hours

    @cached_property
    def next_half_hour(self) -> HalfHour | None:
        """Return what half an hour more would bring."""
        return next_half_hour(self.ground.solutions, self._steps)

    @cached_property
    def one_more(self) -> OneMore | None:
        """Return why not one more."""
        return _one_more(self.best, self.best_by_count)

    @property
    def _steps(self) -> int:
        return min(self.weekly_minutes // STEP_MINUTES, self.ground.most_steps)

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


def without_hours(answers: Answers) -> Answers:
    """Return the answers as if no time had been told, unless it is more than 20 hours.

    Who agrees in the result can share a groundwork.
    """
    said = answers.time_minutes
    if said is not None and said > HORIZON_STEPS * STEP_MINUTES:
        return answers
    return answers.model_copy(
        update={"weekly_minutes": None, "minutes_by_day": {}, "guess_minutes": None}
    )


def prepare(
    answers: Answers,
    catalogue: Catalogue,
    switches: Collection[Switch] = (),
    usual: UsualWays | None = None,
) -> Groundwork:
    """Return what the analyses of these answers at other hours have in common.

    With the `usual` ways of the catalogue, the same sooner.
    """
    networks, bonus = _networks(answers, catalogue, switches, usual), _bonus(catalogue)
    candidates = as_candidates(tuple(networks.values()), answers)
    usable = sum(max(option.steps for option in c.options) for c in candidates if c.options)
    most = max(usable, HORIZON_STEPS)
    steps = max(HORIZON_STEPS, min(_weekly_minutes(answers, catalogue) // STEP_MINUTES, most))
    solutions = solve(candidates, steps + HALF_HOUR_STEPS, bonus)
    sizes = tuple(int(size) for size in solutions.best_sizes()[: HORIZON_STEPS + 1])
    return Groundwork(
        settled=without_hours(answers),
        switches=frozenset(switches),
        networks=networks,
        bonus=bonus,
        most_steps=most,
        solutions=solutions,
        sizes_by_step=sizes,
        thresholds=thresholds(sizes),
    )


def analyse(answers: Answers, catalogue: Catalogue, switches: Collection[Switch] = ()) -> Analysis:
    """Return the whole analysis of one set of answers. Same answers, same analysis.

    With `switches`, as it would be where those assumptions do not hold.
    """
    return analyse_on(prepare(answers, catalogue, switches), answers, catalogue)


def analyse_on(ground: Groundwork, answers: Answers, catalogue: Catalogue) -> Analysis:
    """Return the same as `analyse` from the groundwork of answers that differ in hours only.

    Raises:
        ValueError: If the groundwork is that of other answers.
    """
    if ground.settled != without_hours(answers):
        raise ValueError("expected the groundwork of the same answers but for the hours")
    weekly, networks = _weekly_minutes(answers, catalogue), ground.networks
    steps, solutions = min(weekly // STEP_MINUTES, ground.most_steps), ground.solutions
    return Analysis(
        ground=ground,
        answers=answers,
        weekly_minutes=weekly,
        time_assumed=answers.time_minutes is None,
        networks=networks,
        best=_plan(solutions, None, steps, networks),
        own_list=own_list(tuple(networks.values()), answers, steps, ground.bonus),
        sizes_by_step=ground.sizes_by_step,
        thresholds=ground.thresholds,
        guess_minutes=answers.guess_minutes,
        estimate=_estimate(networks, answers),
        locked_minutes=_locked_minutes(solutions, steps, networks, answers),
        refused_locks=tuple(n.id for n in _locked(networks, answers) if n.veto or not n.ways),
    )


def _weekly_minutes(answers: Answers, catalogue: Catalogue) -> int:
    said = answers.time_minutes
    return said if said is not None else int(catalogue.model.assumed_weekly_minutes.mode)


def _bonus(catalogue: Catalogue) -> float:
    return catalogue.model.diversification_bonus.mode


def _networks(
    answers: Answers,
    catalogue: Catalogue,
    switches: Collection[Switch],
    usual: UsualWays | None,
) -> dict[str, Candidacy]:
    found = candidacies(*switched(answers, catalogue, switches), usual)
    if "uneven_fit" in switches:
        found = with_even_fit(found)
    return {network.id: network for network in found}


def _plan(
    solutions: Solutions, size: int | None, steps: int, networks: Mapping[str, Candidacy]
) -> Plan | None:
    found = solutions.best(steps) if size is None else solutions.best_of_size(size, steps)
    return as_plan(found, networks) if found else None


def _one_more(best: Plan | None, by_count: Sequence[Plan | None]) -> OneMore | None:
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
    solutions: Solutions, steps: int, networks: Mapping[str, Candidacy], answers: Answers
) -> int:
    """Return the least minutes into which every network locked in fits.

    Where that is more than 20 hours and half an hour more than the budget, what
    they cost without any relay.
    """
    fits = solutions.best_sizes()[: max(HORIZON_STEPS, steps + HALF_HOUR_STEPS) + 1] >= 0
    if fits.any():
        return int(fits.argmax()) * STEP_MINUTES
    locked = [n for n in _locked(networks, answers) if n.veto is None and n.ways]
    least = [min(w.steps for w in n.ways if w.kept and w.mode == "native") for n in locked]
    return sum(least) * STEP_MINUTES


def _index(way: Way | None) -> float:
    return way.presence.index if way else 0.0


def _steps(way: Way | None) -> int:
    return way.steps if way else 0
