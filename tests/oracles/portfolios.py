"""Slow answers to the portfolio problem. They share no code with what they check.

Each says in its own way what core/portfolio.py states: one option a network, a
pilot for every relay, locks, a budget, and a bonus for two content types.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from core.portfolio import Candidate, Option

Choice = Mapping[str, Option]  # by the id of the network


@dataclass(frozen=True)
class Instance:
    """One problem: networks with options, budgets to try (the last is the largest), a bonus."""

    candidates: list[Candidate]
    budgets: list[int]
    bonus: float


# Random instances: relays, locks, ties, options for nothing, and prices nobody can pay.


def random_instance(seed: int, *, fewest: int = 1, most: int = 6, options: int = 5) -> Instance:
    """Return `fewest` to `most` candidates; in every third instance they mix content types."""
    draw = random.Random(seed)
    kinds = ["text", "visual", "video"][: draw.randint(1, 3)]
    entry_price = draw.choice([0, 0, 1, 3, 30])
    candidates = [
        _candidate(draw, number, kinds, entry_price, draw.randint(0, options), mixed=seed % 3 == 0)
        for number in range(draw.randint(fewest, most))
    ]
    budgets = [0, draw.randint(1, 12), draw.randint(13, 60)]
    return Instance(candidates, budgets, draw.choice([0.0, 0.035, 0.5]))


def _candidate(draw, number, kinds, entry_price, options, *, mixed):
    own_kind = draw.choice(kinds)
    return Candidate(
        id=f"n{number}",
        options=tuple(
            _option(draw, draw.choice(kinds) if mixed else own_kind, rung, entry_price)
            for rung in range(options)
        ),
        must_keep=draw.random() < 0.08,
        shares_audience=draw.random() < 0.8,
    )


def _option(draw, kind, rung, entry_price):
    return Option(
        rung=f"r{rung}",
        mode=draw.choice(["native", "native", "relay"]),
        content_type=kind,
        posts_per_week=draw.choice([0, 0.5, 1, 3, 3, 5]),
        steps=entry_price + draw.choice([0, 1, 2, 3, 5, 8, 13]),
        presence=draw.choice([0, 1, 5, 5, 10, draw.uniform(0, 40)]),
        kept=draw.random() < 0.85,
    )


# The rules, one by one: what is wrong with a choice, and what it is worth.


def broken_rules(
    candidates: list[Candidate], choice: Choice, steps: int, size: int | None = None
) -> list[str]:
    """Return what the problem forbids in a choice, in words; none if it is allowed."""
    broken = [
        f"{name} has no such option"
        for name, option in choice.items()
        if option not in {c.id: c.options for c in candidates}[name]
    ]
    broken += [f"{name} relays without a pilot" for name in choice if _is_orphan(name, choice)]
    broken += [
        f"{c.id} is not kept"
        for c in candidates
        if c.must_keep and not (c.id in choice and choice[c.id].kept)
    ]
    if sum(option.steps for option in choice.values()) > steps:
        broken.append("it takes too long")
    if size is not None and sum(option.kept for option in choice.values()) != size:
        broken.append("it keeps another number of networks")
    return broken


def _is_orphan(name, choice):
    relay = choice[name]
    pilots = (
        option
        for other, option in choice.items()
        if other != name
        and option.mode == "native"
        and option.content_type == relay.content_type
        and option.posts_per_week >= relay.posts_per_week
    )
    return relay.mode == "relay" and next(pilots, None) is None


def true_worth(candidates: list[Candidate], choice: Choice, bonus: float) -> float:
    """Return what a choice is worth, allowed or not."""
    sharing = {c.id for c in candidates if c.shares_audience}
    kinds = {o.content_type for name, o in choice.items() if o.kept and name in sharing}
    return sum(o.presence for o in choice.values()) * (1 + bonus if len(kinds) >= 2 else 1)


# First way: try everything.


def every_allowed_choice(candidates: list[Candidate], steps: int) -> Iterator[dict[str, Option]]:
    """Yield every allowed choice of any size within the budget."""
    for combination in itertools.product(*[(None, *c.options) for c in candidates]):
        pairs = zip(candidates, combination, strict=True)
        choice = {c.id: option for c, option in pairs if option is not None}
        if not broken_rules(candidates, choice, steps):
            yield choice


def by_trying_everything(
    candidates: list[Candidate], steps: int, bonus: float
) -> dict[tuple[int, int], float]:
    """Return the greatest worth by size and steps spent, within the budget."""
    best: dict[tuple[int, int], float] = {}
    for choice in every_allowed_choice(candidates, steps):
        options = choice.values()
        key = sum(option.kept for option in options), sum(option.steps for option in options)
        worth = true_worth(candidates, choice, bonus)
        best[key] = max(worth, best.get(key, worth))
    return best


# Second way: integer programming.


def by_integer_programming(
    candidates: list[Candidate], size: int | None, steps: int, bonus: float
) -> float:
    """Return the greatest worth by HiGHS; minus infinity where nothing is allowed.

    It is solved plainly, and once more with two content types forced, which
    earns the bonus. So no product of unknowns has to be put in linear form.
    """
    if not any(candidate.options for candidate in candidates):
        return -np.inf if size or any(c.must_keep for c in candidates) else 0.0
    plain = Program(candidates, size, steps).greatest_worth()
    if plain == -np.inf or bonus == 0:
        return plain
    twofold = Program(candidates, size, steps, two_types=True).greatest_worth()
    return max(plain, twofold * (1 + bonus))


class Program:
    """One integer program: a column for each option, then one for each content type.

    Built first and solved by `greatest_worth`, so that a benchmark can time HiGHS alone.
    """

    def __init__(self, candidates, size, steps, *, two_types=False):
        self.candidates = candidates
        self.columns = [(c, option) for c in candidates for option in c.options]
        self.kinds = sorted({option.content_type for _, option in self.columns})
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self._choose_one_a_network()
        self._fit(size, steps)
        self._give_every_relay_a_pilot()
        if two_types:
            self._cover_two_types()

    def greatest_worth(self):
        width = len(self.columns) + len(self.kinds)
        matrix = np.zeros((len(self.rows), width))
        for row, (weights, _, _) in zip(matrix, self.rows, strict=True):
            row[list(weights)] = list(weights.values())
        presence = [option.presence for _, option in self.columns]
        found = milp(
            -np.array(presence + [0.0] * len(self.kinds)),
            constraints=LinearConstraint(
                matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
            ),
            integrality=np.ones(width),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0},
        )
        assert found.status in (0, 2), found.message  # solved, or impossible
        return -found.fun if found.status == 0 else -np.inf

    def _where(self, condition):
        return [i for i, (c, option) in enumerate(self.columns) if condition(c, option)]

    def _constrain(self, weights, low, high=np.inf):
        self.rows.append((weights, low, high))

    def _choose_one_a_network(self):
        for candidate in self.candidates:
            own = self._where(lambda c, _, mine=candidate: c is mine)
            self._constrain(dict.fromkeys(own, 1), 0, 1)
            if candidate.must_keep:
                kept = self._where(lambda c, o, mine=candidate: c is mine and o.kept)
                self._constrain(dict.fromkeys(kept, 1), 1)

    def _fit(self, size, steps):
        self._constrain({i: o.steps for i, (_, o) in enumerate(self.columns)}, 0, steps)
        if size is not None:
            self._constrain(dict.fromkeys(self._where(lambda _, o: o.kept), 1), size, size)

    def _give_every_relay_a_pilot(self):
        for i, (owner, relay) in enumerate(self.columns):
            if relay.mode == "relay":
                pilots = self._where(
                    lambda c, o, owner=owner, relay=relay: (
                        c is not owner
                        and (o.mode, o.content_type) == ("native", relay.content_type)
                        and o.posts_per_week >= relay.posts_per_week
                    )
                )
                self._constrain({**dict.fromkeys(pilots, 1), i: -1}, 0)

    def _cover_two_types(self):
        covered = range(len(self.columns), len(self.columns) + len(self.kinds))
        for column, kind in zip(covered, self.kinds, strict=True):
            showing = self._where(
                lambda c, o, kind=kind: o.kept and c.shares_audience and o.content_type == kind
            )
            self._constrain({**dict.fromkeys(showing, 1), column: -1}, 0)
        self._constrain(dict.fromkeys(covered, 1), 2)
