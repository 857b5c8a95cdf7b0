"""The week: the plan in blocks by day, nothing lost and nothing squeezed."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import analyse
from core.answers import DAYS, Answers, NetworkAnswers
from core.week import Leaving, Week, least_gap, leaving, minutes_of, week_of, with_block_minutes
from tests.core.strategies import CATALOGUE, LAW, a_person, answers_strategy, unlocked
from tests.pages.people import AT_THE_EDGES, PERSONAS

hours_by_day = st.dictionaries(st.sampled_from(DAYS), st.integers(0, 300), max_size=7)
somebody = answers_strategy(
    CATALOGUE,
    goals=st.just({"be_known": 1.0}),
    minutes_by_day=hours_by_day,
    weekly_minutes=st.integers(0, 900),
).map(unlocked)


def week_for(answers: Answers) -> Week:
    return week_of(analyse(answers, CATALOGUE), CATALOGUE)


def minutes_by_day(blocks) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for block in blocks:
        found[block.day] += block.minutes
    return dict(found)


# Laws -------------------------------------------------------------------------------------


@given(somebody)
@LAW
def test_no_day_holds_more_than_it_has_and_a_day_without_time_holds_nothing(answers):
    week = week_for(answers)

    for day, minutes in minutes_by_day(week.routine).items():
        assert 0 < minutes <= week.available[day]
    for number in range(1, week.setup_weeks + 1):
        done = [block for block in week.setup if block.week == number]
        for day, minutes in minutes_by_day(done).items():
            assert 0 < minutes <= week.available[day]


@given(somebody)
@LAW
def test_minutes_add_up_to_the_plan(answers):
    analysis = analyse(answers, CATALOGUE)
    week = week_of(analysis, CATALOGUE)
    routine = [*week.routine, *(block for block in week.left_over if block.kind == "routine")]
    spent = Counter()
    for block in routine:
        spent[block.network] += block.minutes

    assert sum(spent.values()) == analysis.best.minutes
    for network, way in analysis.best.choice.items():
        assert spent[network] == 5 * way.steps


@given(somebody)
@LAW
def test_every_action_of_the_plan_is_in_some_block_and_none_twice(answers):
    analysis = analyse(answers, CATALOGUE)
    week = week_of(analysis, CATALOGUE)
    for network, way in analysis.best.choice.items():
        done = Counter()
        for block in [*week.routine, *week.left_over]:
            if block.network == network:
                done.update(block.actions)
        if way.steps > 0:
            for name, count in way.counts.items():
                assert done[name] == pytest.approx(count)


@given(somebody)
@LAW
def test_the_same_answers_give_the_same_week(answers):
    assert week_for(answers) == week_for(Answers.model_validate_json(answers.model_dump_json()))


@given(somebody)
@LAW
def test_the_set_up_is_what_the_audit_found_missing_on_networks_of_the_plan(answers):
    analysis = analyse(answers, CATALOGUE)
    week = week_of(analysis, CATALOGUE)
    missing = {
        (name, item.id)
        for name in analysis.best.choice
        for item in CATALOGUE.checklist_of(name, analysis.networks[name].family)
        if answers.network(name).profile.get(item.id) is False
    }
    found = Counter()
    for block in [*week.setup, *(b for b in week.left_over if b.kind == "setup")]:
        found[block.network, block.item] += block.minutes

    assert set(found) == missing
    for (_, item), minutes in found.items():
        assert 0 <= minutes - CATALOGUE.checklist[item].setup_minutes.mode < 5


@given(somebody, st.data())
@LAW
def test_a_block_that_is_moved_goes_to_its_day_if_that_day_has_time(answers, data):
    week = week_for(answers)
    movable = [b for b in week.routine if "_" not in b.name.split(".")[1]]
    days = [day for day, minutes in week.available.items() if minutes > 0]
    if not movable or not days:
        return
    block, day = data.draw(st.sampled_from(movable)), data.draw(st.sampled_from(days))

    moved = week_for(answers.with_changes(block_days={block.name: day}))

    (found,) = [one for one in moved.routine if one.name == block.name]
    assert found.day == day
    assert sum(b.minutes for b in moved.routine) == sum(b.minutes for b in week.routine)


@given(somebody, st.data())
@LAW
def test_a_block_takes_the_minutes_it_is_given_from_the_others_of_its_network(answers, data):
    week = week_for(answers)
    movable = [b for b in week.routine if "_" not in b.name.split(".")[1]]
    if not movable:
        return
    block = data.draw(st.sampled_from(movable))
    total = minutes_of(week, block.network)
    asked = 5 * data.draw(st.integers(1, total // 5))

    changed = with_block_minutes(answers, week, block, asked)
    after = week_for(changed)

    assert sum(part.minutes for part in after.of_session(block.name)) == asked
    for network in {b.network for b in week.routine}:
        assert minutes_of(after, network) == minutes_of(week, network)
        assert done_on(network, after) == pytest.approx(done_on(network, week))


@given(somebody.map(lambda said: said.with_changes(minutes_by_day={}, block_days={})))
@LAW
def test_with_free_days_the_posts_of_a_network_are_as_far_apart_as_can_be(answers):
    week = week_for(answers)
    for network in {block.network for block in week.routine}:
        days = posting_days(network, week)
        possible = itertools.combinations(DAYS[:5], len(days))
        assert len(set(days)) == len(days)
        if days:
            assert least_gap(days) == max(least_gap(some) for some in possible)


def posting_days(network: str, week: Week) -> list:
    return [b.day for b in week.routine if b.network == network and b.actions.get("post")]


def done_on(network: str, week: Week) -> dict[str, float]:
    done = Counter[str]()
    for block in [*week.routine, *week.left_over]:
        if block.network == network:
            done.update(block.actions)
    return dict(done)


def test_the_last_wish_holds_where_two_ask_for_more_than_there_is():
    said = PERSONAS["awa"].answers
    week = week_for(said)
    first, second = [b for b in week.routine if b.network == week.routine[0].network][:2]
    total = minutes_of(week, first.network)

    said = with_block_minutes(said, week, second, 10)
    both = with_block_minutes(said, week_for(said), first, 5)
    alone = with_block_minutes(said, week_for(said), first, total)

    assert both.block_minutes == {first.name: 5, second.name: 10}
    assert alone.block_minutes == {first.name: total}
    assert [b.minutes for b in week_for(alone).of_session(second.name)] == []


def test_what_no_block_takes_is_one_more_block():
    said = PERSONAS["awa"].answers
    week = week_for(said)
    network = week.routine[0].network
    sessions = {b.name.split("_")[0] for b in week.routine if b.network == network}

    shorter = said.with_changes(block_minutes=dict.fromkeys(sessions, 5))
    after = week_for(shorter)

    one_more = f"{network}.{len(sessions) + 1}"
    more = sum(part.minutes for part in after.of_session(one_more))
    assert more == minutes_of(week, network) - 5 * len(sessions) > 0


def test_what_takes_long_is_done_in_the_block_that_has_most_minutes():
    said = PERSONAS["ines"].answers
    week = week_for(said)
    block = next(b for b in week.routine if b.actions.get("post"))
    others = [b for b in week.routine if b.network == block.network and b.name != block.name]
    assert others

    after = week_for(with_block_minutes(said, week, block, 5))

    posting = [b for b in after.routine if b.network == block.network and b.actions.get("post")]
    assert block.name not in {b.name for b in posting}


# By hand -----------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [30, 60, 240, 600, 1200])
def test_hours_told_for_the_week_fall_on_working_days_add_up_and_cut_no_block(minutes):
    week = week_for(a_person(weekly_minutes=minutes))

    assert not week.by_day
    assert sum(week.available.values()) == minutes
    assert week.available["saturday"] == week.available["sunday"] == 0
    assert week.left_over == ()
    assert [b.name for b in week.routine if "_" in b.name.split(".")[1]] == []


def test_hours_told_for_the_week_are_spread_evenly():
    week = week_for(a_person(weekly_minutes=600))
    working = [week.available[day] for day in DAYS[:5]]

    longest = max(block.minutes for block in week.routine)
    assert max(working) - min(working) <= longest


def test_hours_told_for_the_week_let_a_block_move_to_a_sunday():
    said = a_person(weekly_minutes=240)
    name = week_for(said).routine[0].name

    moved = week_for(said.with_changes(block_days={name: "sunday"}))

    assert {b.name for b in moved.routine if b.day == "sunday"} == {name}
    assert sum(moved.available.values()) == 240


def three_posts(**said) -> Week:
    """Return the week of somebody who posts three times a week on their one network."""
    networks = {"linkedin": NetworkAnswers(state="on")}
    return week_for(
        a_person(**{"weekly_minutes": 120, "only_named": True, **said}, networks=networks)
    )


@pytest.mark.parametrize(
    "said",
    [{}, {"minutes_by_day": {"monday": 40, "tuesday": 40, "wednesday": 40, "friday": 40}}],
)
def test_a_day_lies_between_three_posts_of_a_week(said):
    week = three_posts(**said)

    assert posting_days("linkedin", week) == ["monday", "wednesday", "friday"]


def test_where_one_post_is_moved_the_others_keep_their_distance_from_it():
    first = next(block.name for block in three_posts().routine if block.actions.get("post"))

    moved = three_posts(block_days={first: "saturday"})

    assert posting_days("linkedin", moved) == ["monday", "wednesday", "saturday"]


def test_minutes_that_do_not_fit_into_whole_steps_of_days_are_left_over_and_said():
    """Seven days of 9 minutes are seven steps of 5, and a plan for 63 minutes may take more."""
    week = week_for(a_person(minutes_by_day=dict.fromkeys(DAYS, 9)))

    plan = analyse(a_person(minutes_by_day=dict.fromkeys(DAYS, 9)), CATALOGUE).best.minutes
    placed = sum(block.minutes for block in week.routine)
    assert placed == min(plan, 35)
    assert sum(block.minutes for block in week.left_over) == plan - placed


def test_the_set_up_that_brings_most_comes_first():
    """Pitch weighs more than contact on the same profile."""
    week = week_for(PERSONAS["ines"].answers)
    weights = [
        CATALOGUE.checklist[block.item].weight
        for block in week.setup
        if block.network == "linkedin" and block.name[-2:] != "_2"
    ]

    assert weights == sorted(weights, reverse=True)
    assert {block.week for block in week.setup} == set(range(1, week.setup_weeks + 1))
    assert {block.week for block in week.routine} == {week.setup_weeks + 1}


@pytest.mark.parametrize("who", PERSONAS)
def test_a_network_has_several_days_where_its_visits_ask_for_them(who):
    analysis = analyse(PERSONAS[who].answers, CATALOGUE)
    week = week_of(analysis, CATALOGUE)
    for name, way in analysis.best.choice.items():
        sessions = {b.name.split("_")[0] for b in week.routine if b.network == name}
        days = sum(minutes > 0 for minutes in week.available.values())
        wanted = min(round(max(1, way.counts.get("read", 0))), days, max(1, way.steps // 2))
        assert len({s.split(".")[1] for s in sessions}) == wanted


def test_a_plan_without_networks_is_an_empty_week():
    week = week_for(a_person(weekly_minutes=0))

    assert week.blocks == week.left_over == ()
    assert week.setup_weeks == 0


def test_without_a_plan_there_is_no_week():
    analysis = analyse(AT_THE_EDGES["locks that do not fit"], CATALOGUE)

    assert analysis.best is None
    with pytest.raises(ValueError, match="best plan"):
        week_of(analysis, CATALOGUE)


def test_networks_one_is_on_and_that_the_plan_leaves_out_are_left_or_parked():
    analysis = analyse(PERSONAS["beatrice"].answers, CATALOGUE)
    found = leaving(analysis)

    assert Leaving("viadeo", "closed") in found
    on = [n for n, said in analysis.answers.networks.items() if said.state == "on"]
    assert {one.network for one in found} == set(on) - set(analysis.best.choice)
    assert [one.reason for one in found] == sorted(one.reason for one in found)
