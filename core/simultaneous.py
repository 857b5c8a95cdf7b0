"""The best plan of many worlds at once, exactly.

The same problem as `core.portfolio`, with one budget and, in every world, other
steps and presences for the same options. The moves are those of `core.groups`;
the last axis of every table is the world, so that one addition serves all.

Groups are solved one by one: a table of the greatest worth by promise, content
type seen, size and steps spent. Then they are put side by side, the largest
last, where only the whole budget still matters. Sizes are told apart on request
only: they make the tables several times as large.

A worth is one integer. Its lowest bits name the networks kept, so that no way
back has to be remembered; above them, how many are kept is counted off, so that
equals are decided as `core.portfolio` decides them, fewer networks first.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.groups import (
    IMPOSSIBLE,
    MOST_TYPES,
    Choose,
    Close,
    Open,
    Seat,
    Taking,
    Worth,
    in_groups,
    marks,
    moves,
)
from core.portfolio import Candidate, Option
from core.space import Numbers

POSSIBLE = IMPOSSIBLE // 2  # what an impossible entry gains never lifts it up to here
WORTH_BITS = 60


@dataclass(frozen=True, slots=True)
class BestOfSizes:
    """The best plan of every size in every world.

    Attributes:
        presence: Shape (sizes, worlds), minus infinity where no plan of the size
            fits. A single row where sizes are not told apart: the best of any.
        kept: Shape (networks, sizes, worlds): whether the plan keeps the network.
    """

    presence: Numbers
    kept: NDArray[np.bool_]


class Worlds:
    """One problem in many worlds.

    Args:
        candidates: Networks, each with options of one content type only.
        steps: Steps of every option of every network in turn, shape (options, worlds).
        presences: Presence of the same, 0 or more, shape (options, worlds).
        bonus: Share added by a second content type, shape (worlds,).

    Raises:
        ValueError: If a network offers several content types.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        steps: NDArray[np.int64],
        presences: Numbers,
        bonus: Numbers,
    ) -> None:
        self._seats = list(_numbered(candidates))
        if any(len(seat.content_types) > 1 for seat in self._seats):
            raise ValueError("expected one content type for each network")
        self._steps, self._bonus, self._worlds = steps, bonus, len(bonus)
        self._counts_types = len(_types_for_the_bonus(candidates)) >= MOST_TYPES
        self._least: list[float] = steps.min(axis=1).tolist()
        self._places = len(candidates)
        self._bits = self._places + self._places.bit_length()
        self._scale = self._scale_for(presences)
        self._worths = self._as_integers(presences)

    def best(self, budget_steps: int, *, by_size: bool = False) -> BestOfSizes:
        """Return the best plan of each world within a budget, and of each size on request."""
        seats = [self._with_what_fits(seat, budget_steps) for seat in self._seats]
        groups = [self._group(linked, budget_steps, by_size) for linked in in_groups(seats)]
        joined = nobody = np.zeros((1, 1, 1, self._worlds), dtype=np.int64)
        largest, *others = groups or [nobody]
        for group in others:
            joined = _side_by_side(joined, group, budget_steps)
        return self._decided(_within_budget(joined, largest, budget_steps))

    def _scale_for(self, presences: Numbers) -> float:
        most = sum(presences[list(seat.worths)].max(initial=0.0) for seat in self._seats)
        return float(2.0 ** (WORTH_BITS - self._bits - max(1, int(most) + 1).bit_length()))

    def _as_integers(self, presences: Numbers) -> Worth:
        worths = np.rint(presences * self._scale).astype(np.int64) << self._bits
        for seat in self._seats:
            early = 1 << (self._places - 1 - seat.place)
            for number, option in zip(seat.worths, seat.candidate.options, strict=True):
                worths[number] += int(option.kept) * (early - (1 << self._places))
        return worths

    def _with_what_fits(self, seat: Seat, budget: int) -> Seat:
        """Return a seat without the options that no plan of any world can take."""
        pairs = [
            (option, number)
            for option, number in zip(seat.candidate.options, seat.worths, strict=True)
            if self._least_steps(seat, option, number) <= budget
        ]
        options = tuple(option for option, _ in pairs)
        numbers = tuple(number for _, number in pairs)
        return Seat(seat.place, replace(seat.candidate, options=options), numbers)

    def _least_steps(self, seat: Seat, option: Option, number: int) -> float:
        """Return the least that an option takes in any world, with a pilot where it needs one."""
        if option.mode == "native":
            return self._least[number]
        pilots = (
            self._least[native]
            for other in self._seats
            if other is not seat
            for pilot, native in zip(other.candidate.options, other.worths, strict=True)
            if _may_pilot(pilot, option)
        )
        return self._least[number] + min(pilots, default=np.inf)

    def _group(self, seats: Sequence[Seat], budget: int, by_size: bool) -> Worth:
        """Return the worth of one group, shape (types seen, sizes, steps, worlds).

        Steps go as far as its networks could spend, or to the budget.
        """
        levels, table = 0, self._start(0)
        for move in moves(seats, counts_types=self._counts_types):
            if isinstance(move, Open):
                levels, table = move.levels, self._start(move.levels)
            elif isinstance(move, Choose):
                table = self._choose(move, table, budget, by_size)
            else:
                assert isinstance(move, Close)
        found = table[levels + 1 :].max(axis=0, initial=IMPOSSIBLE)
        return np.asarray(np.maximum(table[0], found)[:, :, :-1])

    def _start(self, levels: int) -> Worth:
        """Return the table before any choice: nothing spent, a pilot promised or not."""
        table = _impossible(2 * levels + 1, 1 + self._counts_types, 1, 2, self._worlds)
        table[: levels + 1, 0, 0, 0] = 0
        return table

    def _choose(self, move: Choose, before: Worth, budget: int, by_size: bool) -> Worth:
        """Return the table after choosing an option of one network, or none.

        Axes are (promise, seen, size, steps, worlds). A last row of steps, never
        possible, stands for "before 0".
        """
        promises, seen, sizes, rows, worlds = before.shape
        dearest = max((int(self._steps[t.worth].max()) for t in move.takings), default=0)
        most = min(budget, rows - 2 + dearest)
        after = _impossible(promises, seen, sizes + by_size, most + 2, worlds)
        if not move.must_keep:
            after[:, :, :sizes, : rows - 1] = before[..., :-1, :]
        merged = before.max(axis=1, keepdims=True) if seen > 1 else before
        for taking in move.takings:
            if taking.marks:
                self._take(taking, merged, after[:, -1:, :, :-1], by_size)
            else:
                self._take(taking, before, after[..., :-1, :], by_size)
        return after

    def _take(self, taking: Taking, before: Worth, after: Worth, by_size: bool) -> None:
        """Raise a table to what one option brings, every world spending its own steps."""
        steps, (sizes, rows) = self._steps[taking.worth], before.shape[2:4]
        spent = slice(int(steps.min()), min(after.shape[3], rows - 1 + int(steps.max())))
        if spent.start >= spent.stop:
            return
        more = int(taking.option.kept and by_size)
        sources = _rows_before(steps, spent, rows - 1)
        gained = np.tile(self._worths[taking.worth], spent.stop - spent.start)
        for origin, destination in taking.segments:
            if origin.start < origin.stop:
                flat = before[origin].reshape(-1, rows * self._worlds)
                taken = flat.take(sources, axis=1)
                taken += gained
                target = after[destination, :, more : sizes + more, spent]
                np.maximum(target, taken.reshape(target.shape), out=target)

    def _decided(self, worth: Worth) -> BestOfSizes:
        """Return the better number of content types for each size, as plans."""
        factors = np.ones((len(worth), 1, self._worlds))
        factors[MOST_TYPES:] += self._bonus
        whole = (worth + (self._places << self._places)) >> self._bits
        presence = np.where(worth < POSSIBLE, -np.inf, whole / self._scale * factors)
        first = presence.argmax(axis=0)[np.newaxis]
        chosen = np.take_along_axis(worth, first, axis=0)[0]
        places = np.arange(self._places - 1, -1, -1)[:, np.newaxis, np.newaxis]
        kept = ((chosen >> places) & 1).astype(bool) & (chosen >= POSSIBLE)
        return BestOfSizes(np.take_along_axis(presence, first, axis=0)[0], kept)


def _numbered(candidates: Sequence[Candidate]) -> Iterator[Seat]:
    """Yield seats whose worths are the numbers of their options, counted through all networks."""
    count = itertools.count()
    for place, candidate in enumerate(candidates):
        yield Seat(place, candidate, tuple(next(count) for _ in candidate.options))


def _types_for_the_bonus(candidates: Sequence[Candidate]) -> set[str]:
    return {o.content_type for c in candidates for o in c.options if marks(c, o)}


def _may_pilot(pilot: Option, relay: Option) -> bool:
    """Return whether an option of another network may be the pilot of a relay."""
    return (
        pilot.mode == "native"
        and pilot.content_type == relay.content_type
        and pilot.posts_per_week >= relay.posts_per_week
    )


def _impossible(*shape: int) -> Worth:
    return np.full(shape, IMPOSSIBLE, dtype=np.int64)


def _rows_before(steps: NDArray[np.int64], spent: slice, last: int) -> NDArray[np.int64]:
    """Return where each entry of the rows spent comes from in a flat table of rows and worlds.

    The row `last` is the impossible one: it stands for what lies outside the table.
    """
    rows = np.arange(spent.start, spent.stop)[:, np.newaxis] - steps
    rows[(rows < 0) | (rows > last)] = last
    return np.asarray(rows * len(steps) + np.arange(len(steps))).ravel()


def _side_by_side(first: Worth, second: Worth, budget: int) -> Worth:
    """Return the best of two groups together, by types, size and steps spent."""
    types = min(MOST_TYPES + 1, len(first) + len(second) - 1)
    sizes, rows, worlds = first.shape[1:]
    most = min(budget, rows + second.shape[2] - 2)
    joined = _impossible(types, sizes + second.shape[1] - 1, most + 1, worlds)
    possible = np.argwhere(second.max(axis=3) >= POSSIBLE)
    for more, size, spent in possible.tolist():
        for had in range(len(first)):
            target = joined[min(had + more, MOST_TYPES), size : size + sizes, spent : spent + rows]
            gained = first[had, :, : target.shape[1]] + second[more, size, spent]
            np.maximum(target, gained, out=target)
    return joined


def _within_budget(first: Worth, second: Worth, budget: int) -> Worth:
    """Return the best of two groups together in the whole budget, by types, size and world."""
    types = min(MOST_TYPES + 1, len(first) + len(second) - 1)
    best = _impossible(types, first.shape[1] + second.shape[1] - 1, first.shape[3])
    left = np.minimum(budget - np.arange(second.shape[2]), first.shape[2] - 1)
    at_most = np.maximum.accumulate(first, axis=2)[:, :, left]  # with what the second leaves
    for had, size in np.ndindex(*first.shape[:2]):
        for more, sizes in np.ndindex(*second.shape[:2]):
            target = best[min(had + more, MOST_TYPES), size + sizes]
            together = (at_most[had, size] + second[more, sizes]).max(axis=0)
            np.maximum(target, together, out=target)
    return best
