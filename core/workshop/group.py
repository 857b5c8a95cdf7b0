"""The pictures of a group: which tables there are, and what may be shown of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from core.workshop.disclosure import Course, rule_for
from core.workshop.sending import Sending

PictureName = Literal[
    "guess_estimate", "hours", "wanted_pay", "recommended", "freed", "before_after"
]
PICTURES: tuple[PictureName, ...] = get_args(PictureName)
Unit = Literal["networks", "minutes"]

# A minute table has cells from one of these to below the next; the last has no end.
MINUTE_BORDERS = tuple(60 * hours for hours in (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30))
MOST_COUNTED = 9  # networks; a table ends with "so many and more"

OF_NAMES = ("recommended", "wanted", "running")
IN_PICTURES: dict[PictureName, tuple[str, ...]] = {
    "guess_estimate": ("guess_minutes", "estimate_minutes"),
    "hours": ("available_minutes",),
    "wanted_pay": ("networks_wanted", "networks_that_pay"),
    "recommended": (),
    "freed": ("freed_minutes",),
    "before_after": ("guess_networks", "second_networks"),
}


@dataclass(frozen=True, slots=True)
class Band:
    """So many people between two values.

    In a table of minutes `high` itself is not in the band, in others it is.
    None: no end.
    """

    low: int
    high: int | None
    people: int


@dataclass(frozen=True, slots=True)
class Table:
    """How many people said what, in bands from low to high that leave out nothing between."""

    unit: Unit
    bands: tuple[Band, ...]

    @property
    def people(self) -> int:
        """Return how many people are counted."""
        return sum(band.people for band in self.bands)

    @property
    def middle(self) -> Band:
        """Return the band of the person in the middle; of two in the middle, the lower."""
        seen = 0
        for band in self.bands:
            seen += band.people
            if 2 * seen >= self.people:
                return band
        raise ValueError("expected a table with people")

    @property
    def halves(self) -> tuple[Band, Band] | None:
        """Return what each half of the people said, where a border of bands lies between them."""
        seen = 0
        for band, above in pairwise(self.bands):
            seen += band.people
            if 2 * seen == self.people:
                lower = Band(self.bands[0].low, band.high, seen)
                return lower, Band(above.low, self.bands[-1].high, seen)
        return None

    @property
    def at_least_minutes(self) -> int:
        """Return what everybody has together at the least: each person counts as the band's low."""
        return sum(band.people * band.low for band in self.bands)


@dataclass(frozen=True, slots=True)
class Named:
    """A network named by `people` of the `of` people who are counted.

    With `nearly_all`, by at least `people`; the number is not told.
    """

    network: str
    people: int
    of: int
    nearly_all: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the group. What may not be shown, or not yet, is not in it."""

    name: PictureName
    tables: Mapping[str, Table]
    names: Mapping[str, tuple[Named, ...]]

    @property
    def empty(self) -> bool:
        """Return whether nothing of it may be shown yet."""
        return not self.tables and not any(self.names.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """Return which of its tables may not be shown yet."""
        return tuple(name for name in IN_PICTURES[self.name] if name not in self.tables)

    @property
    def people(self) -> tuple[int, ...]:
        """Return how many people its tables count, each number once, from few to many."""
        listed = {named.of for named in self.names.get("recommended", ())}
        return tuple(sorted({table.people for table in self.tables.values()} | listed))


@dataclass(frozen=True, slots=True)
class Question:
    """A table as it is counted: its unit, the cell of each sending, and how many cells there are.

    `cell` returns None for who did not answer.
    """

    unit: Unit
    size: int
    cell: Callable[[Sending], int | None]


def cell_of(least: int) -> int:
    """Return how many people the smallest band has, for a group figure from `least` people on."""
    return rule_for(least).cell


def fewest_shown(least: int) -> int:
    """Return how many people the smallest table counts: two bands, together `least` or more."""
    return 2 * cell_of(least)


def questions(networks: Iterable[str]) -> dict[str, Question]:
    """Return every table by its id; a list of networks is one of two cells for each network.

    None is computed from two others: how many guessed too low, beside the guesses and the
    estimates, would tell more of single people than each of these tables may.
    """
    minutes = ("guess_minutes", "estimate_minutes", "available_minutes", "freed_minutes")
    numbers = ("guess_networks", "second_networks", "networks_wanted", "networks_that_pay")
    found = {name: _of_minutes(name) for name in minutes}
    found |= {name: _of_numbers(name) for name in numbers}
    for network in sorted(networks):
        found |= {f"{field}:{network}": _of_name(field, network) for field in OF_NAMES}
    return found


def pictures(
    courses: Mapping[str, Course], networks: Iterable[str], least: int
) -> tuple[Picture, ...]:
    """Return every picture, in order, as far as the courses of its tables allow.

    Args:
        courses: The course of each table so far, by its id.
        networks: The networks of the catalogue, in its order.
        least: From how many people on a figure is shown.
    """
    order = tuple(networks)
    tables = {
        name: table
        for name, question in questions(()).items()
        if (table := _table(question, courses.get(name))) is not None
    }
    names = {field: _names(field, courses, order, cell_of(least)) for field in OF_NAMES}
    return tuple(
        Picture(
            name,
            {part: tables[part] for part in parts if part in tables},
            names if name == "recommended" else {},
        )
        for name, parts in IN_PICTURES.items()
    )


def _of_minutes(name: str) -> Question:
    def cell(sending: Sending) -> int | None:
        said: int | None = getattr(sending, name)
        return None if said is None else bisect_right(MINUTE_BORDERS, said) - 1

    return Question("minutes", len(MINUTE_BORDERS), cell)


def _of_numbers(name: str) -> Question:
    def cell(sending: Sending) -> int | None:
        said: int | None = getattr(sending, name)
        return None if said is None else min(said, MOST_COUNTED)

    return Question("networks", MOST_COUNTED + 1, cell)


def _of_name(field: str, network: str) -> Question:
    def cell(sending: Sending) -> int | None:
        said: tuple[str, ...] | None = getattr(sending, field)
        return None if said is None else int(network in said)

    return Question("networks", 2, cell)


def _table(question: Question, course: Course | None) -> Table | None:
    if course is None or course.shown is None:
        return None
    shown = course.shown
    ends = [*shown.starts[1:], question.size]
    bands = [
        Band(*_values(question, start, end), people)
        for start, end, people in zip(shown.starts, ends, shown.people, strict=True)
    ]
    return Table(question.unit, tuple(bands))


def _values(question: Question, start: int, end: int) -> tuple[int, int | None]:
    """Return the values that the cells from `start` to below `end` stand for."""
    if question.unit == "minutes":
        high = MINUTE_BORDERS[end] if end < question.size else None
        return MINUTE_BORDERS[start], high
    return start, None if end == question.size else end - 1


def _names(
    field: str, courses: Mapping[str, Course], order: tuple[str, ...], cell: int
) -> tuple[Named, ...]:
    found = [
        named
        for network in order
        if (course := courses.get(f"{field}:{network}"))
        and (named := _named(network, course, cell))
    ]
    return tuple(sorted(found, key=lambda named: (not named.nearly_all, -named.people)))


def _named(network: str, course: Course, cell: int) -> Named | None:
    if course.shown is not None:
        people = course.shown.people
        return Named(network, people[-1], sum(people))
    if course.nearly:
        return Named(network, course.nearly - cell + 1, course.nearly, nearly_all=True)
    return None
