"""core.simultaneous: many worlds at once are solved as core.portfolio solves each alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.portfolio import Candidate, solve
from core.simultaneous import Worlds
from tests.oracles.portfolios import random_instance

WORLDS = 7
ONE_TYPE_EACH = [seed for seed in range(150) if seed % 3]  # every third mixes content types


def in_worlds(candidates: list[Candidate], seed: int, *, ties: bool):
    """Return other steps and presences for every option in every world."""
    draw = np.random.default_rng(seed)
    options = [option for candidate in candidates for option in candidate.options]
    shape = (len(options), WORLDS)
    steps = np.array([o.steps for o in options], dtype=np.int64).reshape(-1, 1)
    presences = np.array([o.presence for o in options], dtype=float).reshape(-1, 1)
    if ties:
        return np.repeat(steps, WORLDS, axis=1), np.repeat(presences, WORLDS, axis=1)
    return steps + draw.integers(0, 4, shape), presences + draw.uniform(0.1, 9, shape)


def in_world(candidates: list[Candidate], steps, presences, world: int) -> list[Candidate]:
    """Return the candidates with the figures of one world."""
    figures = iter(zip(steps[:, world].tolist(), presences[:, world].tolist(), strict=True))
    return [
        replace(
            candidate,
            options=tuple(
                replace(option, steps=spent, presence=brought)
                for option, (spent, brought) in zip(candidate.options, figures, strict=False)
            ),
        )
        if candidate.options
        else candidate
        for candidate in candidates
    ]


def named(candidates: list[Candidate], kept: np.ndarray) -> tuple[str, ...]:
    return tuple(c.id for c, is_kept in zip(candidates, kept, strict=True) if is_kept)


@pytest.mark.parametrize("seed", ONE_TYPE_EACH)
def test_every_size_of_every_world_is_what_the_solver_finds_for_one(seed):
    """Relays, locks, windows, prices nobody can pay; figures without ties."""
    instance = random_instance(seed)
    steps, presences = in_worlds(instance.candidates, seed, ties=False)
    bonus = np.linspace(0.01, 0.5, WORLDS)
    problem = Worlds(instance.candidates, steps, presences, bonus)

    for budget in instance.budgets:
        sized, best = problem.best(budget, by_size=True), problem.best(budget)
        for world in range(WORLDS):
            candidates = in_world(instance.candidates, steps, presences, world)
            solutions = solve(candidates, budget, float(bonus[world]))
            for size in range(len(candidates) + 1):
                alone = solutions.best_of_size(size, budget)
                presence = -np.inf if alone is None else alone.presence
                assert sized.presence[size, world] == pytest.approx(presence, abs=1e-6)
                kept = () if alone is None else alone.kept
                assert named(candidates, sized.kept[:, size, world]) == kept
            whole = solutions.best(budget)
            assert best.presence[0, world] == pytest.approx(
                -np.inf if whole is None else whole.presence, abs=1e-6
            )
            assert named(candidates, best.kept[:, 0, world]) == (whole.kept if whole else ())


@pytest.mark.parametrize("seed", ONE_TYPE_EACH)
def test_ties_are_worth_the_same_and_go_to_fewer_networks(seed):
    """Presences of 0, 1, 5 and 10, and options for nothing."""
    instance = random_instance(seed)
    steps, presences = in_worlds(instance.candidates, seed, ties=True)
    problem = Worlds(instance.candidates, steps, presences, np.zeros(WORLDS))

    for budget in instance.budgets:
        best = problem.best(budget)
        alone = solve(instance.candidates, budget).best(budget)
        presence, size = (-np.inf, 0) if alone is None else (alone.presence, alone.size)
        assert best.presence[0] == pytest.approx(np.full(WORLDS, presence), abs=1e-6)
        assert best.kept[:, 0].sum(axis=0).tolist() == [size] * WORLDS


def test_a_network_has_one_content_type():
    mixed = next(
        i.candidates
        for i in map(random_instance, range(0, 300, 3))
        if any(len({o.content_type for o in c.options}) > 1 for c in i.candidates)
    )
    options = sum(len(candidate.options) for candidate in mixed)

    with pytest.raises(ValueError, match="one content type"):
        Worlds(mixed, np.ones((options, 1), dtype=np.int64), np.ones((options, 1)), np.zeros(1))
