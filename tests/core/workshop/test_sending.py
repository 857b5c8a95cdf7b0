"""What one person sends is what the preview shows, and whatever comes back is checked."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from core.analysis import analyse
from core.answers import Answers
from core.errors import AnswersError
from core.personas import load_personas
from core.week import leaving
from core.workshop.sending import (
    Sending,
    changes,
    guess_only,
    parsed,
    preview,
    read_sending,
    sending_of,
    to_text,
)
from tests.core.strategies import CATALOGUE

PERSONAS = {persona.id: persona.answers for persona in load_personas(CATALOGUE)}


def test_what_a_correction_changes_is_what_differs_even_where_something_is_taken_back():
    before = Sending(guess_networks=4, guess_minutes=90, available_minutes=60)
    after = Sending(guess_networks=4, available_minutes=120, consent=True)
    assert changes(before, before) == ()
    assert dict(changes(before, after)) == {
        "guess_minutes": None,
        "available_minutes": 120,
        "consent": True,
    }


@pytest.mark.parametrize("name", PERSONAS)
def test_a_person_sends_what_their_screens_say(name):
    analysis = analyse(PERSONAS[name], CATALOGUE)
    sending = sending_of(analysis, guess_networks=4, second_networks=2, second_minutes=90)

    assert sending.available_minutes == analysis.weekly_minutes
    assert sending.guess_minutes == PERSONAS[name].guess_minutes
    assert sending.networks_that_pay == len(analysis.best.kept)
    assert set(sending.recommended) == {n for n in analysis.best.kept if n in CATALOGUE.networks}
    assert sending.plan_minutes == analysis.best.minutes <= analysis.weekly_minutes
    assert sending.estimate_minutes == round(analysis.estimate_minutes.mode)
    assert set(sending.running) <= set(sending.wanted)
    left = {one.network for one in leaving(analysis)} & analysis.own_list.plan.choice.keys()
    minutes = [analysis.own_list.plan.choice[network].steps * 5 for network in left]
    assert sending.freed_minutes == sum(minutes)


def test_a_network_of_ones_own_is_counted_and_never_named():
    own = {"id": "own_1", "name": "Le forum de Zoé", "family": "leisure", "format": "text"}
    answers = Answers().with_changes(
        own_networks=[own],
        networks={"own_1": {"state": "on"}, "linkedin": {"state": "want"}},
        weekly_minutes=300,
    )
    sending = sending_of(analyse(answers, CATALOGUE))

    assert (sending.wanted, sending.running, sending.networks_wanted) == (("linkedin",), (), 2)
    assert "own" not in to_text(sending)
    assert "Zoé" not in to_text(sending)


def test_what_was_only_assumed_is_not_sent_and_a_guess_of_the_moment_comes_first():
    nothing = sending_of(analyse(Answers(), CATALOGUE))
    said = sending_of(analyse(Answers(guess_minutes=60), CATALOGUE), guess_minutes=45, consent=True)

    assert nothing.available_minutes is None
    assert nothing.guess_minutes is None
    assert (nothing.wanted, nothing.estimate_minutes, nothing.freed_minutes) == ((), None, None)
    assert (said.guess_minutes, said.consent) == (45, True)


def test_the_preview_shows_all_that_leaves_and_nothing_else():
    sending = sending_of(analyse(PERSONAS["ines"], CATALOGUE), guess_networks=3)
    leaves = json.loads(to_text(sending))

    assert {**dict(preview(sending)), "version": 1} == {
        name: tuple(value) if isinstance(value, list) else value for name, value in leaves.items()
    }
    assert preview(guess_only(guess_networks=2)) == (("guess_networks", 2), ("consent", False))


@pytest.mark.parametrize("name", PERSONAS)
def test_what_is_sent_comes_back_as_it_was(name):
    sending = sending_of(analyse(PERSONAS[name], CATALOGUE), guess_networks=3)

    assert read_sending(to_text(sending), CATALOGUE) == sending
    assert to_text(parsed(to_text(sending))) == to_text(sending)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "unreadable"),
        ("no JSON", "unreadable"),
        ("[]", "bad_value"),
        ('{"version": 2}', "newer"),
        ('{"version": 1, "name": "Zoé"}', "unknown_key"),
        ('{"version": 1, "guess_networks": 31}', "bad_value"),
        ('{"version": 1, "guess_networks": -1}', "bad_value"),
        ('{"version": 1, "guess_networks": 2.5}', "bad_value"),
        ('{"version": 1, "guess_networks": "2"}', "bad_value"),
        ('{"version": 1, "guess_minutes": 10081}', "bad_value"),
        ('{"version": 1, "guess_minutes": NaN}', "bad_value"),
        ('{"version": 1, "consent": 1}', "bad_value"),
        ('{"version": 1, "wanted": ["linkedin", "linkedin"]}', "bad_value"),
        ('{"version": 1, "wanted": ["=1+1"]}', "bad_value"),
        ('{"version": 1, "wanted": ["<script>"]}', "bad_value"),
        ('{"version": 1, "wanted": ["nowhere"]}', "unknown_id"),
        ('{"version": 1, "recommended": ["own_1"]}', "unknown_id"),
        ("[" * 4_000, "unreadable"),
        (" " * 5_001, "too_large"),
    ],
)
def test_whatever_else_comes_back_is_refused_with_the_reason(text, reason):
    with pytest.raises(AnswersError) as caught:
        read_sending(text, CATALOGUE)

    assert caught.value.reason == reason


def test_a_sheet_of_paper_keeps_to_the_same_bounds():
    with pytest.raises(ValidationError):
        Sending(guess_networks=31)
    assert Sending(wanted=("x", "linkedin")) == Sending(wanted=("linkedin", "x"))
