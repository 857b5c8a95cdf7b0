"""The solver is exact: it is compared with slow oracles that share no code with it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from core.portfolio import Candidate, Option, solve
from tests.oracles.portfolios import (
    Instance,
    broken_rules,
    by_integer_programming,
    by_trying_everything,
    every_allowed_choice,
    random_instance,
    true_worth,
)

COMPARED_WITH_HIGHS = range(240)
TRIED_OUT = range(1000, 1080)
TIES = range(2000, 2120)
LAWS = range(3000, 3060)


def solved(instance: Instance):
    return solve(instance.candidates, max(instance.budgets), instance.bonus)


def sizes_of(instance: Instance):
    return range(len(instance.candidates) + 1)


def worth(portfolio):
    return -np.inf if portfolio is None else portfolio.presence


def option(rung="steady", *, mode="native", kind="text", posts=3.0, steps=1, presence=10.0, **more):
    return Option(
        rung=rung,
        mode=mode,
        content_type=kind,
        posts_per_week=posts,
        steps=steps,
        presence=presence,
        kept=more.get("kept", True),
    )


def network(name, *options, **more):
    return Candidate(id=name, options=options, **more)


def chosen(candidates, steps, bonus=0.0):
    best = solve(candidates, steps, bonus).best(steps)
    return {name: option.rung for name, option in best.choice.items()}


# Exactness.


@pytest.mark.parametrize("seed", COMPARED_WITH_HIGHS)
def test_every_size_and_budget_is_worth_what_highs_finds(seed):
    instance = random_instance(seed)
    solutions = solved(instance)

    for steps in instance.budgets:
        for size in sizes_of(instance):
            found = worth(solutions.best_of_size(size, steps))
            sought = by_integer_programming(instance.candidates, size, steps, instance.bonus)
            assert found == pytest.approx(sought, rel=1e-6, abs=1e-6), (size, steps)


@pytest.mark.parametrize("seed", range(4000, 4004))
def test_as_many_networks_as_the_catalogue_has_are_worth_what_highs_finds(seed):
    """The sizes and numbers of options of real life, where nobody can try everything."""
    instance = random_instance(seed, fewest=18, most=18, options=9)
    free = [replace(candidate, must_keep=False) for candidate in instance.candidates]
    solutions = solve(free, 40, instance.bonus)

    for size in (2, 6):
        sought = by_integer_programming(free, size, 40, instance.bonus)
        assert worth(solutions.best_of_size(size, 40)) == pytest.approx(sought, rel=1e-6)


@pytest.mark.parametrize("seed", TRIED_OUT)
def test_every_size_at_every_budget_is_the_best_of_all_there_is(seed):
    instance = random_instance(seed, most=4)
    budget = max(instance.budgets)

    tried = by_trying_everything(instance.candidates, budget, instance.bonus)

    by_steps = np.full((len(instance.candidates) + 1, budget + 1), -np.inf)
    for (size, steps), worth in tried.items():
        by_steps[size, steps] = worth
    table = solved(instance).presence_table()
    assert table == pytest.approx(np.maximum.accumulate(by_steps, axis=1), rel=1e-9)


@pytest.mark.parametrize("seed", COMPARED_WITH_HIGHS)
def test_what_is_chosen_is_allowed_and_worth_what_it_says(seed):
    instance = random_instance(seed, most=9)
    solutions = solved(instance)
    table = solutions.presence_table()

    for steps in instance.budgets:
        for size in sizes_of(instance):
            found = solutions.best_of_size(size, steps)
            if found is None:
                assert table[size, steps] == -np.inf
                continue
            assert broken_rules(instance.candidates, found.choice, steps, size) == []
            truth = true_worth(instance.candidates, found.choice, instance.bonus)
            assert found.presence == pytest.approx(truth, abs=1e-9)
            assert found.presence == pytest.approx(table[size, steps], abs=1e-6)
            assert found.steps == sum(option.steps for option in found.choice.values())
            assert found.size == size


def test_the_instances_hold_what_makes_the_problem_hard():
    """Agreement on easy instances would prove nothing."""
    held = Counter()
    for seed in COMPARED_WITH_HIGHS:
        held.update(difficulties(random_instance(seed)))

    assert min(held.values()) >= 15, held


def difficulties(instance: Instance) -> dict[str, bool]:
    best = solved(instance).best(max(instance.budgets))
    options = [] if best is None else list(best.choice.values())
    locked = any(candidate.must_keep for candidate in instance.candidates)
    kinds = [{o.content_type for o in candidate.options} for candidate in instance.candidates]
    return {
        "a relay is chosen": any(o.mode == "relay" for o in options),
        "a shop window is chosen": any(not o.kept for o in options),
        "a lock fits": locked and best is not None,
        "a lock does not fit": best is None,
        "the bonus is earned": worth(best) > 1.01 * sum(o.presence for o in options) > 0,
        "networks mix content types": any(len(mixed) > 1 for mixed in kinds),
        "only the empty plan fits": best is not None and not options,
    }


@pytest.mark.parametrize("seed", LAWS)
def test_the_best_of_all_is_the_best_of_the_sizes(seed):
    instance = random_instance(seed)
    solutions = solved(instance)
    best_sizes = solutions.best_sizes()

    for steps in range(max(instance.budgets) + 1):
        of_sizes = [solutions.best_of_size(size, steps) for size in sizes_of(instance)]
        best = solutions.best(steps)
        assert worth(best) == max(map(worth, of_sizes))
        assert best_sizes[steps] == (-1 if best is None else best.size)


def test_more_networks_than_ties_can_be_told_of_are_still_solved_exactly():
    draw = random.Random(5)
    prices = [(draw.randint(1, 9), draw.uniform(1, 40)) for _ in range(40)]
    many = [
        network(f"n{i}", option(steps=steps, presence=presence, kind=f"k{i % 3}"))
        for i, (steps, presence) in enumerate(prices)
    ]

    found = solve(many, 60, bonus=0.035).best(60)

    assert found.presence == pytest.approx(by_integer_programming(many, None, 60, 0.035), rel=1e-6)
    assert broken_rules(many, found.choice, 60) == []


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_presence_of_any_magnitude_is_told_apart(scale):
    """Fits near zero must not drown in the integers that the solver counts with."""
    rivals = [network(f"n{i}", option(presence=scale * (1 + i / 1000))) for i in range(12)]

    best = solve(rivals, 3, 0.0).best(3)

    assert best.kept == ("n9", "n10", "n11")


# Ties: fewer networks, then fewer minutes, then the order of the catalogue.


def test_of_equals_the_plan_with_fewer_networks_is_chosen():
    two_small = [network("a", option(steps=2, presence=5)), network("b", option(presence=5))]
    one_large = network("c", option(steps=3, presence=10))

    assert chosen([*two_small, one_large], 3) == {"c": "steady"}


def test_of_equals_the_plan_with_fewer_minutes_is_chosen():
    slow, quick = option("slow", steps=3), option("quick", steps=2)

    assert chosen([network("a", slow, quick)], 5) == {"a": "quick"}
    assert chosen([network("a", slow), network("b", quick)], 4) == {"b": "quick"}


def test_of_equals_the_earlier_networks_are_chosen():
    equals = [network(name, option()) for name in "abcd"]

    assert list(chosen(equals, 2)) == ["a", "b"]
    assert list(chosen(equals[::-1], 2)) == ["d", "c"]


def test_a_network_that_brings_nothing_is_left_out():
    useless = network("a", option(steps=0, presence=0))
    window = network("b", option(steps=0, presence=0, kept=False))

    assert chosen([useless, window], 5) == {}
    assert solve([useless, window], 5).best_of_size(1, 5).kept == ("a",)


@pytest.mark.parametrize("seed", TIES)
def test_of_all_equals_the_solver_takes_the_one_the_rule_names(seed):
    instance = tied_instance(seed)
    (budget,) = instance.budgets

    named = min(preferences(instance))

    assert preference(instance, solved(instance).best(budget).choice) == named


def test_most_of_those_instances_have_equals():
    """Else the test above would say little."""
    tied = 0
    for seed in TIES:
        first, *others = sorted(preferences(tied_instance(seed)))
        tied += any(other[:3] == first[:3] and other != first for other in others)

    assert tied > len(TIES) / 2


def preferences(instance: Instance):
    (budget,) = instance.budgets
    allowed = every_allowed_choice(instance.candidates, budget)
    return [preference(instance, choice) for choice in allowed]


def preference(instance: Instance, choice):
    """Return what the rule compares, the most preferred first."""
    truth = true_worth(instance.candidates, choice, instance.bonus)
    steps = sum(option.steps for option in choice.values())
    places = [place for place, c in enumerate(instance.candidates) if c.id in choice]
    return -truth, len(choice), steps, places


def tied_instance(seed: int) -> Instance:
    """Return five networks of two makes, so that many plans are equal but for the names.

    Whole presences and a bonus of a half: equals are equal to the last bit.
    """
    draw = random.Random(seed)
    makes = [[_tied_option(draw, rung) for rung in ("r0", "r1")] for _ in range(2)]
    candidates = [network(f"n{number}", *draw.choice(makes)) for number in range(5)]
    return Instance(candidates, [draw.randint(1, 4)], bonus=0.5)


def _tied_option(draw, rung):
    return option(
        rung,
        mode=draw.choice(["native", "native", "relay"]),
        kind=draw.choice(["text", "visual", "video"]),
        posts=draw.choice([1, 3]),
        steps=draw.choice([1, 2]),
        presence=draw.choice([1, 2]),
    )


# Laws.


@pytest.mark.parametrize("seed", LAWS)
def test_more_time_never_lowers_the_best(seed):
    instance = random_instance(seed)
    solutions = solved(instance)

    worths = [worth(solutions.best(steps)) for steps in range(max(instance.budgets) + 1)]

    assert worths == sorted(worths)


@pytest.mark.parametrize("seed", LAWS)
def test_a_larger_horizon_changes_nothing_below_it(seed):
    instance = random_instance(seed)

    further = solve(instance.candidates, max(instance.budgets) + 17, instance.bonus)

    for steps in instance.budgets:
        assert further.best(steps) == solved(instance).best(steps)


@pytest.mark.parametrize("seed", LAWS)
def test_the_order_of_the_networks_changes_nothing_but_ties(seed):
    instance = random_instance(seed)
    shuffled = random.Random(seed).sample(instance.candidates, len(instance.candidates))

    one, other = solved(instance), solved(replace(instance, candidates=shuffled))

    assert one.presence_table() == pytest.approx(other.presence_table(), rel=1e-9)
    assert one.best_sizes().tolist() == other.best_sizes().tolist()


@pytest.mark.parametrize("seed", LAWS)
def test_what_is_chosen_comes_in_the_order_of_the_networks(seed):
    instance = random_instance(seed)
    order = [candidate.id for candidate in instance.candidates]

    best = solved(instance).best(max(instance.budgets))

    names = [] if best is None else list(best.choice)
    assert names == [name for name in order if name in names]


@pytest.mark.parametrize("seed", LAWS)
def test_one_network_more_to_choose_from_never_lowers_the_best(seed):
    instance = random_instance(seed)
    free = [replace(candidate, must_keep=False) for candidate in instance.candidates]

    fewer = solved(replace(instance, candidates=free[1:])).presence_table().max(axis=0)
    more = solved(replace(instance, candidates=free)).presence_table().max(axis=0)

    assert np.all(more >= fewer - 1e-9)


def test_the_table_that_is_given_away_is_a_copy():
    solutions = solve([network("a", option())], 3)

    solutions.presence_table()[:] = 0

    assert solutions.best(3).presence == 10


# Locks.


def test_a_network_to_keep_is_kept_though_it_brings_less():
    locked = network("a", option(presence=1), must_keep=True)

    assert list(chosen([locked, network("b", option())], 1)) == ["a"]


def test_a_lock_that_does_not_fit_gives_no_plan_of_any_size():
    locked = network("a", option(steps=5), must_keep=True)
    solutions = solve([locked, network("b", option())], 9)

    assert solutions.best(4) is None
    assert solutions.best_sizes().tolist() == [-1] * 5 + [1] + [2] * 4
    assert [solutions.best_of_size(size, 4) for size in range(3)] == [None, None, None]


def test_a_shop_window_does_not_satisfy_a_lock():
    window = option("window", presence=50, kept=False)
    locked = network("a", window, option("light", steps=2, presence=1), must_keep=True)

    assert chosen([locked], 5) == {"a": "light"}
    assert solve([locked], 1).best(1) is None


def test_a_locked_network_without_options_gives_no_plan():
    assert solve([network("a", must_keep=True), network("b", option())], 5).best(5) is None


def test_a_locked_relay_brings_its_pilot_along():
    relay = network("a", option("relay", mode="relay", presence=1), must_keep=True)
    pilot = network("b", option("pilot", steps=4, presence=0))

    assert chosen([relay, pilot], 5) == {"a": "relay", "b": "pilot"}


# Relays.

RELAY = network("relay", option("relayed", mode="relay", posts=3, presence=90))


@pytest.mark.parametrize(
    "other",
    [
        option(posts=2.5),
        option(kind="video"),
        option(mode="relay", posts=5),
    ],
    ids=["a pilot with fewer posts", "a pilot of another content type", "only another relay"],
)
def test_a_relay_without_a_pilot_is_never_chosen(other):
    assert "relay" not in chosen([RELAY, network("other", other)], 50)


def test_a_network_is_not_its_own_pilot():
    both = network("a", option("relayed", mode="relay", presence=90), option("made", posts=5))

    assert chosen([both], 50) == {"a": "made"}


def test_a_relay_is_chosen_beside_a_pilot_with_as_many_posts():
    pilot = network("pilot", option("made", posts=3, presence=1))

    assert chosen([RELAY, pilot], 2) == {"relay": "relayed", "pilot": "made"}
    assert chosen([pilot, RELAY], 2) == {"relay": "relayed", "pilot": "made"}


def test_the_pilot_has_to_fit_as_well():
    pilot = network("pilot", option("made", steps=5, presence=1))

    assert chosen([RELAY, pilot], 5) == {"pilot": "made"}


def test_one_pilot_serves_several_relays():
    relays = [replace(RELAY, id=f"relay{number}") for number in range(3)]
    pilot = network("pilot", option(presence=0))

    assert len(chosen([*relays, pilot], 4)) == 4


# The bonus of a second content type.


def worth_of_two(first, second, bonus=0.1):
    return solve([first, second], 9, bonus).best(9).presence


def test_two_content_types_before_the_same_audience_earn_the_bonus():
    assert worth_of_two(network("a", option()), network("b", option(kind="video"))) == 22


@pytest.mark.parametrize(
    "second",
    [
        network("b", option(kind="text")),
        network("b", option(kind="video"), shares_audience=False),
        network("b", option(kind="video", kept=False)),
    ],
    ids=["the same type", "another audience", "a shop window"],
)
def test_nothing_else_earns_the_bonus(second):
    assert worth_of_two(network("a", option()), second) == 20


def test_a_third_content_type_earns_nothing_more():
    three = [network(kind, option(kind=kind)) for kind in ("text", "visual", "video")]

    assert solve(three, 9, 0.1).best(9).presence == pytest.approx(33)


def test_the_bonus_decides_between_near_equals():
    """Without it the second text network is better by a little, with it the video is."""
    near = [
        network("a", option(presence=50)),
        network("b", option(presence=11)),
        network("c", option(kind="video")),
    ]

    assert list(chosen(near, 2, bonus=0.0)) == ["a", "b"]
    assert list(chosen(near, 2, bonus=0.1)) == ["a", "c"]


# Shop windows.


def test_a_shop_window_costs_time_and_brings_its_presence_but_is_not_counted():
    window = network("a", option("window", steps=2, presence=3, kept=False))

    best = solve([window, network("b", option())], 3).best(3)

    assert (best.size, best.kept, best.steps, best.presence) == (1, ("b",), 3, 13)
    assert set(best.choice) == {"a", "b"}


def test_a_shop_window_alone_is_a_plan_that_keeps_no_network():
    best = solve([network("a", option(presence=3, kept=False))], 3).best_of_size(0, 3)

    assert (best.size, best.presence) == (0, 3)


# The edges.


def test_without_time_only_what_costs_nothing_is_chosen():
    free, dear = option("free", steps=0, presence=1), option("dear", steps=1, presence=9)

    assert chosen([network("a", free, dear)], 0) == {"a": "free"}


def test_without_networks_the_best_plan_is_empty():
    solutions = solve([], 10, 0.1)

    assert solutions.best(10).choice == {}
    assert solutions.best(10).size == solutions.most_networks == 0
    assert solutions.presence_table().tolist() == [[0.0] * 11]


def test_a_size_that_cannot_be_reached_gives_none():
    dear = [network("a", option(steps=2)), network("b", option(steps=2)), network("c")]

    assert solve(dear, 3).best_of_size(2, 3) is None
    assert solve(dear, 9).best_of_size(3, 9) is None


@pytest.mark.parametrize(("size", "steps"), [(-1, 0), (2, 0), (0, -1), (0, 4)], ids=str)
def test_what_was_not_solved_is_not_answered(size, steps):
    solutions = solve([network("a", option())], 3)

    with pytest.raises(ValueError, match="expected a solved size and budget"):
        solutions.best_of_size(size, steps)


@pytest.mark.parametrize("steps", [-1, 4])
def test_the_best_of_a_budget_that_was_not_solved_is_not_answered(steps):
    with pytest.raises(ValueError, match="expected a solved size and budget"):
        solve([network("a", option())], 3).best(steps)


@pytest.mark.parametrize(
    "broken",
    [
        option(steps=-1),
        option(presence=-1.0),
        option(presence=float("nan")),
        option(presence=float("inf")),
        option(posts=-1.0),
        option(posts=float("nan")),
    ],
    ids=["steps", "presence", "nan", "infinity", "posts", "posts nan"],
)
def test_an_option_out_of_range_is_refused_by_name(broken):
    with pytest.raises(ValueError, match=r"somewhere: expected 0 or more"):
        solve([network("somewhere", broken)], 5)


@pytest.mark.parametrize(
    ("budget", "bonus"), [(-1, 0.0), (5, -0.1), (5, float("nan")), (5, float("inf"))], ids=str
)
def test_a_budget_or_bonus_out_of_range_is_refused(budget, bonus):
    with pytest.raises(ValueError, match="expected a budget and a bonus of 0 or more"):
        solve([], budget, bonus)


def test_a_network_given_twice_is_refused():
    with pytest.raises(ValueError, match="expected each candidate once"):
        solve([network("a"), network("a")], 5)
