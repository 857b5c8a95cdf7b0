"""What was measured, in use: beside the plan, as today's routine, among the weeks done."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activity.measure import Activity, Measured
from core.activity.use import (
    MOST_COUNT,
    beside,
    measured_networks,
    only,
    rate_of,
    routine,
    said_counts,
    series,
    with_routines,
    with_weeks,
)
from core.activity.weeks import Weekly
from core.analysis import analyse
from core.answers import MOST_CHECK_INS, Answers, CheckIn, Done
from core.catalogue import load_catalogue
from core.follow_up import pace, weeks_done
from tests.pages.people import PERSONAS

CATALOGUE = load_catalogue()
MONDAY = datetime.date(2026, 8, 31)
LAW = settings(max_examples=30, deadline=None, derandomize=True)


def known(
    network: str, action: str, *counts: int, state: str = "measured", together=()
) -> Measured:
    weeks = {}
    if counts:
        mean, median = sum(counts) / len(counts), float(sorted(counts)[len(counts) // 2])
        weeks = {12: Weekly(12, MONDAY, counts, mean, median)}
    return Measured(network, action, state, total=sum(counts), together=together, weeks=weeks)


def activity(*measured: Measured) -> Activity:
    return Activity("UTC", {}, measured, ())


def of(answers: Answers):
    return analyse(answers, CATALOGUE)


def routine_of(answers: Answers, *measured: Measured):
    return routine(activity(*measured), of(answers), CATALOGUE, "linkedin")


LIKES = known("linkedin", "like", 2, 4)
COMMENTS = known("linkedin", "comment", 5, 5, together=("reply",))
NO_MESSAGES = known("linkedin", "message", state="not_in_export")
ON = Answers().with_network(
    "linkedin", state="on", today_counts={"message": 7, "reply": 2, "read": 3}
)


def test_a_rate_is_the_mean_of_full_weeks_and_may_be_a_lower_bound():
    rate = rate_of(known("x", "post", 0, 3, 9, state="lower_bound"))

    assert (rate.mean, rate.median, rate.weeks, rate.at_least) == (4, 3, 3, True)
    assert rate_of(NO_MESSAGES) is None
    assert rate_of(LIKES, 4) is None


def test_what_was_measured_takes_the_place_of_what_was_said_and_nothing_else_does():
    found = routine_of(ON, LIKES, NO_MESSAGES)

    assert found.counts == {"like": 3, "message": 7, "reply": 2, "read": 3}
    assert (found.measured, found.said) == (("like",), ("message", "read", "reply"))
    assert set(found.unknown) == {"comment", "share", "post", "upkeep"}


def test_a_measured_nothing_is_a_nothing():
    assert routine_of(ON, known("linkedin", "message", 0, 0, state="zero")).counts["message"] == 0


def test_replies_that_are_counted_as_comments_are_not_counted_twice():
    with_replies = routine_of(ON, COMMENTS)
    more_than_all = routine_of(ON.with_network("linkedin", today_counts={"reply": 9}), COMMENTS)
    not_said = routine_of(Answers(), COMMENTS)

    assert (with_replies.counts["reply"], with_replies.counts["comment"]) == (2, 3)
    assert (more_than_all.counts["reply"], more_than_all.counts["comment"]) == (5, 0)
    assert not_said.counts == {"comment": 5}
    assert "reply" in not_said.unknown


def test_replies_of_networks_without_comments_are_shared_out_too():
    answers = ON.with_network("x", state="on", today_counts={"reply": 1})
    replies = known("x", "reply", 4, 4, together=("comment",))

    found = routine(activity(replies), of(answers), CATALOGUE, "x")

    assert found.counts == {"reply": 1, "comment": 3}
    assert set(found.measured) == {"reply", "comment"}


def test_what_was_said_by_a_rung_counts_as_said():
    answers = Answers().with_network("linkedin", today="steady", counts={"steady": {"read": 1}})
    rung = CATALOGUE.rungs_of("linkedin")["steady"]

    assert said_counts(answers, CATALOGUE, "linkedin") == {**rung.counts, "read": 1}
    assert routine_of(answers, LIKES).counts == {**rung.counts, "read": 1, "like": 3}
    assert said_counts(Answers(), CATALOGUE, "linkedin") is None


def test_stories_have_no_place_in_a_routine_and_too_much_is_capped():
    found = routine_of(Answers(), known("linkedin", "story", 3), known("linkedin", "like", 5_000))

    assert (found.counts, found.capped) == ({"like": MOST_COUNT}, ("like",))
    assert routine_of(Answers(), known("linkedin", "story", 3)) is None


def test_answers_take_over_the_routines_of_every_network_measured():
    found = activity(LIKES, NO_MESSAGES, known("x", "post", 3), known("tiktok", "like"))

    answers = with_routines(found, of(ON), CATALOGUE)

    assert measured_networks(found) == ("linkedin", "x")
    assert answers.network("linkedin").today_counts["like"] == 3
    assert answers.network("linkedin").today_counts["message"] == 7
    assert (answers.network("x").state, answers.network("x").today_counts) == ("on", {"post": 3})
    assert "tiktok" not in answers.networks
    assert with_routines(found, of(ON), CATALOGUE, ["x"]).network("linkedin") == ON.network(
        "linkedin"
    )
    assert with_routines(only(found, {("x", "post")}), of(ON), CATALOGUE).network("linkedin") == (
        ON.network("linkedin")
    )


@LAW
@given(st.dictionaries(st.sampled_from(["like", "comment", "post", "share", "message"]),
                       st.lists(st.integers(0, 3_000), min_size=1, max_size=12), min_size=1),
       st.dictionaries(st.sampled_from(list(CATALOGUE.actions)), st.floats(0, 1_000)))  # fmt: skip
def test_a_routine_only_changes_what_was_measured(counts, said):
    answers = Answers().with_network("linkedin", today_counts=said)

    found = routine_of(answers, *(known("linkedin", name, *c) for name, c in counts.items()))

    assert {n: c for n, c in found.counts.items() if n not in counts} == {
        n: c for n, c in answers.network("linkedin").today_counts.items() if n not in counts
    }
    assert set(found.counts) | set(found.unknown) == set(CATALOGUE.actions)
    answers.with_network("linkedin", today_counts=dict(found.counts))  # is accepted


def test_beside_what_was_said_and_what_the_plan_asks():
    lou = PERSONAS["lou"].answers.with_changes(minutes_per_action={"like": 0.5})
    name = next(iter(analyse(lou, CATALOGUE).best.choice))
    analysis = of(lou.with_network(name, today=None, today_counts={"like": 9}))

    like, message, story = beside(
        activity(known(name, "like", 2, 4), NO_MESSAGES, known("x", "story", 2)),
        analysis,
        CATALOGUE,
    )

    assert (like.rate.mean, like.said, like.minutes.mode) == (3, 9, 1.5)
    assert like.planned == analysis.best.choice[name].counts["like"]
    assert (message.rate, message.said, message.minutes) == (None, None, None)
    assert (story.said, story.minutes) == (None, None)


def test_a_picture_has_a_point_for_every_week_empty_ones_too():
    points = list(series(activity(known("x", "post", 3, 0, 1), NO_MESSAGES), 12))

    assert [(p.week.isoformat(), p.count) for p in points] == [
        ("2026-08-31", 3), ("2026-09-07", 0), ("2026-09-14", 1),
    ]  # fmt: skip


# Among the weeks done


def reported(**counts: float) -> Answers:
    done = {"linkedin": Done(minutes=60, counts=counts)}
    return Answers(check_ins=tuple(
        CheckIn(week=week, networks=done) for week in ("2026-08-31", "2026-09-07")
    ))  # fmt: skip


def weeks_of(answers: Answers, *measured: Measured) -> Answers:
    return with_weeks(activity(*measured), of(answers), CATALOGUE)


def test_a_week_reported_keeps_its_minutes_and_gets_the_counts_measured():
    answers = weeks_of(reported(like=50, post=1), known("linkedin", "like", 10, 20))

    first, second = (one.networks["linkedin"] for one in answers.check_ins)
    assert (first.minutes, first.counts, first.measured) == (60, {"like": 10, "post": 1}, False)
    assert second.counts["like"] == 20


def test_where_there_may_be_more_the_larger_count_holds():
    like = known("linkedin", "like", 10, 60, state="lower_bound")

    answers = weeks_of(reported(like=50), like)

    assert [one.networks["linkedin"].counts["like"] for one in answers.check_ins] == [50, 60]


def test_replies_reported_are_taken_off_the_comments_of_a_week():
    answers = weeks_of(reported(reply=2), COMMENTS)

    assert answers.check_ins[0].networks["linkedin"].counts == {"comment": 3, "reply": 2}


def test_other_weeks_are_inferred_and_correct_no_minutes():
    answers = weeks_of(Answers(minutes_per_action={"like": 0.5}), known("linkedin", "like", 10, 20))
    analysis = of(answers)

    assert [one.networks["linkedin"] for one in answers.check_ins] == [
        Done(minutes=5, counts={"like": 10}, measured=True),
        Done(minutes=10, counts={"like": 20}, measured=True),
    ]
    assert pace(analysis, CATALOGUE) is None
    assert [one.measured for one in weeks_done(analysis)] == [("linkedin",)] * 2
    assert weeks_of(answers, known("linkedin", "like", 10, 20)) == answers
    again = weeks_of(answers, known("linkedin", "like", 40, 20)).check_ins[0]
    assert again.networks["linkedin"] == Done(minutes=20, counts={"like": 40}, measured=True)


def test_what_was_really_done_in_a_week_reported_corrects_minutes():
    """Twice the likes in the same minutes: one takes half as long."""
    told = pace(of(reported(like=200)), CATALOGUE)
    counts = known("linkedin", "like", 400, 400)
    measured = pace(of(weeks_of(reported(like=200), counts)), CATALOGUE)

    assert measured.factor == pytest.approx(told.factor / 2)
    assert measured.minutes["like"] == pytest.approx(told.minutes["like"] / 2, abs=0.01)


def test_too_many_weeks_leave_out_the_oldest_that_were_only_measured():
    old = datetime.date(2020, 1, 6)
    weeks = [CheckIn(week=(old + datetime.timedelta(weeks=n)).isoformat(), networks={
        "x": Done(minutes=1)}) for n in range(MOST_CHECK_INS)]  # fmt: skip
    answers = Answers(check_ins=tuple(weeks))

    assert weeks_of(answers, LIKES).check_ins == tuple(weeks)
