"""The assumption switch: each takes one assumption away, and nothing else."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import analyse
from core.presence import dose_response, likely_parameters, noticed
from core.switches import FIXED_ACTIONS, SWITCHES, switched, with_even_fit
from core.ways import candidacies
from tests.core.strategies import CATALOGUE, LAW, QUICK_LAW, a_person, answers_strategy
from tests.pages.people import PERSONAS

WAYS_OFF = [
    combination
    for size in range(len(SWITCHES) + 1)
    for combination in itertools.combinations(SWITCHES, size)
]
LIKELY = likely_parameters(CATALOGUE.model, exponent=0.75, reply_lift=0.15)
CURVED = replace(LIKELY, response_shape="s_curve")


def seen(answers, switches):
    """Return the networks that may be chosen, as the analysis of a switched world has them."""
    return analyse(answers, CATALOGUE, switches).usable


def test_without_a_switch_it_is_the_analysis_everybody_gets():
    answers = a_person()
    assert analyse(answers, CATALOGUE, ()) == analyse(answers, CATALOGUE)
    assert switched(answers, CATALOGUE, ()) == (answers, CATALOGUE)


def test_all_thirty_two_worlds_have_an_answer_that_fits_the_week():
    answers = a_person(weekly_minutes=240)
    for switches in WAYS_OFF:
        best = analyse(answers, CATALOGUE, switches).best
        assert best is not None
        assert best.minutes <= 240


def test_without_fixed_time_no_way_spends_a_minute_on_it():
    for network in seen(a_person(), ("fixed_time",)):
        for way in network.ways:
            spent = [way.effort[name].high for name in FIXED_ACTIONS if name in way.effort]
            assert set(spent) <= {0.0}
            assert way.minutes.mode == pytest.approx(
                sum(part.mode for name, part in way.effort.items() if name not in FIXED_ACTIONS)
            )


def test_without_fixed_time_the_persons_own_minutes_for_it_go_too():
    own = a_person(minutes_per_action={"read": 90.0, "like": 3.0})
    answers, _ = switched(own, CATALOGUE, ("fixed_time",))
    assert answers.minutes_per_action == {"like": 3.0}
    assert own.minutes_per_action == {"read": 90.0, "like": 3.0}


def test_without_fixed_time_nothing_brings_less_or_more():
    before = {n.id: n.ways for n in seen(a_person(), ())}
    for network in seen(a_person(), ("fixed_time",)):
        assert [w.presence for w in network.ways] == [w.presence for w in before[network.id]]


def test_without_the_price_of_irregularity_a_rare_post_counts_in_full():
    for network in seen(a_person(), ("regularity",)):
        assert {way.presence.regularity for way in network.ways} == {1.0}


def test_without_the_relay_discount_an_adapted_post_brings_what_the_original_does():
    compared = 0
    for network in seen(a_person(), ("relay_discount",)):
        relays = [way for way in network.ways if way.mode == "relay"]
        for relay in relays:
            native = network.native(relay.rung)
            assert relay.presence.index == pytest.approx(native.presence.index)
            compared += 1
    assert compared > 10


def test_with_even_fit_all_networks_fit_as_well_as_their_mean():
    usual = seen(a_person(), ())
    mean = sum(network.score for network in usual) / len(usual)
    even = seen(a_person(), ("uneven_fit",))
    assert {network.id for network in even} == {network.id for network in usual}
    for network, before in zip(even, usual, strict=True):
        assert network.score == pytest.approx(mean)
        for way, once in zip(network.ways, before.ways, strict=True):
            assert way.presence.fit == pytest.approx(mean)
            assert way.minutes == once.minutes
            if before.score > 0:
                expected = once.presence.index * mean / before.score
                assert way.presence.index == pytest.approx(expected)


def test_even_fit_leaves_out_what_was_left_out():
    answers = a_person(networks={"linkedin": {"lock": "never"}})
    networks = with_even_fit(candidacies(answers, CATALOGUE))
    linkedin = next(network for network in networks if network.id == "linkedin")
    assert linkedin == next(n for n in candidacies(answers, CATALOGUE) if n.id == "linkedin")


def test_without_fixed_time_it_is_as_if_the_person_had_said_that_it_takes_them_none():
    """The same world by another door: the minutes that everybody may set."""
    nothing = dict.fromkeys(FIXED_ACTIONS, 0.0)
    for persona in PERSONAS.values():
        own = {**persona.answers.minutes_per_action, **nothing}
        said = persona.answers.with_changes(minutes_per_action=own)
        ours = analyse(persona.answers, CATALOGUE, ("fixed_time",))
        assert ours.best == analyse(said, CATALOGUE).best
        assert ours.sizes_by_step == analyse(said, CATALOGUE).sizes_by_step


@given(answers_strategy(CATALOGUE, weekly_minutes=st.integers(0, 600)))
@LAW
def test_taking_away_a_cost_or_a_discount_never_makes_the_best_plan_bring_less(answers):
    usual = analyse(answers, CATALOGUE).best
    for switch in ("fixed_time", "regularity", "relay_discount"):
        best = analyse(answers, CATALOGUE, (switch,)).best
        if usual is not None:
            assert best is not None
            assert best.presence >= usual.presence - 1e-9, switch


# The S-curve ---------------------------------------------------------------------------------


def test_the_s_curve_is_1_at_the_reference_and_nothing_without_posts():
    assert dose_response(3.0, CURVED) == pytest.approx(1.0)
    assert dose_response(0.0, CURVED) == 0.0


def test_half_of_the_posts_are_noticed_at_the_threshold():
    assert noticed(CATALOGUE.model.s_curve_threshold.mode, CURVED) == pytest.approx(0.5)


@given(st.floats(0.01, 30), st.floats(1.001, 5))
@QUICK_LAW
def test_more_posts_never_bring_less_on_the_s_curve(posts, times):
    assert dose_response(posts * times, CURVED) >= dose_response(posts, CURVED)


def test_the_s_curve_is_convex_below_its_threshold_and_concave_above_the_reference():
    """Mild: the first posts bring more and more, and many posts less and less."""

    def bend(posts):
        step = 0.05
        low, middle, high = (dose_response(posts + d, CURVED) for d in (-step, 0, step))
        return low + high - 2 * middle

    assert bend(0.2) > 0
    assert bend(4.0) < 0


@given(st.floats(0.01, 2.99))
@QUICK_LAW
def test_below_the_reference_the_s_curve_brings_less_than_the_power(posts):
    assert dose_response(posts, CURVED) < dose_response(posts, LIKELY)
