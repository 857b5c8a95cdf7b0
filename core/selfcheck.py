"""The model checks itself on demand: published tables, other ways to the same answer, the examples.

Each check states what it expected, what it found and how far apart they may be.
Nothing here is part of a result; a wrong kernel makes a check fail.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.acceptability import central_weights, rank_acceptability
from core.analysis import Analysis, analyse
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES
from core.methods import promethee, topsis, vikor
from core.personas import Persona
from core.portfolio import Candidate, Option, Portfolio, solve
from core.strategies import as_candidates

Choice = Mapping[str, Option]  # by the id of the network
Values = tuple[float, ...]
EXACT = 1e-6  # of presence: worth is exact to about 1e-9 of the largest sum
INSTANCES = 30
WORLDS = 4_000
BONUS = 0.035  # for random instances only; the examples have that of the catalogue


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        name: What is checked.
        expected: What should come out.
        found: What came out.
        tolerance: How far each value may be from the expected one.
        subject: The id of the example it is about; empty for none.
        cases: How many questions were compared.
    """

    name: str
    expected: Values
    found: Values
    tolerance: float
    subject: str = ""
    cases: int = 1

    @property
    def passed(self) -> bool:
        """Return whether every value is as near as it should be."""
        return len(self.expected) == len(self.found) and all(
            abs(found - expected) <= self.tolerance  # false where one is not a number
            for expected, found in zip(self.expected, self.found, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Greedy:
    """How a rule of thumb, presence for a minute, falls short of the exact answer.

    `shares` holds what it loses at each question, as a share of the exact
    worth from 0 to 1.
    """

    name: str
    shares: Values

    @property
    def short(self) -> int:
        """Return how often it loses more than a thousandth."""
        return sum(share > 0.001 for share in self.shares)

    @property
    def mean(self) -> float:
        """Return what it loses on average, 0 to 1."""
        return sum(self.shares) / len(self.shares) if self.shares else 0.0

    @property
    def worst(self) -> float:
        """Return the most it loses, 0 to 1."""
        return max(self.shares, default=0.0)


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """All checks of one run, what could not be run, and the rule of thumb beside the exact one."""

    checks: tuple[Check, ...]
    skipped: tuple[str, ...]
    greedy: tuple[Greedy, ...]

    @property
    def passed(self) -> int:
        """Return how many checks passed."""
        return sum(check.passed for check in self.checks)


@dataclass(frozen=True, slots=True)
class _Problem:
    """A portfolio problem: candidates, the steps there are, the bonus."""

    candidates: Sequence[Candidate]
    steps: int
    bonus: float


def self_check(
    catalogue: Catalogue, personas: Sequence[Persona], draw: np.random.Generator
) -> SelfCheck:
    """Run every check.

    Args:
        catalogue: What the examples are analysed with.
        personas: The examples.
        draw: Where random instances and worlds come from; seeded, it repeats.
    """
    analyses = {persona.id: analyse(persona.answers, catalogue) for persona in personas}
    small = [_random_problem(draw, networks=4, options=3) for _ in range(INSTANCES)]
    large = [_random_problem(draw, networks=9, options=4) for _ in range(INSTANCES)]
    real = [_problem_of(analysis, catalogue) for analysis in analyses.values()]
    by_program, skipped = _against_a_program([*large, *real])
    greedy = (_greedy("greedy_random", large), _greedy("greedy_examples", real))
    return SelfCheck(
        checks=(
            *_published_tables(),
            *_acceptability(draw),
            *_against_everything(small),
            *by_program,
            _never_beaten(greedy),
            *(check for name, a in analyses.items() for check in _of_example(name, a, catalogue)),
        ),
        skipped=skipped,
        greedy=greedy,
    )


# Published tables.


def _published_tables() -> Iterator[Check]:
    scores = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
    found = topsis(scores, [0.3, 0.4, 0.3])
    yield _check("topsis_tzeng_huang", [0.5037, 0.6581, 0.7482, 0.3340], found, 1e-4)
    climb, directions = [[1, 3000], [2, 3750], [5, 4500]], [-1, 1]  # risk to lower, height to raise
    found = topsis(climb, [0.5, 0.5], directions, normalised="linear")
    yield _check("topsis_opricovic_tzeng", [0.5, 0.617, 0.5], found, 5e-4)
    found = vikor(climb, [0.5, 0.5], directions)
    yield _check("vikor_opricovic_tzeng", [1, 0, 1], found, 1e-9)
    found = promethee([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2])
    yield _check("promethee_zhao", [0.1, -0.3, 0.2], found, 1e-9)


def _acceptability(draw: np.random.Generator) -> Iterator[Check]:
    """Yield SMAA-2 where the answer is known: all the same, and two that each have one strength."""
    weights = draw.dirichlet(np.ones(3), WORLDS).T
    same = np.tile(np.full(3, 0.7) @ weights, (4, 1))
    yield _check("smaa_ranks", [1 / 4] * 16, rank_acceptability(same).ravel(), 1e-9)
    yield _check("smaa_weights", [1 / 3] * 12, central_weights(same, weights).ravel(), 0.03)
    two = draw.dirichlet(np.ones(2), WORLDS).T
    yield _check(
        "smaa_specialists",
        [0.75, 0.25, 0.25, 0.75],
        central_weights(np.eye(2) @ two, two).ravel(),
        0.03,
    )


def _check(name: str, expected: Sequence[float], found: NDArray[np.float64], near: float) -> Check:
    return Check(name, tuple(map(float, expected)), tuple(map(float, found)), near)


# The exact choice against trying everything.


def _against_everything(problems: Iterable[_Problem]) -> Iterator[Check]:
    """Yield the largest difference over all sizes and budgets, and the choices not allowed."""
    differences, broken = [], 0
    for problem in problems:
        solved = solve(problem.candidates, problem.steps, problem.bonus)
        tried = _by_trying_everything(problem)
        for size, steps in itertools.product(
            range(len(problem.candidates) + 1), range(0, problem.steps + 1, 4)
        ):
            found = solved.best_of_size(size, steps)
            known = [worth for (n, s), worth in tried.items() if n == size and s <= steps]
            differences.append(_apart(found, max(known, default=-math.inf)))
            broken += found is not None and not _allowed(found.choice, problem, steps)
    yield Check(
        "portfolio_everything", (0.0,), (_largest(differences),), EXACT, "", len(differences)
    )
    yield Check("portfolio_allowed", (0.0,), (float(broken),), 0.0, "", len(differences))


def _by_trying_everything(problem: _Problem) -> dict[tuple[int, int], float]:
    """Return the greatest worth by size and steps spent."""
    best: dict[tuple[int, int], float] = {}
    for taken in itertools.product(*[(None, *c.options) for c in problem.candidates]):
        pairs = zip(problem.candidates, taken, strict=True)
        choice = {c.id: option for c, option in pairs if option is not None}
        if _allowed(choice, problem, problem.steps):
            key = sum(o.kept for o in choice.values()), sum(o.steps for o in choice.values())
            best[key] = max(_worth(choice, problem), best.get(key, 0.0))
    return best


def _allowed(choice: Choice, problem: _Problem, steps: int) -> bool:
    """Return whether a choice fits, keeps what must be kept, and gives every relay a pilot."""
    locked = [c.id for c in problem.candidates if c.must_keep]
    return (
        sum(option.steps for option in choice.values()) <= steps
        and all(name in choice and choice[name].kept for name in locked)
        and all(_has_pilot(name, choice) for name, o in choice.items() if o.mode == "relay")
    )


def _has_pilot(name: str, choice: Choice) -> bool:
    relay = choice[name]
    return any(_may_pilot(o, relay) for other, o in choice.items() if other != name)


def _may_pilot(option: Option, relay: Option) -> bool:
    return (
        option.mode == "native"
        and option.content_type == relay.content_type
        and option.posts_per_week >= relay.posts_per_week
    )


def _worth(choice: Choice, problem: _Problem) -> float:
    """Return what a choice is worth, by the definition and not by the code it checks."""
    sharing = {c.id for c in problem.candidates if c.shares_audience}
    kinds = {o.content_type for name, o in choice.items() if o.kept and name in sharing}
    total = sum(option.presence for option in choice.values())
    return total * (1 + problem.bonus) if len(kinds) >= 2 else total


def _apart(found: Portfolio | None, known: float) -> float:
    """Return how far an answer is from what is known; infinite where only one has an answer."""
    if found is None or known == -math.inf:
        return 0.0 if found is None and known == -math.inf else math.inf
    return abs(found.presence - known)


def _largest(differences: Sequence[float]) -> float:
    return float(max(differences, default=math.inf))  # no case at all proves nothing


# Against integer programming.


def _against_a_program(problems: Sequence[_Problem]) -> tuple[tuple[Check, ...], tuple[str, ...]]:
    """Return the check against SciPy's HiGHS, or its name among those skipped."""
    try:
        optimize = importlib.import_module("scipy.optimize")
    except ImportError:
        return (), ("portfolio_program",)
    found = [
        _apart(solve(p.candidates, p.steps, p.bonus).best(p.steps), _by_program(p, optimize))
        for p in problems
    ]
    return (Check("portfolio_program", (0.0,), (_largest(found),), EXACT, "", len(found)),), ()


def _by_program(problem: _Problem, optimize: Any) -> float:
    """Return the greatest worth; minus infinity where nothing is allowed.

    Solved as it is, and again with two content types asked for, which earn the bonus.
    """
    plain = _Program(problem).greatest(optimize)
    twofold = _Program(problem, two_types=True).greatest(optimize) * (1 + problem.bonus)
    return max(plain, twofold)


class _Program:
    """A problem in 0-1 unknowns: one for each option, then one for each content type shown."""

    def __init__(self, problem: _Problem, *, two_types: bool = False) -> None:
        self._pairs = [(c, option) for c in problem.candidates for option in c.options]
        self._kinds = sorted({option.content_type for _, option in self._pairs})
        self._rows: list[tuple[NDArray[np.float64], float, float]] = []
        self._ask(lambda _, o: o.steps, 0, problem.steps)
        for candidate in problem.candidates:
            self._of_candidate(candidate)
        for place, (owner, option) in enumerate(self._pairs):
            if option.mode == "relay":
                self._with_pilot(place, owner, option)
        if two_types:
            self._with_two_types()

    def greatest(self, optimize: Any) -> float:
        presence = [option.presence for _, option in self._pairs] + [0.0] * len(self._kinds)
        found = optimize.milp(
            -np.array(presence),
            constraints=optimize.LinearConstraint(
                np.array([row for row, _, _ in self._rows]),
                [low for _, low, _ in self._rows],
                [high for _, _, high in self._rows],
            ),
            integrality=np.ones(len(presence)),
            bounds=optimize.Bounds(0, 1),
            options={"mip_rel_gap": 0},
        )
        return float(-found.fun) if found.success else -math.inf

    def _ask(
        self, weight: Callable[[Candidate, Option], float], low: float, high: float
    ) -> NDArray[np.float64]:
        """Ask that the options taken, weighed, lie between two bounds; return the row."""
        row = np.zeros(len(self._pairs) + len(self._kinds))
        row[: len(self._pairs)] = [weight(c, option) for c, option in self._pairs]
        self._rows.append((row, low, high))
        return row

    def _of_candidate(self, candidate: Candidate) -> None:
        self._ask(lambda c, _: c is candidate, 0, 1)
        if candidate.must_keep:
            self._ask(lambda c, o: c is candidate and o.kept, 1, 1)

    def _with_pilot(self, place: int, owner: Candidate, relay: Option) -> None:
        row = self._ask(lambda c, o: c is not owner and _may_pilot(o, relay), 0, math.inf)
        row[place] -= 1

    def _with_two_types(self) -> None:
        for place, kind in enumerate(self._kinds, len(self._pairs)):
            row = self._ask(functools.partial(_shows, kind), 0, math.inf)
            row[place] = -1
        self._ask(lambda *_: 0, 2, math.inf)[len(self._pairs) :] = 1


def _shows(kind: str, candidate: Candidate, option: Option) -> bool:
    """Return whether an option makes its network show a content type, for the bonus."""
    return option.kept and candidate.shares_audience and option.content_type == kind


# Against a rule of thumb.


def _greedy(name: str, problems: Iterable[_Problem]) -> Greedy:
    """Return what presence for a minute loses, where it finds an allowed choice worth anything."""
    shares = []
    for problem in problems:
        exact = solve(problem.candidates, problem.steps, problem.bonus).best(problem.steps)
        choice = _by_greed(problem)
        if exact is not None and exact.presence > 0 and _allowed(choice, problem, problem.steps):
            shares.append(1 - _worth(choice, problem) / exact.presence)
    return Greedy(name, tuple(shares))


def _by_greed(problem: _Problem) -> Choice:
    """Return the choice that always takes the option with most presence a step that still fits."""
    choice: dict[str, Option] = {}
    pairs = [(c.id, option) for c in problem.candidates for option in c.options]
    for name, option in sorted(pairs, key=lambda p: -p[1].presence / max(1, p[1].steps)):
        more = {**choice, name: option}
        fits = sum(o.steps for o in more.values()) <= problem.steps
        if name not in choice and fits and (option.mode == "native" or _has_pilot(name, more)):
            choice = more
    return choice


def _never_beaten(greedy: Sequence[Greedy]) -> Check:
    """Return how often the rule of thumb found more than the exact choice; it must be never."""
    shares = [share for one in greedy for share in one.shares]
    beaten = sum(share < -EXACT for share in shares)
    return Check("portfolio_greedy", (0.0,), (float(beaten),), 0.0, "", len(shares))


# The examples.


def _of_example(name: str, analysis: Analysis, catalogue: Catalogue) -> Iterator[Check]:
    best = analysis.best
    if best is None:
        yield Check("example_plan", (1.0,), (0.0,), 0.0, name)
        return
    over = max(0, best.minutes - analysis.weekly_minutes)
    charged = sum(way.steps for way in best.choice.values()) * STEP_MINUTES
    yield Check(
        "example_week", (0.0, float(best.minutes)), (float(over), float(charged)), 0.0, name
    )
    refused = [network for network in best.choice if _refused(network, analysis, catalogue)]
    yield Check("example_vetoes", (0.0,), (float(len(refused)),), 0.0, name)
    yield Check("example_sums", (0.0,), (_largest(list(_sums(analysis))),), 1e-9, name)
    problem = _problem_of(analysis, catalogue)
    options = {c.id: c.options for c in problem.candidates}
    choice = {
        name: next(o for o in options[name] if (o.rung, o.mode) == (way.rung, way.mode))
        for name, way in best.choice.items()
    }
    yield Check("example_presence", (_worth(choice, problem),), (best.presence,), EXACT, name)


def _refused(network_id: str, analysis: Analysis, catalogue: Catalogue) -> bool:
    """Return whether the person or the facts rule a network out, read from the answers anew."""
    answers, network = analysis.answers, catalogue.networks.get(network_id)
    return (
        answers.network(network_id).lock == "never"
        or (answers.only_named and network_id not in answers.named_networks)
        or (network is not None and bool(set(network.crosses) & set(answers.red_lines)))
        or (network is not None and network.status.state == "closed")
    )


def _sums(analysis: Analysis) -> Iterator[float]:
    """Yield how far the parts of each fit and each presence are from their whole."""
    for network in analysis.networks.values():
        if network.fit.score is not None:
            yield abs(sum(network.fit.contributions.values()) - network.fit.score)
        for way in network.ways:
            p = way.presence
            factors = (p.fit, p.profile, p.response, p.regularity, p.replies, p.reciprocity)
            yield abs(100 * math.prod(factors) - p.index)
            yield abs(sum(part.mode for part in way.effort.values()) - way.minutes.mode)


# Problems.


def _problem_of(analysis: Analysis, catalogue: Catalogue) -> _Problem:
    candidates = as_candidates(tuple(analysis.networks.values()), analysis.answers)
    bonus = catalogue.model.diversification_bonus.mode
    return _Problem(candidates, analysis.weekly_minutes // STEP_MINUTES, bonus)


def _random_problem(draw: np.random.Generator, *, networks: int, options: int) -> _Problem:
    """Return networks with a price of entry, relays, shop windows, locks and equal offers."""
    entry_steps = int(draw.choice([0, 1, 3]))
    candidates = [
        Candidate(
            id=f"n{number}",
            options=_random_options(draw, entry_steps, options),
            must_keep=bool(draw.random() < 0.05),
            shares_audience=bool(draw.random() < 0.8),
        )
        for number in range(networks)
    ]
    return _Problem(candidates, int(draw.integers(8, 40)), BONUS)


def _random_options(
    draw: np.random.Generator, entry_steps: int, options: int
) -> tuple[Option, ...]:
    kind = str(draw.choice(["text", "visual", "video"]))
    return tuple(
        Option(
            rung=f"r{rung}",
            mode="relay" if draw.random() < 0.3 else "native",
            content_type=kind,
            posts_per_week=float(draw.choice([0, 0.5, 1, 3, 5])),
            steps=entry_steps + int(draw.integers(0, 14)),
            presence=float(draw.choice([0.0, 5.0, 10.0, round(40 * draw.random(), 2)])),
            kept=bool(draw.random() < 0.85),
        )
        for rung in range(options)
    )
