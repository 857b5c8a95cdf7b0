"""The whole analysis of 18 networks, and the portfolio solver against a MILP solver.

    python -m benchmarks.analysis

Somebody who answered everything and named every network is analysed again and
again. Then their portfolios are solved for every number of networks and every
budget at once, and HiGHS solves some of the same problems one by one; its model
is built before the clock starts, and the worth of both must agree. Times are
processor time of one core. Prints lines to read, then JSON. Exit status 1 where
the analysis takes longer than 50 ms or HiGHS is less than 100 times dearer.
"""

from __future__ import annotations

import json
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from core.analysis import analyse
from core.answers import Answers
from core.catalogue import Catalogue, load_catalogue
from core.hours import HORIZON_STEPS
from core.portfolio import Candidate, Solutions, solve
from core.strategies import as_candidates
from core.ways import candidacies
from tests.oracles.portfolios import Program

MOST_MILLISECONDS = 50.0
LEAST_RATIO = 100.0
RUNS = 60
WARM_UP = 5
MILP_PROBLEMS = 25
SEED = 1

Report = dict[str, Any]


def main() -> int:
    """Measure, print, and return the exit status."""
    load = os.getloadavg()[0]
    catalogue = load_catalogue()
    answers = everything_answered(catalogue)
    report = {
        "load_before": round(load, 2),
        "analysis": analysis_figures(answers, catalogue),
        "solver": solver_figures(answers, catalogue),
    }
    print("\n".join(lines(report)), end="\n\n")
    print(json.dumps(report, indent=1))
    fast = report["analysis"]["median_ms"] <= MOST_MILLISECONDS
    return 0 if fast and report["solver"]["ratio"] >= LEAST_RATIO else 1


def everything_answered(catalogue: Catalogue) -> Answers:
    """Return the answers of somebody who named every network and can make most formats."""
    profile = {item: number % 2 == 0 for number, item in enumerate(catalogue.checklist)}
    named: dict[str, Any] = {
        name: {"state": "on", "profile": profile} for name in catalogue.networks
    }
    named["linkedin"]["today"] = "light"
    named["work_net_world"]["ratings"] = dict.fromkeys(catalogue.criteria, 0.5)
    return Answers().with_changes(
        goals={name: 1 + number for number, name in enumerate(list(catalogue.goals)[:4])},
        ages=list(catalogue.ages)[:2],
        publics=["b2b", "b2c"],
        formats=list(catalogue.formats)[:6],
        tones=list(catalogue.tones)[:2],
        values=list(catalogue.values)[:2],
        weekly_minutes=600,
        guess_minutes=120,
        networks=named,
        intense=True,
    )


def analysis_figures(answers: Answers, catalogue: Catalogue) -> Report:
    """Return how long one analysis takes, in milliseconds."""
    found = analyse(answers, catalogue)
    figures = timed(lambda: analyse(answers, catalogue))
    return {"networks": len(found.networks), "usable": len(found.usable), **figures}


def solver_figures(answers: Answers, catalogue: Catalogue) -> Report:
    """Return what one (size, budget) problem costs, the solver's way and by HiGHS."""
    bonus = catalogue.model.diversification_bonus.mode
    candidates = as_candidates(candidacies(answers, catalogue), answers)
    problems = (len(candidates) + 1) * (HORIZON_STEPS + 1)
    all_at_once = timed(lambda: solve(candidates, HORIZON_STEPS, bonus))
    solutions = solve(candidates, HORIZON_STEPS, bonus)
    choosing = statistics.mean(choice_times(solutions))
    by_highs = milp_times(candidates, solutions)
    per_problem = all_at_once["median_ms"] / problems + choosing
    return {
        "candidates": len(candidates),
        "problems": problems,
        "all_at_once": all_at_once,
        "one_choice_ms": round(choosing, 4),
        "one_problem_ms": round(per_problem, 4),
        "milp_problems": len(by_highs),
        "milp_median_ms": round(statistics.median(by_highs), 2),
        "milp_quickest_ms": round(min(by_highs), 2),
        "ratio": round(statistics.median(by_highs) / per_problem, 1),
        "ratio_to_the_quickest": round(min(by_highs) / per_problem, 1),
        "ratio_without_the_choice": round(
            statistics.median(by_highs) * problems / all_at_once["median_ms"], 1
        ),
    }


def choice_times(solutions: Solutions) -> list[float]:
    """Return the milliseconds of reading off each choice of every size at some budgets."""
    budgets = random.Random(SEED).sample(range(HORIZON_STEPS + 1), 20)
    return [
        milliseconds(lambda size=size, steps=steps: solutions.best_of_size(size, steps))
        for steps in budgets
        for size in range(solutions.most_networks + 1)
    ]


def milp_times(candidates: list[Candidate], solutions: Solutions) -> list[float]:
    """Return the milliseconds of HiGHS for some problems: two programs each, for the bonus.

    Raises:
        AssertionError: If it finds another worth than the solver.
    """
    draw = random.Random(SEED)
    found = []
    for _ in range(MILP_PROBLEMS):
        size, steps = draw.randint(1, 8), draw.randint(24, HORIZON_STEPS)
        programs = [Program(candidates, size, steps, two_types=two) for two in (False, True)]
        start = time.process_time()
        plain, twofold = (program.greatest_worth() for program in programs)
        found.append(1000 * (time.process_time() - start))
        worth = max(plain, twofold * (1 + solutions.bonus))
        best = solutions.presence_table()[size, steps]
        assert math.isclose(best, worth, rel_tol=1e-6), (size, steps, best, worth)
    return found


def timed(action: Callable[[], object]) -> Report:
    """Return the median, the quickest and the 95th percentile of many runs, in milliseconds."""
    for _ in range(WARM_UP):
        action()
    times = sorted(milliseconds(action) for _ in range(RUNS))
    return {
        "median_ms": round(statistics.median(times), 1),
        "quickest_ms": round(times[0], 1),
        "95th_percentile_ms": round(times[int(0.95 * RUNS)], 1),
        "runs": RUNS,
    }


def milliseconds(action: Callable[[], object]) -> float:
    """Return the processor time of one run."""
    start = time.process_time()
    action()
    return 1000 * (time.process_time() - start)


def lines(report: Report) -> list[str]:
    """Return the report to read."""
    analysis, solver = report["analysis"], report["solver"]
    return [
        f"Load of the machine before: {report['load_before']}",
        f"Analysis of {analysis['networks']} networks ({analysis['usable']} usable): "
        f"median {analysis['median_ms']} ms, quickest {analysis['quickest_ms']} ms "
        f"(at most {MOST_MILLISECONDS:g})",
        f"All {solver['problems']} (size, budget) problems at once: "
        f"median {solver['all_at_once']['median_ms']} ms; one choice read off: "
        f"{solver['one_choice_ms']} ms; one problem: {solver['one_problem_ms']} ms",
        f"HiGHS, one problem: median {solver['milp_median_ms']} ms, "
        f"quickest {solver['milp_quickest_ms']} ms",
        f"HiGHS is {solver['ratio']:g} times dearer (at least {LEAST_RATIO:g}), "
        f"{solver['ratio_to_the_quickest']:g} times in its quickest problem, "
        f"{solver['ratio_without_the_choice']:g} times where only the worth is asked for",
    ]


if __name__ == "__main__":
    sys.exit(main())
