"""When a table about the group may be shown, and how, so that nobody's answer can be told from it.

A table counts people by cell: cell 0, 1, 2 ... in an order that means something.

1. Neighbouring cells are merged into bands until each band holds at least `cell` people. There
   are no hidden cells, hence none to deduce from the others or from the total. With fewer than
   two bands nothing is shown: it would tell of everybody what they said.
2. What is shown stays as it is until so many have come, corrected or left that the *change* is a
   table of the same kind: in every band nobody, or at least `cell` people, came; at least two
   bands have people who came. The same for those who left; or, where those are few, in every
   band that anybody came to or left, at least `cell` more came than left. So the difference of
   two pictures tells no more of the people in between than the first picture told of the first
   ones. No number goes down by a few who left: it would name their band.
3. When that is looked at depends on how many people acted, which everybody in the room sees,
   and never on what they said. A look that ended in "not yet" tells a little about the people
   of that moment. It is made up for: after it, each band needs as many people more as had
   acted by then. Whatever those people said is then still possible.

For any history of arrivals, corrections and withdrawals, whoever sees everything shown, knows
who acted when, and knows the answers of up to `cell` - 1 people, cannot tell anybody else's
answer: at least two remain possible. Whoever knows the answers of *all but one* can subtract
them from any exact figure; no rule without false figures prevents that.

A network is a table of two cells, "not named" and "named". Where nearly all named it, the table
would be missing although it is the main finding; then "nearly all" is told, without a number.
For these tables the promise holds against up to `cell` - 2 people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

SMALLEST_CELL = 3
ROOM = 3  # a change is looked at from so many times a band's least on: at 2, both had to be full

Cells = Mapping[str, int]
"""The cell of each person who has one, by an id without meaning."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How many people it takes: `least` for a table or a change, `cell` for each band of it."""

    least: int
    cell: int


def rule_for(least: int) -> Rule:
    """Return the rule for a group figure from `least` people on; two bands hold `least` or more."""
    return Rule(least, max(SMALLEST_CELL, (least + 1) // 2))


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as shown: the first cell of each band (the first is 0), and the people in it."""

    starts: tuple[int, ...]
    people: tuple[int, ...]

    def band_of(self, cell: int) -> int:
        """Return the band that a cell is in."""
        return sum(start <= cell for start in self.starts) - 1


@dataclass(frozen=True, slots=True)
class Course:
    """How a table has come so far.

    Attributes:
        shown: What is shown; None until something may be.
        held: How many people had acted at the last look that ended in "not yet".
        gone: By band, how many of those counted in `shown` were deleted since.
        nearly: Of a table of two cells that is not shown: how many people there
            were at the last look, if nearly all of them were in cell 1; else 0.
        mingled: Whether a few who left were ever taken off because more came.
    """

    shown: Shown | None = None
    held: int = 0
    gone: tuple[int, ...] = ()
    nearly: int = 0
    mingled: bool = False

    def without(self, cell: int) -> Course:
        """Return the course after somebody counted in `cell` was deleted."""
        if self.shown is None:
            return self
        band = self.shown.band_of(cell)
        gone = self.gone or (0,) * len(self.shown.starts)
        return replace(self, gone=(*gone[:band], gone[band] + 1, *gone[band + 1 :]))


def look(
    course: Course, counted: Cells, now: Cells, *, acted: int, size: int, rule: Rule
) -> tuple[Course, bool]:
    """Return the course after a look at how people answer now, and whether they are counted.

    Args:
        course: The course so far.
        counted: The cells that the people still there were last counted in.
        now: The cells they are in now.
        acted: How many people came, corrected or left since they were last counted.
        size: How many cells there are.
        rule: How many people it takes.

    Where people are counted, `now` is `counted` for the next look.
    """
    if not _time_to_look(course, counted, now, acted, rule):
        return course, False
    after = (
        _first(now, course.held, size, rule)
        if course.shown is None
        else _next(course, counted, now, size, rule)
    )
    if after:
        return after, True
    return replace(course, held=acted, nearly=_nearly(course, now, size, rule)), False


def _time_to_look(course: Course, counted: Cells, now: Cells, acted: int, rule: Rule) -> bool:
    """Return whether enough people acted for a look to come to something.

    A look that could not, whatever people said, would only make the next one wait.
    """
    needed = rule.cell + course.held
    if acted < max(rule.least, 2 * needed):
        return False
    if course.shown is None:
        return True
    new = sum(person not in counted for person in now)
    absent = sum(course.gone) + sum(person not in now for person in counted)
    corrected = acted - new - absent
    return new - absent >= ROOM * needed or absent + corrected >= 2 * needed


def _first(now: Cells, held: int, size: int, rule: Rule) -> Course | None:
    """Return the first table, in the finest bands; None where there would be fewer than two."""
    tally = _tally(now.values(), size)
    starts = _cut(tally, range(size), rule.cell)
    if len(starts) < 2:
        return None
    # Had all those held said the same, the look would have ended as it did. That has to stay
    # possible for two answers in different bands.
    roomy = [max(tally[start:end]) >= held + rule.cell for start, end in _spans(starts, size)]
    if held and sum(roomy) < 2:
        return None
    return Course(Shown(starts, _sums(tally, starts)))


def _next(course: Course, counted: Cells, now: Cells, size: int, rule: Rule) -> Course | None:
    """Return the table after a change that may be shown; None where it may not."""
    shown = course.shown
    assert shown is not None  # the first table is made by _first
    bands = len(shown.starts)
    before = {person: shown.band_of(cell) for person, cell in counted.items()}
    after = {person: shown.band_of(cell) for person, cell in now.items()}
    came = _tally((b for who, b in after.items() if before.get(who) != b), bands)
    left = _tally((b for who, b in before.items() if after.get(who) != b), bands)
    left = tuple(map(sum, zip(left, course.gone or (0,) * bands, strict=True)))
    if not any(came) and not any(left):
        return Course(shown, mingled=course.mingled)
    tally = _tally(now.values(), size)
    needed = rule.cell + course.held
    alone = _mixed(left, needed)
    if not _mixed(came, needed) or not (alone or _hidden(left, came, needed)):
        return None
    if min(_sums(tally, shown.starts)) < rule.cell:
        return None
    starts = shown.starts if course.held else _refined(tally, shown.starts, rule.cell)
    return Course(Shown(starts, _sums(tally, starts)), mingled=course.mingled or not alone)


def _nearly(course: Course, now: Cells, size: int, rule: Rule) -> int:
    """Return how many people there are, if nearly all are in the second of two cells; else 0.

    "Nearly": fewer than `cell` are not, and nobody is told whether anybody is not.
    """
    if size != 2 or course.shown is not None or len(now) < 2 * rule.cell:
        return 0
    return len(now) if len(now) - sum(now.values()) < rule.cell else 0


def rows_tell_nothing(
    course: Course, silent: Iterable[int], told: Iterable[int], rule: Rule
) -> bool:
    """Return whether what is shown and the rows of some keep the answers of the others.

    Args:
        course: The course of a table.
        silent: The cells that those whose rows stay private were counted in.
        told: The cells of those whose rows are handed out.
        rule: How many people it takes.
    """
    if course.nearly:  # of the few who differ, one more has to be possible among the silent
        return sum(cell == 0 for cell in told) < rule.cell - 1
    if course.shown is None:
        return True
    if course.mingled:  # the rows of those who came would uncover the few who left
        return False
    bands = _tally(map(course.shown.band_of, silent), len(course.shown.starts))
    still_counted = course.gone or (0,) * len(bands)
    return _mixed([sum(pair) for pair in zip(bands, still_counted, strict=True)], rule.cell)


def _mixed(people: Sequence[int], needed: int) -> bool:
    """Return whether nobody moved, or in at least two bands `needed` people or more."""
    moved = [count for count in people if count]
    return not moved or (len(moved) > 1 and min(moved) >= needed)


def _hidden(left: Sequence[int], came: Sequence[int], needed: int) -> bool:
    """Return whether each band that anybody left or came to has `needed` people more than before.

    Then whoever left may have been in any of them: an arrival stands in their place.
    """
    moved = [new - old for new, old in zip(came, left, strict=True) if new or old]
    return len(moved) > 1 and min(moved) >= needed


def _cut(tally: Sequence[int], cells: Iterable[int], least: int) -> tuple[int, ...]:
    """Return the first cells of the finest bands of `least` people, from the left; () of fewer.

    What is left over at the right joins the last band.
    """
    starts: list[int] = []
    start, people = None, 0
    for cell in cells:
        start = cell if start is None else start
        people += tally[cell]
        if people >= least:
            starts.append(start)
            start, people = None, 0
    return tuple(starts)


def _refined(tally: Sequence[int], starts: tuple[int, ...], least: int) -> tuple[int, ...]:
    """Return bands cut finer where people allow; every old border stays."""
    return tuple(
        border
        for start, end in _spans(starts, len(tally))
        for border in _cut(tally, range(start, end), least)
    )


def _spans(starts: Sequence[int], size: int) -> list[tuple[int, int]]:
    return list(zip(starts, [*starts[1:], size], strict=True))


def _sums(tally: Sequence[int], starts: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(tally[start:end]) for start, end in _spans(starts, len(tally)))


def _tally(cells: Iterable[int], size: int) -> tuple[int, ...]:
    counts = [0] * size
    for cell in cells:
        counts[cell] += 1
    return tuple(counts)
