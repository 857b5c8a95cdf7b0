"""Slow answers to the portfolio problem. They share no code with what they check."""

from __future__ import annotations

import itertools
import random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from core.portfolio import Candidate, Option


def random_instance(seed: int, *, networks: int = 6, mixed: bool = False) -> list[Candidate]:
    """Return candidates with relays, ties, locks, zero costs and huge costs."""
    draw = random.Random(seed)
    kinds = ["text", "visual", "video"][: draw.randint(1, 3)]
    candidates = []
    for number in range(draw.randint(0, networks)):
        kind = draw.choice(kinds)
        options = tuple(
            _option(draw, draw.choice(kinds) if mixed else kind, rung)
            for rung in range(draw.randint(0, 5))
        )
        candidates.append(
            Candidate(
                id=f"n{number}",
                options=options,
                must_keep=draw.random() < 0.08,
                shares_audience=draw.random() < 0.8,
            )
        )
    return candidates


def _option(draw: random.Random, kind: str, rung: int) -> Option:
    return Option(
        rung=f"r{rung}",
        mode=draw.choice(["native", "native", "relay"]),
        content_type=kind,
        posts_per_week=draw.choice([0.5, 1, 3, 3, 5]),
        steps=draw.choice([0, 1, 2, 3, 5, 8, 13, 40]),
        presence=draw.choice([0, 1, 5, 5, 10, draw.uniform(0, 40)]),
        kept=draw.random() < 0.85,
    )


def by_trying_everything(
    candidates: list[Candidate], size: int | None, steps: int, bonus: float
) -> float | None:
    """Return the greatest worth by trying every combination; None where none is allowed."""
    best = None
    for combination in itertools.product(*[(None, *c.options) for c in candidates]):
        worth = _worth_if_allowed(candidates, combination, size, steps, bonus)
        if worth is not None and (best is None or worth > best):
            best = worth
    return best


def _worth_if_allowed(candidates, combination, size, steps, bonus):
    chosen = [(c, o) for c, o in zip(candidates, combination, strict=True) if o is not None]
    if sum(o.steps for _, o in chosen) > steps:
        return None
    if size is not None and sum(o.kept for _, o in chosen) != size:
        return None
    if any(c.must_keep and (o is None or not o.kept) for c, o in zip(candidates, combination, strict=True)):
        return None
    for owner, option in chosen:
        if option.mode == "relay" and not any(
            other.mode == "native"
            and other.content_type == option.content_type
            and other.posts_per_week >= option.posts_per_week
            for who, other in chosen
            if who.id != owner.id
        ):
            return None
    kinds = {o.content_type for c, o in chosen if o.kept and c.shares_audience}
    return sum(o.presence for _, o in chosen) * (1 + bonus if len(kinds) > 1 else 1)


def by_integer_programming(
    candidates: list[Candidate], size: int | None, steps: int, bonus: float
) -> float | None:
    """Return the greatest worth by HiGHS, solved once plainly and once with two types forced."""
    answers = [
        _highs(candidates, size, steps, two_types=False),
        _highs(candidates, size, steps, two_types=True),
    ]
    worths = [
        worth * factor
        for worth, factor in zip(answers, (1, 1 + bonus), strict=True)
        if worth is not None
    ]
    return max(worths, default=None)


def _highs(candidates, size, steps, *, two_types):
    columns = [(place, option) for place, c in enumerate(candidates) for option in c.options]
    kinds = sorted({option.content_type for _, option in columns})
    width = len(columns) + len(kinds)
    if not columns:
        fits = size in (None, 0) and not two_types and not any(c.must_keep for c in candidates)
        return 0.0 if fits else None
    rows, lowest, highest = [], [], []

    def constrain(weights, low, high):
        row = np.zeros(width)
        for column, weight in weights:
            row[column] += weight
        rows.append(row)
        lowest.append(low)
        highest.append(high)

    numbered = list(enumerate(columns))
    for place, candidate in enumerate(candidates):
        constrain([(i, 1) for i, (p, _) in numbered if p == place], 0, 1)
        if candidate.must_keep:
            constrain([(i, 1) for i, (p, o) in numbered if p == place and o.kept], 1, 1)
    constrain([(i, o.steps) for i, (_, o) in numbered], 0, steps)
    if size is not None:
        constrain([(i, 1) for i, (_, o) in numbered if o.kept], size, size)
    for i, (place, option) in numbered:
        if option.mode == "relay":
            pilots = [
                (j, 1)
                for j, (p, o) in numbered
                if p != place
                and o.mode == "native"
                and o.content_type == option.content_type
                and o.posts_per_week >= option.posts_per_week
            ]
            constrain([*pilots, (i, -1)], 0, np.inf)
    for k, kind in enumerate(kinds):
        marking = [
            (i, 1)
            for i, (p, o) in numbered
            if o.content_type == kind and o.kept and candidates[p].shares_audience
        ]
        constrain([*marking, (len(columns) + k, -1)], 0, np.inf)
    if two_types:
        constrain([(len(columns) + k, 1) for k in range(len(kinds))], 2, np.inf)
    worth = np.array([-option.presence for _, option in columns] + [0.0] * len(kinds))
    found = milp(
        worth,
        constraints=LinearConstraint(np.array(rows), lowest, highest),
        integrality=np.ones(width),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    return -found.fun if found.status == 0 else None
