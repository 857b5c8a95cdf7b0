"""core.acceptability: SMAA-2 where the answer is known exactly."""

from __future__ import annotations

import numpy as np
import pytest

from core.acceptability import central_weights, rank_acceptability

WORLDS = 60_000


def weights_anywhere(criteria: int, worlds: int = WORLDS) -> np.ndarray:
    """Return weights uniform over all that add up to 1."""
    return np.random.default_rng(5).dirichlet(np.ones(criteria), worlds).T


def test_the_same_alternatives_share_every_rank_and_weigh_all_criteria_the_same():
    weights = weights_anywhere(3)
    values = np.full((4, 3), 0.7) @ weights

    assert rank_acceptability(np.round(values, 9)) == pytest.approx(np.full((4, 4), 0.25))
    assert central_weights(np.round(values, 9), weights) == pytest.approx(
        np.full((4, 3), 1 / 3), abs=0.005
    )


def test_two_specialists_win_half_of_all_weights_each():
    """First where its own weight exceeds 1/2; there that weight is 3/4 on average."""
    weights = weights_anywhere(2)
    values = np.eye(2) @ weights

    assert rank_acceptability(values) == pytest.approx(np.full((2, 2), 0.5), abs=0.01)
    assert central_weights(values, weights) == pytest.approx(
        np.array([[0.75, 0.25], [0.25, 0.75]]), abs=0.01
    )


def test_rows_and_columns_add_up_to_one():
    values = np.random.default_rng(1).random((6, 500)).round(1)  # many ties

    shares = rank_acceptability(values)

    assert shares.sum(axis=0) == pytest.approx(1)
    assert shares.sum(axis=1) == pytest.approx(1)


def test_one_that_never_comes_first_has_no_central_weights():
    weights = weights_anywhere(2, 100)
    values = np.array([[1.0, 1.0], [0.5, 0.5]]) @ weights

    assert np.isnan(central_weights(values, weights)[1]).all()
    assert rank_acceptability(values)[1].tolist() == [0, 1]


@pytest.mark.parametrize("alternatives", [2, 3, 7])
def test_identical_alternatives_cannot_be_told_apart(alternatives):
    """Exactly equal in every world: every rank shared alike, and the weights of all worlds."""
    weights = weights_anywhere(4)
    values = np.tile(np.random.default_rng(2).random(WORLDS), (alternatives, 1))

    shares = rank_acceptability(values[:, :500])

    assert shares == pytest.approx(np.full((alternatives, alternatives), 1 / alternatives))
    central = central_weights(values, weights)
    assert central == pytest.approx(np.full((alternatives, 4), 1 / 4), abs=0.005)
    assert central == pytest.approx(np.tile(weights.mean(axis=1), (alternatives, 1)))


def test_the_order_of_the_alternatives_changes_only_the_order():
    values = np.random.default_rng(8).random((5, 300)).round(1)
    weights = weights_anywhere(3, 300)
    order = [3, 0, 4, 1, 2]

    assert rank_acceptability(values[order]) == pytest.approx(rank_acceptability(values)[order])
    assert central_weights(values[order], weights) == pytest.approx(
        central_weights(values, weights)[order]
    )


def test_a_world_in_which_two_come_first_counts_half_for_each():
    weights = np.array([[0.2, 0.8], [0.8, 0.2]])
    values = np.array([[1.0, 1.0], [1.0, 0.5]])

    found = central_weights(values, weights)

    assert found[0] == pytest.approx([(0.2 / 2 + 0.8) / 1.5, (0.8 / 2 + 0.2) / 1.5])
    assert found[1] == pytest.approx([0.2, 0.8])
