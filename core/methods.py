"""Other ways to rank the same scores: short kernels without any validation, on arrays.

Rows are alternatives, columns are criteria. Weights need not add up to 1. A
direction is +1 for a criterion to raise and -1 for one to lower. Scores of fit
are all to be raised; directions are there so that published tables can be
reproduced. tests/core/test_methods.py does, and holds a library against them.
"""

from __future__ import annotations

import itertools
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
SMALLEST = 1e-9  # a score of 0 would make a whole product 0


def weighted_sum(scores: ArrayLike, weights: ArrayLike) -> Numbers:
    """Return the weighted mean of each alternative, the higher the better."""
    return np.asarray(np.asarray(scores, float) @ _shares(weights))


def weighted_product(scores: ArrayLike, weights: ArrayLike) -> Numbers:
    """Return the product of scores ** weight, the higher the better.

    Unlike the sum, it lets no criterion make up for one that is near 0.

    Source: Miller and Starr (1969), "Executive Decisions and Operations Research".
    """
    positive = np.maximum(np.asarray(scores, float), SMALLEST)
    return np.asarray(np.prod(positive ** _shares(weights), axis=1))


def topsis(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None = None,
    *,
    normalised: Literal["vector", "linear"] = "vector",
) -> Numbers:
    """Return how close each alternative is to the ideal, 0 to 1, the higher the better.

    Ideal and anti-ideal are the best and worst values found. Criteria are
    brought to one scale by the length of their column ("vector") or by the span
    of its values ("linear"). Alternatives that are all the same get 0.5.

    Source: Hwang and Yoon (1981), "Multiple Attribute Decision Making".
    """
    matrix = np.asarray(scores, float)
    if normalised == "vector":
        scale = np.sqrt((matrix**2).sum(axis=0))
    else:
        scale = matrix.max(axis=0) - matrix.min(axis=0)
    weighted = matrix / np.where(scale == 0, 1, scale) * _shares(weights)
    raised = weighted * _signs(matrix, directions)
    to_best = np.sqrt(((raised - raised.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((raised - raised.min(axis=0)) ** 2).sum(axis=1))
    apart = to_best + to_worst
    return np.asarray(np.where(apart == 0, 0.5, to_worst / np.where(apart == 0, 1, apart)))


def promethee(
    scores: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
) -> Numbers:
    """Return the net flow of each alternative, -1 to 1, the higher the better (PROMETHEE II).

    Usual preference function: any difference is a full preference.

    Source: Brans and Vincke (1985), Management Science 31(6), 647-656.
    """
    matrix = np.asarray(scores, float)
    raised = matrix * _signs(matrix, directions)
    beats = raised[:, np.newaxis, :] > raised[np.newaxis, :, :]
    preference = beats.astype(float) @ _shares(weights)
    flows = preference.sum(axis=1) - preference.sum(axis=0)
    return np.asarray(flows / max(1, len(matrix) - 1))


def vikor(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None = None,
    *,
    strategy: float = 0.5,
) -> Numbers:
    """Return Q of each alternative, 0 to 1, the LOWER the better.

    `strategy` weighs the good of the majority against the worst regret.

    Source: Opricovic and Tzeng (2004), European Journal of Operational
    Research 156(2), 445-455.
    """
    matrix = np.asarray(scores, float)
    raised = matrix * _signs(matrix, directions)
    best, worst = raised.max(axis=0), raised.min(axis=0)
    regrets = _shares(weights) * (best - raised) / np.where(best == worst, 1, best - worst)
    utility, regret = regrets.sum(axis=1), regrets.max(axis=1)
    return np.asarray(strategy * _from_0_to_1(utility) + (1 - strategy) * _from_0_to_1(regret))


def rank_agreement(first: ArrayLike, second: ArrayLike) -> float:
    """Return Kendall's tau-b of two sets of values, -1 to 1; 1 where there is nothing to compare.

    Source: Kendall (1945), Biometrika 33(3), 239-251.
    """
    one, two = np.asarray(first, float), np.asarray(second, float)
    agreement = pairs_one = pairs_two = 0.0
    for i, j in itertools.combinations(range(len(one)), 2):
        a, b = np.sign(one[i] - one[j]), np.sign(two[i] - two[j])
        agreement += a * b
        pairs_one += a * a
        pairs_two += b * b
    if pairs_one == 0 or pairs_two == 0:
        return 1.0
    return float(agreement / np.sqrt(pairs_one * pairs_two))


def _shares(weights: ArrayLike) -> Numbers:
    given = np.asarray(weights, float)
    return np.asarray(given / given.sum())


def _signs(matrix: Numbers, directions: ArrayLike | None) -> Numbers:
    return np.ones(matrix.shape[1]) if directions is None else np.asarray(directions, float)


def _from_0_to_1(values: Numbers) -> Numbers:
    spread = values.max() - values.min()
    return np.asarray((values - values.min()) / (spread if spread else 1))
