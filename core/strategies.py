"""The plans set side by side: the best, the same time spread thin, and the person's own list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.answers import Answers
from core.effort import STEP_MINUTES, ZERO, Range
from core.portfolio import Candidate, Option, Portfolio, worth_of
from core.ways import Candidacy, Way


@dataclass(frozen=True, slots=True)
class Plan:
    """A way for each chosen network, with what they cost and bring together."""

    choice: Mapping[str, Way]
    presence: float
    steps: int

    @property
    def minutes(self) -> int:
        """Return the minutes a week the plan is charged for: whole 5-minute steps."""
        return self.steps * STEP_MINUTES

    @property
    def minutes_range(self) -> Range:
        """Return the minutes a week as low, most likely and high."""
        return sum((way.minutes for way in self.choice.values()), ZERO)

    @property
    def kept(self) -> tuple[str, ...]:
        """Return the networks that count as kept."""
        return tuple(name for name, way in self.choice.items() if way.kept)

    @property
    def windows(self) -> tuple[str, ...]:
        """Return the shop windows: profiles looked after but not fed."""
        return tuple(name for name, way in self.choice.items() if not way.kept)


@dataclass(frozen=True, slots=True)
class OwnList:
    """The person's own list of networks, as they run it today.

    A routine they told counts whatever it takes, so the list may take more than
    the week. `assumed` names the networks whose routine they did not tell: those
    share the rest of the week equally, and are in the plan only where that share
    pays for something.
    """

    plan: Plan
    assumed: tuple[str, ...]

    @property
    def networks(self) -> tuple[str, ...]:
        """Return every network of the list, those without any time as well."""
        without = (name for name in self.assumed if name not in self.plan.choice)
        return (*self.plan.choice, *without)


def as_candidates(networks: Sequence[Candidacy], answers: Answers) -> list[Candidate]:
    """Return the networks that may be chosen, as the portfolio solver takes them."""
    return [_candidate(n, answers) for n in networks if n.veto is None and n.ways]


def as_plan(portfolio: Portfolio, networks: Mapping[str, Candidacy]) -> Plan:
    """Return a portfolio with the full description of each way chosen."""
    ways = {name: _way_of(networks[name], option) for name, option in portfolio.choice.items()}
    return Plan(ways, portfolio.presence, portfolio.steps)


def plan_of(choice: Mapping[str, Way], networks: Mapping[str, Candidacy], bonus: float) -> Plan:
    """Return a plan made by hand, worth what the solver would say it is worth."""
    pairs = [
        (
            Candidate(id=name, options=(), shares_audience=networks[name].shares_audience),
            _option(way),
        )
        for name, way in choice.items()
    ]
    portfolio = worth_of(pairs, bonus)
    return Plan(dict(choice), portfolio.presence, portfolio.steps)


class EqualShares:
    """What the time brings when it is shared equally over the best fits, however many.

    Each network gets the best native rung that its share pays for. A share too
    small to keep its network is lost there, in visits. What the others cannot
    use is pooled and raises them, best fit first, so nothing is wasted for
    lack of a matching rung.
    """

    def __init__(self, networks: Sequence[Candidacy], bonus: float) -> None:
        self._networks, self._bonus = {n.id: n for n in networks}, bonus
        ranked = sorted((n for n in networks if n.veto is None and n.ways), key=lambda n: -n.score)
        self._kept = {n.id: _native_ways(n, kept=True) for n in ranked}  # best fit first

    def plan(self, size: int, steps: int) -> Plan:
        """Return the plan of so many networks and so many steps of time."""
        chosen = list(self._kept.items())[:size]
        share = steps // size
        choice = {name: way for name, ways in chosen if (way := _best_way(ways, share))}
        pool = steps - share * (size - len(choice)) - sum(way.steps for way in choice.values())
        for name, ways in chosen:
            if name in choice:
                way = _best_way(ways, choice[name].steps + pool)
                assert way is not None  # the one it has fits
                pool += choice[name].steps - way.steps
                choice[name] = way
        return plan_of(choice, self._networks, self._bonus)


def own_list(
    networks: Sequence[Candidacy], answers: Answers, steps: int, bonus: float
) -> OwnList | None:
    """Return the person's own networks as they run them; None when they named none.

    A network that cannot be scored (closed, or never rated) brings nothing.
    """
    named = [n for n in networks if n.id in answers.named_networks]
    if not named:
        return None
    told = {n.id: way for n in named if (way := _today(n, answers))}
    silent = [n for n in named if n.id not in told and (n.ways or not _has_said(n, answers))]
    rest = max(0, steps - sum(way.steps for way in told.values()))
    share = rest // len(silent) if silent else 0
    assumed = {n.id: way for n in silent if (way := _best_way(_native_ways(n, kept=None), share))}
    by_id = {n.id: n for n in networks}
    order = [n.id for n in named if n.id in told or n.id in assumed]
    plan = plan_of({name: {**told, **assumed}[name] for name in order}, by_id, bonus)
    return OwnList(plan, tuple(n.id for n in silent))


def _today(network: Candidacy, answers: Answers) -> Way | None:
    """Return what they do there now: in counts or off the ladder ("today"), or as a rung."""
    return network.native("today") or network.native(answers.network(network.id).today or "")


def _has_said(network: Candidacy, answers: Answers) -> bool:
    said = answers.network(network.id)
    return said.today_counts is not None or said.today is not None


def _native_ways(network: Candidacy, *, kept: bool | None) -> list[Way]:
    """Return the native ways of the ladder, those that bring most first; kept=None takes any."""
    ways = [
        way
        for way in network.ways
        if way.mode == "native" and way.rung != "today" and (kept is None or way.kept == kept)
    ]
    return sorted(ways, key=lambda way: -way.presence.index)


def _best_way(ways: Sequence[Way], steps: int) -> Way | None:
    """Return the first of some ways that fits into `steps`."""
    return next((way for way in ways if way.steps <= steps), None)


def _candidate(network: Candidacy, answers: Answers) -> Candidate:
    return Candidate(
        id=network.id,
        options=tuple(_option(way) for way in network.ways if way.rung != "today"),
        must_keep=answers.network(network.id).lock == "keep",
        shares_audience=network.shares_audience,
    )


def _option(way: Way) -> Option:
    return Option(
        rung=way.rung,
        mode=way.mode,
        content_type=way.content_type,
        posts_per_week=way.posts_per_week,
        steps=way.steps,
        presence=way.presence.index,
        kept=way.kept,
    )


def _way_of(network: Candidacy, option: Option) -> Way:
    return next(w for w in network.ways if w.rung == option.rung and w.mode == option.mode)
