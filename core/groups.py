"""Groups of networks that can be each other's pilot or relay, solved for every size and budget.

Two networks are in one group when they offer a common content type, or are
linked through others that do. No pilot serves a relay of another group, so
groups are solved one by one (`Group`) and then put side by side (`Join`). Both
are steps of `core.portfolio.solve`, which says what the problem is.

A solved group is a table of the greatest worth by content types seen (those of
kept networks that share the audience: 0, 1, 2 or more), size and steps spent.

To get there, a group takes its networks content type by content type. The
tables in between have axes (types closed), then for every content type in hand
(promise, seen), then size, then steps spent. "promise" is 0 for none, 1..L for
a pilot of level l still to be found, L+1..2L for one that was found; levels are
the distinct posts a week of the type's relays. "seen" says whether the type is
seen so far.
"""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from core.portfolio import Candidate, Option

Worth = NDArray[np.int64]
Entry = tuple[int, int, int]  # content types seen (0, 1, 2 or more), size, steps spent
State = tuple[int, ...]
Shape = tuple[int, ...]
Chosen = dict[int, "Option"]
Levels = dict[str, list[float]]
Segments = tuple[tuple[slice, slice], ...]  # (from, to), on the axis of promises
Step = tuple[State, int, Chosen]  # the state before, what the step gains, the option it takes
IMPOSSIBLE = -(2**62)
MOST_KNOWN = 200  # states after each move whose way back is remembered
MOST_TYPES = 2  # a third content type earns nothing more


@dataclass(frozen=True, slots=True)
class Seat:
    """A candidate, its place in the catalogue, and the worth of each option as an integer."""

    place: int
    candidate: Candidate
    worths: tuple[int, ...]

    @property
    def content_types(self) -> set[str]:
        """Return the content types that its options offer."""
        return {option.content_type for option in self.candidate.options}


def marks(candidate: Candidate, option: Option) -> bool:
    """Return whether an option makes its content type count for the bonus."""
    return option.kept and candidate.shares_audience


def in_groups(seats: Iterable[Seat]) -> list[list[Seat]]:
    """Return the seats by group, the largest group first."""
    groups: list[list[Seat]] = []
    for seat in seats:
        linked = [g for g in groups if any(seat.content_types & s.content_types for s in g)]
        merged = [*(other for group in linked for other in group), seat]
        groups = [group for group in groups if group not in linked] + [merged]
    return sorted(groups, key=len, reverse=True)


class Group:
    """One group, solved."""

    def __init__(self, seats: Sequence[Seat], budget_steps: int, *, counts_types: bool) -> None:
        self._moves = list(moves(seats, counts_types=counts_types))
        table = _nothing(1, 1, budget_steps + 1)
        table[0, 0, 0] = 0
        self._tables: list[Worth | Packed] = [table]
        for move in self._moves:
            table = move.forward(table)
            self._tables.append(table)
        self.table = table  # the greatest worth of every entry; below 0 where nothing is possible
        self._known = self._nothing_known()

    def pack(self) -> None:
        """Keep the same tables in a quarter of the room; choices are then read off a bit slower."""
        self._tables = [t if isinstance(t, Packed) else Packed(t) for t in self._tables]
        self._known = self._nothing_known()

    def _nothing_known(self) -> list[dict[State, Chosen]]:
        return [{} for _ in self._tables]

    def chosen(self, entry: Entry) -> Chosen:
        """Return the options behind an entry of the table, by the place of their network."""
        return self._behind(len(self._moves), entry)

    def _behind(self, moves: int, state: State) -> Chosen:
        """Return the options behind a state after so many moves; plans have many in common."""
        if moves == 0:
            return {}
        known = self._known[moves]
        found = known.get(state)
        if found is None:
            source, taken = self._last_step(moves, state)
            found = self._behind(moves - 1, source)
            if taken:
                found = found | taken
            if len(known) < MOST_KNOWN:
                known[state] = found
        return found

    def _last_step(self, moves: int, state: State) -> tuple[State, Chosen]:
        before, worth = self._tables[moves - 1], self._tables[moves].item(state)
        for source, gained, taken in self._moves[moves - 1].sources(state, before.shape):
            if before.item(source) == worth - gained:
                return source, taken
        raise AssertionError("expected a way to every possible state")


class Packed:
    """A table of worths most of whose entries are impossible, with the possible ones only."""

    def __init__(self, table: Worth) -> None:
        table = np.ascontiguousarray(table)
        flat = table.ravel()
        places = np.flatnonzero(flat >= 0)
        self.shape = table.shape
        self._strides = tuple(stride // table.itemsize for stride in table.strides)
        self._places = array("i", places.astype(np.int32).tobytes())  # quick to search one by one
        self._worths = array("q", flat[places].tobytes())

    @property
    def bytes(self) -> int:
        """Return the memory it takes."""
        return sum(kept.itemsize * len(kept) for kept in (self._places, self._worths))

    def item(self, state: State) -> int:
        """Return the worth of a state; below 0 where it is impossible."""
        place = sum(map(mul, state, self._strides))
        at = bisect_left(self._places, place)
        if at < len(self._places) and self._places[at] == place:
            return self._worths[at]
        return IMPOSSIBLE


class Join:
    """Two tables put side by side: the best of both together."""

    def __init__(self, first: Worth, second: Worth) -> None:
        self._first = first
        self._parts = np.nonzero(_worthwhile(second))
        self._worths = second[self._parts]
        types = min(MOST_TYPES + 1, len(first) + len(second) - 1)
        self.table = self._forward(types, len(second), second.shape[1] - 1)

    def _forward(self, types: int, seen: int, more_sizes: int) -> Worth:
        sizes, width = self._first.shape[1:]
        table = _nothing(types, sizes + more_sizes, width)
        raised = [_with_more_types(self._first, more, types) for more in range(seen)]
        parts = (axis.tolist() for axis in (*self._parts, self._worths))
        for more, size, spent, worth in zip(*parts, strict=True):
            source = raised[more][more:, :, : width - spent]
            _raise(table[more:, size : size + sizes, spent:], source, worth)
        return table

    def split(self, entry: Entry) -> tuple[Entry, Entry]:
        """Return the entries of the first and of the second table behind one of the join."""
        types, size, spent = entry
        more, sizes, steps = self._parts
        others, left = size - sizes, spent - steps
        fits = np.flatnonzero((others >= 0) & (others < self._first.shape[1]) & (left >= 0))
        rest = self._first[:, others[fits], left[fits]]
        counted = np.minimum(np.arange(len(rest))[:, np.newaxis] + more[fits], MOST_TYPES)
        behind = (counted == types) & (rest + self._worths[fits] == self.table[entry])
        found = int(behind.any(axis=0).argmax())  # the first of equals
        part, closed = int(fits[found]), int(behind[:, found].argmax())
        place = int(others[part]), int(left[part])
        return (closed, *place), (int(more[part]), int(sizes[part]), int(steps[part]))


def _nothing(*shape: int) -> Worth:
    """Return a table in which nothing is possible."""
    return np.full(shape, IMPOSSIBLE, dtype=np.int64)


def _raise(after: Worth, before: Worth, worth: int) -> None:
    """Raise a table to what `worth` more than another brings, in place."""
    np.maximum(after, before + worth, out=after)


def _with_more_types(table: Worth, more: int, types: int) -> Worth:
    """Return a table over `types` numbers of types, every entry having `more` of them more."""
    after = _nothing(types, *table.shape[1:])
    for closed, worth in enumerate(table):
        target = after[min(closed + more, types - 1)]
        np.maximum(target, worth, out=target)
    return after


def _worthwhile(table: Worth) -> NDArray[np.bool_]:
    """Return which entries no other of their size matches with fewer steps or more types."""
    reached = np.maximum.accumulate(table, axis=2)
    beaten = np.full_like(table, -1)  # so that no impossible entry is worthwhile
    np.maximum(beaten[..., 1:], reached[..., :-1], out=beaten[..., 1:])
    for types in range(len(table) - 1):
        np.maximum(beaten[types], reached[types + 1 :].max(axis=0), out=beaten[types])
    return table > beaten


def moves(seats: Sequence[Seat], *, counts_types: bool) -> Iterator[Open | Close | Choose]:
    """Yield what to do with a group: open content types, choose in networks, close types soon."""
    levels = _relay_levels(seats)
    order = _common_types_first(seats)
    last = {kind: seat.place for seat in order for kind in seat.content_types}
    in_hand: list[str] = []
    for seat in order:
        for kind in sorted(seat.content_types - set(in_hand)):
            in_hand.append(kind)
            yield Open(len(levels[kind]), counts_types)
        takings = _takings(seat, in_hand, levels, counts_types=counts_types)
        yield Choose(seat.place, seat.candidate.must_keep, tuple(takings))
        for kind in [kind for kind in in_hand if last[kind] == seat.place]:
            yield Close(1 + 2 * in_hand.index(kind), len(levels[kind]))
            in_hand.remove(kind)


def _common_types_first(seats: Sequence[Seat]) -> list[Seat]:
    """Return the seats in an order that keeps few content types in hand at once."""
    common = Counter(kind for seat in seats for kind in sorted(seat.content_types))
    rank = {kind: place for place, (kind, _) in enumerate(common.most_common())}
    return sorted(seats, key=lambda s: (sorted(rank[k] for k in s.content_types), s.place))


def _relay_levels(seats: Sequence[Seat]) -> Levels:
    levels: dict[str, set[float]] = {kind: set() for s in seats for kind in s.content_types}
    for seat in seats:
        for option in seat.candidate.options:
            if option.mode == "relay":
                levels[option.content_type].add(option.posts_per_week)
    return {kind: sorted(found) for kind, found in levels.items()}


def _takings(
    seat: Seat, in_hand: Sequence[str], levels: Levels, *, counts_types: bool
) -> Iterator[Taking]:
    """Yield the options of a network that its lock allows."""
    for option, worth in zip(seat.candidate.options, seat.worths, strict=True):
        if option.kept or not seat.candidate.must_keep:
            yield Taking(
                option,
                worth,
                axis=1 + 2 * in_hand.index(option.content_type),
                segments=_segments(option.mode, *_reach(option, levels[option.content_type])),
                marks=counts_types and marks(seat.candidate, option),
            )


def _reach(option: Option, levels: list[float]) -> tuple[int, int]:
    """Return how many levels an option reaches, and how many there are."""
    return sum(level <= option.posts_per_week for level in levels), len(levels)


@cache  # the same few for everybody
def _segments(mode: str, reached: int, most: int) -> Segments:
    """Return (from, to) slices of the promise axis through which an option may be taken."""
    if mode == "relay":  # reached counts its own level: promises at least that high
        unmet, met = slice(reached, most + 1), slice(most + reached, 2 * most + 1)
        return (unmet, unmet), (met, met)
    none, others = slice(0, 1), slice(reached + 1, 2 * most + 1)
    pilot = (slice(1, reached + 1), slice(most + 1, most + 1 + reached))
    return (none, none), pilot, (others, others)


@dataclass(frozen=True, slots=True)
class Open:
    """Take a content type in hand: promise a pilot of some level, or none."""

    levels: int
    counts_types: bool

    def forward(self, before: Worth) -> Worth:
        """Return the table after this move."""
        *axes, sizes, width = before.shape
        after = _nothing(*axes, 2 * self.levels + 1, 1 + self.counts_types, sizes, width)
        after[..., : self.levels + 1, 0, :, :] = before[..., np.newaxis, :, :]
        return after

    def sources(self, state: State, _: Shape) -> Iterator[Step]:
        """Yield the only step that leads to a state."""
        yield state[:-4] + state[-2:], 0, {}


@dataclass(frozen=True, slots=True)
class Close:
    """Let go of a content type: every promise has been met, and the type is counted."""

    axis: int
    levels: int

    def forward(self, before: Worth) -> Worth:
        """Return the table after this move."""
        met = before.take(self._met, self.axis).max(self.axis)
        seen = np.moveaxis(met, self.axis, 0)
        types = min(MOST_TYPES + 1, len(before) + len(seen) - 1)
        after = _nothing(types, *seen.shape[2:])
        for more, table in enumerate(seen):
            _raise(after, _with_more_types(table, more, types), worth=0)
        return after

    def sources(self, state: State, shape: Shape) -> Iterator[Step]:
        """Yield the steps that lead to a state from a table of `shape`."""
        for seen, closed in itertools.product(range(shape[self.axis + 1]), range(shape[0])):
            if min(MOST_TYPES, closed + seen) == state[0]:
                for promise in self._met:
                    yield (closed, *state[1 : self.axis], promise, seen, *state[self.axis :]), 0, {}

    @property
    def _met(self) -> list[int]:
        """Return the promises with which a type may be let go: none, or a pilot that was found."""
        return [0, *range(self.levels + 1, 2 * self.levels + 1)]


@dataclass(frozen=True, slots=True)
class Choose:
    """Choose an option of one network, or none."""

    place: int
    must_keep: bool
    takings: tuple[Taking, ...]

    def forward(self, before: Worth) -> Worth:
        """Return the table after this move."""
        *axes, sizes, width = before.shape
        after = _nothing(*axes, sizes + 1, width)
        if not self.must_keep:
            after[..., :sizes, :] = before
        merged: dict[int, Worth] = {}  # by axis: the table whether or not the type was seen
        for taking in self.takings:
            if taking.marks and taking.axis not in merged:
                merged[taking.axis] = before.max(axis=taking.axis + 1, keepdims=True)
            taking.raise_to(merged[taking.axis] if taking.marks else before, after)
        return after

    def sources(self, state: State, shape: Shape) -> Iterator[Step]:
        """Yield the steps that lead to a state from a table of `shape`."""
        if not self.must_keep and state[-2] < shape[-2]:
            yield state, 0, {}
        for taking in self.takings:
            for source in taking.sources(state, shape):
                yield source, taking.worth, {self.place: taking.option}


@dataclass(frozen=True, slots=True)
class Taking:
    """Taking one option, as a move between the states of its content type.

    Attributes:
        option: The option.
        worth: What it is worth.
        axis: The axis of the promises of its content type.
        segments: (from, to) slices of that axis through which it leads.
        marks: Whether it makes the type seen.
    """

    option: Option
    worth: int
    axis: int
    segments: Segments
    marks: bool

    def raise_to(self, before: Worth, after: Worth) -> None:
        """Raise the table `after` to what taking the option from `before` gives, in place."""
        kept, steps = int(self.option.kept), self.option.steps
        sizes, width = before.shape[-2:]
        if steps >= width:
            return
        others = (slice(None),) * self.axis
        seen = slice(-1 if self.marks else 0, None)
        for origin, destination in self.segments:
            if origin.start < origin.stop:
                source = before[(*others, origin)][..., : width - steps]
                target = after[(*others, destination, seen)]
                _raise(target[..., kept : sizes + kept, steps:], source, self.worth)

    def sources(self, state: State, shape: Shape) -> Iterator[State]:
        """Yield the states of a table of `shape` from which the option leads to `state`."""
        axis, seen = self.axis, state[self.axis + 1]
        size, spent = state[-2] - self.option.kept, state[-1] - self.option.steps
        if not 0 <= size < shape[-2] or spent < 0 or (self.marks and seen == 0):
            return
        for origin, to in self.segments:
            if to.start <= state[axis] < to.stop:
                promise = state[axis] - to.start + origin.start
                for had in (0, 1) if self.marks else (seen,):
                    yield (*state[:axis], promise, had, *state[axis + 2 : -2], size, spent)
