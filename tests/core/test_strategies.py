"""Spread thin and the own list are run as fairly as the best plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.effort import STEP_MINUTES, Range
from core.fit import Fit
from core.presence import Presence
from core.strategies import EqualShares, as_candidates, own_list, plan_of
from core.ways import Candidacy, Way, candidacies
from tests.core.strategies import CATALOGUE, LAW, a_person, answers_strategy

BONUS = CATALOGUE.model.diversification_bonus.mode


def a_way(rung, steps, index, *, mode="native", kept=True, kind="text", posts=3.0):
    """Return a way of which only what a plan looks at is filled in."""
    minutes = steps * STEP_MINUTES
    return Way(
        rung=rung,
        mode=mode,
        content_type=kind,
        counts={"post": posts},
        effort={},
        minutes=Range(minutes / 2, minutes, minutes * 2),
        steps=steps,
        presence=Presence(index, 1, 1, 1, 1, 1, 1),
        silent_response=0.0,
        kept=kept,
    )


def a_network(name, score, *ways, veto=None, shares_audience=True):
    return Candidacy(
        id=name,
        name=name.title(),
        family="leisure",
        fit=Fit(score, {}, {}),
        veto=veto,
        format_id="text",
        content_type="text",
        completeness=0.6,
        setup_minutes=0.0,
        shares_audience=shares_audience,
        ways=tuple(ways),
    )


def ladder(scale=1.0):
    return (a_way("light", 10, 30 * scale), a_way("steady", 20, 60 * scale))


# Spread thin.


def test_time_is_shared_equally_over_the_best_fits():
    networks = [
        a_network("a", 0.5, *ladder()),
        a_network("b", 0.9, *ladder()),
        a_network("c", 0.7, *ladder()),
    ]

    plan = EqualShares(networks, 0).plan(2, 20)

    assert {name: way.rung for name, way in plan.choice.items()} == {"b": "light", "c": "light"}
    assert (plan.presence, plan.minutes) == (60, 100)


def test_a_share_too_small_to_keep_its_network_goes_to_visits():
    networks = [a_network("a", 0.9, *ladder()), a_network("b", 0.8, a_way("steady", 20, 60))]

    plan = EqualShares(networks, 0).plan(2, 30)

    assert set(plan.choice) == {"a"}
    assert plan.minutes == 50, "the other 15 steps are not there to raise the first"


def test_what_others_cannot_use_raises_the_best_fit_first():
    networks = [
        a_network("a", 0.9, *ladder()),
        a_network("b", 0.8, a_way("light", 5, 20)),
        a_network("c", 0.7, a_way("light", 5, 20)),
    ]

    plan = EqualShares(networks, 0).plan(3, 30)

    assert plan.choice["a"].rung == "steady"
    assert (plan.minutes, plan.presence) == (150, 100)


def test_minutes_left_by_the_division_are_not_lost():
    networks = [
        a_network("a", 0.9, a_way("light", 10, 30), a_way("steady", 11, 60)),
        a_network("b", 0.8, *ladder()),
    ]

    assert EqualShares(networks, 0).plan(2, 21).choice["a"].rung == "steady"


def test_spreading_uses_no_relays_no_windows_and_nothing_vetoed():
    networks = [
        a_network(
            "a", 0.9, a_way("profile", 1, 99, kept=False), a_way("light", 2, 10, mode="relay")
        ),
        a_network("b", 0.8, *ladder(), veto="never"),
        a_network("c", 0.7, *ladder()),
    ]

    plan = EqualShares(networks, 0).plan(1, 40)

    assert plan.choice == {}
    assert (plan.presence, plan.minutes) == (0, 0)


def test_spread_thin_earns_the_bonus_of_two_content_types_too():
    networks = [
        a_network("a", 0.9, a_way("light", 10, 30)),
        a_network("b", 0.8, a_way("light", 10, 30, kind="video")),
    ]

    assert EqualShares(networks, 0.05).plan(2, 20).presence == pytest.approx(60 * 1.05)


@given(answers_strategy(CATALOGUE), st.integers(1, 8), st.integers(0, 200))
@LAW
def test_spread_thin_fits_its_time_and_keeps_at_most_so_many(answers, size, steps):
    networks = candidacies(answers, CATALOGUE)
    usable = [n for n in networks if n.veto is None and n.ways]

    plan = EqualShares(networks, BONUS).plan(size, steps)

    assert plan.steps == sum(way.steps for way in plan.choice.values()) <= steps
    assert len(plan.choice) <= size
    assert all(way.kept and way.mode == "native" for way in plan.choice.values())
    scores = sorted((n.score for n in usable), reverse=True)[:size]
    chosen = [n.score for n in usable if n.id in plan.choice]
    assert all(score >= min(scores) for score in chosen)


# The own list.


def test_nobody_named_is_no_list():
    assert own_list(candidacies(a_person(), CATALOGUE), a_person(), 48, BONUS) is None


def own_list_of(answers, steps=48):
    return own_list(candidacies(answers, CATALOGUE), answers, steps, BONUS)


def test_a_routine_told_as_a_rung_is_run_as_told():
    answers = a_person(networks={"instagram": {"state": "on", "today": "light"}})

    found = own_list_of(answers)

    assert {name: way.rung for name, way in found.plan.choice.items()} == {"instagram": "light"}
    assert found.assumed == ()


def test_a_routine_told_in_counts_is_charged_what_it_takes():
    answers = a_person(
        networks={
            "instagram": {"state": "on", "today_counts": {"like": 10, "read": 5}, "today": "steady"}
        }
    )
    minutes = {name: CATALOGUE.actions[name].minutes.mode for name in ("like", "read")}

    way = own_list_of(answers).plan.choice["instagram"]

    assert way.minutes.mode == pytest.approx(10 * minutes["like"] + 5 * minutes["read"])
    assert not way.kept, "without posts it is a visit, not a network that is kept"


def test_a_routine_told_may_take_more_than_the_week():
    """What somebody does is what they do; only what is assumed has to fit."""
    answers = a_person(
        networks={"instagram": {"state": "on", "today": "active"}}, weekly_minutes=10
    )

    assert own_list_of(answers, steps=2).plan.minutes > 10


def test_networks_without_a_routine_share_the_rest_of_the_week():
    answers = a_person(
        networks={
            "instagram": {"state": "on", "today": "light"},
            "facebook": {"state": "on"},
            "tiktok": {"state": "want"},
        }
    )
    told = own_list_of(a_person(networks={"instagram": {"state": "on", "today": "light"}}))

    found = own_list_of(answers, steps=100)

    share = (100 - told.plan.steps) // 2
    assert set(found.assumed) == {"facebook", "tiktok"}
    assert all(found.plan.choice[name].steps <= share for name in found.assumed)
    assert found.plan.choice["facebook"].steps > 0


def test_a_closed_network_on_the_list_brings_nothing():
    answers = a_person(networks={"viadeo": {"state": "on", "today": "steady"}})

    found = own_list_of(answers)

    assert found.plan.choice == {}
    assert found.plan.presence == 0


def test_a_vetoed_network_on_the_list_still_counts_for_what_it_is():
    """It is left out of plans, not out of what the person does today."""
    answers = a_person(networks={"instagram": {"state": "on", "today": "light", "lock": "never"}})

    assert own_list_of(answers).plan.presence > 0


@pytest.mark.parametrize("rung", list(CATALOGUE.rungs))
def test_a_routine_that_is_not_on_offer_is_run_all_the_same(rung):
    """Intense is offered on request and a shop window only where one is: but some live so today."""
    answers = a_person(networks={"linkedin": {"state": "want", "today": rung}}, intense=False)
    ladder = {r.rung: r for r in CATALOGUE.networks["linkedin"].scoring.ladder.rungs}

    found = own_list_of(answers)

    assert dict(found.plan.choice["linkedin"].counts) == ladder[rung].counts
    assert found.assumed == ()


def test_a_routine_the_network_does_not_have_is_assumed():
    answers = a_person(networks={"facebook": {"state": "on", "today": "intense"}})
    assert "intense" not in [r.rung for r in CATALOGUE.networks["facebook"].scoring.ladder.rungs]

    found = own_list_of(answers)

    assert found.assumed == ("facebook",)
    assert "facebook" in found.plan.choice


# Plans.


def test_a_plan_is_worth_what_the_solver_would_say():
    networks = {
        "a": a_network("a", 0.9),
        "b": a_network("b", 0.9),
        "c": a_network("c", 0.9, shares_audience=False),
    }
    text, video = a_way("light", 1, 10), a_way("light", 2, 20, kind="video")

    assert plan_of({"a": text, "b": video}, networks, 0.1).presence == pytest.approx(33)
    assert plan_of({"a": text, "b": text}, networks, 0.1).presence == pytest.approx(20)
    assert plan_of({"a": text, "c": video}, networks, 0.1).presence == pytest.approx(30)


def test_a_plan_tells_kept_networks_from_shop_windows():
    plan = plan_of(
        {"a": a_way("light", 1, 10), "b": a_way("profile", 3, 1, kept=False)},
        {"a": a_network("a", 0.9), "b": a_network("b", 0.9)},
        0,
    )

    assert (plan.kept, plan.windows) == (("a",), ("b",))
    assert plan.minutes == 20
    assert plan.minutes_range == Range(10, 20, 40)


def test_candidates_are_those_that_may_be_chosen():
    answers = a_person(
        networks={
            "instagram": {"state": "on", "lock": "keep", "today_counts": {"post": 9}},
            "tiktok": {"lock": "never"},
        }
    )

    candidates = {c.id: c for c in as_candidates(candidacies(answers, CATALOGUE), answers)}

    assert candidates["instagram"].must_keep
    assert not candidates["facebook"].must_keep
    assert "today" not in {option.rung for option in candidates["instagram"].options}
    assert not {"tiktok", "viadeo", "work_net_world"} & set(candidates)
