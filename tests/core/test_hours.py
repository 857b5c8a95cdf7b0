"""How the answer depends on the hours is told as it is, also where more hours keep fewer."""

from __future__ import annotations

import itertools

import pytest

from core.hours import (
    HALF_HOUR_STEPS,
    HORIZON_STEPS,
    Threshold,
    half_hours,
    next_half_hour,
    thresholds,
)
from core.portfolio import Candidate, Option, solve
from tests.oracles.portfolios import random_instance


def one_way(name, *, steps, presence, rung="steady", must_keep=False):
    option = Option(
        rung=rung,
        mode="native",
        content_type="text",
        posts_per_week=3,
        steps=steps,
        presence=presence,
        kept=True,
    )
    return Candidate(id=name, options=(option,), must_keep=must_keep)


# Two small networks, and a large one that is worth more than both but leaves no time for them.
FALLING = [
    one_way("small", steps=6, presence=10),
    one_way("little", steps=6, presence=9),
    one_way("large", steps=24, presence=50),
]


def solved(candidates):
    return solve(candidates, HORIZON_STEPS + HALF_HOUR_STEPS)


# From how many hours another network pays.


def test_a_size_pays_from_the_first_budget_at_which_the_best_plan_has_it():
    found = thresholds([0, 0, 1, 1, 1, 2, 2])

    assert found[:2] == (Threshold(1, 10, holds=True), Threshold(2, 25, holds=True))


def test_the_size_after_the_largest_is_told_not_to_pay_within_the_horizon():
    assert thresholds([0, 1, 2])[-1] == Threshold(3, None, holds=False)


def test_where_more_time_keeps_fewer_networks_the_threshold_says_that_it_does_not_hold():
    """Nothing is smoothed over: the second network pays from 15 minutes, and not from 20."""
    found = thresholds([0, 1, 1, 2, 1, 1, 2])

    assert found == (
        Threshold(1, 5, holds=True),
        Threshold(2, 15, holds=False),
        Threshold(3, None, holds=False),
    )


def test_the_best_size_of_a_real_problem_falls_as_time_grows():
    sizes = solved(FALLING).best_sizes().tolist()

    assert sizes[6:37:6] == [1, 2, 2, 1, 2, 3]
    assert thresholds(sizes)[:3] == (
        Threshold(1, 30, holds=True),
        Threshold(2, 60, holds=False),
        Threshold(3, 180, holds=True),
    )


def test_a_plan_may_skip_a_size():
    assert thresholds([0, 0, 2, 2])[:2] == (
        Threshold(1, 10, holds=True),
        Threshold(2, 10, holds=True),
    )


def test_budgets_at_which_no_plan_fits_pay_for_nothing():
    """-1 is a lock that does not fit yet."""
    assert thresholds([-1, -1, 1, 1])[0] == Threshold(1, 10, holds=True)


@pytest.mark.parametrize("sizes", [[], [0], [0, 0, 0], [-1, -1]], ids=str)
def test_where_no_network_ever_pays_only_the_first_is_told_of(sizes):
    assert thresholds(sizes) == (Threshold(1, None, holds=False),)


@pytest.mark.parametrize("seed", range(40))
def test_thresholds_never_fall_and_each_size_pays_where_it_says(seed):
    instance = random_instance(seed)
    sizes = solve(instance.candidates, 60, instance.bonus).best_sizes().tolist()

    found = thresholds(sizes)

    paying = [threshold for threshold in found if threshold.minutes is not None]
    assert [t.size for t in found] == list(range(1, len(found) + 1))
    assert [t.minutes for t in paying] == sorted(t.minutes for t in paying)
    for threshold in paying:
        first = threshold.minutes // 5
        assert max(sizes[:first], default=-1) < threshold.size <= sizes[first]
        assert threshold.holds == (min(sizes[first:]) >= threshold.size)


# The best plan by half hours.


def test_there_is_a_plan_for_every_half_hour_up_to_twenty_hours():
    found = half_hours(solved(FALLING))

    assert [half_hour.minutes for half_hour in found] == list(range(0, 1201, 30))


def test_the_gains_add_up_to_the_presence():
    found = half_hours(solved(FALLING))

    gained = list(itertools.accumulate(half_hour.gain for half_hour in found))
    assert gained == pytest.approx([half_hour.presence for half_hour in found])
    assert [half_hour.presence for half_hour in found[:7]] == [0, 10, 19, 19, 50, 60, 69]


def test_a_change_is_told_where_other_networks_are_kept_and_nowhere_else():
    found = half_hours(solved(FALLING))

    assert [half_hour.kept for half_hour in found[:7]] == [
        (),
        ("small",),
        ("small", "little"),
        ("small", "little"),
        ("large",),
        ("small", "large"),
        ("small", "little", "large"),
    ]
    changed = [half_hour.minutes for half_hour in found if half_hour.changed]
    assert changed == [30, 60, 120, 150, 180]


def test_a_higher_rung_of_the_same_networks_is_no_change():
    both = Candidate(
        id="a",
        options=(
            *one_way("a", steps=6, presence=5, rung="light").options,
            *one_way("a", steps=12, presence=9).options,
        ),
    )
    found = half_hours(solved([both]))

    assert [(h.presence, h.changed) for h in found[:3]] == [(0, False), (5, True), (9, False)]


def test_half_hours_in_which_the_networks_to_keep_do_not_fit_are_left_out():
    locked = one_way("locked", steps=13, presence=1, must_keep=True)

    found = half_hours(solved([locked]))

    assert found[0].minutes == 90
    assert (found[0].gain, found[0].changed) == (1, False)


# The next half hour.


def test_the_next_half_hour_is_compared_with_the_plan_of_now():
    found = next_half_hour(solved(FALLING), 18)

    assert (found.minutes, found.presence, found.gain) == (120, 50, 31)
    assert found.kept == ("large",)
    assert found.changed


def test_half_an_hour_that_buys_nothing_gains_nothing():
    found = next_half_hour(solved(FALLING), 12)

    assert (found.gain, found.changed) == (0, False)


def test_the_next_half_hour_may_be_the_first_in_which_a_plan_fits():
    locked = one_way("locked", steps=13, presence=7, must_keep=True)

    found = next_half_hour(solved([locked]), 8)

    assert (found.presence, found.gain, found.changed) == (7, 7, False)


def test_where_not_even_then_a_plan_fits_there_is_no_next_half_hour():
    locked = one_way("locked", steps=13, presence=7, must_keep=True)

    assert next_half_hour(solved([locked]), 6) is None


def test_after_the_last_hour_the_next_half_hour_is_still_told():
    assert next_half_hour(solved(FALLING), HORIZON_STEPS).minutes == 1230
