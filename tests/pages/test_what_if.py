"""The pages that doubt the result: cases, switches and scenarios, as a visitor uses them."""

from __future__ import annotations

import json
import re

import pytest

from core.analysis import analyse
from core.answers import Answers
from core.switches import SWITCHES
from core.vocabulary import LANGUAGES
from pages.charts.switches import world_names
from pages.parts import certainty, compare, store, what_if
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE, a_person
from tests.pages.people import AT_THE_EDGES, PERSONAS
from tests.pages.visit import (
    ASSUMPTIONS,
    COMPARE,
    EFFORT,
    FEWER,
    FIT,
    ROBUSTNESS,
    TIME,
    analysis_of,
    answers_of,
    arrive,
    go,
    pictures,
    run,
    tables,
    visit,
    words,
)

LOU = PERSONAS["lou"].answers


def keep(at, name="", hours=None):
    """Keep the answers of now as a scenario."""
    at.text_input[0].set_value(name)
    if hours is not None:
        at.number_input[0].set_value(hours)
    return run(next(one for one in at.button if one.form_id).click())


# How sure is it? ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_sure_it_is_opens_with_the_chance_that_the_plan_fits(language):
    at = visit(ROBUSTNESS, LOU, language)
    found = store._cases.get(store.to_json(LOU), pytest.fail)

    assert found.worlds >= 1_000
    assert at.header[0].value == certainty.certainty_sentence(found, speech(language))
    assert len(pictures(at)) == 6
    assert not at.get("progress"), "the bar goes when the cases are drawn"


def test_the_same_answers_are_drawn_once_for_all_who_gave_them(monkeypatch):
    drawn = []
    real = store.find_robustness
    monkeypatch.setattr(
        store, "find_robustness", lambda *a, **b: (drawn.append(1), real(*a, **b))[1]
    )
    said = LOU.with_changes(weekly_minutes=95)

    visit(ROBUSTNESS, said)
    visit(ROBUSTNESS, said, "en")
    assert len(drawn) == 1

    visit(ROBUSTNESS, said.with_changes(weekly_minutes=100))
    assert len(drawn) == 2


@pytest.mark.parametrize("page", [ROBUSTNESS, ASSUMPTIONS, COMPARE])
@pytest.mark.parametrize("who", AT_THE_EDGES)
def test_whoever_comes_these_pages_open_and_help(page, who):
    at = visit(page, AT_THE_EDGES[who], "en")

    assert len(words(at)) > 100
    if not analyse(AT_THE_EDGES[who], CATALOGUE).usable:
        assert not pictures(at)
        assert len(at.info) + len(at.warning) >= 1


# What if we are wrong? ---------------------------------------------------------------------


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_shows_the_world_without_that_assumption_beside_ours(switch):
    at = visit(ASSUMPTIONS, LOU, "en")
    assert not pictures(at)

    run(at.toggle(key=f"switch.{switch}").set_value(True))

    usual, other = analysis_of(at), analyse(LOU, CATALOGUE, (switch,))
    assert at.header[0].value == what_if.switch_sentence(usual, other, speech("en"))
    (drawn,) = [picture.table for picture in pictures(at)]
    assert set(drawn["world"]) == set(world_names(speech("en")))
    assert answers_of(at) == LOU, "a switch is not an answer"


def test_switches_work_together_and_can_be_turned_back():
    at = visit(ASSUMPTIONS, LOU, "en")
    for switch in SWITCHES:
        run(at.toggle(key=f"switch.{switch}").set_value(True))
    other = analyse(LOU, CATALOGUE, SWITCHES)
    assert at.header[0].value == what_if.switch_sentence(analysis_of(at), other, speech("en"))

    for switch in SWITCHES:
        run(at.toggle(key=f"switch.{switch}").set_value(False))
    assert not pictures(at)


def test_each_assumption_alone_is_in_the_table_without_a_click():
    (table,) = tables(visit(ASSUMPTIONS, LOU, "en"))

    assert len(table) == 1 + len(SWITCHES)
    for place, switch in enumerate(SWITCHES, 1):
        alone = analyse(LOU, CATALOGUE, (switch,)).best
        assert table.iloc[place, 1] == str(len(alone.kept))


# Scenarios -------------------------------------------------------------------------------


def test_two_scenarios_stand_beside_the_answers_of_now():
    at = visit(COMPARE, LOU, "en")
    assert not pictures(at)
    assert len(at.info) == 1

    keep(at, "Exams", 1.0)
    keep(at, "Summer", 8.0)

    curves, minutes = pictures(at)
    assert list(dict.fromkeys(curves.table["scenario"])) == ["Now", "Exams", "Summer"]
    table = tables(at)[0]
    assert list(table["Time you have"]) == ["4\u00a0h", "1\u00a0h", "8\u00a0h"]
    for row, hours in zip(table.itertuples(), (4, 1, 8), strict=True):
        best = analyse(LOU.with_time(60 * hours), CATALOGUE).best
        assert row.Networks == str(len(best.kept))
    assert set(minutes.table["column"]) == {"Now", "Exams", "Summer"}
    angles = re.findall(r'"labelAngle": ?(-?\d+)', json.dumps(minutes.spec))
    assert angles == ["-35"], "names of scenarios are too long to stand side by side on a phone"


def test_a_scenario_stays_as_it_was_when_the_answers_change():
    at = keep(visit(COMPARE, LOU, "en"), "Before")
    at.session_state[store.ANSWERS] = LOU.with_time(600)
    run(at)

    table = tables(at)[0].set_index("Scenario")
    assert table.loc["Before", "Time you have"] == "4\u00a0h"
    assert table.loc["Now", "Time you have"] == "10\u00a0h"


def test_a_scenario_can_be_taken_up_and_removed():
    at = keep(visit(COMPARE, LOU, "en"), "Exams", 1.0)

    run(at.button(key="take.Exams").click())
    assert answers_of(at) == LOU.with_time(60)

    run(at.button(key="drop.Exams").click())
    assert not pictures(at)
    assert answers_of(at) == LOU.with_time(60)


def test_scenarios_survive_a_change_of_page():
    at = keep(visit(COMPARE, LOU, "en"), "Exams", 1.0)
    go(at, TIME)
    go(at, COMPARE)

    assert "Exams" in words(at)


def test_a_name_that_is_taken_gets_a_number_and_no_name_is_the_hours():
    at = visit(COMPARE, LOU, "en")
    for hours, name in enumerate(("Exams", "exams", "Maintenant", ""), 1):
        keep(at, name, float(hours))

    kept = list(at.session_state[store.SCENARIOS])
    assert kept == ["Exams", "exams (2)", "Maintenant (2)", "4\u00a0h"]
    assert "Four scenarios" in words(at)


def test_the_same_answers_and_hours_are_kept_once():
    at = keep(visit(COMPARE, LOU, "en"), "Exams", 2.0)

    keep(at, "", 2.0)

    assert list(at.session_state[store.SCENARIOS]) == ["Exams"]
    assert at.error[0].value == "“Exams” already holds these answers and these hours."


@pytest.mark.parametrize("hostile", ["![x](https://example.org/p.png)", "<b>x</b>", "[a](b) $x$"])
def test_a_name_is_shown_as_words_and_nothing_else(hostile):
    at = keep(visit(COMPARE, LOU, "en"), hostile[: compare.MOST_LETTERS])
    (name,) = at.session_state[store.SCENARIOS]

    assert not set(name) & set("![]<>$*_`")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_worth_keeping_in_every_scenario_is_told(language):
    spoken = speech(language)
    compared = {
        "A": analyse(LOU, CATALOGUE),
        "B": analyse(LOU.with_time(120), CATALOGUE),
    }
    common = set(compared["A"].best.kept) & set(compared["B"].best.kept)
    shown = compare.common_sentence(compared, spoken)

    for name in compared["A"].networks.values():
        assert (name.name in shown) == (name.id in common)
    nothing = analyse(a_person(weekly_minutes=0), CATALOGUE)
    told = compare.common_sentence({**compared, "C": nothing}, spoken)
    assert told == spoken.say("No network is worth keeping in all of them.")


def test_nobody_who_said_nothing_is_asked_to_compare():
    at = go(arrive("en", Answers()), COMPARE)

    assert not at.text_input
    assert "Answer three questions" in [link.label for link in at.get("page_link")]


def test_the_main_result_leads_to_what_it_rests_on():
    labels = [link.label for link in visit(FEWER, LOU, "en").get("page_link")]

    assert {"How sure is it?", "What if we are wrong?"} <= set(labels)


@pytest.mark.parametrize("page", [FEWER, FIT, EFFORT])
def test_a_result_leads_to_its_full_calculation(page):
    at = visit(page, LOU, "en")

    run(at.button(key="calculation").click())

    assert at.title[0].value == "Method and sources"
    assert at.pills(key="about.view").value == "own"
    assert "presence" in words(at)
