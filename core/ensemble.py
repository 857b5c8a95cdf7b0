"""Many worlds at once: what every way costs and brings in each, and the best plan of each, exactly.

The same problem as `core.portfolio`, with one budget and thousands of sets of
figures. The last axis of every table is the world, so that one pass of the
dynamic programming serves them all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.answers import Answers
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES
from core.groups import IMPOSSIBLE, Choose, Seat, Worth, in_groups, marks, moves
from core.portfolio import Candidate, Option
from core.presence import GIVEN_TO_OTHERS, WEEKS
from core.space import Numbers, Space
from core.strategies import as_candidates
from core.ways import REFERENCE_RUNG, Candidacy, Way, checklist_shares

WORLDS_AT_ONCE = 256  # keeps the tables of one pass in the cache of a processor


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

    def best(self, budget_steps: int) -> Best:
        """Return the best plan of every world within a budget, solved exactly."""
        candidates = as_candidates(self.networks, self._answers)
        worlds = range(0, self._worlds.shape[1], WORLDS_AT_ONCE)
        parts = [
            self._solve(candidates, budget_steps, slice(w, w + WORLDS_AT_ONCE)) for w in worlds
        ]
        return Best(
            np.concatenate([part.presence for part in parts]),
            np.concatenate([part.kept for part in parts], axis=1),
        )

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

    def _solve(self, candidates: Sequence[Candidate], budget_steps: int, part: slice) -> Best:
        """Return the best plans of some of the worlds."""
        ways = [
            next(w for w in self.ways[c.id] if (w.way.rung, w.way.mode) == (o.rung, o.mode))
            for c in candidates
            for o in c.options
        ]
        steps = [way.steps[part] for way in ways]
        presences = [way.presence[part] for way in ways]
        return _Pass(candidates, budget_steps, steps, presences, self.bonus[part]).best()


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


class _Pass:
    """One pass of the dynamic programming over some worlds.

    Tables have the axes of `core.groups`, with steps and worlds in the place of
    size and steps. A last row of steps, never possible, stands for "before 0".
    The lowest bits of a worth are the networks that are kept.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        budget_steps: int,
        steps: Sequence[NDArray[np.int64]],
        presences: Sequence[Numbers],
        bonus: Numbers,
    ) -> None:
        self._candidates, self._bonus = candidates, bonus
        self._width, self._worlds = budget_steps + 1, len(bonus)
        self._steps = steps
        self._seats = list(_numbered(candidates))
        self._bits = len(candidates)
        self._scale = self._scale_for(presences)
        self._worths = self._as_integers(presences)

    def _scale_for(self, presences: Sequence[Numbers]) -> float:
        most = sum(
            max((presences[n].max() for n in seat.worths), default=0.0) for seat in self._seats
        )
        return float(2.0 ** (60 - self._bits - max(1, int(most) + 1).bit_length()))

    def _as_integers(self, presences: Sequence[Numbers]) -> list[Worth]:
        integers: list[Worth] = []
        for seat in self._seats:
            for number, option in zip(seat.worths, seat.candidate.options, strict=True):
                worth = np.rint(presences[number] * self._scale).astype(np.int64) << self._bits
                integers.append(worth | (int(option.kept) << (self._bits - 1 - seat.place)))
        return integers

    def best(self) -> Best:
        """Return the best plan of each world."""
        table = np.full((1, self._width + 1, self._worlds), IMPOSSIBLE, dtype=np.int64)
        table[0, 0] = 0
        counts_types = len({o.content_type for c, o in self._marking()}) >= 2
        for group in in_groups(self._seats):
            for move in moves(group, counts_types=counts_types):
                if isinstance(move, Choose):
                    table = self._choose(move, table)
                else:
                    table = move.forward(table)
        return self._final(table[:, : self._width])

    def _marking(self) -> list[tuple[Candidate, Option]]:
        return [(c, o) for c in self._candidates for o in c.options if marks(c, o)]

    def _choose(self, move: Choose, before: Worth) -> Worth:
        after = np.full_like(before, IMPOSSIBLE) if move.must_keep else before.copy()
        for taking in move.takings:
            seen = slice(-1 if taking.marks else 0, None)
            source = before.max(taking.axis + 1, keepdims=True) if taking.marks else before
            taken = self._later(source, self._steps[taking.worth]) + self._worths[taking.worth]
            others = (slice(None),) * taking.axis
            for origin, destination in taking.segments:
                if origin.start < origin.stop:
                    target = after[(*others, destination, seen)]
                    np.maximum(target, taken[(*others, origin)], out=target)
        return after

    def _later(self, table: Worth, steps: NDArray[np.int64]) -> Worth:
        """Return a table in which every world has spent its own number of steps more."""
        rows = np.arange(self._width + 1)[:, np.newaxis] - steps
        rows[rows < 0] = self._width
        rows[self._width] = self._width
        places = (rows * self._worlds + np.arange(self._worlds)).ravel()
        flat = table.reshape(-1, (self._width + 1) * self._worlds)
        return flat.take(places, axis=1).reshape(table.shape)

    def _final(self, table: Worth) -> Best:
        factors = np.ones((len(table), 1, self._worlds))
        factors[2:] += self._bonus
        presence = np.where(table < 0, -np.inf, (table >> self._bits) / self._scale * factors)
        flat = presence.reshape(-1, self._worlds)
        first = flat.argmax(axis=0)
        chosen = table.reshape(-1, self._worlds)[first, np.arange(self._worlds)]
        greatest = flat[first, np.arange(self._worlds)]
        places = np.arange(self._bits - 1, -1, -1)[:, np.newaxis]
        kept = ((chosen >> places) & 1).astype(bool) & (greatest > -np.inf)
        return Best(greatest, kept)


def _numbered(candidates: Sequence[Candidate]) -> Iterator[Seat]:
    """Yield seats whose worths are the numbers of their options, counted through all networks."""
    count = itertools.count()
    for place, candidate in enumerate(candidates):
        yield Seat(place, candidate, tuple(next(count) for _ in candidate.options))
