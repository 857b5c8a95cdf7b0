"""The same scores by other methods."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from scipy.stats import kendalltau, rankdata

from core.analysis import analyse
from core.answers import Answers
from core.methods import topsis
from core.rankings import METHODS, OURS, rankings
from tests.core.strategies import CATALOGUE, LAW, a_person, answers_strategy

PERSON = a_person()
ANALYSIS = analyse(PERSON, CATALOGUE)


def test_all_five_methods_rank_every_network_that_may_be_chosen():
    found = rankings(ANALYSIS, CATALOGUE)

    assert tuple(ranking.method for ranking in found) == METHODS
    for ranking in found:
        assert set(ranking.ranks) == {network.id for network in ANALYSIS.usable}
        assert min(ranking.ranks.values()) == 1


def test_ours_ranks_by_fit():
    ours = rankings(ANALYSIS, CATALOGUE)[0]
    by_fit = sorted(ANALYSIS.usable, key=lambda network: -network.score)

    assert ours.method == OURS
    assert ours.first[0] == by_fit[0].id
    assert ours.agreement == pytest.approx(1.0)
    scores = [network.score for network in ANALYSIS.usable]
    expected = rankdata([-round(score, 9) for score in scores], method="min")
    assert [ours.ranks[n.id] for n in ANALYSIS.usable] == expected.tolist()


@given(answers_strategy(CATALOGUE))
@LAW
def test_the_agreement_is_kendalls_tau_of_the_ranks(answers):
    found = rankings(analyse(answers, CATALOGUE), CATALOGUE)
    for ranking in found[1:]:
        names = list(found[0].ranks)
        if len(names) < 2:
            continue  # one network agrees with itself, and SciPy has no answer
        ours, theirs = ([r.ranks[name] for name in names] for r in (found[0], ranking))
        tau = kendalltau(ours, theirs).statistic
        if not np.isnan(tau):
            assert ranking.agreement == pytest.approx(tau, abs=1e-6)


@given(answers_strategy(CATALOGUE))
@LAW
def test_a_network_better_in_every_criterion_is_ranked_below_by_no_method(answers):
    analysis = analyse(answers, CATALOGUE)
    for ranking in rankings(analysis, CATALOGUE):
        for one in analysis.usable:
            for other in analysis.usable:
                pairs = [
                    (one.fit.scores[name], other.fit.scores[name])
                    for name in one.fit.scores
                    if name in other.fit.scores
                ]
                known = all(None not in pair for pair in pairs)
                if known and all(first > second for first, second in pairs):
                    assert ranking.ranks[one.id] <= ranking.ranks[other.id], ranking.method


def test_a_criterion_nobody_was_asked_about_changes_nothing():
    """Only the goals are answered: the other criteria have no scores."""
    answers = Answers(goals={"be_known": 1.0}, weekly_minutes=240)
    analysis = analyse(answers, CATALOGUE)
    found = {r.method: r for r in rankings(analysis, CATALOGUE)}
    assert all(set(n.fit.scores.values()) >= {None} for n in analysis.usable)

    scores = [[network.fit.scores["goals"]] for network in analysis.usable]
    expected = rankdata((-topsis(scores, [1.0])).round(9), method="min")
    ranks = [found["topsis"].ranks[n.id] for n in analysis.usable]
    assert ranks == expected.tolist()


def test_nobody_to_rank_is_no_ranking():
    answers = a_person(networks={name: {"lock": "never"} for name in CATALOGUE.networks})
    assert rankings(analyse(answers, CATALOGUE), CATALOGUE) == ()
