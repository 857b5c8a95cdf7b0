"""My plan: the week and the follow-up, as a visitor uses them."""

from __future__ import annotations

import datetime
import re

import pytest

from core.analysis import analyse
from core.answers import DAYS, Done
from core.follow_up import pace, recalibrated
from core.vocabulary import LANGUAGES
from core.week import leaving, minutes_of, week_of
from pages.parts import agenda, checking_in, stopwatch, store
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE
from tests.core.test_follow_up import LOU, after, as_planned
from tests.pages.people import AT_THE_EDGES, LEAVES_SEVERAL, PERSONAS
from tests.pages.tongues import strangers
from tests.pages.visit import (
    MONDAY,
    NOON,
    analysis_of,
    answers_of,
    go,
    key,
    pictures,
    run,
    tables,
    visit,
    words,
)
from tests.test_translations import typographic_faults

WEEK, FOLLOW = "pages/plan/week.py", "pages/plan/follow.py"
IN = pytest.mark.parametrize("language", LANGUAGES)


# The week ---------------------------------------------------------------------------------


@IN
@pytest.mark.parametrize("who", PERSONAS)
def test_the_week_lists_every_block_under_its_day(who, language):
    spoken, analysis = speech(language), analyse(PERSONAS[who].answers, CATALOGUE)
    at = visit(WEEK, PERSONAS[who].answers, language)
    week = week_of(analysis, CATALOGUE)

    assert at.header[0].value == agenda.week_sentence(week, spoken)
    shown = [text.value for text in at.markdown]
    for day in DAYS:
        lines = agenda.day_lines(week, day, analysis, spoken, CATALOGUE)
        assert (f"**{agenda.day_name(day, spoken)}**" in shown) == bool(lines)
        if lines:
            assert "\n".join(f"- {line}" for line in lines) in shown
    (drawn,) = [picture.table for picture in pictures(at)]
    assert (drawn["end"] - drawn["start"]).sum() == sum(b.minutes for b in week.routine)


@IN
@pytest.mark.parametrize("who", [*PERSONAS, "168 hours", "locks that are left out"])
def test_the_week_is_of_one_language_and_well_set(who, language):
    answers = PERSONAS[who].answers if who in PERSONAS else AT_THE_EDGES[who]
    spoken, analysis = speech(language), analyse(answers, CATALOGUE)
    week = week_of(analysis, CATALOGUE)
    said = [
        agenda.week_sentence(week, spoken),
        agenda.setup_sentence(week, spoken),
        agenda.left_over_sentence(week, spoken),
        agenda.week_alternative(week, analysis, spoken),
        *agenda.setup_lines(week, analysis, spoken, CATALOGUE),
        *(line for d in DAYS for line in agenda.day_lines(week, d, analysis, spoken, CATALOGUE)),
    ]

    assert strangers(said, language) == set()
    assert not [text for text in said if re.search(r"[{}]|None|nan", text)]
    if language == "fr":
        assert {t: f for t in said if (f := typographic_faults(t))} == {}


@pytest.mark.parametrize(
    ("actions", "language", "words"),
    [
        ({"post": 1.0}, "en", "1 post"),
        ({"post": 2.0, "like": 1.0}, "en", "2 posts, 1 like"),
        ({"post": 0.5}, "en", "a post one week in two"),
        (
            {"post": 2.0, "message": 0.5, "upkeep": 0.4},
            "fr",
            "2 publications, un message et un coup d’œil au profil une semaine sur deux",
        ),
        ({"upkeep": 0.25}, "fr", "de temps en temps, un coup d’œil au profil"),
        ({"comment": 0.94}, "fr", "1 commentaire"),
        (
            {"read": 1.0, "post": 1.0, "like": 5.0, "reply": 0.25, "comment": 0.1, "upkeep": 0.5},
            "en",
            "1 visit, 1 post, 5 likes, a look at the profile one week in two; "
            "now and then, a reply and a comment",
        ),
        ({"reply": 0.0}, "en", ""),
        ({}, "fr", ""),
    ],
)
def test_what_is_done_is_told_in_whole_words(actions, language, words):
    assert agenda.actions_in_words(actions, speech(language)) == words


def chosen_block(at) -> str:
    (asked,) = [one for one in at.selectbox if one.label == "Block"]
    return str(asked.value)


def test_who_gives_hours_by_day_is_asked_day_by_day_at_once():
    at = visit(WEEK, PERSONAS["awa"].answers.with_changes(minutes_by_day={}), "en")

    run(at.button(key="by_day").click())

    assert at.title[0].value == "My time"
    assert at.number_input(key=key(at, "day.monday")).value == 0


def test_a_block_moved_to_another_day_is_kept_and_can_go_back():
    said = PERSONAS["awa"].answers
    at = visit(WEEK, said, "en")
    week = week_of(analysis_of(at), CATALOGUE)
    name = chosen_block(at)
    block = next(one for one in week.routine if one.name == name)
    other = next(d for d in DAYS if week.available[d] > 0 and d != block.day)

    run(at.pills(key=f"day.{name}.{block.day}").set_value(other))
    assert answers_of(at).block_days == {name: other}
    (moved,) = [b for b in week_of(analysis_of(at), CATALOGUE).routine if b.name == name]
    assert moved.day == other
    assert chosen_block(at) == name, "it stays chosen under its new label"

    (back,) = [button for button in at.button if button.label == "Put all blocks back"]
    run(back.click())
    assert answers_of(at) == said


def test_a_block_given_other_minutes_takes_them_from_its_network_and_can_go_back():
    said = PERSONAS["awa"].answers
    at = visit(WEEK, said, "en")
    before = week_of(analysis_of(at), CATALOGUE)
    name = chosen_block(at)
    block = next(one for one in before.routine if one.name == name)
    session = sum(part.minutes for part in before.of_session(name))

    run(at.number_input(key=f"minutes.{name}.{session}").set_value(session + 5))
    after = week_of(analysis_of(at), CATALOGUE)
    assert answers_of(at).block_minutes == {name: session + 5}
    assert sum(part.minutes for part in after.of_session(name)) == session + 5
    assert chosen_block(at) == name, "it stays chosen under its new label"
    assert minutes_of(after, block.network) == minutes_of(before, block.network)

    (back,) = [button for button in at.button if button.label == "Put all blocks back"]
    run(back.click())
    assert answers_of(at) == said


@IN
def test_networks_left_out_are_left_or_parked_with_what_to_do_and_a_date(language):
    at, spoken = visit(WEEK, LEAVES_SEVERAL, language), speech(language)
    analysis = analysis_of(at)
    again = NOON.date() + datetime.timedelta(weeks=26)
    shown, main = words(at), analysis.networks[next(iter(analysis.best.kept))].name

    for reason in ("closed", "dropped"):
        names = [analysis.networks[o.network].name for o in leaving(analysis) if o.reason == reason]
        assert names
        assert spoken.listed(names) in shown
    for english in (
        "Pin a last message that says where you are now.",
        "Export your data from the settings: what you published, and your contacts.",
        "Keep the name, with a strong password, and turn notifications off.",
    ):
        assert spoken.say(english) in shown
    assert spoken.date(again) in shown
    (message,) = [code.value for code in at.code if main in code.value]
    assert strangers([shown, message], language) == set()


def test_whoever_drops_nothing_parks_nothing():
    at = visit(WEEK, PERSONAS["beatrice"].answers.with_changes(networks={}), "en")

    assert "What you leave, without losing it" not in [one.value for one in at.header]


def test_what_does_not_fit_into_the_days_is_said():
    said = AT_THE_EDGES["goals alone"].with_changes(minutes_by_day=dict.fromkeys(DAYS, 9))
    at = visit(WEEK, said, "en")
    left = sum(b.minutes for b in week_of(analysis_of(at), CATALOGUE).left_over)

    assert left > 0
    assert [w.value for w in at.warning] == [
        f"There is no room in your days for {speech('en').duration(left)}: "
        "give a day more time, or your week less."
    ]


@pytest.mark.parametrize("page", [WEEK, FOLLOW])
@pytest.mark.parametrize("who", AT_THE_EDGES)
def test_whoever_comes_the_plan_opens_and_helps(page, who):
    at = visit(page, AT_THE_EDGES[who], "en")
    best = analysis_of(at).best

    if best is None or not best.kept:
        assert len(at.info) + len(at.warning) == 1
        assert not pictures(at)


# The follow-up ----------------------------------------------------------------------------


def test_a_week_is_reported_in_one_form_and_comes_back():
    at = visit(FOLLOW, LOU, "en")
    plan = analysis_of(at).best
    first = next(iter(plan.choice))
    at.number_input(key=f"done.{MONDAY}.{first}").set_value(123)

    (keep,) = [button for button in at.button if button.label == "Keep this week"]
    run(keep.click())

    (reported,) = answers_of(at).check_ins
    assert reported.week == MONDAY
    assert set(reported.networks) == {first}, "what was left empty was not done"
    assert reported.networks[first].minutes == 123
    drawn = pictures(at)[0].table
    assert drawn["done"].tolist() == [sum(d.minutes for d in reported.networks.values())]
    assert drawn["planned"].tolist() == [plan.minutes]
    assert at.number_input(key=f"done.{MONDAY}.{first}").value == 123


def test_who_tells_minutes_alone_is_shown_no_action_that_nobody_counted():
    at = visit(FOLLOW, LOU, "en")
    first = next(iter(analysis_of(at).best.choice))
    at.number_input(key=f"done.{MONDAY}.{first}").set_value(200)
    press(at, "Keep this week")

    assert answers_of(at).check_ins[0].networks[first] == Done(minutes=200)
    assert len(pictures(at)) == 1, "the weeks, and no action"
    assert "Action by action" not in words(at)
    assert "Note how many times, too" in words(at)


def test_nothing_is_unfolded_where_nothing_can_be_counted():
    at = visit(FOLLOW, PERSONAS["beatrice"].answers, "en")
    choice = analysis_of(at).best.choice
    countable = [w for w in choice.values() if any(w.counts.get(a) for a in checking_in.REPORTED)]

    assert 0 < len(countable) < len(choice)
    labels = [one.label for one in at.expander]
    assert labels.count("How many times, if you counted") == len(countable)


def test_what_was_counted_stands_beside_the_plan_of_that_week_whatever_the_plan_becomes():
    at = visit(FOLLOW, LOU, "en")
    first, way = next(iter(analysis_of(at).best.choice.items()))
    action = next(name for name in checking_in.REPORTED if way.counts.get(name))
    at.number_input(key=f"done.{MONDAY}.{first}").set_value(200)
    at.number_input(key=f"done.{MONDAY}.{first}.{action}").set_value(7.0)
    press(at, "Keep this week")

    assert answers_of(at).check_ins[0].networks[first].counts == {action: 7.0}
    drawn = done_by_kind(at)
    assert drawn == {"measured": 7.0, "planned": way.counts[action]}
    changed = visit(FOLLOW, answers_of(at).with_time(60), "en")
    assert analysis_of(changed).best.choice.get(first) != way
    assert done_by_kind(changed) == drawn


def done_by_kind(at) -> dict[str, float]:
    _, actions = pictures(at)
    return dict(zip(actions.table["kind"], actions.table["times"], strict=True))


def test_after_two_weeks_ones_own_pace_is_offered_and_taken():
    at = visit(FOLLOW, after(LOU, 1.5, 1.5), "en")
    assert "50% longer" in words(at)

    (take,) = [button for button in at.button if button.label == "Use my own minutes"]
    run(take.click())

    own = answers_of(at).minutes_per_action
    like = CATALOGUE.actions["like"].minutes.mode
    assert own["like"] == pytest.approx(1.5 * like, rel=0.03)
    assert answers_of(at).check_ins == after(LOU, 1.5, 1.5).check_ins


def test_after_one_week_no_correction_is_offered():
    at = visit(FOLLOW, after(LOU, 1.5), "en")

    assert "After two weeks in which you counted everything" in words(at)
    assert "Use my own minutes" not in [button.label for button in at.button]


def test_who_takes_as_long_as_expected_is_told_so():
    at = visit(FOLLOW, after(LOU, 1.0, 1.0), "en")

    assert "nothing to correct" in words(at)
    assert "Use my own minutes" not in [button.label for button in at.button]


@IN
@pytest.mark.parametrize("factor", [0.5, 1.0, 1.9])
def test_the_follow_up_speaks_one_language(language, factor):
    at = visit(FOLLOW, after(LOU, factor, factor, factor), language)

    assert strangers([words(at)], language) == set()
    table = tables(at)[0]
    assert len(table) == 3
    assert len(table.columns) == 3 + len(as_planned(LOU, MONDAY).networks)


def test_weeks_can_be_compared_when_the_plan_has_gone():
    """All hours gone: what was reported stays in the answers."""
    said = after(LOU, 1.0, 1.2).with_changes(minutes_by_day={}, weekly_minutes=0)
    at = visit(FOLLOW, said, "en")

    assert answers_of(at).check_ins == said.check_ins
    assert len(at.info) == 1


def test_a_week_in_which_nothing_was_done_there_counts_nothing_there():
    at = visit(FOLLOW, LOU, "en")
    first = next(iter(analysis_of(at).best.choice))
    at.number_input(key=f"done.{MONDAY}.{first}").set_value(0)

    press(at, "Keep this week")

    assert answers_of(at).check_ins[0].networks[first] == Done(minutes=0)


def test_a_week_without_a_minute_said_is_refused_and_a_kept_one_confirmed():
    at = visit(FOLLOW, LOU, "en")
    press(at, "Keep this week")
    assert answers_of(at).check_ins == ()
    assert at.error[0].value == "Say the minutes of at least one network."

    first = next(iter(analysis_of(at).best.choice))
    at.number_input(key=f"done.{MONDAY}.{first}").set_value(30)
    press(at, "Keep this week")
    assert at.success[0].value.startswith("The week of ")
    assert not at.error


def test_time_on_a_network_outside_the_plan_can_be_reported_too():
    at = visit(FOLLOW, LEAVES_SEVERAL, "en")
    outside = next(o.network for o in leaving(analysis_of(at)) if o.reason == "dropped")
    at.number_input(key=f"done.{MONDAY}.{outside}").set_value(90)

    press(at, "Keep this week")

    assert answers_of(at).check_ins[0].networks == {outside: Done(minutes=90)}
    (drawn,) = [picture.table for picture in pictures(at)]
    assert drawn["done"].tolist() == [90]


@IN
@pytest.mark.parametrize("factor", [1.2, 1.9])
def test_a_correction_shows_the_plan_of_now_beside_the_plan_it_would_make(language, factor):
    said, spoken = after(LOU, factor, factor), speech(language)
    at = visit(FOLLOW, said, language)
    before = analysis_of(at)
    then = analyse(recalibrated(said, pace(before, CATALOGUE)), CATALOGUE)

    (shown,) = [t for t in tables(at) if spoken.say("With your own minutes") in t.columns]

    in_either = {before.networks[n].name for n in (*before.best.choice, *then.best.choice)}
    assert set(shown[spoken.say("Network")]) == in_either
    assert checking_in.changes_sentence(before, then, spoken) in words(at)
    assert strangers([" ".join(map(str, shown.to_numpy().ravel()))], language) == set()


# The stopwatch -----------------------------------------------------------------------------


def test_timing_some_comments_gives_the_minutes_of_one(monkeypatch):
    clock = iter([100.0, 100.0 + 6 * 60])
    monkeypatch.setattr(stopwatch, "monotonic", lambda: next(clock))
    at = visit(FOLLOW, LOU, "en")

    press(at, "Start the clock")
    press(at, "Stop the clock")
    run(at.number_input(key="stopwatch.many").set_value(4))
    assert "Comments: 1\u00a0min\u00a030\u00a0s each time." in words(at)
    press(at, "Keep as my own minutes")

    assert answers_of(at).minutes_per_action["comment"] == 1.5
    assert store.ANSWERS in at.session_state
    assert not [n for n in at.number_input if n.key == "stopwatch.many"]


def press(at, label):
    (button,) = [button for button in at.button if button.label == label]
    return run(button.click())


def test_the_stopwatch_survives_a_change_of_page():
    at = visit(FOLLOW, LOU, "en")
    press(at, "Start the clock")
    go(at, WEEK)
    go(at, FOLLOW)

    assert "Stop the clock" in [button.label for button in at.button]
    assert re.search(r"The clock has been running since \d+:\d\d", words(at))


def test_every_network_of_the_plan_and_every_one_outside_it_is_asked_for():
    assert set(checking_in.REPORTED) <= set(CATALOGUE.actions)
    at = visit(FOLLOW, LOU, "en")
    asked = {n.label for n in at.number_input if n.label.startswith("Minutes on")}
    analysis = analysis_of(at)
    outside = [one.network for one in leaving(analysis) if one.reason == "dropped"]

    names = [analysis.networks[name].name for name in (*analysis.best.choice, *outside)]
    assert asked == {f"Minutes on {name}" for name in names}
