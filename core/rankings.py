"""The same scores ranked by other methods, and how far they agree with ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.fit import criterion_weights
from core.methods import promethee, rank_agreement, topsis, vikor, weighted_product
from core.ways import Candidacy

OURS = "weighted_sum"
METHODS = (OURS, "weighted_product", "topsis", "promethee", "vikor")
DIGITS = 9  # values that differ less are tied


@dataclass(frozen=True, slots=True)
class Ranking:
    """What one method makes of the scores.

    Attributes:
        method: One of `METHODS`.
        ranks: By network, from 1; those tied share the best of their ranks.
        agreement: Kendall's tau-b with the weighted sum, -1 to 1.
    """

    method: str
    ranks: Mapping[str, int]
    agreement: float

    @property
    def first(self) -> tuple[str, ...]:
        """Return the networks it puts first."""
        return tuple(name for name, rank in self.ranks.items() if rank == 1)


def rankings(analysis: Analysis, catalogue: Catalogue) -> tuple[Ranking, ...]:
    """Return the networks that may be chosen as each method ranks them, ours first.

    Only criteria that some network has a score in count. Where one network lacks
    the score, its own fit stands in: that neither raises nor lowers it.
    """
    networks = analysis.usable
    weights = criterion_weights(analysis.answers, catalogue)
    criteria = [name for name, weight in weights.items() if weight > 0 and _asked(name, networks)]
    if not networks or not criteria:
        return ()
    scores = np.array([[_score(network, name) for name in criteria] for network in networks])
    shares = np.array([weights[name] for name in criteria])
    values = {
        OURS: np.array([network.score for network in networks]),
        "weighted_product": weighted_product(scores, shares),
        "topsis": topsis(scores, shares),
        "promethee": promethee(scores, shares),
        "vikor": -vikor(scores, shares),
    }
    ours = values[OURS].round(DIGITS)
    return tuple(
        Ranking(name, _ranks(networks, found), rank_agreement(ours, found.round(DIGITS)))
        for name, found in values.items()
    )


def _asked(criterion: str, networks: tuple[Candidacy, ...]) -> bool:
    return any(network.fit.scores.get(criterion) is not None for network in networks)


def _score(network: Candidacy, criterion: str) -> float:
    score = network.fit.scores.get(criterion)
    return network.score if score is None else score


def _ranks(networks: tuple[Candidacy, ...], values: NDArray[np.float64]) -> dict[str, int]:
    """Return ranks from 1, best first, in that order; ties in catalogue order."""
    rounded = values.round(DIGITS)
    order = np.argsort(-rounded, kind="stable")
    return {networks[i].id: 1 + int((rounded > rounded[i]).sum()) for i in order}
