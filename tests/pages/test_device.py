"""Answers kept on the device: what comes back is hostile, and no choice is made unasked."""

from __future__ import annotations

import contextlib
import json
import random

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as drawn
from streamlit.testing.v1 import AppTest

from core.answers import MOST_BYTES, Answers, to_json
from core.errors import AnswersError
from core.link import from_link, to_link
from pages.parts import device, store
from pages.parts.kept import Kept, Pass, read_kept
from tests.core.strategies import CATALOGUE, QUICK_LAW, a_person, answers_strategy
from tests.core.test_link import everything_of
from tests.pages.people import PERSONAS
from tests.pages.visit import (
    PROJECT,
    START,
    answers_of,
    arrive,
    go,
    run,
    words,
)

MINE, THEIRS = a_person(goals={"be_known": 1.0}), a_person(goals={"find_clients": 2.0})
ADDRESS = "http://localhost:8501/"


def wrapped(kept: Kept) -> str:
    """Return what the component writes, from its format alone."""
    return json.dumps({"revision": 7, "tab": "abc", "kept": kept.text()})


def button(at, label):
    return next(one for one in at.button if one.label == label)


# What is kept -------------------------------------------------------------------------


@given(answers_strategy(CATALOGUE), answers_strategy(CATALOGUE))
@QUICK_LAW
def test_everything_comes_back_as_it_was(some, others):
    kept = Kept(some, {"exam weeks": others, "2\u00a0h\u00a030": some}, True)
    assert read_kept(wrapped(kept), CATALOGUE) == kept


def test_nothing_is_lost_without_answers_and_scenarios():
    assert Kept().empty
    assert not Kept(MINE).empty
    assert not Kept(scenarios={"a": Answers()}).empty


def without(name):
    said = json.loads(Kept(MINE).text())
    del said[name]
    return said


@pytest.mark.parametrize("name", ["scenarios", "guess_skipped"])
def test_what_was_kept_before_there_were_scenarios_is_read(name):
    assert read_kept(json.dumps({"kept": json.dumps(without(name))}), CATALOGUE) == Kept(MINE)


KEY, TOKEN = "A" * 22, "B" * 21 + "A"


def test_workshops_of_the_device_come_back_with_their_keys_and_guesses():
    one = Pass(token=TOKEN, secret=KEY, guess_networks=4, second_minutes=90, consent=True)
    kept = Kept(MINE, passes={KEY: one, TOKEN: Pass(token=KEY)})
    assert read_kept(wrapped(kept), CATALOGUE) == kept
    assert not Kept(passes={KEY: one}).empty
    assert Kept(passes={KEY: one}).unsaid


def test_a_device_without_workshops_keeps_what_it_always_kept():
    assert "passes" not in json.loads(Kept(MINE).text())


@pytest.mark.parametrize(
    "passes",
    [
        [],
        {KEY: 1},
        {KEY: {"token": 5}},
        {KEY: {"token": "<b>"}},
        {KEY: {"token": TOKEN, "admin": True}},
        {KEY: {"guess_networks": 31}},
        {KEY: {"guess_minutes": -1}},
        {"<b>": {"token": TOKEN}},
        {"é" * 22: {"token": TOKEN}},
        {f"{number:021}A": {"token": TOKEN} for number in range(21)},
    ],
)
def test_workshops_that_the_app_did_not_write_are_refused(passes):
    said = {**json.loads(Kept(MINE).text()), "passes": passes}
    with pytest.raises(AnswersError):
        read_kept(json.dumps({"kept": json.dumps(said)}), CATALOGUE)


def test_only_so_many_workshops_are_kept_and_the_latest_stay(session):
    for number in range(30):
        store.change_pass(f"{number:021}A", token=TOKEN)
    store.change_pass(f"{25:021}A", guess_networks=2)
    assert len(store.passes()) == 20
    assert list(store.passes())[-1] == f"{25:021}A"
    assert read_kept(wrapped(store.everything()), CATALOGUE) == store.everything()


def test_starting_again_keeps_the_workshops_and_says_nothing_of_them(session):
    store.change_pass(KEY, token=TOKEN)
    store.replace(MINE)
    device.start_again()
    assert store.answers() == Answers()
    assert store.passes()[KEY].token == TOKEN
    store.undo()
    assert store.answers() == MINE


def test_a_page_runs_anew_for_an_undo_that_was_on_offer_and_for_no_other(session):
    """Whoever had said nothing was offered none: their first result is drawn once."""
    store.replace(MINE)
    assert not store.undo_is_over()
    store.replace(THEIRS)
    assert not store.undo_is_over()  # it still holds
    store.change(goals={"be_known": 3.0})
    assert store.undo_is_over()
    assert not store.undo_is_over()


def test_what_was_kept_in_an_older_version_is_read():
    older = {**json.loads(to_json(MINE)), "version": 1}
    said = {**json.loads(Kept(MINE).text()), "answers": json.dumps(older)}
    assert read_kept(json.dumps({"kept": json.dumps(said)}), CATALOGUE) == Kept(MINE)


@given(answers_strategy(CATALOGUE), drawn.data())
@QUICK_LAW
def test_what_was_cut_short_or_changed_on_the_device_is_refused_or_read_and_breaks_nothing(
    said, data
):
    text = wrapped(Kept(said, {"exam weeks": MINE}))
    place = data.draw(drawn.integers(0, len(text) - 1))
    changed = data.draw(
        drawn.sampled_from([text[:place], text[:place] + "~" + text[place + 1 :], text[place:]])
    )
    with contextlib.suppress(AnswersError):
        found = read_kept(changed, CATALOGUE)
        assert isinstance(found, Kept)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "unreadable"),
        ("null", "unreadable"),
        ("[]", "unreadable"),
        ("{}", "unreadable"),
        ("[" * 100_000, "unreadable"),
        (" " * (10 * MOST_BYTES + 1), "too_large"),
        ('{"kept": 1}', "unreadable"),
        ('{"kept": "{}"}', "unreadable"),
        (json.dumps({"kept": json.dumps(without("answers"))}), "unreadable"),
    ],
)
def test_what_the_app_did_not_write_is_refused(text, reason):
    with pytest.raises(AnswersError) as caught:
        read_kept(text, CATALOGUE)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"answers": '{"version": 99}'}, "newer"),
        ({"answers": '{"version": 2, "admin": true}'}, "unknown_key"),
        ({"answers": {"version": 2}}, "unreadable"),
        ({"guess_skipped": "yes"}, "unreadable"),
        ({"scenarios": []}, "unreadable"),
        ({"scenarios": {"a": "{"}}, "unreadable"),
        ({"scenarios": {"a": {}}}, "unreadable"),
        ({"scenarios": {"<img src=x>": to_json(MINE)}}, "bad_value"),
        ({"scenarios": {"[a](http://b)": to_json(MINE)}}, "bad_value"),
        ({"scenarios": {"": to_json(MINE)}}, "bad_value"),
        ({"scenarios": {"x" * 31: to_json(MINE)}}, "bad_value"),
        ({"scenarios": {str(n): to_json(MINE) for n in range(5)}}, "bad_value"),
    ],
)
def test_one_wrong_part_is_enough_to_refuse_all(change, reason):
    said = {**json.loads(Kept(MINE).text()), **change}
    with pytest.raises(AnswersError) as caught:
        read_kept(json.dumps({"kept": json.dumps(said)}), CATALOGUE)
    assert caught.value.reason == reason


# What is done with it -------------------------------------------------------------------


@pytest.fixture
def session(monkeypatch):
    """A session without a screen, whose browser tells what a test has it tell."""
    monkeypatch.setattr(st, "session_state", {})
    st.session_state[device.MEMORY] = device.Memory("q1", there=True, heard=False, since=0.0)
    return st.session_state


def hears(**told):
    """Have the browser tell something."""
    st.session_state[device.KEY] = told
    device._hear()


def test_a_new_session_takes_up_what_the_device_holds(session):
    kept = Kept(MINE, {"exam weeks": THEIRS}, True)
    hears(found={"ask": "q1", "stored": wrapped(kept)})
    assert store.everything() == kept
    assert not store.may_undo()
    assert device.memory().heard


@pytest.mark.parametrize("told", [None, "q1", {}, {"ask": "q0"}, {"ask": None}, ["q1"]])
def test_what_answers_no_question_of_this_session_is_not_heard(session, told):
    """An old answer is still on its way when a new server asks anew."""
    if isinstance(told, dict):
        told["stored"] = wrapped(Kept(MINE))
    hears(found=told)
    assert not device.memory().heard
    assert store.answers() == Answers()


def test_an_answer_is_heard_once(session):
    hears(found={"ask": "q1", "stored": wrapped(Kept(MINE))})
    hears(found={"ask": "q1", "stored": wrapped(Kept(THEIRS))})
    assert store.answers() == MINE


@pytest.mark.parametrize("stored", ["{", "", 5, True, {"kept": "x"}, ["a"]])
def test_what_cannot_be_read_changes_nothing_and_stays_on_the_device(session, stored):
    hears(found={"ask": "q1", "stored": stored})
    assert store.everything().empty
    assert device.memory().fault.reason == "unreadable"
    assert device.memory().aside


def test_a_device_that_holds_nothing_is_no_fault(session):
    hears(found={"ask": "q1", "stored": None})
    assert device.memory().fault is None
    assert not device.memory().aside


def test_an_answer_that_comes_too_late_is_not_taken_over_what_was_said_meanwhile(session):
    device.memory().given_up = True
    store.replace(MINE)
    hears(found={"ask": "q1", "stored": wrapped(Kept(THEIRS))})
    assert store.answers() == MINE
    assert device.memory().changed


def test_an_answer_that_comes_late_to_somebody_who_said_nothing_is_taken(session):
    device.memory().given_up = True
    hears(found={"ask": "q1", "stored": wrapped(Kept(THEIRS))})
    assert store.answers() == THEIRS


def test_what_another_tab_wrote_waits_for_a_decision(session):
    hears(found={"ask": "q1", "stored": wrapped(Kept(MINE))})
    hears(changed={"ask": "q1", "change": "b.8"})
    assert device.memory().changed
    assert store.answers() == MINE

    device.take_theirs()
    assert device.memory().ask != "q1"
    hears(found={"ask": device.memory().ask, "stored": wrapped(Kept(THEIRS))})
    assert store.answers() == THEIRS
    assert not device.memory().changed
    store.undo()
    assert store.answers() == MINE


def test_keeping_mine_orders_the_device_once(session):
    hears(found={"ask": "q1", "stored": wrapped(Kept(MINE))})
    hears(changed={"ask": "q1", "change": "b.8"})
    device.keep_mine()
    assert device.memory().force
    assert not device.memory().changed
    assert store.answers() == MINE


def test_whoever_has_said_nothing_takes_what_another_tab_wrote(session):
    hears(found={"ask": "q1", "stored": None})
    hears(changed={"ask": "q1", "change": "b.1"})
    assert not device.memory().changed
    assert device.memory().ask != "q1"


# On screen ------------------------------------------------------------------------------


def test_where_no_browser_is_the_app_works_without():
    at = arrive("en")
    assert at.title
    assert "One moment" not in words(at)


def test_the_page_waits_for_the_answers_of_a_browser_and_not_for_ever(monkeypatch):
    at = arrive_with_browser()
    assert not at.title
    assert "looking for your answers" in words(at)
    assert run(at).title == []

    later = device.time.monotonic() + 3600
    monkeypatch.setattr(device.time, "monotonic", lambda: later)
    run(at)
    assert run(at).title


def arrive_with_browser():
    """Return the app as the first run shows it to a browser, which has not answered yet."""
    at = arrive("en")
    at.context = {"locale": "en", "theme": "light", "url": ADDRESS}
    del at.session_state[device.MEMORY]
    return run(at)


def test_what_is_offered_after_an_example_brings_the_answers_back():
    at = go(arrive("en", MINE), START)
    run(at.button(key="persona.ines").click())
    run(at.button(key="example.see").click())
    assert answers_of(at) == PERSONAS["ines"].answers
    run(button(at, "Undo").click())
    assert answers_of(at) == MINE
    assert "Undo" not in [one.label for one in at.button]


def test_undo_is_gone_after_the_next_answer():
    at = go(arrive("en", MINE), START)
    run(at.button(key="persona.ines").click())
    run(at.button(key="example.see").click())
    at = go(at, PROJECT)
    assert "Undo" in [one.label for one in at.button]
    values = at.pills(key=f"q{at.session_state[store.REVISION]}.values")
    run(values.set_value(["craft"]))
    assert "Undo" not in [one.label for one in at.button]


def test_a_first_example_replaces_nothing():
    at = arrive("en")
    run(at.button(key="persona.ines").click())
    assert "Undo" not in [one.label for one in at.button]


def test_starting_again_is_possible_where_there_is_something_to_clear():
    """The button is always there: one that came later would push the page down."""
    assert button(arrive("en"), "Start again").disabled
    at = arrive("en", MINE)
    run(button(at, "Start again").click())
    assert button(at, "Keep everything").proto.type == "primary"
    assert button(at, "Clear everything").proto.type == "secondary"
    assert answers_of(at) == MINE
    run(button(at, "Clear everything").click())
    assert answers_of(at) == Answers()
    run(button(at, "Undo").click())
    assert answers_of(at) == MINE


# Links ------------------------------------------------------------------------------------


def test_a_link_is_taken_where_nothing_was_said_and_leaves_the_address():
    at = arrive("en", r=to_link(THEIRS, CATALOGUE))
    assert answers_of(at) == THEIRS
    assert "r" not in at.query_params


@pytest.mark.parametrize(
    ("choice", "result"), [("Use the link’s answers", THEIRS), ("Keep mine", MINE)]
)
def test_a_link_is_offered_where_something_else_was_said(choice, result):
    at = arrive("en", MINE, r=to_link(THEIRS, CATALOGUE))
    assert answers_of(at) == MINE
    assert "This link holds other answers than yours." in words(at)
    run(button(at, choice).click())
    assert answers_of(at) == result
    assert "r" not in at.query_params
    assert "This link" not in words(at)


def test_a_link_to_the_answers_already_here_asks_nothing():
    at = arrive("en", MINE, r=to_link(MINE, CATALOGUE))
    assert answers_of(at) == MINE
    assert "This link" not in words(at)
    assert "r" not in at.query_params


@pytest.mark.parametrize("text", ["", "x", "<b>", "A" * 100_000])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_bad_link_is_refused_in_one_sentence_and_changes_nothing(language, text):
    at = arrive(language, MINE, r=text)
    assert answers_of(at) == MINE
    assert len(at.error) == 1
    assert "<" not in at.error[0].value
    assert "r" not in at.query_params
    assert not run(at).error


def the_box() -> None:
    """Show the box alone. It runs as a script of its own."""
    from pages.parts import links, store  # noqa: PLC0415

    store.stop_if_broken()
    links.link_box()


def shown_link(answers):
    """Return the box as somebody sees it who gave these answers."""
    at = AppTest.from_function(the_box)
    at.context = {"locale": "en", "url": ADDRESS}
    at.session_state[store.ANSWERS] = answers
    return run(at)


def test_the_box_shows_a_link_to_exactly_these_answers():
    at = shown_link(MINE)
    address, text = at.code[0].value.split("?r=")
    assert address == ADDRESS + "moins"
    (to_hold,) = at.get("link_button")  # what a finger can hold, to copy or share it
    assert to_hold.proto.url == at.code[0].value
    assert from_link(text, CATALOGUE) == MINE


def test_the_box_says_when_reported_weeks_do_not_fit():
    answers = everything_of(5, weeks=104)
    at = shown_link(answers)
    text = at.code[0].value.split("?r=")[1]
    assert from_link(text, CATALOGUE) == answers.with_changes(check_ins=())
    assert "only the file holds them" in words(at)


def test_the_box_says_when_no_link_can_hold_the_answers():
    draw = random.Random(1)
    counts = {
        name: {rung: {one: draw.random() for one in CATALOGUE.actions} for rung in CATALOGUE.rungs}
        for name in CATALOGUE.networks
    }
    at = shown_link(a_person(networks={name: {"counts": said} for name, said in counts.items()}))
    assert not at.code
    assert "too many for a link" in words(at)
