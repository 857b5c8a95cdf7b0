"""core.selfcheck: everything passes as it is, and a wrong kernel makes its check fail."""

from __future__ import annotations

import dataclasses
import importlib
import itertools
import math
from collections import Counter

import numpy as np
import pytest

from core import selfcheck
from core.analysis import analyse
from core.portfolio import Portfolio
from core.selfcheck import Check, Greedy, SelfCheck, self_check
from tests.core.strategies import CATALOGUE
from tests.oracles import portfolios
from tests.pages.people import PERSONAS

EXAMPLES = tuple(PERSONAS.values())


def run(seed: int = 7, personas=EXAMPLES) -> SelfCheck:
    return self_check(CATALOGUE, personas, np.random.default_rng(seed))


def failed(result: SelfCheck) -> set[str]:
    return {check.name for check in result.checks if not check.passed}


@pytest.fixture(scope="module")
def result():
    return run()


def test_every_check_passes_and_none_is_skipped_where_scipy_is(result):
    assert failed(result) == set()
    assert result.skipped == ()
    assert result.passed == len(result.checks)


def test_each_kind_of_check_is_there(result):
    counted = Counter(check.name for check in result.checks)

    assert {name for name, times in counted.items() if times == 1} == {
        *("topsis_tzeng_huang", "topsis_opricovic_tzeng", "vikor_opricovic_tzeng"),
        *("promethee_zhao", "smaa_ranks", "smaa_weights", "smaa_specialists"),
        *("portfolio_everything", "portfolio_allowed", "portfolio_program", "portfolio_greedy"),
    }
    of_examples = {"example_week", "example_vetoes", "example_sums", "example_presence"}
    assert {name: counted[name] for name in of_examples} == dict.fromkeys(of_examples, 8)


def test_the_same_seed_gives_the_same_run_and_another_passes_too(result):
    assert run() == result
    assert run(8) != result
    assert failed(run(8)) == set()


def test_a_rule_of_thumb_falls_short_and_is_never_better(result):
    for greedy in result.greedy:
        assert 0 < greedy.short <= len(greedy.shares)
        assert 0 < greedy.mean <= greedy.worst < 1
        assert min(greedy.shares) >= -1e-9


def test_how_far_a_rule_of_thumb_falls_short_by_hand():
    greedy = Greedy("by hand", (0.0, 0.0005, 0.1, 0.3))

    assert (greedy.short, greedy.worst) == (2, 0.3)
    assert greedy.mean == pytest.approx(0.100125)
    assert (Greedy("none", ()).mean, Greedy("none", ()).worst) == (0.0, 0.0)


# What passes and what does not.


@pytest.mark.parametrize(
    ("expected", "found", "passed"),
    [
        ((1.0,), (1.0,), True),
        ((1.0, 2.0), (1.005, 1.995), True),
        ((1.0, 2.0), (1.0, 2.02), False),
        ((1.0,), (math.nan,), False),
        ((0.0,), (math.inf,), False),
        ((1.0,), (), False),
        ((1.0,), (1.0, 1.0), False),
    ],
)
def test_a_check_passes_where_every_value_is_near(expected, found, passed):
    assert Check("by hand", expected, found, 0.01).passed is passed


# Every wrong kernel is noticed.


def times(factor):
    """Return a kernel that multiplies what the true one says."""

    def wrong(true):
        return lambda *given, **options: true(*given, **options) * factor

    return wrong


KERNELS = {
    "topsis": {"topsis_tzeng_huang", "topsis_opricovic_tzeng"},
    "vikor": {"vikor_opricovic_tzeng"},
    "promethee": {"promethee_zhao"},
    "rank_acceptability": {"smaa_ranks"},
    "central_weights": {"smaa_weights", "smaa_specialists"},
}


@pytest.mark.parametrize("kernel", KERNELS)
def test_a_kernel_that_is_wrong_by_a_tenth_makes_its_checks_fail(kernel, monkeypatch):
    monkeypatch.setattr(selfcheck, kernel, times(1.1)(getattr(selfcheck, kernel)))

    assert failed(run(personas=())) == KERNELS[kernel]


def test_a_portfolio_that_is_not_the_best_is_noticed(monkeypatch):
    """The bonus left out: a choice that is allowed, and nearly the best."""
    true = selfcheck.solve
    monkeypatch.setattr(selfcheck, "solve", lambda c, steps, _: true(c, steps, 0.0))

    assert {"portfolio_everything", "portfolio_program"} <= failed(run())


def test_a_portfolio_that_is_better_than_allowed_is_noticed(monkeypatch):
    """One step too many: it claims more than anything that fits brings."""
    true = selfcheck.solve

    class Generous:
        def __init__(self, candidates, steps, bonus):
            self._true = true(candidates, steps + 1, bonus)

        def best(self, steps):
            return self._true.best(steps + 1)

        def best_of_size(self, size, steps):
            return self._true.best_of_size(size, steps + 1)

    monkeypatch.setattr(selfcheck, "solve", Generous)

    assert {"portfolio_everything", "portfolio_allowed", "portfolio_program"} <= failed(run())


def test_a_plan_that_breaks_a_rule_is_noticed(monkeypatch):
    """The plan of somebody else: too long for the week, with networks this person refuses."""
    tomasz, mai_lan = (analyse(PERSONAS[name].answers, CATALOGUE) for name in ("tomasz", "mai_lan"))
    monkeypatch.setattr(selfcheck, "analyse", lambda *_: _with(tomasz, best=mai_lan.best))
    monkeypatch.setattr(selfcheck, "_problem_of", lambda *_: _problem(mai_lan))

    assert failed(run(personas=[PERSONAS["tomasz"]])) >= {"example_week", "example_vetoes"}


def test_a_plan_worth_something_else_is_noticed(monkeypatch):
    ines = analyse(PERSONAS["ines"].answers, CATALOGUE)
    dearer = _with(ines.best, presence=ines.best.presence + 0.01)
    monkeypatch.setattr(selfcheck, "analyse", lambda *_: _with(ines, best=dearer))

    assert failed(run(personas=[PERSONAS["ines"]])) == {"example_presence"}


def test_parts_that_do_not_add_up_are_noticed(monkeypatch):
    ines = analyse(PERSONAS["ines"].answers, CATALOGUE)
    malt = ines.networks["malt"]
    off = _with(malt, fit=_with(malt.fit, contributions={"goals": 0.1}))
    networks = {**ines.networks, "malt": off}
    monkeypatch.setattr(selfcheck, "analyse", lambda *_: _with(ines, networks=networks))

    assert failed(run(personas=[PERSONAS["ines"]])) == {"example_sums"}


def test_somebody_without_a_plan_is_noticed(monkeypatch):
    ines = analyse(PERSONAS["ines"].answers, CATALOGUE)
    monkeypatch.setattr(selfcheck, "analyse", lambda *_: _with(ines, best=None))

    assert failed(run(personas=[PERSONAS["ines"]])) == {"example_plan"}


def _with(value, **changes):
    return dataclasses.replace(value, **changes)


PROBLEM_OF = selfcheck._problem_of


def _problem(analysis):
    return PROBLEM_OF(analysis, CATALOGUE)


# Without scipy.


def test_where_scipy_is_not_installed_its_check_is_skipped_and_not_counted(monkeypatch, result):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    without = run()

    assert without.skipped == ("portfolio_program",)
    assert len(without.checks) == without.passed == len(result.checks) - 1
    assert "portfolio_program" not in {check.name for check in without.checks}


# Its own oracles, against those of the tests.


@pytest.mark.parametrize("seed", range(12))
def test_its_ways_to_the_answer_agree_with_those_of_the_tests(seed):
    """They share no code: two statements of one problem."""
    problem = selfcheck._random_problem(np.random.default_rng(seed), networks=4, options=3)
    candidates, steps, bonus = list(problem.candidates), problem.steps, problem.bonus
    optimize = importlib.import_module("scipy.optimize")

    tried = selfcheck._by_trying_everything(problem)

    assert tried == pytest.approx(portfolios.by_trying_everything(candidates, steps, bonus))
    assert selfcheck._by_program(problem, optimize) == pytest.approx(
        portfolios.by_integer_programming(candidates, None, steps, bonus)
    )
    assert max(tried.values(), default=-math.inf) == pytest.approx(
        selfcheck._by_program(problem, optimize)
    )


def test_random_problems_hold_what_makes_them_hard():
    draw = np.random.default_rng(7)
    problems = [selfcheck._random_problem(draw, networks=4, options=3) for _ in range(30)]
    candidates = list(itertools.chain(*(problem.candidates for problem in problems)))
    options = list(itertools.chain(*(c.options for c in candidates)))

    assert {c.must_keep for c in candidates} == {True, False}
    assert {c.shares_audience for c in candidates} == {True, False}
    assert {option.mode for option in options} == {"native", "relay"}
    assert {option.kept for option in options} == {True, False}
    assert any(option.presence == 0 for option in options)


def test_an_answer_where_none_should_be_is_infinitely_far():
    assert selfcheck._apart(None, -math.inf) == 0
    assert selfcheck._apart(None, 1.0) == math.inf
    assert selfcheck._apart(Portfolio(), -math.inf) == math.inf
    assert selfcheck._largest([]) == math.inf
