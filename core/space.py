"""Everything that is uncertain in one analysis, as one table of quantities and one of draws.

A quantity is a number with a low, a likely and a high value. A world is one
value for each. Worlds are the columns of a table; the rows are the quantities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.answers import Answers
from core.catalogue import Catalogue
from core.effort import Range
from core.fit import criterion_weights
from core.vocabulary import Network
from core.ways import Candidacy

Numbers = NDArray[np.float64]
Key = tuple[str, ...]

# What moves together in the tornado, in the order in which it is told.
GROUPS = (
    "minutes",
    "production",
    "exponent",
    "reply_lift",
    "reciprocity",
    "profile_floor",
    "assumed_completeness",
    "relay_discount",
    "diversification_bonus",
    "counts_as_posts",
    "response_without_posts",
    "rating",
    "weight",
)
MODEL_QUANTITIES = (
    "reciprocity",
    "profile_floor",
    "assumed_completeness",
    "relay_discount",
    "diversification_bonus",
    "regularity_floor",
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One uncertain number; its key starts with the group it belongs to."""

    key: Key
    range: Range

    @property
    def group(self) -> str:
        """Return the group it moves with."""
        return self.key[0]


@dataclass(frozen=True)
class Space:
    """The uncertain quantities of one analysis."""

    quantities: tuple[Quantity, ...]
    weight_concentration: float

    @cached_property
    def rows(self) -> Mapping[Key, int]:
        """Return the row of each quantity in a table of worlds."""
        return {quantity.key: row for row, quantity in enumerate(self.quantities)}

    def likely(self, worlds: int) -> Numbers:
        """Return worlds in which everything is most likely, shape (quantities, worlds)."""
        modes = np.array([quantity.range.mode for quantity in self.quantities], dtype=float)
        return np.repeat(modes[:, np.newaxis], worlds, axis=1)

    def drawn(self, worlds: int, generator: np.random.Generator) -> Numbers:
        """Return random worlds, shape (quantities, worlds).

        Ranges are triangular and independent; each quantity is drawn once from
        every one of `worlds` equally likely slices of its range (Latin
        hypercube), which steadies the shares. Criterion weights are Dirichlet
        around the likely ones, so that they keep adding up. Quantities are drawn
        in the order of their keys, so that the order of a catalogue changes no
        world.

        Source: McKay, Beckman and Conover (1979), Technometrics 21(2), 239-245.
        """
        table = self.likely(worlds)
        for key, row in sorted(self.rows.items()):
            spread = self.quantities[row].range
            if spread.low < spread.high and key[0] != "weight":
                table[row] = _triangular(spread, _strata(worlds, generator))
        self._draw_weights(table, generator)
        return table

    def _draw_weights(self, table: Numbers, generator: np.random.Generator) -> None:
        rows = [row for key, row in sorted(self.rows.items()) if key[0] == "weight"]
        likely = table[rows, 0] if rows else np.zeros(0)
        if likely.sum() == 0:
            return
        shares = self.weight_concentration * likely / likely.sum()
        drawn = generator.standard_gamma(shares[:, np.newaxis], (len(rows), table.shape[1]))
        table[rows] = drawn / np.maximum(drawn.sum(axis=0), np.finfo(float).tiny)

    def extremes(self, groups: Sequence[str]) -> Numbers:
        """Return two worlds a group, low then high, all else likely: (quantities, 2 groups)."""
        table = self.likely(2 * len(groups))
        for row, quantity in enumerate(self.quantities):
            if quantity.group in groups:
                column = 2 * groups.index(quantity.group)
                table[row, column : column + 2] = quantity.range.low, quantity.range.high
        return table


def _strata(worlds: int, generator: np.random.Generator) -> Numbers:
    """Return one number from each of `worlds` equal parts of 0 to 1, in random order."""
    return np.asarray((generator.permutation(worlds) + generator.random(worlds)) / worlds)


def _triangular(spread: Range, uniform: Numbers) -> Numbers:
    """Return the quantiles of a triangular range."""
    width, rise = spread.high - spread.low, spread.mode - spread.low
    rising = spread.low + np.sqrt(uniform * width * rise)
    falling = spread.high - np.sqrt((1 - uniform) * width * (spread.high - spread.mode))
    return np.asarray(np.where(uniform * width < rise, rising, falling))


def space_of(networks: Sequence[Candidacy], answers: Answers, catalogue: Catalogue) -> Space:
    """Return the uncertain quantities of the networks that may be chosen."""
    quantities = [
        *_minutes(networks, answers, catalogue),
        *_constants(catalogue),
        *(q for network in networks for q in _of_network(network, catalogue)),
        *_weights(answers, catalogue),
    ]
    return Space(tuple(quantities), catalogue.model.weight_concentration.mode)


def _minutes(
    networks: Sequence[Candidacy], answers: Answers, catalogue: Catalogue
) -> Iterator[Quantity]:
    """Yield the minutes of each action and format; those the person set are certain."""
    own = answers.minutes_per_action
    for action in catalogue.actions.values():
        if action.id != "post":
            likely = Range.of(action.minutes)
            yield Quantity(("minutes", action.id), _certain(own.get(action.id)) or likely)
    for name in sorted({network.format_id for network in networks}):
        made = catalogue.formats[name]
        likely = Range.of(made.production_minutes)
        yield Quantity(("production", "post", name), _certain(own.get(f"post.{name}")) or likely)
        if made.adaptation_minutes is not None:
            likely = Range.of(made.adaptation_minutes)
            adapting = _certain(own.get(f"adapt.{name}")) or likely
            yield Quantity(("production", "adapt", name), adapting)
        yield Quantity(("counts_as_posts", name), Range.of(made.counts_as_posts))


def _constants(catalogue: Catalogue) -> Iterator[Quantity]:
    for name in MODEL_QUANTITIES:
        yield Quantity((name,), Range.of(getattr(catalogue.model, name)))


def _of_network(network: Candidacy, catalogue: Catalogue) -> Iterator[Quantity]:
    entry = catalogue.networks.get(network.id)
    model = catalogue.model
    response = entry.scoring.response if entry and entry.scoring else None
    exponent = response.exponent if response else model.generic_exponent
    lift = response.reply_lift if response else model.generic_reply_lift
    yield Quantity(("exponent", network.id), Range.of(exponent))
    yield Quantity(("reply_lift", network.id), Range.of(lift))
    yield from _silent_responses(network, entry, catalogue)
    half = model.rating_uncertainty.mode
    for name, score in network.fit.scores.items():
        if score is not None:
            spread = Range(max(0.0, score - half), score, min(1.0, score + half))
            yield Quantity(("rating", network.id, name), spread)


def _silent_responses(
    network: Candidacy, entry: Network | None, catalogue: Catalogue
) -> Iterator[Quantity]:
    """Yield what each rung brings without posts, where it brings anything."""
    scoring = entry.scoring if entry else None
    ladder = scoring.ladder if scoring else catalogue.model.generic_ladder
    given = {r.rung: r.response_without_posts for r in ladder.rungs if r.response_without_posts}
    for rung, own in {way.rung: way.silent_response for way in network.ways}.items():
        silent = Range.of(given.get(rung, catalogue.model.response_without_posts))
        if rung not in catalogue.rungs:  # the person's own counts: no plan proposes them
            silent = Range(own, own, own)
        yield Quantity(("response_without_posts", network.id, rung), silent)


def _weights(answers: Answers, catalogue: Catalogue) -> Iterator[Quantity]:
    for name, weight in criterion_weights(answers, catalogue).items():
        yield Quantity(("weight", name), Range(weight / 2, weight, weight * 1.5))


def _certain(minutes: float | None) -> Range | None:
    return None if minutes is None else Range(minutes, minutes, minutes)
