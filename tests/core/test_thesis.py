"""Nothing is tuned so that few networks win: the advice follows from assumptions one can remove.

"Few networks, well kept" rests on three of them: every network costs fixed
time (visits, messages, care of the profile), posting now and then brings little
(regularity), and networks suit a project unevenly. With the three gone and a
concave response, where the first post brings most, many networks must win. A
model that still said "few" would have its conclusion built in.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from core.analysis import Analysis, analyse
from core.answers import Answers
from core.catalogue import Catalogue
from core.personas import load_personas
from core.vocabulary import Network, Scoring
from tests.core.strategies import CATALOGUE, a_person, with_model, with_networks

FIXED = ("read", "message", "upkeep")
PERSONAS = load_personas(CATALOGUE)
# Only the goal is answered, so that equal affinities make equal fits.
SOMEBODY = Answers(goals={"be_known": 1.0}, weekly_minutes=300)


def with_scorings(catalogue: Catalogue, change: Callable[[Scoring], Scoring]) -> Catalogue:
    def changed(network: Network) -> Network:
        if network.scoring is None:
            return network
        return network.model_copy(update={"scoring": change(network.scoring)})

    return with_networks(catalogue, {n: changed(v) for n, v in catalogue.networks.items()})


def without_fixed_time(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with no visits, messages and care of the profile in any rung."""

    def change(scoring: Scoring) -> Scoring:
        rungs = tuple(
            rung.model_copy(update={"counts": {**rung.counts, **dict.fromkeys(FIXED, 0.0)}})
            for rung in scoring.ladder.rungs
        )
        ladder = scoring.ladder.model_copy(update={"rungs": rungs})
        return scoring.model_copy(update={"ladder": ladder})

    return with_scorings(catalogue, change)


def without_regularity(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue where a post brings the same however rarely one posts."""
    return with_model(catalogue, regularity_floor=1.0)


def with_even_fit(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue where every network serves every goal equally well."""

    def change(scoring: Scoring) -> Scoring:
        goals = {n: goal.model_copy(update={"value": 0.8}) for n, goal in scoring.goals.items()}
        return scoring.model_copy(update={"goals": goals})

    return with_scorings(catalogue, change)


def with_exponent(catalogue: Catalogue, exponent: float) -> Catalogue:
    """Return the catalogue with one exponent for all: below 1, the first posts bring most."""

    def change(scoring: Scoring) -> Scoring:
        exact = {"low": exponent, "mode": exponent, "high": exponent}
        response = scoring.response.model_copy(
            update={"exponent": scoring.response.exponent.model_copy(update=exact)}
        )
        return scoring.model_copy(update={"response": response})

    return with_scorings(catalogue, change)


ASSUMPTIONS_GONE = with_even_fit(without_regularity(without_fixed_time(CATALOGUE)))
CONCAVE = with_exponent(ASSUMPTIONS_GONE, 0.5)


def size_at(analysis: Analysis, hours: float) -> int:
    return analysis.sizes_by_step[round(hours * 12)]


def test_the_three_assumptions_are_really_gone():
    """Guards the tests below: what they take away must be away."""
    analysis = analyse(SOMEBODY, CONCAVE)

    assert len(analysis.usable) == 16
    for network in analysis.usable:
        assert network.fit.score == pytest.approx(0.8)
        for way in network.ways:
            assert not set(FIXED) & set(way.effort)
            assert way.presence.regularity == 1


def test_with_the_assumptions_gone_and_a_concave_response_many_networks_win():
    few, many = analyse(SOMEBODY, CATALOGUE), analyse(SOMEBODY, CONCAVE)

    assert len(few.best.kept) <= 4
    assert len(many.best.kept) >= 12, "of 16, in the same five hours"


@pytest.mark.parametrize("hours", [1, 2, 3, 5, 8, 10, 20])
def test_many_win_at_every_number_of_hours(hours):
    few, many = analyse(SOMEBODY, CATALOGUE), analyse(SOMEBODY, CONCAVE)

    assert size_at(many, hours) >= 2 * size_at(few, hours)


def test_each_further_network_then_pays_until_time_is_too_short_to_post_on_one_more():
    worths = [plan.presence for plan in analyse(SOMEBODY, CONCAVE).best_by_count[:13]]

    assert all(after > before for before, after in itertools.pairwise(worths))


def test_spreading_thin_then_beats_keeping_a_few():
    """The reference that stands beside the best plan is not made to lose either."""
    many = analyse(SOMEBODY, CONCAVE)
    thin = [plan.presence for plan in many.spread_thin[1:]]

    assert thin.index(max(thin)) + 1 >= 12
    assert max(thin) > many.best_by_count[5].presence


def test_each_person_would_be_told_to_keep_more():
    """Whoever they are, the same removal moves the advice the same way."""
    for persona in PERSONAS:
        answers = persona.answers
        freed = Answers(goals=answers.goals, weekly_minutes=max(60, answers.time_minutes or 0))

        few, many = analyse(freed, CATALOGUE), analyse(freed, CONCAVE)

        assert len(many.best.kept) > len(few.best.kept), persona.id


def test_a_response_that_grows_faster_than_posts_keeps_fewer_than_a_concave_one():
    """Nor is "many" built in: where the last post brings most, few win without any fixed time."""
    convex = analyse(SOMEBODY, with_exponent(ASSUMPTIONS_GONE, 1.3))

    assert len(convex.best.kept) < len(analyse(SOMEBODY, CONCAVE).best.kept)


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_where_more_hours_keep_fewer_networks_the_thresholds_say_so(persona):
    """The app shows what comes out, also when it does not read like a rule of thumb."""
    analysis = analyse(persona.answers, CATALOGUE)
    sizes = analysis.sizes_by_step

    for threshold in analysis.thresholds:
        if threshold.minutes is not None:
            later = sizes[threshold.minutes // 5 :]
            assert threshold.holds == (min(later) >= threshold.size)


def test_there_are_people_for_whom_more_hours_keep_fewer_networks():
    """With time for a richer routine on one network, the second may go."""
    falling = [
        persona.id
        for persona in PERSONAS
        if any(
            after < before
            for before, after in itertools.pairwise(
                analyse(persona.answers, CATALOGUE).sizes_by_step
            )
        )
    ]

    assert falling


def test_five_hours_may_keep_no_more_networks_than_two():
    """The three hours more go into the three networks of somebody who wants to be known."""
    analysis = analyse(SOMEBODY, CATALOGUE)

    assert size_at(analysis, 2) == size_at(analysis, 5) == 3


def test_a_network_that_brings_nothing_more_is_never_added_for_its_own_sake():
    """Where every further one takes more than it brings, k* stays below all that fit the week."""
    analysis = analyse(a_person(weekly_minutes=300), CATALOGUE)

    fitting = [size for size, plan in enumerate(analysis.best_by_count) if plan is not None]
    assert len(analysis.best.kept) < max(fitting)
