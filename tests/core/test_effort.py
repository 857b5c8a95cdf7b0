"""Effort adds up, grows in proportion, and is the person's own where they measured it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.answers import Answers
from core.effort import (
    STEP_MINUTES,
    ZERO,
    Range,
    effort_by_action,
    minutes_per_action,
    steps_of,
    total,
)
from tests.core.strategies import CATALOGUE, QUICK_LAW

ACTIONS = ["post", "reply", "like", "read"]
amounts = st.floats(0, 1_000, allow_subnormal=False)
counts = st.dictionaries(st.sampled_from(ACTIONS), st.floats(0, 50, allow_subnormal=False))
ranges = st.lists(amounts, min_size=3, max_size=3).map(lambda three: Range(*sorted(three)))
minutes_of_each = st.fixed_dictionaries(dict.fromkeys(ACTIONS, ranges))


def close_to(expected: Range):
    return tuple(pytest.approx(v, rel=1e-9, abs=1e-9) for v in as_tuple(expected))


def as_tuple(found: Range):
    return (found.low, found.mode, found.high)


def minutes(answers=None, format_id="text", mode="native"):
    return minutes_per_action(answers or Answers(), CATALOGUE, format_id, mode)


# The sum.


def test_effort_is_the_count_times_the_minutes_of_one():
    """Worked by hand: 3 posts of 10 to 30 minutes, 4 likes of 0.25 to 1."""
    each = {"post": Range(10, 20, 30), "like": Range(0.25, 0.5, 1)}

    by_action = effort_by_action({"post": 3, "like": 4}, each)

    assert by_action == {"post": Range(30, 60, 90), "like": Range(1, 2, 4)}
    assert total(by_action) == Range(31, 62, 94)


def test_what_is_not_done_takes_no_row():
    assert effort_by_action({"post": 0, "like": 0.0}, {"post": ZERO, "like": ZERO}) == {}
    assert total({}) == ZERO


def test_an_action_without_minutes_is_an_error_and_not_free():
    with pytest.raises(KeyError, match="juggle"):
        effort_by_action({"juggle": 1}, {"post": ZERO})


@given(counts, counts, minutes_of_each)
@QUICK_LAW
def test_two_routines_take_as_long_as_their_sum(one, other, each):
    both = {name: one.get(name, 0) + other.get(name, 0) for name in ACTIONS}

    apart = total(effort_by_action(one, each)) + total(effort_by_action(other, each))

    assert as_tuple(total(effort_by_action(both, each))) == close_to(apart)


@given(counts, minutes_of_each, st.floats(0, 10))
@QUICK_LAW
def test_a_routine_done_more_often_takes_longer_in_proportion(routine, each, factor):
    often = {name: factor * count for name, count in routine.items()}

    once = total(effort_by_action(routine, each))

    assert as_tuple(total(effort_by_action(often, each))) == close_to(once.times(factor))


@given(counts, minutes_of_each)
@QUICK_LAW
def test_low_stays_below_most_likely_and_most_likely_below_high(routine, each):
    found = total(effort_by_action(routine, each))

    assert 0 <= found.low <= found.mode * (1 + 1e-12)
    assert found.mode <= found.high * (1 + 1e-12)


# The minutes of one action.


def test_each_action_takes_the_minutes_of_the_catalogue():
    found = minutes()

    assert found.keys() == CATALOGUE.actions.keys()
    for name, action in CATALOGUE.actions.items():
        if name != "post":
            assert found[name] == Range.of(action.minutes), name


@pytest.mark.parametrize("format_id", list(CATALOGUE.formats))
def test_a_post_takes_the_minutes_of_its_format(format_id):
    made = CATALOGUE.formats[format_id].production_minutes

    assert minutes(format_id=format_id)["post"] == Range(made.low, made.mode, made.high)


def test_a_relay_takes_adaptation_in_place_of_production_minutes():
    adapted = CATALOGUE.formats["text"].adaptation_minutes

    relayed = minutes(mode="relay")

    assert relayed["post"] == Range(adapted.low, adapted.mode, adapted.high)
    assert {**relayed, "post": None} == {**minutes(), "post": None}


def test_a_format_that_cannot_be_adapted_cannot_be_relayed():
    assert CATALOGUE.formats["live"].adaptation_minutes is None

    with pytest.raises(ValueError, match="expected a format that can be adapted, got 'live'"):
        minutes(format_id="live", mode="relay")


def test_measured_minutes_replace_the_range_and_leave_the_rest():
    told = minutes(Answers(minutes_per_action={"like": 2.5, "read": 0.0}))

    assert told["like"] == Range(2.5, 2.5, 2.5)
    assert told["read"] == ZERO
    assert {**told, "like": None, "read": None} == {**minutes(), "like": None, "read": None}


def test_measured_production_counts_for_that_format_made_and_for_nothing_else():
    own = Answers(minutes_per_action={"post.text": 42.0})

    assert minutes(own)["post"] == Range(42, 42, 42)
    assert minutes(own, mode="relay") == minutes(mode="relay")
    assert minutes(own, "image") == minutes(format_id="image")


def test_measured_adaptation_counts_for_relays_and_for_nothing_else():
    own = Answers(minutes_per_action={"adapt.text": 7.0})

    assert minutes(own, mode="relay")["post"] == Range(7, 7, 7)
    assert minutes(own) == minutes()


# Steps: what a plan is charged.


@pytest.mark.parametrize(
    ("exact", "steps"),
    [(0, 0), (0.01, 1), (4.99, 1), (5, 1), (5.01, 2), (10_080, 2_016)],
    ids=str,
)
def test_minutes_are_rounded_up_to_whole_steps(exact, steps):
    assert steps_of(exact) == steps


@pytest.mark.parametrize(
    ("decimals", "steps"),
    [([1.1] * 50, 11), ([0.7] * 50, 7), ([0.1] * 100, 2), ([1.2, 2.2, 1.6], 1)],
    ids=["55", "35", "10", "5"],
)
def test_a_hair_left_by_adding_decimals_is_no_step(decimals, steps):
    assert steps_of(sum(decimals)) == steps


def test_the_decimals_tried_do_leave_a_hair():
    """Else the test above would say nothing."""
    assert sum([1.1] * 50) > 55
    assert math.ceil(sum([1.1] * 50) / STEP_MINUTES) == 12


@given(st.floats(0, 10_080, allow_subnormal=False))
@QUICK_LAW
def test_a_plan_is_charged_at_least_its_minutes_and_less_than_a_step_more(exact):
    charged = steps_of(exact) * STEP_MINUTES

    assert exact - 1e-8 <= charged < exact + STEP_MINUTES
