"""core.robustness: what many worlds say, and that it can be relied on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, fields
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel

from core.acceptability import rank_acceptability
from core.analysis import analyse
from core.answers import Answers
from core.catalogue import Catalogue, load_catalogue
from core.ensemble import Ensemble, fits_in_worlds
from core.personas import load_personas
from core.portfolio import solve
from core.robustness import WORLDS, Robustness, explained_share, robustness
from core.space import space_of
from core.vocabulary import Estimate
from tests.core.draws import plain_worlds
from tests.core.strategies import shuffled, with_model
from tests.core.test_ensemble import candidates_of

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


@pytest.mark.parametrize("name", ["karim", "beatrice"])
def test_what_would_narrow_most_is_what_the_variance_of_a_sum_says(name):
    """Minutes of a plan are a sum of counts times independent triangular minutes."""
    analysis = analyse(PERSONAS[name], CATALOGUE)
    found = sure_of(PERSONAS[name], worlds=4_000).narrowing
    counts: Counter[str] = Counter()
    for network, way in analysis.best.choice.items():
        making = "adapt" if way.mode == "relay" else "post"
        for action, count in way.counts.items():
            made = f"{making}.{analysis.networks[network].format_id}"
            counts[made if action == "post" else action] += count
    told = PERSONAS[name].minutes_per_action  # certain
    exact = {
        action: count**2 * variance_of(action)
        for action, count in counts.items()
        if action not in told
    }
    whole = sum(exact.values())

    assert list(found.values()) == sorted(found.values(), reverse=True)
    for action, variance in exact.items():
        assert found.get(action, 0.0) == pytest.approx(variance / whole, abs=0.025)
    assert all(share < 0.01 for action, share in found.items() if action not in counts)


def variance_of(name: str) -> float:
    """Return the variance of a triangular law: (a² + m² + b² - am - ab - mb) / 18."""
    a, m, b = (getattr(_estimate(name), end) for end in ("low", "mode", "high"))
    return (a * a + m * m + b * b - a * m - a * b - m * b) / 18


def test_the_share_explained_is_that_of_a_linear_law_whose_shares_are_known():
    """3 x + 2 y + z with equal laws: 9, 4 and 1 fourteenths."""
    x, y, z, other = np.random.default_rng(3).random((4, 20_000))
    outcome = 3 * x + 2 * y + z

    for values, share in ((x, 9 / 14), (y, 4 / 14), (z, 1 / 14), (other, 0)):
        assert explained_share(values, outcome) == pytest.approx(share, abs=0.01)


def test_the_share_explained_sees_thresholds_and_what_does_not_matter():
    x, other = np.random.default_rng(4).random((2, 2_000))

    assert explained_share(x, (x > np.median(x)).astype(float)) == pytest.approx(1)
    assert explained_share(x, (abs(x - np.median(x)) > 0.25).astype(float)) > 0.9  # not a slope
    assert explained_share(other, (x > 0.5).astype(float)) < 0.02
    assert explained_share(x[:9], x[:9]) == 0  # too few to tell


def test_weights_settle_which_networks_more_when_they_are_less_sure():
    """Two networks that differ by criterion alone: the weights decide between them."""
    answers = PERSONAS["karim"]
    found = {
        concentration: robustness(
            analyse(answers, CATALOGUE),
            with_model(CATALOGUE, weight_concentration=concentration),
            np.random.default_rng(1),
            1_000,
        )
        for concentration in (2.0, 10_000.0)
    }
    vague, sure = (sum(found[c].settling.values()) for c in (2.0, 10_000.0))

    assert set(found[2.0].settling) == set(CATALOGUE.criteria)
    assert vague > sure + 0.03
    assert sure < 0.03


def _likely(name: str) -> float:
    return _estimate(name).mode


def _estimate(name: str) -> Estimate:
    if name in CATALOGUE.actions:
        return CATALOGUE.actions[name].minutes
    making, _, made = name.partition(".")
    known = CATALOGUE.formats[made]
    return known.production_minutes if making == "post" else known.adaptation_minutes


def test_nothing_to_be_sure_of_without_a_plan():
    analysis = analyse(Answers(), CATALOGUE)
    told: list[float] = []

    assert robustness(analysis, CATALOGUE, np.random.default_rng(1), progress=told.append) is None
    assert told == []


def test_what_is_done_is_told_rising_to_one_and_changes_nothing(karim):
    told: list[float] = []
    found = robustness(
        analyse(PERSONAS["karim"], CATALOGUE), CATALOGUE, np.random.default_rng(1), 400, told.append
    )

    assert found == karim
    assert len(told) >= 4
    assert told == sorted(told)
    assert 0 < told[0] < 0.6
    assert told[-1] == 1.0


@pytest.mark.parametrize("name", ["karim", "awa"])
def test_the_order_of_the_catalogue_changes_only_the_order(name):
    answers = PERSONAS[name]
    mixed = shuffled(CATALOGUE, 2)
    one = sure_of(answers)
    two = robustness(analyse(answers, mixed), mixed, np.random.default_rng(1), 400)

    assert list(one.in_best) != list(two.in_best)
    assert two.in_best == one.in_best
    assert two.same_share == one.same_share
    assert two.sizes == one.sizes
    for network, ranks in one.ranks.items():
        assert two.ranks[network] == pytest.approx(ranks)
    for mine, theirs in (
        (one.minutes, two.minutes),
        (one.presence, two.presence),
        *((one.presence_by_count[k], spread) for k, spread in two.presence_by_count.items()),
    ):
        assert astuple(mine) == pytest.approx(astuple(theirs))
    assert two.narrowing == pytest.approx(one.narrowing)
    before = {swing.group: swing.presence for swing in one.swings}
    for swing in two.swings:
        assert swing.presence == pytest.approx(before[swing.group])


def certain(value: Any) -> Any:
    """Return a part of the catalogue in which every estimate is a point."""
    if isinstance(value, Estimate):
        return value.model_copy(update={"low": value.mode, "high": value.mode})
    if isinstance(value, BaseModel):
        parts = {name: certain(getattr(value, name)) for name in type(value).model_fields}
        return value.model_copy(update=parts)
    if isinstance(value, Mapping):
        return {name: certain(part) for name, part in value.items()}
    return tuple(certain(part) for part in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", ["ines", "mai_lan"])
def test_where_every_figure_is_certain_so_is_the_advice(name):
    """One criterion alone, so that no weight is drawn either."""
    points = {field.name: certain(getattr(CATALOGUE, field.name)) for field in fields(Catalogue)}
    catalogue = with_model(Catalogue(**points), rating_uncertainty=0.0)
    weights = {"goals": 1.0, "audience": 0.0, "formats": 0.0, "tone_values": 0.0}
    analysis = analyse(PERSONAS[name].with_changes(criterion_weights=weights), catalogue)
    found = robustness(analysis, catalogue, np.random.default_rng(1), 300)
    by_count = enumerate(analysis.best_by_count)

    assert found.fits_share == found.same_share == 1
    assert found.in_best == {n.id: float(n.id in analysis.best.kept) for n in analysis.usable}
    assert found.sizes == {len(analysis.best.kept): 1.0}
    assert astuple(found.minutes) == pytest.approx([analysis.best.minutes_range.mode] * 3)
    assert astuple(found.presence) == pytest.approx([analysis.best.presence] * 3)
    assert found.presence_by_count.keys() == {k for k, plan in by_count if plan is not None}
    for count, spread in found.presence_by_count.items():
        presence = analysis.best_by_count[count].presence
        assert astuple(spread) == pytest.approx([presence] * 3, abs=1e-6)
    assert all(swing.width == 0 and not swing.changes for swing in found.swings)
    assert found.narrowing == found.settling == {}


@pytest.mark.parametrize("name", ["ines", "karim"])
def test_the_band_by_count_is_that_of_plans_solved_one_by_one(name):
    """Plain draws, each solved by core.portfolio; worlds without a plan of a size left out."""
    analysis = analyse(PERSONAS[name], CATALOGUE)
    steps = analysis.weekly_minutes // 5
    stated = sure_of(PERSONAS[name], worlds=300).presence_by_count
    space = space_of(analysis.usable, PERSONAS[name], CATALOGUE)
    drawn = plain_worlds(space, 300, seed=21)
    ensemble = Ensemble(analysis.usable, PERSONAS[name], CATALOGUE, space, drawn)
    tables = [
        solve(
            candidates_of(ensemble, PERSONAS[name], world), steps, float(ensemble.bonus[world])
        ).presence_table()[:, steps]
        for world in range(300)
    ]
    alone = np.array(tables).T
    possible = np.isfinite(alone).mean(axis=1)

    assert 0.0 in possible  # some sizes never fit these weeks
    for count, share in enumerate(possible):
        if abs(share - 0.5) > 0.1:
            assert (count in stated) == (share > 0.5)
        if count in stated:
            plain = np.quantile(alone[count][np.isfinite(alone[count])], (0.1, 0.5, 0.9))
            assert astuple(stated[count]) == pytest.approx(plain, rel=0.1)


@pytest.mark.parametrize("name", ["awa", "lou"])
def test_default_draws_say_what_fifty_thousand_say_of_ranks(name):
    """Rank acceptability within 3 points of plain draws; ranks need the fits alone."""
    networks = analyse(PERSONAS[name], CATALOGUE).usable
    space = space_of(networks, PERSONAS[name], CATALOGUE)
    few = sure_of(PERSONAS[name], worlds=WORLDS, seed=5).ranks
    fits = fits_in_worlds(networks, space, plain_worlds(space, 50_000, seed=6))
    many = np.mean([rank_acceptability(part) for part in np.array_split(fits, 50, axis=1)], axis=0)

    assert np.array([few[n.id] for n in networks]) == pytest.approx(many, abs=0.03)


@pytest.mark.parametrize("name", ["ines", "karim"])
def test_default_draws_say_what_ten_thousand_say_of_the_best_plans(name):
    """Shares of the worlds whose best plan keeps a network, within 3 points of plain draws."""
    analysis = analyse(PERSONAS[name], CATALOGUE)
    space = space_of(analysis.usable, PERSONAS[name], CATALOGUE)
    few = sure_of(PERSONAS[name], worlds=WORLDS, seed=5).in_best
    drawn = plain_worlds(space, 10_000, seed=7)
    many = Ensemble(analysis.usable, PERSONAS[name], CATALOGUE, space, drawn)
    shares = many.best(analysis.weekly_minutes // 5).kept.mean(axis=1)

    assert list(few.values()) == pytest.approx(shares.tolist(), abs=0.03)
