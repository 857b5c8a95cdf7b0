"""The generic walker: from a stream of nodes to the rows that rules ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from core.activity.json_stream import ITEM, Mark, Place
from core.activity.times import EARLIEST, LATEST, seconds_of

MOST_TIME_LEVELS = 6
NOTHING = (None, "", "None", "N/A")


@lru_cache(maxsize=2_000)
def pattern_of(text: str) -> Place:
    """Return "a.*[]" as the place it stands for; a leading ^ asks for the root."""
    parts: list[str] = []
    for part in text.split("."):
        name = part.removesuffix(ITEM)
        parts += [name] * bool(name) + [ITEM] * part.endswith(ITEM)
    return ("^", *_split(parts)) if text.startswith("^") else tuple(parts)


def _split(parts: list[str]) -> list[str]:
    return [part.removeprefix("^") for part in parts if part != "^"]


def matches(place: Place, pattern: Place) -> bool:
    """Return whether a place ends as the pattern says, "*" standing for any key."""
    if pattern[:1] == ("^",):
        return len(place) == len(pattern) - 1 and _same(place, pattern[1:])
    return len(place) >= len(pattern) and _same(place[len(place) - len(pattern) :], pattern)


def _same(place: Place, pattern: Place) -> bool:
    return all(w == p or (w == "*" and p != ITEM) for p, w in zip(place, pattern, strict=True))


class Finder:
    """Which of the rules' patterns a place fits, remembered by place."""

    def __init__(self, patterns: Sequence[tuple[int, Place]]) -> None:
        self.patterns = list(patterns)
        self.names = {key for _, pattern in patterns for key in pattern}
        self.any_name = any(pattern[-1] == "*" for _, pattern in patterns)
        self.rows: dict[Place, tuple[int, ...]] = {}

    def wanted(self, place: Place) -> tuple[int, ...]:
        """Return the numbers of the rules for which a row may stand at this place."""
        if place not in self.rows:
            if len(self.rows) > 5_000:  # maps keyed by person have a place for each
                self.rows.clear()
            found = (number for number, pattern in self.patterns if matches(place, pattern))
            self.rows[place] = tuple(dict.fromkeys(found))
        return self.rows[place]


def unfolded(stream: Iterable[tuple[Place, Any]], finder: Finder) -> Iterator[tuple[Place, Any]]:
    """Yield every node that a rule may want, rows whole, containers before what they hold.

    Places that rows are read from are not gone into further.
    """
    for start, whole in stream:
        if start[-1:] == (ITEM,) and finder.wanted(start):
            yield start, whole
            continue
        todo = [(start, whole)]
        while todo:
            place, value = todo.pop()
            yield place, value
            if finder.wanted(place) and place[-1:] == (ITEM,):
                continue
            todo += _below(place, value, finder)


def _below(place: Place, value: Any, finder: Finder) -> list[tuple[Place, Any]]:
    """Return what is inside a value, without the texts and numbers that no rule names."""
    if isinstance(value, dict):
        return [
            ((*place, key), child)
            for key, child in reversed(value.items())
            if isinstance(child, dict | list) or finder.any_name or key in finder.names
        ]
    if isinstance(value, list):
        inside = (*place, ITEM)
        wanted = finder.wanted(inside)
        return [(inside, c) for c in reversed(value) if wanted or isinstance(c, dict | list)]
    return []


def is_container(value: Any) -> bool:
    """Return whether a value holds others, or says that it holds none."""
    return isinstance(value, dict | list) or value in (Mark.LIST, Mark.MAPPING) or value in NOTHING


def time_in(row: Any, keys: Sequence[str]) -> tuple[bool, int | None]:
    """Return (whether a time is told, the nearest one): level by level, keys in their order.

    A time that can be true goes before a nearer one that cannot: some exports
    write 0 where there is none.
    """
    told: int | None = None
    level, seen = [row], False
    for _ in range(MOST_TIME_LEVELS):
        for value in _times(level, keys):
            seen = True
            seconds = seconds_of(value)
            if seconds is not None and EARLIEST <= seconds <= LATEST:
                return True, seconds
            told = told if seconds is None else seconds
        level = [child for one in level for child in children(one)]
        if not level:
            break
    return seen, told


def _times(level: Sequence[Any], keys: Sequence[str]) -> Iterator[Any]:
    for one in level:
        if isinstance(one, dict):
            yield from (one[key] for key in keys if key in one and one[key] not in NOTHING)
        elif isinstance(one, list):
            yield from (v for v in one if isinstance(v, str) and seconds_of(v) is not None)


def children(value: Any) -> list[Any]:
    """Return the lists and mappings directly inside a value."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [child for child in inside if isinstance(child, dict | list)]


def text_at(row: Any, *keys: str) -> str:
    """Return the first of these keys that holds a text or a number, as text; else empty."""
    if isinstance(row, Mapping):
        for key in keys:
            found = row.get(key)
            if isinstance(found, str | int) and not isinstance(found, bool):
                return str(found)
    return ""
