"""The best combination of networks: exact, for every size and every budget at once.

The problem. Each candidate network has options (a rung, native or relay).
Choose at most one option per network such that

* the steps (5 minutes each) add up to at most the budget;
* every relay has a pilot: a native option, of the same content type, with at
  least as many posts a week, chosen on another network;
* a network that must be kept has an option that counts as kept;

and the worth is greatest: the sum of presence, times 1 + bonus when the kept
networks that share the audience cover two or more content types. The size of
a portfolio is the number of its options that count as kept; a shop window
costs time and brings a little, but is not counted.

Entry point for checking from outside: `solve(candidates, budget_steps, bonus)`,
then `best_of_size(k, steps)` and `best(steps)` for any k and any budget up to
`budget_steps`. Worth is exact to about 1e-9 of the largest sum.

The method is dynamic programming over a multiple-choice knapsack (Kellerer,
Pferschy and Pisinger, 2004, chapter 11). Networks are taken content type by
content type, so that the only thing to remember besides size and steps is, for
the type in hand, how many posts a pilot has been promised to have, and whether
it has been found. Mixed instances, where one network offers several types, keep
several types in hand; they are solved exactly too, only slower.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.vocabulary import Mode

Worth = NDArray[np.int64]
State = tuple[int, ...]
IMPOSSIBLE = -(2**62)
MOST_TIE_BITS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to keep a network.

    Attributes:
        rung: Its name.
        mode: "native" (content made for it) or "relay" (content adapted).
        content_type: The family its content can be adapted within.
        posts_per_week: 0 or more.
        steps: Whole 5-minute steps a week, 0 or more.
        presence: What it brings, 0 or more, without bonus.
        kept: Whether it counts as a network kept; false for a shop window.
    """

    rung: str
    mode: Mode
    content_type: str
    posts_per_week: float
    steps: int
    presence: float
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A network that may be chosen.

    must_keep: exactly one of its kept options has to be in.
    shares_audience: whether it counts for the bonus of a second content type.
    """

    id: str
    options: tuple[Option, ...]
    must_keep: bool = False
    shares_audience: bool = True


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A choice of options, with what it costs and what it is worth."""

    choice: dict[str, Option] = field(default_factory=dict)
    presence: float = 0.0
    steps: int = 0

    @property
    def kept(self) -> tuple[str, ...]:
        """Return the ids of the networks that are kept, in the order of the catalogue."""
        return tuple(name for name, option in self.choice.items() if option.kept)

    @property
    def size(self) -> int:
        """Return how many networks are kept."""
        return len(self.kept)


def worth_of(chosen: Sequence[tuple[Candidate, Option]], bonus: float) -> Portfolio:
    """Return what a given choice costs and is worth, bonus included. It is not checked."""
    steps = sum(option.steps for _, option in chosen)
    presence = sum(option.presence for _, option in chosen)
    if len(_content_types(chosen)) >= 2:
        presence *= 1 + bonus
    return Portfolio({candidate.id: option for candidate, option in chosen}, presence, steps)


def solve(candidates: Sequence[Candidate], budget_steps: int, bonus: float = 0.0) -> Solutions:
    """Solve the problem for every size and every budget up to `budget_steps`.

    Args:
        candidates: Networks with unique ids, in the order in which ties are
            broken: fewer networks first, then fewer steps, then earlier ones.
        budget_steps: The largest budget, 0 or more.
        bonus: Share added by a second content type, 0 or more.

    Raises:
        ValueError: If an argument is out of range or an id is given twice.

    Cost:
        About networks x options x relay levels x sizes x steps additions, all
        in arrays: 18 networks and 240 steps take some tens of milliseconds.
    """
    _refuse_nonsense(candidates, budget_steps, bonus)
    return Solutions(candidates, budget_steps, bonus)


class Solutions:
    """The answer to every (size, budget) problem of one instance. Built by `solve`."""

    def __init__(self, candidates: Sequence[Candidate], budget_steps: int, bonus: float) -> None:
        self.candidates = tuple(candidates)
        self.budget_steps = budget_steps
        self.bonus = bonus
        self._scale, self._tie_bits = _precision(self.candidates)
        worths = [
            [self._integer(place, option) for option in candidate.options]
            for place, candidate in enumerate(self.candidates)
        ]
        self._plan = _Plan(self.candidates, worths, counts_types=bonus > 0)
        self._tables = self._forward()
        self._totals, self._types = self._final()

    @property
    def most_networks(self) -> int:
        """Return the largest size of any instance of this kind: the number of candidates."""
        return len(self.candidates)

    def presence_table(self) -> NDArray[np.float64]:
        """Return the greatest worth by size and budget.

        Shape (most_networks + 1, budget_steps + 1); minus infinity where no
        portfolio of that size fits.
        """
        return np.maximum.accumulate(self._totals, axis=1)

    def best_of_size(self, size: int, steps: int) -> Portfolio | None:
        """Return the best portfolio of exactly `size` kept networks; None if none fits.

        Raises:
            ValueError: If `steps` or `size` is outside what was solved.
        """
        if not (0 <= steps <= self.budget_steps and 0 <= size <= self.most_networks):
            raise ValueError(f"expected a solved size and budget, got {size}, {steps}")
        row = self._totals[size, : steps + 1]
        spent = int(np.argmax(row))  # the first of equals: fewer steps
        if row[spent] == -np.inf:
            return None
        return self._backward(size, spent)

    def best(self, steps: int) -> Portfolio | None:
        """Return the best portfolio of any size; None if what must be kept does not fit."""
        sizes = self._totals[:, : steps + 1].max(axis=1)
        if sizes.max() == -np.inf:
            return None
        return self.best_of_size(int(np.argmax(sizes)), steps)

    def best_sizes(self) -> NDArray[np.int64]:
        """Return the best size at every budget, shape (budget_steps + 1,); -1 where none fits."""
        table = self.presence_table()
        return np.where(table.max(axis=0) == -np.inf, -1, table.argmax(axis=0))

    def _integer(self, place: int, option: Option) -> int:
        """Return an option's worth as an integer whose lowest bits prefer earlier networks."""
        worth = round(option.presence * self._scale) << self._tie_bits
        return worth | (1 << (len(self.candidates) - 1 - place) if self._tie_bits else 0)

    def _forward(self) -> list[Worth]:
        """Return one table per step of the plan: greatest worth by state, size and steps spent."""
        table = np.full((1, 1, self.budget_steps + 1), IMPOSSIBLE, dtype=np.int64)
        table[0, 0, 0] = 0
        tables = [table]
        for move in self._plan.moves:
            tables.append(move.forward(tables[-1]))
        return tables

    def _final(self) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return worth as numbers by size and steps spent, and the axis of types it came from."""
        table = self._tables[-1]
        numbers = np.where(table < 0, -np.inf, (table >> self._tie_bits) / self._scale)
        if table.shape[0] == 3:
            numbers[2] *= 1 + self.bonus
        sizes = len(self.candidates) + 1
        totals = np.full((sizes, self.budget_steps + 1), -np.inf)
        totals[: table.shape[1]] = numbers.max(axis=0)
        return totals, numbers.argmax(axis=0)

    def _backward(self, size: int, spent: int) -> Portfolio:
        """Return the portfolio behind one entry of the last table."""
        state: State = (int(self._types[size, spent]), size, spent)
        chosen: dict[int, Option] = {}
        for move, before, after in zip(
            reversed(self._plan.moves), self._tables[-2::-1], self._tables[:0:-1], strict=True
        ):
            state = move.backward(state, before, int(after[state]), chosen)
        return worth_of([(self.candidates[p], chosen[p]) for p in sorted(chosen)], self.bonus)


# A table has axes (types closed: 0, 1, 2 or more), then for every content type
# in hand (promise, seen), then size, then steps spent. "promise" is 0 for none,
# 1..L for a pilot of level l still to be found, L+1..2L for one that was found.
# Levels are the distinct posts a week of the type's relays. "seen" says whether
# the type is among the kept networks that share the audience.


class _Plan:
    """The order in which networks are taken, and when each content type is in hand."""

    def __init__(
        self, candidates: Sequence[Candidate], worths: list[list[int]], *, counts_types: bool
    ) -> None:
        self.levels = _relay_levels(candidates)
        types = {
            name: sorted({o.content_type for o in c.options}) for name, c in enumerate(candidates)
        }
        common = Counter(kind for kinds in types.values() for kind in kinds)
        rank = {kind: place for place, (kind, _) in enumerate(common.most_common())}
        order = sorted(
            types, key=lambda place: (sorted(rank[kind] for kind in types[place]), place)
        )
        bonus_types = {o.content_type for c in candidates for o in c.options if _marks(c, o)}
        self.counts_types = counts_types and len(bonus_types) >= 2
        last = {kind: place for place in order for kind in types[place]}
        self.moves: list[_Open | _Close | _Choose] = []
        in_hand: list[str] = []
        for place in order:
            for kind in types[place]:
                if kind not in in_hand:
                    in_hand.append(kind)
                    self.moves.append(_Open(len(self.levels[kind]), self.counts_types))
            self.moves.append(
                _Choose(place, candidates[place], worths[place], tuple(in_hand), self)
            )
            for kind in [kind for kind in in_hand if last[kind] == place]:
                self.moves.append(_Close(in_hand.index(kind), len(self.levels[kind])))
                in_hand.remove(kind)

    def segments(self, option: Option) -> list[tuple[slice, slice]]:
        """Return (from, to) slices of the promise axis through which an option may be taken."""
        levels = self.levels[option.content_type]
        most = len(levels)
        reached = sum(level <= option.posts_per_week for level in levels)
        if option.mode == "relay":  # reached counts its own level: promises at least that high
            return [
                (slice(a, b), slice(a, b))
                for a, b in ((reached, most + 1), (most + reached, 2 * most + 1))
            ]
        met = (slice(1, reached + 1), slice(most + 1, most + 1 + reached))
        unmet = (slice(reached + 1, most + 1),) * 2
        return [(slice(0, 1),) * 2, met, unmet, (slice(most + 1, 2 * most + 1),) * 2]


@dataclass(frozen=True, slots=True)
class _Open:
    """Take a content type in hand: promise a pilot of some level, or none."""

    levels: int
    counts_types: bool

    def forward(self, before: Worth) -> Worth:
        shape = (*before.shape[:-2], 2 * self.levels + 1, 1 + self.counts_types, *before.shape[-2:])
        after = np.full(shape, IMPOSSIBLE, dtype=np.int64)
        after[..., : self.levels + 1, 0, :, :] = before[..., np.newaxis, :, :]
        return after

    def backward(self, state: State, before: Worth, worth: int, chosen: dict[int, Option]) -> State:
        return state[:-4] + state[-2:]


@dataclass(frozen=True, slots=True)
class _Close:
    """Let go of a content type: every promise has been met, and the type is counted."""

    position: int
    levels: int

    def forward(self, before: Worth) -> Worth:
        axis = 1 + 2 * self.position
        kept = [0, *range(self.levels + 1, 2 * self.levels + 1)]
        met = np.take(before, kept, axis=axis).max(axis=axis)
        seen = np.moveaxis(met, axis, 0)
        if len(seen) == 1:
            return np.ascontiguousarray(seen[0])
        types = min(3, before.shape[0] + 1)
        after = np.full((types, *seen.shape[2:]), IMPOSSIBLE, dtype=np.int64)
        after[: before.shape[0]] = seen[0]
        for closed in range(before.shape[0]):
            target = min(2, closed + 1)
            np.maximum(after[target], seen[1, closed], out=after[target])
        return after

    def backward(self, state: State, before: Worth, worth: int, chosen: dict[int, Option]) -> State:
        axis = 1 + 2 * self.position
        kept = [0, *range(self.levels + 1, 2 * self.levels + 1)]
        sources = [
            (closed, *state[1:axis], promise, seen, *state[axis:])
            for seen in range(before.shape[axis + 1])
            for closed in range(before.shape[0])
            if min(2, closed + seen) == state[0]
            for promise in kept
        ]
        return next(source for source in sources if before[source] == worth)


class _Choose:
    """Choose an option of one network, or none."""

    def __init__(
        self,
        place: int,
        candidate: Candidate,
        worths: list[int],
        in_hand: tuple[str, ...],
        plan: _Plan,
    ) -> None:
        self.place, self.must_keep = place, candidate.must_keep
        self.takings = [
            _Taking(
                option,
                worth,
                1 + 2 * in_hand.index(option.content_type),
                plan.segments(option),
                plan.counts_types and _marks(candidate, option),
            )
            for option, worth in zip(candidate.options, worths, strict=True)
            if option.kept or not candidate.must_keep
        ]

    def forward(self, before: Worth) -> Worth:
        sizes = before.shape[-2]
        shape = (*before.shape[:-2], sizes + 1, before.shape[-1])
        after = np.full(shape, IMPOSSIBLE, dtype=np.int64)
        if not self.must_keep:
            after[..., :sizes, :] = before
        merged: dict[int, Worth] = {}  # by axis: the table whether or not the type was seen
        for taking in self.takings:
            if taking.marks and taking.axis not in merged:
                merged[taking.axis] = before.max(axis=taking.axis + 1)
            taking.raise_to(merged[taking.axis] if taking.marks else before, after)
        return after

    def backward(self, state: State, before: Worth, worth: int, chosen: dict[int, Option]) -> State:
        if not self.must_keep and state[-2] < before.shape[-2] and before[state] == worth:
            return state
        for taking in self.takings:
            for source in taking.sources(state, before.shape):
                if before[source] == worth - taking.worth:
                    chosen[self.place] = taking.option
                    return source
        raise AssertionError("expected an option behind every entry of the table")


@dataclass(frozen=True, slots=True)
class _Taking:
    """Taking one option, as a move between the states of its content type.

    segments: (from, to) slices of the promise axis through which it leads.
    marks: whether it makes the type seen.
    """

    option: Option
    worth: int
    axis: int
    segments: list[tuple[slice, slice]]
    marks: bool

    def raise_to(self, before: Worth, after: Worth) -> None:
        """Raise the table `after` to what taking the option from `before` gives, in place."""
        source, target = np.moveaxis(before, self.axis, 0), np.moveaxis(after, self.axis, 0)
        if self.marks:
            target = target[(slice(None),) * (self.axis + 1) + (-1,)]
        kept, sizes = int(self.option.kept), source.shape[-2]
        steps = source.shape[-1] - self.option.steps
        for origin, destination in self.segments if steps > 0 else ():
            if origin.start < origin.stop:
                view = target[destination][..., kept : sizes + kept, self.option.steps :]
                np.maximum(view, source[origin][..., :steps] + self.worth, out=view)

    def sources(self, state: State, shape: tuple[int, ...]) -> Iterator[State]:
        """Yield the states of a table of `shape` from which the option leads to `state`."""
        axis, size, spent = self.axis, state[-2] - self.option.kept, state[-1] - self.option.steps
        if not (0 <= size < shape[-2] and spent >= 0):
            return
        if self.marks and state[axis + 1] != shape[axis + 1] - 1:
            return
        seen = range(shape[axis + 1]) if self.marks else (state[axis + 1],)
        for origin, to in self.segments:
            if to.start <= state[axis] < to.stop:
                promise = state[axis] - to.start + origin.start
                for had in seen:
                    yield (*state[:axis], promise, had, *state[axis + 2 : -2], size, spent)


def _relay_levels(candidates: Sequence[Candidate]) -> dict[str, list[float]]:
    levels: dict[str, set[float]] = {}
    for candidate in candidates:
        for option in candidate.options:
            found = levels.setdefault(option.content_type, set())
            if option.mode == "relay":
                found.add(option.posts_per_week)
    return {kind: sorted(found) for kind, found in levels.items()}


def _marks(candidate: Candidate, option: Option) -> bool:
    """Return whether an option makes its content type count for the bonus."""
    return option.kept and candidate.shares_audience


def _content_types(chosen: Sequence[tuple[Candidate, Option]]) -> set[str]:
    return {option.content_type for candidate, option in chosen if _marks(candidate, option)}


def _precision(candidates: Sequence[Candidate]) -> tuple[float, int]:
    """Return the scale from presence to integers and the number of bits that break ties."""
    most = sum(max((o.presence for o in c.options), default=0.0) for c in candidates)
    tie_bits = len(candidates) if len(candidates) <= MOST_TIE_BITS else 0
    return 2.0 ** (60 - tie_bits - max(1, int(most) + 1).bit_length()), tie_bits


def _refuse_nonsense(candidates: Sequence[Candidate], budget_steps: int, bonus: float) -> None:
    if budget_steps < 0 or bonus < 0:
        raise ValueError(f"expected a budget and a bonus of 0 or more, got {budget_steps}, {bonus}")
    if len({candidate.id for candidate in candidates}) < len(candidates):
        raise ValueError("expected each candidate once")
    for candidate in candidates:
        for option in candidate.options:
            if option.steps < 0 or not 0 <= option.presence < 1e9 or option.posts_per_week < 0:
                raise ValueError(f"{candidate.id}: expected 0 or more, got {option}")
