"""Checks across files: ids that must exist, tables that must be whole, dates that must be there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel

from core.errors import Problem
from core.vocabulary import ChecklistItem, Ladder, Network, Scoring, Sourced

if TYPE_CHECKING:
    from core.catalogue import Catalogue


@dataclass(frozen=True)
class Stale:
    """A sourced value past the date by which somebody should have looked again."""

    file: str
    key: str
    expires: datetime.date


def reference_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong between the files of a catalogue whose files are each right."""
    for network in catalogue.networks.values():
        yield from _network_problems(catalogue, network)
    for item in catalogue.checklist.values():
        yield from _checklist_problems(catalogue, item)
    yield from _ladder_problems(
        catalogue, "model.yaml", "generic_ladder", catalogue.model.generic_ladder
    )
    for file, key, sourced, _, expires in sourced_values(catalogue):
        if expires is None:
            yield Problem(file, key, "expires", "expected a date, here or on the entry around it")
        yield from _unknown(file, key, "source", sourced.rows(), catalogue.sources)


def stale_values(catalogue: Catalogue, today: datetime.date) -> tuple[Stale, ...]:
    """Return every value that has expired by `today`: a warning, never a stop."""
    return tuple(
        Stale(file, key, expires)
        for file, key, _, _, expires in sourced_values(catalogue)
        if expires is not None and expires < today
    )


def sourced_values(
    catalogue: Catalogue,
) -> Iterator[tuple[str, str, Sourced, datetime.date | None, datetime.date | None]]:
    """Yield (file, dotted key, value, checked, expires) of every sourced value.

    Dates left out inside an entry are those of the nearest entry around it.
    """
    for network in catalogue.networks.values():
        dates = (network.checked, network.expires)
        yield from _walk(f"networks/{network.id}.yaml", "", network, dates)
    for name in ("criteria", "actions", "formats", "checklist"):
        for entry_id, entry in getattr(catalogue, name).items():
            yield from _walk(f"{name}.yaml", entry_id, entry, (None, None))
    yield from _walk("model.yaml", "", catalogue.model, (None, None))


def _walk(
    file: str, key: str, value: object, dates: tuple[datetime.date | None, datetime.date | None]
) -> Iterator[tuple[str, str, Sourced, datetime.date | None, datetime.date | None]]:
    if isinstance(value, Sourced):
        dates = (value.checked or dates[0], value.expires or dates[1])
        yield file, key, value, *dates
    if isinstance(value, BaseModel):
        children: Iterable[tuple[object, object]] = (
            (k, getattr(value, k)) for k in type(value).model_fields
        )
    elif isinstance(value, dict):
        children = value.items()
    elif isinstance(value, tuple):
        children = enumerate(value)
    else:
        return
    for name, child in children:
        yield from _walk(file, f"{key}.{name}" if key else str(name), child, dates)


def _network_problems(catalogue: Catalogue, network: Network) -> Iterator[Problem]:
    file = f"networks/{network.id}.yaml"
    yield from _unknown(file, network.id, "crosses", network.crosses, catalogue.red_lines)
    if network.scoring is not None:
        yield from _scoring_problems(catalogue, file, network.id, network.scoring)


def _scoring_problems(
    catalogue: Catalogue, file: str, entry: str, scoring: Scoring
) -> Iterator[Problem]:
    yield from _unknown(file, entry, "scoring.formats", scoring.formats, catalogue.formats)
    yield from _unknown(file, entry, "scoring.audience", scoring.audience, catalogue.geographies)
    yield from _whole(file, entry, "scoring.goals", scoring.goals, catalogue.goals)
    yield from _whole(file, entry, "scoring.tones.shares", scoring.tones.shares, catalogue.tones)
    yield from _whole(file, entry, "scoring.values.shares", scoring.values.shares, catalogue.values)
    first = next(iter(catalogue.geographies))
    if first not in scoring.audience:
        yield Problem(file, entry, "scoring.audience", f"expected figures for {first!r}")
    for place, audience in scoring.audience.items():
        yield from _whole(
            file, entry, f"scoring.audience.{place}.ages", audience.ages, catalogue.ages
        )
        yield from _whole(
            file, entry, f"scoring.audience.{place}.publics", audience.publics, catalogue.publics
        )
    if not scoring.formats:
        yield Problem(file, entry, "scoring.formats", "expected at least one format")
    yield from _ladder_problems(catalogue, file, entry, scoring.ladder)


def _ladder_problems(
    catalogue: Catalogue, file: str, entry: str, ladder: Ladder
) -> Iterator[Problem]:
    names = [rung.rung for rung in ladder.rungs]
    yield from _unknown(file, entry, "ladder.rung", names, catalogue.rungs)
    order = [name for name in catalogue.rungs if name in names]
    if names != order and set(names) <= set(catalogue.rungs):
        yield Problem(
            file, entry, "ladder", f"expected rungs once each, in the order {order}", str(names)
        )
    if "steady" not in names:
        yield Problem(file, entry, "ladder", "expected the reference rung 'steady'")
    for rung in ladder.rungs:
        yield from _unknown(
            file, entry, f"ladder.{rung.rung}.counts", rung.counts, catalogue.actions
        )


def _checklist_problems(catalogue: Catalogue, item: ChecklistItem) -> Iterator[Problem]:
    yield from _unknown("checklist.yaml", item.id, "networks", item.networks, catalogue.networks)


def _unknown(
    file: str, entry: str, key: str, given: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    accepted = set(known)
    for name in given:
        if name not in accepted:
            yield Problem(file, entry, key, f"expected one of {sorted(accepted)[:12]}", repr(name))


def _whole(
    file: str, entry: str, key: str, given: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    names = set(given)
    yield from _unknown(file, entry, key, names, known)
    for name in known:
        if name not in names:
            yield Problem(file, entry, f"{key}.{name}", "expected this key, which is missing")
