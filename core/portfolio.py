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
Pferschy and Pisinger, 2004, chapter 11). Networks of one content type are taken
together, so that the only thing to remember besides size and steps is how many
posts a pilot has been promised to have, and whether it has been found
(`core.groups`). Mixed instances, where one network offers several types, keep
several types in hand; they are solved exactly too, only slower.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.groups import Group, Join, Seat, Worth, in_groups, marks
from core.vocabulary import Mode

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
            broken: fewer networks first, then fewer steps, then earlier ones
            (the last up to 24 networks).
        budget_steps: The largest budget, 0 or more.
        bonus: Share added by a second content type, 0 or more.

    Raises:
        ValueError: If an argument is out of range or an id is given twice.

    Cost:
        About networks x options x relay levels x sizes x steps additions, all
        in arrays: 18 networks and 240 steps take some ten milliseconds.
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
        self._first, *self._others = self._solved_groups()
        self._joins: list[Join] = []
        self._totals, self._types = self._final(self._join())
        self._best = np.maximum.accumulate(self._totals, axis=1)

    def pack(self) -> None:
        """Take a third of the memory from now on; every answer stays the same."""
        for group in (self._first, *self._others):
            group.pack()

    @property
    def most_networks(self) -> int:
        """Return the largest size of any instance of this kind: the number of candidates."""
        return len(self.candidates)

    def presence_table(self) -> NDArray[np.float64]:
        """Return the greatest worth by size and budget.

        Shape (most_networks + 1, budget_steps + 1); minus infinity where no
        portfolio of that size fits.
        """
        return self._best.copy()

    def best_of_size(self, size: int, steps: int) -> Portfolio | None:
        """Return the best portfolio of exactly `size` kept networks; None if none fits.

        Raises:
            ValueError: If `steps` or `size` is outside what was solved.
        """
        self._refuse_unsolved(size, steps)
        row = self._totals[size, : steps + 1]
        spent = int(np.argmax(row))  # the first of equals: fewer steps
        if row[spent] == -np.inf:
            return None
        return self._backward(size, spent)

    def best(self, steps: int) -> Portfolio | None:
        """Return the best portfolio of any size; None if what must be kept does not fit.

        Raises:
            ValueError: If `steps` is outside what was solved.
        """
        self._refuse_unsolved(0, steps)
        sizes = self._best[:, steps]
        if sizes.max() == -np.inf:
            return None
        return self.best_of_size(int(sizes.argmax()), steps)

    def best_sizes(self) -> NDArray[np.int64]:
        """Return the best size at every budget, shape (budget_steps + 1,); -1 where none fits."""
        best = self._best
        return np.where(best.max(axis=0) == -np.inf, -1, best.argmax(axis=0))

    def _refuse_unsolved(self, size: int, steps: int) -> None:
        if not (0 <= steps <= self.budget_steps and 0 <= size <= self.most_networks):
            raise ValueError(f"expected a solved size and budget, got {size}, {steps}")

    def _seat(self, place: int, candidate: Candidate) -> Seat:
        """Return a candidate with worths whose lowest bits prefer networks earlier in the order."""
        early = 1 << (len(self.candidates) - 1 - place) if self._tie_bits else 0
        worths = (self._integer(option, early) for option in candidate.options)
        return Seat(place, candidate, tuple(worths))

    def _integer(self, option: Option, early: int) -> int:
        worth = round(option.presence * self._scale) << self._tie_bits
        return worth | early if worth or option.kept else 0  # no window without any worth

    def _solved_groups(self) -> list[Group]:
        """Return the groups, at least one: that of nobody when there are no candidates."""
        pairs = [
            (candidate, option) for candidate in self.candidates for option in candidate.options
        ]
        counts_types = self.bonus > 0 and len(_content_types(pairs)) >= 2
        groups = in_groups(self._seat(*numbered) for numbered in enumerate(self.candidates))
        return [
            Group(seats, self.budget_steps, counts_types=counts_types) for seats in groups or [[]]
        ]

    def _join(self) -> Worth:
        """Return the greatest worth by types, size and steps spent, all groups side by side."""
        table = self._first.table
        for group in self._others:
            self._joins.append(Join(table, group.table))
            table = self._joins[-1].table
        return table

    def _final(self, table: Worth) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return worth as numbers by size and steps spent, and the axis of types it came from."""
        numbers = np.where(table < 0, -np.inf, (table >> self._tie_bits) / self._scale)
        numbers[2:] *= 1 + self.bonus
        sizes = len(self.candidates) + 1
        totals = np.full((sizes, self.budget_steps + 1), -np.inf)
        totals[: table.shape[1]] = numbers.max(axis=0)
        early = table & ((1 << self._tie_bits) - 1)
        return totals, np.where(numbers == numbers.max(axis=0), early, -1).argmax(axis=0)

    def _backward(self, size: int, spent: int) -> Portfolio:
        """Return the portfolio behind one entry of the last table."""
        entry = (int(self._types[size, spent]), size, spent)
        chosen: dict[int, Option] = {}
        for group, join in zip(reversed(self._others), reversed(self._joins), strict=True):
            entry, part = join.split(entry)
            chosen |= group.chosen(part)
        chosen |= self._first.chosen(entry)
        return worth_of([(self.candidates[p], chosen[p]) for p in sorted(chosen)], self.bonus)


def _content_types(pairs: Iterable[tuple[Candidate, Option]]) -> set[str]:
    """Return the content types that count for the bonus."""
    return {option.content_type for candidate, option in pairs if marks(candidate, option)}


def _precision(candidates: Sequence[Candidate]) -> tuple[float, int]:
    """Return the scale from presence to integers and the number of bits that break ties."""
    most = sum(max((o.presence for o in c.options), default=0.0) for c in candidates)
    tie_bits = len(candidates) if len(candidates) <= MOST_TIE_BITS else 0
    return 2.0 ** (60 - tie_bits - max(1, int(most) + 1).bit_length()), tie_bits


def _refuse_nonsense(candidates: Sequence[Candidate], budget_steps: int, bonus: float) -> None:
    if budget_steps < 0 or not 0 <= bonus < np.inf:
        raise ValueError(f"expected a budget and a bonus of 0 or more, got {budget_steps}, {bonus}")
    if len({candidate.id for candidate in candidates}) < len(candidates):
        raise ValueError("expected each candidate once")
    for candidate in candidates:
        for option in candidate.options:
            if option.steps < 0 or not 0 <= option.presence < 1e9 or not option.posts_per_week >= 0:
                raise ValueError(f"{candidate.id}: expected 0 or more, got {option}")
