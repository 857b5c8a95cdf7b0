"""Fit is a weighted mean of what is known: it adds up, and silence costs nothing."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.answers import Answers, NetworkAnswers
from core.fit import (
    Fit,
    Veto,
    audience_score,
    combine,
    criterion_weights,
    format_score,
    goal_score,
    network_scores,
    veto_of,
)
from tests.core.strategies import CATALOGUE, QUICK_LAW, a_person, answers_strategy

NAMES = list(CATALOGUE.criteria)
shares = st.floats(0, 1, allow_subnormal=False)
some_scores = st.fixed_dictionaries({name: st.one_of(st.none(), shares) for name in NAMES})
some_weights = st.fixed_dictionaries(
    {name: st.one_of(st.just(0.0), st.floats(1e-3, 100)) for name in NAMES}
)
SCORED = {name: n.scoring for name, n in CATALOGUE.networks.items() if n.scoring is not None}
INSTAGRAM = SCORED["instagram"]


# The weighted sum.


@given(some_scores, some_weights)
@QUICK_LAW
def test_contributions_add_up_to_the_score(scores, weights):
    fit = combine(scores, weights)

    if fit.score is None:
        assert set(fit.contributions.values()) == {0.0}
    else:
        assert sum(fit.contributions.values()) == pytest.approx(fit.score, abs=1e-12)
        assert all(part >= 0 for part in fit.contributions.values())


@given(some_scores, some_weights)
@QUICK_LAW
def test_the_score_lies_between_the_lowest_and_the_highest_known(scores, weights):
    fit = combine(scores, weights)

    known = [s for name, s in scores.items() if s is not None and weights[name] > 0]
    if fit.score is None:
        assert not known
    else:
        assert min(known) - 1e-12 <= fit.score <= max(known) + 1e-12


@given(some_scores, some_weights, st.sampled_from(NAMES))
@QUICK_LAW
def test_an_unanswered_criterion_neither_helps_nor_harms(scores, weights, silent):
    """Leaving a question out is the same as the question not being there."""
    unanswered = combine({**scores, silent: None}, weights)
    without = combine({n: s for n, s in scores.items() if n != silent}, weights)

    assert unanswered.score == without.score
    assert unanswered.contributions[silent] == 0


@given(some_scores, some_weights, st.sampled_from(NAMES))
@QUICK_LAW
def test_answering_what_the_score_already_says_changes_nothing(scores, weights, silent):
    """The other side of the same law: silence counts as the mean of what is known."""
    before = combine({**scores, silent: None}, weights)
    assume(before.score is not None)

    after = combine({**scores, silent: before.score}, weights)

    assert after.score == pytest.approx(before.score, abs=1e-12)


@given(some_scores, some_weights, st.sampled_from(NAMES), shares)
@QUICK_LAW
def test_a_better_score_never_lowers_the_fit(scores, weights, name, other):
    lower, higher = sorted([other, scores[name] if scores[name] is not None else other])

    before, after = (combine({**scores, name: score}, weights).score for score in (lower, higher))

    assert (before is None) == (after is None)
    assert before is None or after >= before - 1e-12


@given(some_scores, some_weights, st.floats(0.01, 100))
@QUICK_LAW
def test_only_the_ratios_of_the_weights_matter(scores, weights, factor):
    scaled = {name: weight * factor for name, weight in weights.items()}

    assert combine(scores, scaled).score == pytest.approx(combine(scores, weights).score, abs=1e-12)


def test_a_fit_worked_by_hand():
    """(0.4 x 0.5 + 0.3 x 1 + 0.2 x 0) / 0.9, with nothing known of tone and values."""
    scores = {"goals": 0.5, "audience": 1.0, "formats": 0.0, "tone_values": None}

    fit = combine(scores, {"goals": 0.4, "audience": 0.3, "formats": 0.2, "tone_values": 0.1})

    assert fit.score == pytest.approx(0.5 / 0.9)
    assert fit.contributions == pytest.approx(
        {"goals": 0.2 / 0.9, "audience": 0.3 / 0.9, "formats": 0.0, "tone_values": 0.0}
    )


def test_the_weights_of_the_guide_are_the_default():
    assert criterion_weights(Answers(), CATALOGUE) == {
        "goals": 0.4,
        "audience": 0.3,
        "formats": 0.2,
        "tone_values": 0.1,
    }


def test_weights_of_ones_own_replace_the_default_one_by_one():
    weights = criterion_weights(Answers(criterion_weights={"audience": 5.0}), CATALOGUE)

    assert weights == {"goals": 0.4, "audience": 5.0, "formats": 0.2, "tone_values": 0.1}


# Each criterion.


@given(answers_strategy(CATALOGUE), st.sampled_from(list(SCORED)))
@QUICK_LAW
def test_every_score_is_a_share_or_unknown(answers, name):
    scores = network_scores(SCORED[name], answers, None)

    assert set(scores) == set(CATALOGUE.criteria)
    assert all(score is None or 0 <= score <= 1 for score in scores.values())


def test_nothing_answered_is_nothing_scored():
    assert set(network_scores(INSTAGRAM, Answers(), None).values()) == {None}


def test_goals_are_averaged_by_what_they_matter():
    affinities = {name: goal.value for name, goal in INSTAGRAM.goals.items()}

    assert goal_score(INSTAGRAM, {"be_known": 3.0, "local_visits": 1.0}) == pytest.approx(
        (3 * affinities["be_known"] + affinities["local_visits"]) / 4
    )


def test_goals_that_all_weigh_nothing_are_no_answer():
    assert goal_score(INSTAGRAM, {"be_known": 0.0}) is None


def test_the_audience_is_the_mean_of_ages_and_publics():
    france = INSTAGRAM.audience["fr"]
    ages = (france.ages["15-24"].value + france.ages["50+"].value) / 2
    answers = Answers(ages=("15-24", "50+"), publics=("b2b",))

    found = audience_score(INSTAGRAM, answers)

    assert found == pytest.approx((ages + france.publics["b2b"].value) / 2)
    assert audience_score(INSTAGRAM, Answers(ages=("15-24", "50+"))) == pytest.approx(ages)


def test_a_country_without_figures_is_read_by_the_first():
    """Rather a neighbour's figures than none; the screen says whose they are."""
    network = next(s for s in SCORED.values() if "us" not in s.audience)
    asked = {"ages": ("25-34",), "publics": ("b2c",)}

    here = audience_score(network, Answers(**asked))

    assert audience_score(network, Answers(geography="us", **asked)) == here


def test_a_country_with_figures_is_read_by_its_own():
    both = next(
        s
        for s in SCORED.values()
        if "us" in s.audience and s.audience["us"].ages["50+"] != s.audience["fr"].ages["50+"]
    )

    found = audience_score(both, Answers(geography="us", ages=("50+",)))

    assert found == both.audience["us"].ages["50+"].value


def test_formats_count_by_the_best_one_can_make():
    pushed = {name: share.value for name, share in INSTAGRAM.formats.items()}

    assert format_score(INSTAGRAM, ("image", "short_video"), None) == max(
        pushed["image"], pushed["short_video"]
    )
    assert format_score(INSTAGRAM, ("image", "short_video"), "image") == pushed["image"]
    assert format_score(INSTAGRAM, (), None) is None


def test_a_format_the_network_does_not_take_or_one_cannot_make_scores_nothing():
    assert "audio" not in INSTAGRAM.formats
    assert format_score(INSTAGRAM, ("audio",), None) == 0
    assert format_score(INSTAGRAM, ("audio",), "image") == 0


def test_tone_and_values_weigh_the_same_however_many_are_chosen():
    tones, values = INSTAGRAM.tones.shares, INSTAGRAM.values.shares
    answers = Answers(tones=("warm", "playful"), values=("craft",))

    found = network_scores(INSTAGRAM, answers, None)["tone_values"]

    mean_tone = (tones["warm"] + tones["playful"]) / 2
    assert found == pytest.approx((mean_tone + values["craft"]) / 2)


# Vetoes.


def veto(name: str, answers: Answers, fit: Fit | None = None) -> Veto | None:
    network = CATALOGUE.networks.get(name)
    if fit is None:
        scoring = network.scoring if network else None
        scores = network_scores(scoring, answers, None) if scoring else dict.fromkeys(NAMES)
        fit = combine(scores, criterion_weights(answers, CATALOGUE))
    return veto_of(network, fit, answers, name, CATALOGUE.criteria)


def test_a_closed_network_is_out_whatever_one_says():
    rated = Answers(networks={"viadeo": NetworkAnswers(lock="keep", ratings={"goals": 1.0})})

    assert str(veto("viadeo", rated, Fit(1.0, {"goals": 1.0}, {"goals": 1.0}))) == "closed"


def test_a_network_nobody_rated_is_out_as_unknown():
    assert str(veto("work_net_world", a_person())) == "unknown"
    assert str(veto("own_a", a_person())) == "unknown"


def test_a_network_nothing_was_answered_about_is_not_called_unknown():
    """It is the person who has said nothing, not the catalogue."""
    assert veto("instagram", Answers()) is None


def test_what_one_never_wants_is_out():
    assert str(veto("instagram", a_person(networks={"instagram": {"lock": "never"}}))) == "never"


def test_networks_not_named_are_out_where_one_wants_only_those_named():
    answers = a_person(networks={"instagram": {"state": "want"}}, only_named=True)

    assert veto("instagram", answers) is None
    assert str(veto("facebook", answers)) == "not_named"
    assert veto("facebook", answers.with_changes(only_named=False)) is None


def test_a_red_line_takes_out_those_that_cross_it_and_no_other():
    answers = a_person(red_lines=["meta_group"])
    crossing = {name for name, n in CATALOGUE.networks.items() if "meta_group" in n.crosses}

    out = {n for n in CATALOGUE.networks if str(veto(n, answers)) == "red_line:meta_group"}

    assert out == crossing == {"facebook", "instagram", "threads", "whatsapp"}


@pytest.mark.parametrize("criterion", ["goals", "audience", "formats"])
def test_a_criterion_below_its_floor_takes_the_network_out(criterion):
    floor = CATALOGUE.criteria[criterion].floor.value
    assert floor > 0

    just_below = Fit(0.9, {criterion: floor - 1e-9}, {criterion: 0.9})
    on_the_floor = Fit(0.9, {criterion: floor}, {criterion: 0.9})

    assert str(veto("instagram", a_person(), just_below)) == f"below_floor:{criterion}"
    assert veto("instagram", a_person(), on_the_floor) is None
