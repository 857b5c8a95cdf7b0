"""Stated ranges hold the truth as often as they say.

The truth is a synthetic world drawn from the same ranges by plain Monte Carlo,
with numpy's own laws; the ranges come from the slices of `core.space`. Minutes
are added up here anew, and presence is solved world by world.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from core.analysis import Analysis, analyse
from core.catalogue import load_catalogue
from core.ensemble import Ensemble
from core.personas import load_personas
from core.portfolio import solve
from core.robustness import Robustness, robustness
from core.space import Space, space_of
from tests.core.draws import plain_worlds
from tests.core.test_ensemble import candidates_of

CATALOGUE = load_catalogue()
PERSONAS = {persona.id: persona.answers for persona in load_personas(CATALOGUE)}
TRUTHS = 3_000  # the share found is then within 2 points of the true one, 99 times in 100
SOLVED = 1_200
LEAST, MOST = 0.75, 0.85

people = pytest.mark.parametrize("name", ["ines", "karim", "tomasz"])


@cache
def stated(name: str) -> tuple[Analysis, Robustness, Space]:
    analysis = analyse(PERSONAS[name], CATALOGUE)
    found = robustness(analysis, CATALOGUE, np.random.default_rng(31))
    return analysis, found, space_of(analysis.usable, PERSONAS[name], CATALOGUE)


def minutes_of(analysis: Analysis, space: Space, worlds: np.ndarray) -> np.ndarray:
    """Return the minutes of the plan in every world: counts times minutes, added up."""
    whole = np.zeros(worlds.shape[1])
    for network, way in analysis.best.choice.items():
        made = analysis.networks[network].format_id
        making = "adapt" if way.mode == "relay" else "post"
        for action, count in way.counts.items():
            key = ("production", making, made) if action == "post" else ("minutes", action)
            whole += count * worlds[space.rows[key]]
    return whole


@people
def test_four_plans_in_five_take_the_minutes_stated(name):
    analysis, found, space = stated(name)
    truths = minutes_of(analysis, space, plain_worlds(space, TRUTHS, seed=32))

    inside = (found.minutes.low <= truths) & (truths <= found.minutes.high)

    assert LEAST <= inside.mean() <= MOST
    assert (truths < found.minutes.low).mean() == pytest.approx(0.1, abs=0.03)
    assert (truths < found.minutes.median).mean() == pytest.approx(0.5, abs=0.05)


@people
def test_four_best_plans_in_five_bring_the_presence_stated(name):
    analysis, found, space = stated(name)
    steps = analysis.weekly_minutes // 5
    drawn = plain_worlds(space, SOLVED, seed=33)
    ensemble = Ensemble(analysis.usable, PERSONAS[name], CATALOGUE, space, drawn)
    truths = np.array(
        [
            solve(candidates_of(ensemble, PERSONAS[name], world), steps, float(bonus))
            .best(steps)
            .presence
            for world, bonus in enumerate(ensemble.bonus)
        ]
    )

    inside = (found.presence.low <= truths) & (truths <= found.presence.high)

    assert LEAST <= inside.mean() <= MOST
    assert (truths < found.presence.low).mean() == pytest.approx(0.1, abs=0.035)
