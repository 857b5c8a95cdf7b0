"""core.robustness: what many worlds say, and that it can be relied on."""

from __future__ import annotations

import numpy as np
import pytest

from core.acceptability import rank_acceptability
from core.analysis import analyse
from core.answers import Answers
from core.catalogue import load_catalogue
from core.ensemble import Ensemble, fits_in_worlds
from core.personas import load_personas
from core.robustness import Robustness, robustness
from core.space import space_of

CATALOGUE = load_catalogue()
PERSONAS = {persona.id: persona.answers for persona in load_personas(CATALOGUE)}


def sure_of(answers: Answers, worlds: int = 400, seed: int = 1) -> Robustness:
    found = robustness(analyse(answers, CATALOGUE), CATALOGUE, np.random.default_rng(seed), worlds)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def karim() -> Robustness:
    return sure_of(PERSONAS["karim"])


def test_shares_are_shares(karim):
    assert sum(karim.sizes.values()) == pytest.approx(1)
    assert all(
        0 <= share <= 1 for share in [*karim.in_best.values(), karim.fits_share, karim.same_share]
    )
    for ranks in karim.ranks.values():
        assert sum(ranks) == pytest.approx(1)
    assert np.sum(list(karim.ranks.values()), axis=0) == pytest.approx(1)


def test_the_mean_number_of_networks_is_the_sum_of_their_shares(karim):
    """Two ways to count the same thing."""
    mean_size = sum(size * share for size, share in karim.sizes.items())

    assert mean_size == pytest.approx(sum(karim.in_best.values()))


def test_ranges_are_in_order(karim):
    for spread in (karim.minutes, karim.presence):
        assert spread.low < spread.median < spread.high


def test_the_same_seed_says_the_same(karim):
    assert sure_of(PERSONAS["karim"]) == karim
    assert sure_of(PERSONAS["karim"], seed=2) != karim


def test_swings_come_widest_first_and_a_certain_assumption_does_not_move_the_answer(karim):
    widths = [swing.width for swing in karim.swings]

    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 0
    other = {swing.group: swing for swing in karim.swings}
    assert "regularity_floor" not in other  # known from one source, without a range


def test_minutes_that_are_known_narrow_the_range():
    """The answer named as the one that would narrow most does narrow the range when given."""
    answers = PERSONAS["karim"]
    before = sure_of(answers)
    name = next(iter(before.narrowing))
    known = {**answers.minutes_per_action, name: _likely(name)}
    after = sure_of(answers.with_changes(minutes_per_action=known))

    assert after.minutes.high - after.minutes.low < before.minutes.high - before.minutes.low


def _likely(name: str) -> float:
    if name in CATALOGUE.actions:
        return CATALOGUE.actions[name].minutes.mode
    making, _, made = name.partition(".")
    known = CATALOGUE.formats[made]
    return (known.production_minutes if making == "post" else known.adaptation_minutes).mode


def test_nothing_to_be_sure_of_without_a_plan():
    analysis = analyse(Answers(), CATALOGUE)

    assert robustness(analysis, CATALOGUE, np.random.default_rng(1)) is None


def test_stated_ranges_hold_the_truth_four_times_in_five():
    """A synthetic world drawn from the same ranges is the truth; its minutes and presence are
    inside the stated 80 % range in 75 to 85 % of 600 cases."""
    answers = PERSONAS["ines"]
    analysis = analyse(answers, CATALOGUE)
    stated = sure_of(answers, worlds=1_000, seed=11)
    space = space_of(analysis.usable, answers, CATALOGUE)
    truths = space.drawn(600, np.random.default_rng(12))
    world = Ensemble(analysis.usable, answers, CATALOGUE, space, truths)
    minutes = sum(
        found.minutes
        for name, way in analysis.best.choice.items()
        for found in world.ways[name]
        if (found.way.rung, found.way.mode) == (way.rung, way.mode)
    )
    presence = world.best(analysis.weekly_minutes // 5).presence

    for truth, spread in ((minutes, stated.minutes), (presence, stated.presence)):
        assert 0.75 <= ((spread.low <= truth) & (truth <= spread.high)).mean() <= 0.85


def test_a_thousand_worlds_say_what_fifty_thousand_say_of_ranks():
    """Rank acceptability within 3 points; ranks need the fits alone."""
    answers = PERSONAS["awa"]
    networks = analyse(answers, CATALOGUE).usable
    space = space_of(networks, answers, CATALOGUE)
    few = sure_of(answers, worlds=1_000, seed=5).ranks
    drawn = space.drawn(50_000, np.random.default_rng(6))
    fits = fits_in_worlds(networks, space, drawn)
    many = np.mean([rank_acceptability(part) for part in np.array_split(fits, 50, axis=1)], axis=0)

    assert np.array([few[n.id] for n in networks]) == pytest.approx(many, abs=0.03)
