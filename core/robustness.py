"""How sure the advice is: the same question asked in many worlds.

A world gives every uncertain figure one value of its range (`core.space`). The
best plan of each is found exactly (`core.ensemble`); what stays the same from
world to world can be relied on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.acceptability import central_weights, rank_acceptability
from core.analysis import Analysis
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES
from core.ensemble import Best, Ensemble, fits_in_worlds, weights_in_worlds
from core.space import GROUPS, Numbers, Space, space_of

WORLDS = 1_000
RANKED_PER_WORLD = 10  # ranks ask for fits alone, so many more worlds can be seen
LOW, HIGH = 0.1, 0.9  # the ends of a range that holds 80 % of the worlds
COUNTED_WORLDS = 200  # sizes told apart cost about seven times as much a world
LEAST_POSSIBLE = 0.5  # of the worlds, for a size to have a spread
COUNTED_EFFORT = 7  # of a world of which every size is asked, beside one of which the best is
BINS, LEAST_IN_BIN = 20, 10


@dataclass(frozen=True, slots=True)
class Spread:
    """A quantity over the worlds: 10 %, half and 90 % lie below."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Swing:
    """What one group of assumptions does to the answer, from its low end to its high end.

    presence: what the best plan brings; sizes: how many networks it keeps;
    changes: whether other networks are kept than in the plan recommended.
    """

    group: str
    presence: tuple[float, float]
    sizes: tuple[int, int]
    changes: bool

    @property
    def width(self) -> float:
        """Return how far the presence of the best plan moves."""
        return abs(self.presence[1] - self.presence[0])


@dataclass(frozen=True, slots=True)
class Robustness:
    """What many worlds say of one analysis.

    Attributes:
        worlds: How many were drawn.
        minutes: Minutes a week that the plan recommended takes.
        fits_share: Share of the worlds in which it fits the week.
        same_share: Share of the worlds in which its networks are the best ones.
        in_best: By network, share of the worlds whose best plan keeps it.
        sizes: By number of networks, share of the worlds in which it is best.
        presence: Presence of the best plan.
        presence_by_count: By number of networks k, from 0, the presence of the
            best plan that keeps exactly k, over the first COUNTED_WORLDS (200)
            worlds, or all where fewer were drawn. Worlds in which no plan of k
            networks fits are left out; a k that fits in fewer than half of the
            worlds is left out altogether.
        ranks: By network, share of the worlds in which its fit takes each rank.
        central_weights: By network, the mean criterion weights of the worlds in
            which it fits best; None where it never does.
        swings: One for each group of assumptions, the widest first.
        narrowing: By action or format (as in `Answers.minutes_per_action`), the
            share of the variance of the plan's minutes that knowing it would
            remove, the largest first. Empty where nothing is uncertain.
        settling: By criterion, the share of the variance of "are its networks the
            best ones" that knowing its weight would remove, the largest first.
    """

    worlds: int
    minutes: Spread
    fits_share: float
    same_share: float
    in_best: Mapping[str, float]
    sizes: Mapping[int, float]
    presence: Spread
    presence_by_count: Mapping[int, Spread]
    ranks: Mapping[str, tuple[float, ...]]
    central_weights: Mapping[str, Mapping[str, float] | None]
    swings: tuple[Swing, ...]
    narrowing: Mapping[str, float]
    settling: Mapping[str, float]


def robustness(
    analysis: Analysis,
    catalogue: Catalogue,
    generator: np.random.Generator,
    worlds: int = WORLDS,
    progress: Callable[[float], None] | None = None,
) -> Robustness | None:
    """Return how sure the best plan of an analysis is; None where there is no plan.

    Args:
        analysis: The analysis of the person's answers.
        catalogue: The catalogue it was made with.
        generator: Where the worlds come from; the same seed gives the same worlds.
        worlds: How many to draw, 1 or more.
        progress: Called between blocks of worlds with the share done, rising to 1.
    """
    if analysis.best is None or not analysis.usable:
        return None
    told = _Told(progress, worlds + COUNTED_EFFORT * min(COUNTED_WORLDS, worlds))
    space = space_of(analysis.usable, analysis.answers, catalogue)
    table = space.drawn(worlds, generator)
    ensemble = Ensemble(analysis.usable, analysis.answers, catalogue, space, table)
    steps = analysis.weekly_minutes // STEP_MINUTES
    best = ensemble.best(steps, told)
    by_count = ensemble.best_by_count(
        steps, COUNTED_WORLDS, lambda count: told(COUNTED_EFFORT * count)
    )
    minutes, charged = _plan_in_worlds(analysis, ensemble)
    names = [network.id for network in ensemble.networks]
    same = (best.kept == _recommended(analysis, names)[:, np.newaxis]).all(axis=0)
    ranked = space.drawn(RANKED_PER_WORLD * worlds, generator)
    fits = fits_in_worlds(ensemble.networks, space, ranked)
    weights = weights_in_worlds(catalogue.criteria, space, ranked)
    found = Robustness(
        worlds=worlds,
        minutes=_spread(minutes),
        fits_share=float((charged <= steps).mean()),
        same_share=float(same.mean()),
        in_best=dict(zip(names, best.kept.mean(axis=1).tolist(), strict=True)),
        sizes=_sizes(best),
        presence=_spread(best.presence),
        presence_by_count=_by_count(by_count),
        ranks=dict(zip(names, map(tuple, rank_acceptability(fits).tolist()), strict=True)),
        central_weights=_central(names, fits, weights, catalogue),
        swings=_swings(analysis, catalogue, space, steps),
        narrowing=_removed(space, table, minutes, ("minutes", "production")),
        settling=_removed(space, table, same.astype(float), ("weight",)),
    )
    told.finished()
    return found


class _Told:
    """What is done, told as a share of what there is to do."""

    def __init__(self, tell: Callable[[float], None] | None, most: int) -> None:
        self._tell, self._most, self._done = tell, most + 1, 0  # the ranks are the last one

    def __call__(self, more: int) -> None:
        self._done += more
        if self._tell is not None:
            self._tell(self._done / self._most)

    def finished(self) -> None:
        """Tell that all is done."""
        self(self._most - self._done)


def _plan_in_worlds(analysis: Analysis, ensemble: Ensemble) -> tuple[Numbers, NDArray[np.int64]]:
    """Return the minutes of the plan recommended in every world, and the steps it is charged."""
    assert analysis.best is not None  # seen by the caller
    chosen = [
        found
        for name, way in analysis.best.choice.items()
        for found in ensemble.ways[name]
        if (found.way.rung, found.way.mode) == (way.rung, way.mode)
    ]
    worlds = len(ensemble.bonus)
    minutes = sum((found.minutes for found in chosen), np.zeros(worlds))
    charged = sum((found.steps for found in chosen), np.zeros(worlds, dtype=np.int64))
    return np.asarray(minutes), np.asarray(charged)


def _recommended(analysis: Analysis, names: Sequence[str]) -> NDArray[np.bool_]:
    kept = analysis.best.kept if analysis.best else ()
    return np.array([name in kept for name in names])


def _spread(values: Numbers) -> Spread:
    """Return the spread of values; a world without a plan brings 0."""
    finite = np.where(np.isfinite(values), values, 0.0)
    low, median, high = np.quantile(finite, (LOW, 0.5, HIGH))
    return Spread(float(low), float(median), float(high))


def _sizes(best: Best) -> dict[int, float]:
    sizes, counts = np.unique(best.sizes, return_counts=True)
    return dict(zip(sizes.tolist(), (counts / len(best.sizes)).tolist(), strict=True))


def _by_count(presences: Numbers) -> dict[int, Spread]:
    """Return the spread of each size that fits often enough, over the worlds where it does."""
    fits = np.isfinite(presences)
    often = np.flatnonzero(fits.mean(axis=1) >= LEAST_POSSIBLE).tolist()
    return {size: _spread(presences[size, fits[size]]) for size in often}


def _central(
    names: Sequence[str], fits: Numbers, weights: Numbers, catalogue: Catalogue
) -> dict[str, Mapping[str, float] | None]:
    central = central_weights(fits, weights)
    return {
        name: None
        if np.isnan(row).any()
        else dict(zip(catalogue.criteria, row.tolist(), strict=True))
        for name, row in zip(names, central, strict=True)
    }


def _swings(
    analysis: Analysis, catalogue: Catalogue, space: Space, steps: int
) -> tuple[Swing, ...]:
    """Return what each group of assumptions does alone, all others being most likely."""
    groups = [group for group in GROUPS if any(q.group == group for q in space.quantities)]
    worlds = space.extremes(groups)
    best = Ensemble(analysis.usable, analysis.answers, catalogue, space, worlds).best(steps)
    names = [network.id for network in analysis.usable]
    recommended = _recommended(analysis, names)
    found = (_swing(group, best, 2 * n, recommended) for n, group in enumerate(groups))
    return tuple(sorted(found, key=lambda swing: -swing.width))


def _swing(group: str, best: Best, column: int, recommended: NDArray[np.bool_]) -> Swing:
    low, high = (float(max(0.0, value)) for value in best.presence[column : column + 2])
    sizes = best.sizes[column : column + 2]
    same = (best.kept[:, column : column + 2] == recommended[:, np.newaxis]).all()
    return Swing(group, (low, high), (int(sizes[0]), int(sizes[1])), not same)


def _removed(
    space: Space, table: Numbers, outcome: Numbers, groups: Sequence[str]
) -> dict[str, float]:
    """Return what knowing each uncertain quantity of some groups removes, the largest first."""
    if outcome.min() == outcome.max():
        return {}
    shares = {
        ".".join(quantity.key[1:]): explained_share(table[row], outcome)
        for row, quantity in enumerate(space.quantities)
        if quantity.group in groups and quantity.range.low < quantity.range.high
    }
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def explained_share(values: Numbers, outcome: Numbers) -> float:
    """Return the share of the variance of an outcome that knowing a quantity removes, 0 to 1.

    The first-order share: the variance of the mean outcome within bins of the
    quantity, less what chance alone puts there.

    Args:
        values: The quantity in every world.
        outcome: What depends on it, not the same in all worlds.

    Source: Saltelli and others (2008), "Global Sensitivity Analysis", chapter 1.
    """
    bins = max(1, min(BINS, len(values) // LEAST_IN_BIN))
    parts = np.array_split(outcome[np.argsort(values, kind="stable")], bins)
    between = np.var([part.mean() for part in parts])
    within = np.mean([part.var() / max(1, len(part) - 1) for part in parts])  # of a mean
    return float(np.clip((between - within * (bins - 1) / bins) / outcome.var(), 0.0, 1.0))
