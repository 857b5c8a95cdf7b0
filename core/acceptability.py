"""SMAA-2: how often each alternative takes each rank, and which weights put it first.

Source: Lahdelma and Salminen (2001), "SMAA-2: Stochastic Multicriteria
Acceptability Analysis for Group Decision Making", Operations Research 49(3).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def rank_acceptability(values: Numbers) -> Numbers:
    """Return the share of worlds in which each alternative takes each rank.

    Args:
        values: Shape (alternatives, worlds), the higher the better.

    Returns:
        Shape (alternatives, ranks), rows and columns adding up to 1. Those that
        tie in a world share the ranks they take there equally.
    """
    alternatives, worlds = values.shape
    shares = np.zeros((alternatives, alternatives))
    better = (values[np.newaxis, :, :] > values[:, np.newaxis, :]).sum(axis=1)
    tied = (values[np.newaxis, :, :] == values[:, np.newaxis, :]).sum(axis=1)
    for rank in range(alternatives):
        takes = (better <= rank) & (rank < better + tied)
        shares[:, rank] = (takes / tied).sum(axis=1)
    return np.asarray(shares / worlds)


def central_weights(values: Numbers, weights: Numbers) -> Numbers:
    """Return the mean weights of the worlds in which each alternative comes first.

    Args:
        values: Shape (alternatives, worlds), the higher the better.
        weights: Shape (criteria, worlds), each world adding up to 1.

    Returns:
        Shape (alternatives, criteria); not a number for one that never comes
        first. A world in which several come first counts for each in part.
    """
    first = values == values.max(axis=0)
    parts = first / first.sum(axis=0)
    with np.errstate(invalid="ignore"):
        return np.asarray(parts @ weights.T / parts.sum(axis=1, keepdims=True))
