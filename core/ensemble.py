"""Many worlds at once: what every way costs and brings in each, and the best plan of each, exactly.

The same problem as `core.portfolio`, with one budget and thousands of sets of
figures; `core.simultaneous` solves it for a block of worlds at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.answers import Answers
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES
from core.portfolio import Candidate
from core.presence import GIVEN_TO_OTHERS, WEEKS
from core.simultaneous import BestOfSizes, Worlds
from core.space import Numbers, Space
from core.strategies import as_candidates
from core.ways import REFERENCE_RUNG, Candidacy, Way, checklist_shares

ENTRIES_AT_ONCE = 16_000  # steps times worlds in one block
SIZED_ENTRIES_AT_ONCE = 4_000  # the same where sizes are told apart
MOST_AT_ONCE = 256  # worlds; whoever waits is told between blocks


@dataclass(frozen=True, slots=True)
class WayInWorlds:
    """One way to keep a network, in every world: minutes, steps, presence, each shape (worlds,)."""

    way: Way
    minutes: Numbers
    steps: NDArray[np.int64]
    presence: Numbers


@dataclass(frozen=True, slots=True)
class Best:
    """The best plan of every world.

    Attributes:
        presence: Shape (worlds,), minus infinity where no plan fits.
        kept: Shape (networks, worlds): whether the plan keeps the network.
    """

    presence: Numbers
    kept: NDArray[np.bool_]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Return how many networks are kept, shape (worlds,)."""
        return np.asarray(self.kept.sum(axis=0))


class Ensemble:
    """The networks of one person, seen in many worlds."""

    def __init__(
        self,
        networks: Sequence[Candidacy],
        answers: Answers,
        catalogue: Catalogue,
        space: Space,
        worlds: Numbers,
    ) -> None:
        self.networks = tuple(networks)
        self._answers, self._catalogue = answers, catalogue
        self._space, self._worlds = space, worlds
        fits = fits_in_worlds(self.networks, space, worlds)
        self.fits = dict(zip((network.id for network in self.networks), fits, strict=True))
        self.ways = {
            network.id: [self._in_worlds(network, way) for way in network.ways]
            for network in self.networks
        }

    @property
    def bonus(self) -> Numbers:
        """Return the bonus of a second content type in every world."""
        return self._row("diversification_bonus")

    def best(self, budget_steps: int, told: Callable[[int], None] | None = None) -> Best:
        """Return the best plan of every world within a budget, solved exactly.

        Args:
            budget_steps: The budget, in 5-minute steps.
            told: Called after each block of worlds, with how many it held.
        """
        count = self._worlds.shape[1]
        parts = self._solved(budget_steps, count, told, by_size=False)
        return Best(
            np.concatenate([part.presence[0] for part in parts]),
            np.concatenate([part.kept[:, 0] for part in parts], axis=1),
        )

    def best_by_count(
        self, budget_steps: int, worlds: int, told: Callable[[int], None] | None = None
    ) -> Numbers:
        """Return the presence of the best plan with exactly k networks, for k from 0.

        Args:
            budget_steps: The budget, in 5-minute steps.
            worlds: How many worlds to look at: the first ones.
            told: Called after each block of worlds, with how many it held.

        Returns:
            Shape (networks + 1, worlds), minus infinity where no plan of k
            networks fits, solved exactly.
        """
        count = min(worlds, self._worlds.shape[1])
        parts = self._solved(budget_steps, count, told, by_size=True)
        return np.concatenate([part.presence for part in parts], axis=1)

    def _solved(
        self,
        budget_steps: int,
        worlds: int,
        told: Callable[[int], None] | None,
        *,
        by_size: bool,
    ) -> list[BestOfSizes]:
        """Return the best plans of the first worlds, by block."""
        candidates = as_candidates(self.networks, self._answers)
        options = self._options(candidates)
        shape = len(options), self._worlds.shape[1]
        steps = np.array([way.steps for way in options], dtype=np.int64).reshape(shape)
        presences = np.array([way.presence for way in options], dtype=float).reshape(shape)
        at_once = self._at_once(budget_steps, by_size=by_size)
        parts = []
        for start in range(0, worlds, at_once):
            part = slice(start, min(start + at_once, worlds))
            problem = Worlds(candidates, steps[:, part], presences[:, part], self.bonus[part])
            parts.append(problem.best(budget_steps, by_size=by_size))
            if told is not None:
                told(part.stop - part.start)
        return parts

    def _at_once(self, budget_steps: int, *, by_size: bool) -> int:
        """Return how many worlds to solve at once; no plan spends more than all at their dearest.

        In small blocks the tables stay in the cache of a processor.
        """
        dearest = (max(int(way.steps.max()) for way in ways) for ways in self.ways.values() if ways)
        rows = min(budget_steps, sum(dearest)) + 1
        entries = SIZED_ENTRIES_AT_ONCE if by_size else ENTRIES_AT_ONCE
        return min(MOST_AT_ONCE, max(1, entries // rows))

    def _options(self, candidates: Sequence[Candidate]) -> list[WayInWorlds]:
        """Return the ways a plan may propose, as the options of the candidates come."""
        return [
            next(w for w in self.ways[c.id] if (w.way.rung, w.way.mode) == (o.rung, o.mode))
            for c in candidates
            for o in c.options
        ]

    def _row(self, *key: str) -> Numbers:
        return np.asarray(self._worlds[self._space.rows[key]])

    def _in_worlds(self, network: Candidacy, way: Way) -> WayInWorlds:
        minutes = self._minutes(network, way)
        steps = np.ceil(minutes / STEP_MINUTES - 1e-9).astype(np.int64)
        return WayInWorlds(way, minutes, steps, self._presence(network, way))

    def _minutes(self, network: Candidacy, way: Way) -> Numbers:
        making = "adapt" if way.mode == "relay" else "post"
        keys = {name: ("minutes", name) for name in way.counts if name != "post"}
        parts = [
            count * self._row(*keys[name]) for name, count in way.counts.items() if name in keys
        ]
        posts = way.posts_per_week * self._row("production", making, network.format_id)
        return np.asarray(sum(parts, posts))

    def _presence(self, network: Candidacy, way: Way) -> Numbers:
        """Return the presence index in every world (`core.presence` for one)."""
        answered = self._answered(network, way)
        if way.mode == "relay":
            answered = answered / self._row("relay_discount")
        floor = self._row("profile_floor")
        profile = floor + (1 - floor) * self._completeness(network)
        index = 100 * self.fits[network.id] * profile * answered
        return np.asarray(index * self._replies(network, way) * self._given(network, way))

    def _answered(self, network: Candidacy, way: Way) -> Numbers:
        """Return response times regularity, or what the rung brings without posts if more."""
        model, posts = self._catalogue.model, way.posts_per_week
        dose = posts * self._row("counts_as_posts", network.format_id)
        response = (dose / model.reference_posts_per_week.mode) ** self._row("exponent", network.id)
        first, full = (
            model.regularity_first_active_week.mode,
            model.regularity_full_active_week.mode,
        )
        active = min(WEEKS, WEEKS * posts)
        missing = min(1.0, max(0.0, (full - active) / (full - first)))
        posted = response * self._row("regularity_floor") ** missing if posts > 0 else 0.0
        return np.asarray(np.maximum(posted, self._silent(network, way)))

    def _silent(self, network: Candidacy, way: Way) -> Numbers | float:
        if way.silent_response == 0:
            return 0.0
        return self._row("response_without_posts", network.id, way.rung)

    def _completeness(self, network: Candidacy) -> Numbers:
        done, unknown = checklist_shares(network.id, network.family, self._answers, self._catalogue)
        return np.asarray(done + unknown * self._row("assumed_completeness"))

    def _replies(self, network: Candidacy, way: Way) -> Numbers | float:
        asked = self._reference(network).get("reply", 0.0) > 0
        if not asked or way.counts.get("reply", 0.0) > 0:
            return 1.0
        return np.asarray(1 / (1 + self._row("reply_lift", network.id)))

    def _given(self, network: Candidacy, way: Way) -> Numbers:
        reference, counts = self._reference(network), way.counts
        asked = {name: reference.get(name, 0.0) for name in GIVEN_TO_OTHERS}
        shares = [min(1.0, counts.get(n, 0.0) / most) for n, most in asked.items() if most > 0]
        share = sum(shares) / len(shares) if shares else 1.0
        reciprocity = self._row("reciprocity")
        return np.asarray((1 + reciprocity * share) / (1 + reciprocity))

    def _reference(self, network: Candidacy) -> dict[str, float]:
        entry = self._catalogue.networks.get(network.id)
        scoring = entry.scoring if entry else None
        ladder = scoring.ladder if scoring else self._catalogue.model.generic_ladder
        return dict(next(rung.counts for rung in ladder.rungs if rung.rung == REFERENCE_RUNG))


def fits_in_worlds(networks: Sequence[Candidacy], space: Space, worlds: Numbers) -> Numbers:
    """Return the fit of every network in every world, shape (networks, worlds)."""
    fits = np.zeros((len(networks), worlds.shape[1]))
    for place, network in enumerate(networks):
        known = [name for name, score in network.fit.scores.items() if score is not None]
        weights = worlds[[space.rows["weight", name] for name in known]]
        scores = worlds[[space.rows["rating", network.id, name] for name in known]]
        total = np.maximum(weights.sum(axis=0), np.finfo(float).tiny)
        fits[place] = (weights * scores).sum(axis=0) / total
    return fits


def weights_in_worlds(criteria: Iterable[str], space: Space, worlds: Numbers) -> Numbers:
    """Return the criterion weights of every world, shape (criteria, worlds), adding up to 1."""
    rows = worlds[[space.rows["weight", name] for name in criteria]]
    return np.asarray(rows / np.maximum(rows.sum(axis=0), np.finfo(float).tiny))
