"""Checks across files: ids that must exist, tables that must be whole, dates that must be there."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic import BaseModel

from core.errors import Problem
from core.vocabulary import (
    ChecklistItem,
    Entry,
    Ladder,
    Model,
    Network,
    RungKind,
    Scoring,
    Sourced,
    rows_of,
)

if TYPE_CHECKING:
    from core.catalogue import Catalogue

# What the formulas of core/ call by name.
REQUIRED: dict[str, tuple[str, ...]] = {
    "criteria": ("goals", "audience", "formats", "tone_values"),
    "actions": ("post", "reply", "like", "comment", "share"),
    "rungs": ("steady",),
    "formats": ("text",),
    "geographies": ("fr",),
    "publics": ("b2b", "b2c"),
}
NOTHING_ELSE = ("criteria", "publics")
MOST_SUGGESTIONS = 8


@dataclass(frozen=True)
class Stale:
    """A sourced value past the date by which somebody should have looked again."""

    file: str
    key: str
    expires: datetime.date


@dataclass(frozen=True)
class Placed:
    """A sourced value, where it stands, and the dates that hold for it."""

    file: str
    entry: str
    key: str
    value: Sourced
    checked: datetime.date | None
    expires: datetime.date | None


@dataclass(frozen=True)
class Draft:
    """A catalogue that is being checked.

    Attributes:
        entries: The entries that are right by themselves, by table and id.
        model: The constants; None if they are not right by themselves.
        ids: The ids of every table, those of broken entries too, in the order
            of the file. A table whose ids are not all known is left out, and
            nothing is checked against it.
        files: The file of each table.
    """

    entries: Mapping[str, Mapping[str, Entry]]
    model: Model | None
    ids: Mapping[str, Collection[str]]
    files: Mapping[str, str]


@dataclass(frozen=True)
class _Place:
    """An entry of a draft, and what can be wrong there."""

    draft: Draft
    file: str
    entry: str

    def problem(self, key: str, expected: str, given: str = "") -> Problem:
        return Problem(self.file, self.entry, key, expected, given)

    def unknown(self, key: str, given: Iterable[str], table: str) -> Iterator[Problem]:
        """Yield a problem for each given id that is not in the table."""
        known = self.draft.ids.get(table)
        if known is None:
            return
        for name in given:
            if name not in known:
                nearest = get_close_matches(name, sorted(known), MOST_SUGGESTIONS, cutoff=0)
                more = ", …" if len(known) > len(nearest) else ""
                yield self.problem(key, f"expected one of {', '.join(nearest)}{more}", repr(name))

    def whole(self, key: str, given: Collection[str], table: str) -> Iterator[Problem]:
        """Yield a problem for each unknown id, and for each id of the table not given."""
        yield from self.unknown(key, given, table)
        for name in self.draft.ids.get(table, ()):
            if name not in given:
                yield self.problem(f"{key}.{name}", "expected this key, which is missing")


def reference_problems(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong between the entries that are each right by themselves."""
    yield from _required_ids(draft)
    steady = draft.entries["rungs"].get("steady")
    if isinstance(steady, RungKind) and (steady.opt_in or not steady.kept):
        yield Problem("rungs.yaml", "steady", "kept", "expected the reference rung to be kept")
    for network in draft.entries["networks"].values():
        assert isinstance(network, Network)
        yield from _network_problems(draft, network)
    for item in draft.entries["checklist"].values():
        assert isinstance(item, ChecklistItem)
        place = _Place(draft, "checklist.yaml", item.id)
        yield from place.unknown("networks", item.networks, "networks")
        yield from place.unknown("source", rows_of(item.source), "sources")
    for guide in draft.entries["exports"]:
        yield from _Place(draft, "exports.yaml", guide).unknown("id", [guide], "networks")
    if draft.model is not None:
        place = _Place(draft, "model.yaml", "model")
        yield from _ladder_problems(place, "generic_ladder", draft.model.generic_ladder)
    for placed in sourced_values(draft.entries, draft.model):
        yield from _source_problems(draft, placed)


def stale_values(catalogue: Catalogue, today: datetime.date) -> tuple[Stale, ...]:
    """Return every value that has expired by `today`: a warning, never a stop.

    A value is good until the day it expires, that day included.
    """
    tables = {name: getattr(catalogue, name) for name in SOURCED_TABLES}
    return tuple(
        Stale(placed.file, ".".join(filter(None, (placed.entry, placed.key))), placed.expires)
        for placed in sourced_values(tables, catalogue.model)
        if placed.expires is not None and placed.expires < today
    )


SOURCED_TABLES = ("networks", "criteria", "actions", "formats", "checklist", "exports")


def sourced_values(
    entries: Mapping[str, Mapping[str, Entry]], model: Model | None
) -> Iterator[Placed]:
    """Yield every sourced value with its place and dates.

    Dates left out inside an entry are those of the nearest entry around it.
    """
    for table in SOURCED_TABLES:
        for name, entry in entries[table].items():
            file = f"networks/{name}.yaml" if table == "networks" else f"{table}.yaml"
            yield from _walk(file, name, "", entry, (None, None))
    if model is not None:
        yield from _walk("model.yaml", "model", "", model, (None, None))


def _walk(
    file: str,
    entry: str,
    key: str,
    value: object,
    dates: tuple[datetime.date | None, datetime.date | None],
) -> Iterator[Placed]:
    if isinstance(value, Sourced | Network):
        dates = (value.checked or dates[0], value.expires or dates[1])
    if isinstance(value, Sourced):
        yield Placed(file, entry, key, value, *dates)
    for name, child in _children(value):
        yield from _walk(file, entry, f"{key}.{name}" if key else str(name), child, dates)


def _children(value: object) -> Iterable[tuple[object, object]]:
    if isinstance(value, BaseModel):
        return ((name, getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()


def _source_problems(draft: Draft, placed: Placed) -> Iterator[Problem]:
    place, prefix = _Place(draft, placed.file, placed.entry), placed.key and f"{placed.key}."
    if placed.expires is None:
        expected = "expected a date, here or on the entry around it"
        yield place.problem(f"{prefix}expires", expected)
    yield from place.unknown(f"{prefix}source", placed.value.rows(), "sources")


def _required_ids(draft: Draft) -> Iterator[Problem]:
    for table, names in REQUIRED.items():
        given = draft.ids.get(table, names)
        for name in names:
            if name not in given:
                yield Problem(draft.files[table], table, "", f"expected an entry {name!r}")
        for name in given if table in NOTHING_ELSE else ():
            if name not in names:
                expected = f"expected one of {', '.join(names)}"
                yield Problem(draft.files[table], name, "id", expected, repr(name))


def _network_problems(draft: Draft, network: Network) -> Iterator[Problem]:
    place = _Place(draft, f"networks/{network.id}.yaml", network.id)
    yield from place.unknown("crosses", network.crosses, "red_lines")
    if network.scoring is not None:
        yield from _scoring_problems(place, network.scoring)


def _scoring_problems(place: _Place, scoring: Scoring) -> Iterator[Problem]:
    yield from place.unknown("scoring.formats", scoring.formats, "formats")
    if not scoring.formats:
        yield place.problem("scoring.formats", "expected at least one format")
    yield from place.whole("scoring.goals", scoring.goals, "goals")
    yield from place.whole("scoring.tones.shares", scoring.tones.shares, "tones")
    yield from place.whole("scoring.values.shares", scoring.values.shares, "values")
    yield from _audience_problems(place, scoring)
    yield from _ladder_problems(place, "scoring.ladder", scoring.ladder)


def _audience_problems(place: _Place, scoring: Scoring) -> Iterator[Problem]:
    yield from place.unknown("scoring.audience", scoring.audience, "geographies")
    for first in [*place.draft.ids.get("geographies", ())][:1]:
        if first not in scoring.audience:
            yield place.problem("scoring.audience", f"expected figures for {first!r}")
    for country, audience in scoring.audience.items():
        key = f"scoring.audience.{country}"
        yield from place.whole(f"{key}.ages", audience.ages, "ages")
        yield from place.whole(f"{key}.publics", audience.publics, "publics")


def _ladder_problems(place: _Place, key: str, ladder: Ladder) -> Iterator[Problem]:
    names = [rung.rung for rung in ladder.rungs]
    yield from place.unknown(f"{key}.rung", names, "rungs")
    known = place.draft.ids.get("rungs", names)
    order = [name for name in known if name in names]
    if names != order and set(names) <= set(known):
        expected = f"expected rungs once each, in the order {', '.join(order)}"
        yield place.problem(key, expected, ", ".join(names))
    if "steady" not in names:
        yield place.problem(key, "expected the reference rung 'steady'")
    for rung in ladder.rungs:
        yield from place.unknown(f"{key}.{rung.rung}.counts", rung.counts, "actions")
