"""Every number of the catalogue that the model uses, one by one, with where it comes from.

`tests/core/test_constants.py` walks the raw files and finds no other.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from core.catalogue import Catalogue
from core.crosschecks import SOURCED_TABLES, sourced_values
from core.vocabulary import (
    Constant as ModelConstant,
)
from core.vocabulary import (
    Entry,
    Estimate,
    Ladder,
    Network,
    Rung,
    Scoring,
    Sourced,
    Term,
    Words,
    rows_of,
)

Kind = Literal[
    "model",
    "criterion_weight",
    "criterion_floor",
    "action_minutes",
    "production_minutes",
    "adaptation_minutes",
    "posts_weighed",
    "checklist_weight",
    "checklist_minutes",
    "goal",
    "audience_age",
    "audience_public",
    "format",
    "tone",
    "value",
    "exponent",
    "reply_lift",
    "weekly_count",
    "response_without_posts",
    "general_weekly_count",
    "general_response_without_posts",
]


@dataclass(frozen=True, slots=True)
class Constant:
    """One number, or one range, with all that is known of it.

    Attributes:
        kind: What it is for.
        file: Its file, from the folder data/.
        path: Its keys inside that file, joined by dots; entries of a list by their id.
        label: Whose number it is ("LinkedIn · France · 15 to 24"); the kind says which.
        unit: As data/model.yaml writes units: "minutes", "share", "per week" ...
        low, mode, high: The range; all the same where one number is given.
        rows: The ids of its source rows; none for an assumption.
        checked: When it was last checked.
        expires: When somebody should look again.
        dated_by: The key, as core.crosschecks names it, of the entry whose dates and
            source these are.
    """

    kind: Kind
    file: str
    path: str
    label: Words
    unit: str
    low: float
    mode: float
    high: float
    rows: tuple[str, ...]
    checked: datetime.date | None
    expires: datetime.date | None
    dated_by: str

    @property
    def assumed(self) -> bool:
        """Return whether no source stands behind it."""
        return not self.rows


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a walk stands: in which file and entry, whose number, under which dates."""

    file: str
    path: str
    label: tuple[Words, ...]
    rows: tuple[str, ...] = ()
    checked: datetime.date | None = None
    expires: datetime.date | None = None
    dated_by: str = ""

    def inside(self, *keys: str, label: Words | None = None) -> _Place:
        """Return the place some keys deeper."""
        label_ = (*self.label, label) if label is not None else self.label
        return replace(self, path=".".join((self.path, *keys)), label=label_)

    def under(self, entry: Sourced, dated_by: str = "") -> _Place:
        """Return the place with the source of an entry, and its dates where it has its own."""
        return replace(
            self,
            rows=entry.rows(),
            checked=entry.checked or self.checked,
            expires=entry.expires or self.expires,
            dated_by=dated_by or self.path,
        )

    def number(self, kind: Kind, unit: str, value: float) -> Constant:
        """Return a single number that stands here."""
        return self._constant(kind, unit, value, value, value)

    def estimate(self, kind: Kind, unit: str, value: Estimate, dated_by: str = "") -> Constant:
        """Return a range that stands here, with its own source."""
        here = self.under(value, dated_by)
        return here._constant(kind, unit, value.low, value.mode, value.high)

    def share(self, kind: Kind, value: float, entry: Sourced) -> Constant:
        """Return a share that stands here, with its own source."""
        return self.under(entry).number(kind, "share", value)

    def _constant(self, kind: Kind, unit: str, low: float, mode: float, high: float) -> Constant:
        return Constant(
            kind=kind,
            file=self.file,
            path=self.path,
            label=_joined(self.label),
            unit=unit,
            low=low,
            mode=mode,
            high=high,
            rows=self.rows,
            checked=self.checked,
            expires=self.expires,
            dated_by=self.dated_by,
        )


def constants(catalogue: Catalogue) -> tuple[Constant, ...]:
    """Return every number that the model takes from the catalogue, in the order of the files.

    A number without a source of its own, inside a ladder or a table of shares, has
    that of the entry around it; the weight of a checklist item is an assumption
    with the dates of the item's minutes.
    """
    return (
        *_of_model(catalogue),
        *_of_criteria(catalogue),
        *_of_actions(catalogue),
        *_of_formats(catalogue),
        *_of_checklist(catalogue),
        *(c for network in catalogue.networks.values() for c in _of_network(network, catalogue)),
    )


def last_checked(catalogue: Catalogue) -> dict[str, datetime.date]:
    """Return when each source row was last looked at: with the newest figure that rests on it.

    Rows on which no figure or statement rests are left out.
    """
    found: dict[str, datetime.date] = {}
    tables = {name: getattr(catalogue, name) for name in SOURCED_TABLES}
    for placed in sourced_values(tables, catalogue.model):
        for row in placed.value.rows():
            if placed.checked is not None:
                found[row] = max(placed.checked, found.get(row, placed.checked))
    for item in catalogue.checklist.values():
        for row in rows_of(item.source):
            if item.setup_minutes.checked is not None:
                found.setdefault(row, item.setup_minutes.checked)
    return found


def cited_by(network: Network) -> tuple[str, ...]:
    """Return the ids of every source row that speaks of a network, in the order of its file."""
    nothing: dict[str, Mapping[str, Entry]] = {key: {} for key in SOURCED_TABLES}
    tables = {**nothing, "networks": {network.id: network}}
    rows = (row for placed in sourced_values(tables, None) for row in placed.value.rows())
    return tuple(dict.fromkeys(rows))


def _of_model(catalogue: Catalogue) -> Iterator[Constant]:
    for name in type(catalogue.model).model_fields:
        value = getattr(catalogue.model, name)
        place = _Place("model.yaml", f"model.{name}", ())
        if isinstance(value, ModelConstant):
            yield replace(place, label=(value.label,)).estimate("model", value.unit, value)
        elif isinstance(value, Ladder):
            yield from _of_ladder(place, value, catalogue, _GENERAL)


def _of_criteria(catalogue: Catalogue) -> Iterator[Constant]:
    for name, criterion in catalogue.criteria.items():
        place = _Place("criteria.yaml", name, (criterion.label,))
        weight, floor = criterion.weight, criterion.floor
        yield (
            place.inside("weight").under(weight).number("criterion_weight", "weight", weight.value)
        )
        yield place.inside("floor").share("criterion_floor", floor.value, floor)


def _of_actions(catalogue: Catalogue) -> Iterator[Constant]:
    for name, action in catalogue.actions.items():
        place = _Place("actions.yaml", f"{name}.minutes", (action.label,))
        yield place.estimate("action_minutes", "minutes", action.minutes)


def _of_formats(catalogue: Catalogue) -> Iterator[Constant]:
    for name, made in catalogue.formats.items():
        place = _Place("formats.yaml", name, (made.label,))
        minutes = place.inside("production_minutes")
        yield minutes.estimate("production_minutes", "minutes", made.production_minutes)
        if made.adaptation_minutes is not None:
            adapted = place.inside("adaptation_minutes")
            yield adapted.estimate("adaptation_minutes", "minutes", made.adaptation_minutes)
        weighed = place.inside("counts_as_posts")
        yield weighed.estimate("posts_weighed", "posts", made.counts_as_posts)


def _of_checklist(catalogue: Catalogue) -> Iterator[Constant]:
    for name, item in catalogue.checklist.items():
        label = (*_names(item.networks, catalogue), item.label)
        place = _Place("checklist.yaml", name, label)
        dates = f"{name}.setup_minutes"
        weight = replace(place.inside("weight").under(item.setup_minutes, dates), rows=())
        yield weight.number("checklist_weight", "weight", item.weight)
        minutes = place.inside("setup_minutes")
        yield minutes.estimate("checklist_minutes", "minutes", item.setup_minutes)


def _of_network(network: Network, catalogue: Catalogue) -> Iterator[Constant]:
    scoring = network.scoring
    if scoring is None:
        return
    place = _Place(
        file=f"networks/{network.id}.yaml",
        path=f"{network.id}.scoring",
        label=(_name(network),),
        checked=network.checked,
        expires=network.expires,
    )
    yield from _of_fit(place, scoring, catalogue)
    yield from _of_audiences(place.inside("audience"), scoring, catalogue)
    response = place.inside("response")
    yield response.inside("exponent").estimate("exponent", "exponent", scoring.response.exponent)
    yield response.inside("reply_lift").estimate("reply_lift", "share", scoring.response.reply_lift)
    yield from _of_ladder(place.inside("ladder"), scoring.ladder, catalogue, _OF_A_NETWORK)


def _of_fit(place: _Place, scoring: Scoring, catalogue: Catalogue) -> Iterator[Constant]:
    for name, pushed in scoring.formats.items():
        label = catalogue.formats[name].label
        yield place.inside("formats", name, label=label).share("format", pushed.value, pushed)
    for name, affinity in scoring.goals.items():
        label = catalogue.goals[name].label
        yield place.inside("goals", name, label=label).share("goal", affinity.value, affinity)
    tables: list[tuple[Kind, str, Mapping[str, float], Sourced, Mapping[str, Term]]] = [
        ("tone", "tones", scoring.tones.shares, scoring.tones, catalogue.tones),
        ("value", "values", scoring.values.shares, scoring.values, catalogue.values),
    ]
    for kind, key, shares, entry, terms in tables:
        table = place.inside(key).under(entry)
        for name, value in shares.items():
            inside = table.inside("shares", name, label=terms[name].label)
            yield inside.number(kind, "share", value)


def _of_audiences(place: _Place, scoring: Scoring, catalogue: Catalogue) -> Iterator[Constant]:
    for country, audience in scoring.audience.items():
        there = place.inside(country, label=catalogue.geographies[country].label)
        for name, share in audience.ages.items():
            band = there.inside("ages", name, label=catalogue.ages[name].label)
            yield band.share("audience_age", share.value, share)
        for public, share in audience.publics.items():
            worth = there.inside("publics", public, label=catalogue.publics[public].label)
            yield worth.share("audience_public", share.value, share)


_OF_A_NETWORK: tuple[Kind, Kind] = ("weekly_count", "response_without_posts")
_GENERAL: tuple[Kind, Kind] = ("general_weekly_count", "general_response_without_posts")


def _of_ladder(
    place: _Place, ladder: Ladder, catalogue: Catalogue, kinds: tuple[Kind, Kind]
) -> Iterator[Constant]:
    around = place.under(ladder)
    for number, rung in enumerate(ladder.rungs):
        step = around.inside("rungs", rung.rung, label=catalogue.rungs[rung.rung].label)
        yield from _of_rung(step, rung, catalogue, kinds, f"{place.path}.rungs.{number}")


def _of_rung(
    place: _Place, rung: Rung, catalogue: Catalogue, kinds: tuple[Kind, Kind], numbered: str
) -> Iterator[Constant]:
    for name, count in rung.counts.items():
        label = catalogue.actions[name].label
        yield place.inside("counts", name, label=label).number(kinds[0], "per week", count)
    if rung.response_without_posts is not None:
        silent = place.inside("response_without_posts")
        dated_by = f"{numbered}.response_without_posts"
        yield silent.estimate(kinds[1], "share", rung.response_without_posts, dated_by)


def _names(networks: tuple[str, ...], catalogue: Catalogue) -> tuple[Words, ...]:
    return tuple(_name(catalogue.networks[network]) for network in networks)


def _name(network: Network) -> Words:
    return Words(fr=network.name, en=network.name)


def _joined(labels: tuple[Words, ...]) -> Words:
    return Words(
        fr=" · ".join(label.fr for label in labels), en=" · ".join(label.en for label in labels)
    )
