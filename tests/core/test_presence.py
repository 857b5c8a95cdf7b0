"""Presence is a product of factors that each can only take away from the response."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.presence import (
    Parameters,
    dose_response,
    likely_parameters,
    presence,
    reciprocity_factor,
    regularity_factor,
    reply_factor,
)
from tests.core.strategies import CATALOGUE, QUICK_LAW

MODEL = CATALOGUE.model
SCORED = {name: n.scoring for name, n in CATALOGUE.networks.items() if n.scoring is not None}
STEADY = {
    name: next(rung for rung in scoring.ladder.rungs if rung.rung == "steady")
    for name, scoring in SCORED.items()
}
POSTING = [name for name, rung in STEADY.items() if rung.posts_per_week > 0]
LIKELY = likely_parameters(MODEL, exponent=0.75, reply_lift=0.15)
REFERENCE = {"post": 3.0, "reply": 6.0, "like": 10.0, "comment": 5.0, "share": 1.0}

shares = st.floats(0, 1, allow_subnormal=False)
weekly = st.one_of(st.just(0.0), st.floats(0.01, 40))
some_counts = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("post", "reply", "like", "comment", "share", "read"), weekly)
)
some_parameters = st.builds(
    Parameters,
    reference_posts_per_week=st.just(3.0),
    exponent=st.floats(0.3, 1.2),
    reply_lift=st.floats(0, 0.5),
    reciprocity=st.floats(0, 0.5),
    profile_floor=st.floats(0, 1),
    relay_discount=st.floats(1, 3),
    regularity_floor=st.floats(0.1, 1),
    regularity_first_active_week=st.just(4.0),
    regularity_full_active_week=st.just(20.0),
    response_shape=st.just("power"),
    threshold_posts_per_week=st.just(1.0),
    threshold_steepness=st.just(1.0),
)
some_case = st.fixed_dictionaries(
    {
        "fit": shares,
        "completeness": shares,
        "counts": some_counts,
        "reference_counts": st.sampled_from([REFERENCE, {"post": 3.0}, {"post": 1.0, "like": 5.0}]),
        "response_without_posts": st.floats(0, 1),
        "counts_as_posts": st.sampled_from([0.33, 1.0, 3.0]),
        "mode": st.sampled_from(["native", "relay"]),
        "parameters": some_parameters,
    }
)


def index(**case) -> float:
    return presence(**case).index


@given(some_case)
@QUICK_LAW
def test_presence_never_exceeds_what_the_formula_bounds(case):
    """100 x fit x the response, which is 1 at the reference; nothing multiplies it further."""
    posts = case["counts"].get("post", 0.0) * case["counts_as_posts"]
    bound = 100 * case["fit"] * max(1.0, (posts / 3) ** case["parameters"].exponent)

    assert 0 <= index(**case) <= bound * (1 + 1e-12)


@given(some_case)
@QUICK_LAW
def test_the_factors_shown_are_those_whose_product_it_is(case):
    found = presence(**case)

    product = math.prod(
        [
            found.fit,
            found.profile,
            found.response,
            found.regularity,
            found.replies,
            found.reciprocity,
        ]
    )
    assert found.index == pytest.approx(100 * product, rel=1e-12)


@given(some_case, st.sampled_from(["fit", "completeness", "response_without_posts"]), shares)
@QUICK_LAW
def test_more_of_a_share_never_lowers_presence(case, name, other):
    lower, higher = sorted([case[name], other])

    assert index(**{**case, name: lower}) <= index(**{**case, name: higher}) * (1 + 1e-12)


@given(some_case, st.sampled_from(["post", "reply", "like", "comment", "share", "read"]), weekly)
@QUICK_LAW
def test_doing_more_never_lowers_presence(case, action, other):
    lower, higher = sorted([case["counts"].get(action, 0.0), other])
    less = {**case, "counts": {**case["counts"], action: lower}}
    more = {**case, "counts": {**case["counts"], action: higher}}

    assert index(**less) <= index(**more) * (1 + 1e-12)


@given(some_case)
@QUICK_LAW
def test_a_piece_that_weighs_more_never_brings_less(case):
    heavier = {**case, "counts_as_posts": case["counts_as_posts"] * 2}

    assert index(**case) <= index(**heavier) * (1 + 1e-12)


@given(some_case)
@QUICK_LAW
def test_a_relay_brings_less_by_the_discount(case):
    native, relay = ({**case, "mode": mode} for mode in ("native", "relay"))

    assert index(**native) == pytest.approx(
        index(**relay) * case["parameters"].relay_discount, rel=1e-12
    )


@pytest.mark.parametrize("name", POSTING)
def test_the_reference_rung_of_a_perfect_network_reads_exactly_100(name):
    """One piece is weighed so that the rung comes to the three posts of the reference."""
    scoring, steady = SCORED[name], STEADY[name]

    found = index(
        fit=1.0,
        completeness=1.0,
        counts=steady.counts,
        reference_counts=steady.counts,
        response_without_posts=0.0,
        counts_as_posts=3 / steady.posts_per_week,
        mode="native",
        parameters=likely_parameters(
            MODEL, scoring.response.exponent.mode, scoring.response.reply_lift.mode
        ),
    )

    assert found == 100


@pytest.mark.parametrize(
    ("active_weeks", "left"),
    [(0, 1 / 5), (2, 1 / 5), (4, 1 / 5), (12, math.sqrt(1 / 5)), (20, 1), (26, 1), (52, 1)],
)
def test_regularity_is_a_fifth_at_four_weeks_of_26_and_whole_at_twenty(active_weeks, left):
    """Row F38: about five times the engagement at 20 weeks or more against 4 or fewer."""
    assert regularity_factor(active_weeks / 26, LIKELY) == pytest.approx(left, abs=1e-12)


def test_regularity_grows_by_the_same_ratio_every_week():
    weeks = [regularity_factor(week / 26, LIKELY) for week in range(4, 21)]
    ratios = [later / earlier for earlier, later in itertools.pairwise(weeks)]

    assert ratios == pytest.approx([5 ** (1 / 16)] * 16)


def test_the_response_is_one_at_the_reference_and_nothing_without_posts():
    assert dose_response(3, LIKELY) == 1
    assert dose_response(0, LIKELY) == 0
    assert dose_response(6, LIKELY) == pytest.approx(2**0.75)


def test_a_rung_without_posts_has_its_own_small_response_whole():
    """It does not depend on regularity: there is nothing to be regular in."""
    found = presence(
        fit=1.0,
        completeness=1.0,
        counts={"like": 10.0, "comment": 5.0, "share": 1.0, "reply": 1.0},
        reference_counts=REFERENCE,
        response_without_posts=0.1,
        counts_as_posts=1.0,
        mode="native",
        parameters=LIKELY,
    )

    assert found.index == pytest.approx(10)
    assert found.regularity == 1


def test_doing_nothing_at_all_brings_nothing():
    found = presence(
        fit=1.0,
        completeness=1.0,
        counts={},
        reference_counts=REFERENCE,
        response_without_posts=0.0,
        counts_as_posts=1.0,
        mode="native",
        parameters=LIKELY,
    )

    assert found.index == 0


def test_leaving_comments_unanswered_costs_the_published_lift():
    assert reply_factor(0, 0.42) == pytest.approx(1 / 1.42)
    assert reply_factor(0.5, 0.42) == 1


def test_where_there_are_no_comments_to_answer_none_are_missed():
    """WhatsApp channels: readers cannot comment, so silence there costs nothing."""
    case = {
        "fit": 1.0,
        "completeness": 1.0,
        "response_without_posts": 0.0,
        "counts_as_posts": 1.0,
        "mode": "native",
        "parameters": LIKELY,
    }

    silent = index(counts={"post": 3.0}, reference_counts={"post": 3.0}, **case)

    assert silent == 100


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        ({}, 0),
        ({"like": 10, "comment": 5, "share": 1}, 1),
        ({"like": 20, "comment": 10, "share": 2}, 1),
        ({"like": 10}, 1 / 3),
        ({"like": 5, "comment": 5}, 1 / 2),
    ],
)
def test_reciprocity_is_the_mean_share_of_the_gestures_of_the_reference(counts, share):
    assert reciprocity_factor(counts, REFERENCE, 0.2) == pytest.approx((1 + 0.2 * share) / 1.2)


def test_where_no_gestures_are_asked_none_are_missed():
    assert reciprocity_factor({}, {"post": 3.0}, 0.2) == 1


def test_the_likely_parameters_are_the_modes_of_the_model():
    assert LIKELY.reciprocity == MODEL.reciprocity.mode
    assert LIKELY.profile_floor == MODEL.profile_floor.mode
    assert LIKELY.relay_discount == MODEL.relay_discount.mode == 1.72
    assert LIKELY.regularity_floor == MODEL.regularity_floor.mode == 0.2
    assert (LIKELY.regularity_first_active_week, LIKELY.regularity_full_active_week) == (4, 20)
    assert LIKELY.reference_posts_per_week == MODEL.reference_posts_per_week.mode == 3
    assert (LIKELY.exponent, LIKELY.reply_lift) == (0.75, 0.15)


def test_most_networks_have_a_reference_rung_with_posts():
    """Malt has none: there the reference is a profile that is kept up."""
    assert set(SCORED) - set(POSTING) == {"malt"}
    assert len(POSTING) >= 15
