"""Worlds drawn the plain way: no slices, no quantiles of our own, numpy's laws alone."""

from __future__ import annotations

import numpy as np

from core.space import Space


def plain_worlds(space: Space, worlds: int, seed: int) -> np.ndarray:
    """Return worlds of a space by plain Monte Carlo, shape (quantities, worlds)."""
    generator = np.random.default_rng(seed)
    table = np.empty((len(space.quantities), worlds))
    for row, quantity in enumerate(space.quantities):
        low, mode, high = (getattr(quantity.range, name) for name in ("low", "mode", "high"))
        certain = low == high
        table[row] = mode if certain else generator.triangular(low, mode, high, worlds)
    weights = [row for row, q in enumerate(space.quantities) if q.group == "weight"]
    likely = np.array([space.quantities[row].range.mode for row in weights])
    shares = space.weight_concentration * likely / likely.sum()
    table[weights] = 0.0
    weighing = [row for row, share in zip(weights, shares, strict=True) if share > 0]
    table[weighing] = generator.dirichlet(shares[shares > 0], worlds).T
    return table
