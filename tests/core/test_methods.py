"""core.methods, against published tables and by hand."""

from __future__ import annotations

import numpy as np
import pymcdm.methods as pymcdm
import pytest
from pymcdm.normalizations import minmax_normalization, vector_normalization
from scipy.stats import kendalltau

from core.methods import (
    promethee,
    rank_agreement,
    topsis,
    vikor,
    weighted_product,
    weighted_sum,
)


def test_topsis_gives_the_table_of_tzeng_and_huang():
    """Tzeng and Huang (2011), "Multiple Attribute Decision Making", table 3.4."""
    scores = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]

    assert topsis(scores, [0.3, 0.4, 0.3]) == pytest.approx(
        [0.5037, 0.6581, 0.7482, 0.3340], abs=1e-4
    )


MOUNTAIN = [[1, 3000], [2, 3750], [5, 4500]]  # risk to lower, altitude to raise


def test_topsis_gives_the_mountain_climb_of_opricovic_and_tzeng():
    """Opricovic and Tzeng (2004), European Journal of Operational Research 156(2)."""
    values = topsis(MOUNTAIN, [0.5, 0.5], [-1, 1], normalised="linear")

    assert values == pytest.approx([0.500, 0.617, 0.500], abs=5e-4)


def test_vikor_gives_the_mountain_climb_of_opricovic_and_tzeng():
    assert vikor(MOUNTAIN, [0.5, 0.5], [-1, 1]) == pytest.approx([1, 0, 1], abs=1e-9)


def test_promethee_gives_the_flows_of_zhao():
    """Zhao and others (2013), usual preference function."""
    scores = [[4, 3, 2], [3, 2, 4], [5, 1, 3]]

    assert promethee(scores, [0.5, 0.3, 0.2]) == pytest.approx([0.1, -0.3, 0.2])


@pytest.mark.filterwarnings("ignore:Alternatives with indices")  # it warns of dominated ones
@pytest.mark.parametrize("seed", range(20))
def test_every_method_gives_what_the_library_gives(seed):
    """pymcdm as oracle, for criteria to raise and to lower; products up to their scale."""
    draw = np.random.default_rng(seed)
    scores, weights = draw.random((7, 4)) + 0.01, draw.dirichlet(np.ones(4))
    directions = draw.choice([-1, 1], 4)

    oracle = pymcdm.TOPSIS(vector_normalization)(scores, weights, np.ones(4))
    assert topsis(scores, weights) == pytest.approx(oracle)
    oracle = pymcdm.TOPSIS(minmax_normalization)(scores, weights, directions)
    ours = topsis(scores, weights, directions, normalised="linear")
    assert ours == pytest.approx(oracle)
    oracle = pymcdm.PROMETHEE_II("usual")(scores, weights, directions)
    assert promethee(scores, weights, directions) == pytest.approx(oracle)
    oracle = pymcdm.VIKOR()(scores, weights, directions)
    assert vikor(scores, weights, directions) == pytest.approx(oracle)
    ratio = weighted_product(scores, weights) / pymcdm.WPM()(scores, weights, np.ones(4))
    assert ratio == pytest.approx(np.full(7, ratio[0]))


def test_a_weighted_product_of_two_scores_by_hand():
    """0.25 ** 0.5 * 1 ** 0.5 = 0.5; a zero sinks the whole."""
    values = weighted_product([[0.25, 1.0], [1.0, 0.0]], [1, 1])

    assert values[0] == pytest.approx(0.5)
    assert values[1] < 0.001


def test_weights_count_by_their_ratio_only():
    scores = np.random.default_rng(1).random((6, 3))
    for method in (weighted_sum, weighted_product, topsis, promethee, vikor):
        assert method(scores, [4, 2, 2]) == pytest.approx(method(scores, [0.5, 0.25, 0.25]))


@pytest.mark.parametrize("method", [weighted_sum, weighted_product, topsis, promethee])
def test_one_that_is_better_on_everything_comes_first(method):
    scores = np.random.default_rng(2).random((5, 4)) * 0.8
    scores[3] = 0.9

    assert method(scores, [0.4, 0.3, 0.2, 0.1]).argmax() == 3


def test_net_flows_add_up_to_zero():
    scores = np.random.default_rng(3).random((7, 4))

    assert promethee(scores, [1, 2, 3, 4]).sum() == pytest.approx(0)


@pytest.mark.parametrize("method", [weighted_sum, weighted_product, topsis, promethee, vikor])
def test_the_same_alternatives_get_the_same_value(method):
    values = method(np.full((4, 3), 0.6), [1, 1, 1])

    assert np.isfinite(values).all()
    assert values == pytest.approx(np.full(4, values[0]))


@pytest.mark.parametrize("seed", range(20))
def test_rank_agreement_is_kendalls_tau(seed):
    """scipy as oracle, ties included."""
    draw = np.random.default_rng(seed)
    one, two = draw.integers(0, 6, 9), draw.integers(0, 6, 9)

    assert rank_agreement(one, two) == pytest.approx(kendalltau(one, two).statistic)


def test_nothing_to_compare_agrees():
    assert rank_agreement([1.0], [2.0]) == 1
    assert rank_agreement([1.0, 1.0], [2.0, 3.0]) == 1
