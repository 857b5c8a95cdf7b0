"""Following the plan: weeks reported, and minutes corrected by them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import analyse
from core.answers import CheckIn, Done
from core.follow_up import actions_done, pace, recalibrated, weeks_done, with_check_in
from tests.core.strategies import CATALOGUE, LAW, a_person
from tests.pages.people import PERSONAS

LOU = PERSONAS["lou"].answers
MONDAYS = ("2026-11-23", "2026-11-30", "2026-12-07")


def as_planned(answers, week, factor=1.0):
    """Return a week in which all was done as planned, in `factor` times the minutes."""
    plan = analyse(answers, CATALOGUE).best
    networks = {
        name: Done(minutes=round(way.minutes.mode * factor), counts=way.counts, planned=way.counts)
        for name, way in plan.choice.items()
    }
    return CheckIn(week=week, networks=networks)


def after(answers, *factors):
    for week, factor in zip(MONDAYS, factors, strict=False):
        answers = with_check_in(answers, as_planned(answers, week, factor))
    return answers


def test_a_week_reported_stands_beside_the_plan():
    answers = after(LOU, 1.5)
    (week,) = weeks_done(analyse(answers, CATALOGUE))
    plan = analyse(LOU, CATALOGUE).best

    assert week.week == MONDAYS[0]
    assert week.planned_minutes == plan.minutes
    assert week.done_minutes == sum(week.by_network.values())
    assert set(week.by_network) == set(plan.choice)


def test_the_same_week_reported_again_replaces_the_first_report():
    answers = with_check_in(after(LOU, 1.5), as_planned(LOU, MONDAYS[0]))

    assert len(answers.check_ins) == 1
    assert answers == after(LOU, 1.0)


def test_actions_done_are_means_over_the_weeks_that_count_them_beside_the_plan_of_then():
    kept = next(iter(analyse(LOU, CATALOGUE).best.choice))
    weeks = [
        (kept, {"post": 1.0, "like": 4.0}, {"post": 3.0, "like": 40.0}),
        (kept, {"post": 2.0}, {"post": 2.0}),
        ("malt", {"like": 5.0}, {}),
    ]
    answers = LOU.with_changes(
        check_ins=[
            CheckIn(week=week, networks={name: Done(minutes=9, counts=counts, planned=planned)})
            for week, (name, counts, planned) in zip(MONDAYS, weeks, strict=True)
        ]
    )
    done = actions_done(analyse(answers, CATALOGUE))

    assert [(d.network, d.action, d.weeks, d.mean, d.planned) for d in done] == [
        (kept, "like", 1, 4.0, 40.0),
        (kept, "post", 2, 1.5, 2.5),
        ("malt", "like", 1, 5.0, None),
    ]


def test_a_plan_that_changed_since_is_not_set_beside_what_was_done_before_it():
    answers = after(LOU, 1.0)
    then = {(d.network, d.action): d.planned for d in actions_done(analyse(answers, CATALOGUE))}
    now = analyse(answers.with_time(60), CATALOGUE)
    assert now.best.choice != analyse(answers, CATALOGUE).best.choice

    assert {(d.network, d.action): d.planned for d in actions_done(now)} == then


def test_where_one_of_the_weeks_does_not_say_its_plan_nothing_is_planned():
    kept = next(iter(analyse(LOU, CATALOGUE).best.choice))
    told = Done(minutes=9, counts={"post": 1.0}, planned={"post": 2.0})
    untold = Done(minutes=9, counts={"post": 1.0})
    weeks = [
        CheckIn(week=week, networks={kept: done})
        for week, done in zip(MONDAYS, (told, untold), strict=False)
    ]
    (done,) = actions_done(analyse(LOU.with_changes(check_ins=weeks), CATALOGUE))

    assert (done.weeks, done.planned) == (2, None)


def test_actions_done_long_ago_are_left_out():
    monday = datetime.date(2024, 1, 1)
    weeks = [(monday + datetime.timedelta(weeks=n)).isoformat() for n in range(20)]
    answers = LOU.with_changes(
        check_ins=[
            CheckIn(week=week, networks={"linkedin": Done(minutes=1, counts={"like": float(n)})})
            for n, week in enumerate(weeks)
        ]
    )
    (done,) = actions_done(analyse(answers, CATALOGUE))

    assert (done.weeks, done.mean) == (12, sum(range(8, 20)) / 12)


def test_one_week_is_not_enough_to_correct_minutes():
    assert pace(analyse(after(LOU, 2.0), CATALOGUE), CATALOGUE) is None
    assert pace(analyse(LOU, CATALOGUE), CATALOGUE) is None


@given(st.floats(0.3, 3.5))
@LAW
def test_whoever_takes_so_many_times_as_long_is_found_to(factor):
    found = pace(analyse(after(LOU, factor, factor), CATALOGUE), CATALOGUE)

    assert found.factor == pytest.approx(factor, rel=0.02)  # minutes are told as whole ones
    assert found.check_ins == 2


def test_corrected_minutes_make_the_same_week_take_what_it_took():
    answers = after(LOU, 1.6, 1.6)
    analysis = analyse(answers, CATALOGUE)
    corrected = analyse(recalibrated(answers, pace(analysis, CATALOGUE)), CATALOGUE)

    for name, way in analysis.best.choice.items():
        again = next(
            one
            for one in corrected.networks[name].ways
            if (one.rung, one.mode) == (way.rung, way.mode)
        )
        assert again.minutes.mode == pytest.approx(1.6 * way.minutes.mode, rel=0.03)


def test_a_second_correction_of_the_same_weeks_changes_nothing_more():
    answers = after(LOU, 1.3, 1.3)
    once = recalibrated(answers, pace(analyse(answers, CATALOGUE), CATALOGUE))
    again = pace(analyse(once.with_changes(only_named=answers.only_named), CATALOGUE), CATALOGUE)
    same_plan = set(analyse(once, CATALOGUE).best.choice) == set(
        analyse(answers, CATALOGUE).best.choice
    )

    assert not same_plan or again.factor == pytest.approx(1.0, abs=0.05)


def test_a_report_far_off_is_not_believed_beyond_four_times():
    assert pace(analyse(after(LOU, 30, 30), CATALOGUE), CATALOGUE).factor == 4.0
    assert pace(analyse(after(LOU, 0.01, 0.01), CATALOGUE), CATALOGUE).factor == 0.25


def test_nothing_done_corrects_nothing():
    answers = LOU.with_changes(check_ins=[CheckIn(week=week) for week in MONDAYS[:2]])

    assert pace(analyse(answers, CATALOGUE), CATALOGUE) is None


def test_minutes_of_what_was_not_done_stay_as_they_are():
    likes = Done(minutes=30, counts={"like": 20})
    answers = a_person(weekly_minutes=5).with_changes(
        check_ins=[CheckIn(week=week, networks={"twitch": likes}) for week in MONDAYS[:2]]
    )
    found = pace(analyse(answers, CATALOGUE), CATALOGUE)

    assert set(found.minutes) == {"like"}
    assert found.minutes["like"] == pytest.approx(
        found.factor * CATALOGUE.actions["like"].minutes.mode, abs=0.01
    )


def test_a_network_that_the_catalogue_no_longer_chooses_can_still_be_reported():
    left = Done(minutes=60, counts={"comment": 10})
    answers = LOU.with_changes(
        check_ins=[CheckIn(week=week, networks={"viadeo": left}) for week in MONDAYS[:2]]
    )

    assert pace(analyse(answers, CATALOGUE), CATALOGUE).minutes.keys() >= {"comment"}


def test_nothing_is_learnt_from_a_network_where_no_time_went_or_nothing_was_counted():
    """Somebody who did nothing there is not quick, and somebody who counted nothing not slow."""
    usual = as_planned(LOU, MONDAYS[0], 1.3).networks
    idle, unknown = Done(minutes=0, counts={"comment": 9}), Done(minutes=300)
    weeks = [
        CheckIn(week=week, networks={**usual, "viadeo": idle, "twitch": unknown})
        for week in MONDAYS[:2]
    ]

    found = pace(analyse(LOU.with_changes(check_ins=weeks), CATALOGUE), CATALOGUE)

    assert found.factor == pytest.approx(1.3, rel=0.02)


@pytest.mark.parametrize("told", [{}, {"post": 1.0}, {"like": 30.0}])
def test_nothing_is_learnt_from_silence(told):
    """Minutes alone, or with one count of many, do not say where the time went."""
    plan = analyse(LOU, CATALOGUE).best.choice
    name = next(n for n, way in plan.items() if way.counts.get("comment") and way.counts["reply"])
    silent = Done(minutes=500, counts=told, planned=plan[name].counts if told else {})
    alone = [CheckIn(week=week, networks={name: silent}) for week in MONDAYS[:2]]
    beside = [
        CheckIn(week=week, networks={**as_planned(LOU, week, 1.3).networks, name: silent})
        for week in MONDAYS[:2]
    ]

    assert pace(analyse(LOU.with_changes(check_ins=alone), CATALOGUE), CATALOGUE) is None
    found = pace(analyse(LOU.with_changes(check_ins=beside), CATALOGUE), CATALOGUE)
    assert found.factor == pytest.approx(1.3, rel=0.02)


def test_one_week_counted_in_full_is_not_enough_however_many_are_reported():
    silent = {name: Done(minutes=60) for name in analyse(LOU, CATALOGUE).best.choice}
    weeks = [as_planned(LOU, MONDAYS[0], 2.0)]
    weeks += [CheckIn(week=week, networks=silent) for week in MONDAYS[1:]]

    assert pace(analyse(LOU.with_changes(check_ins=weeks), CATALOGUE), CATALOGUE) is None
