"""When the catalogue is broken or out of date: all of it is said, nobody sees a traceback."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest

from core.catalogue import load_catalogue
from core.crosschecks import stale_values
from core.personas import load_personas
from core.vocabulary import LANGUAGES
from pages.parts import express, store, trouble
from pages.parts.speech import speech
from tests.core.copies import copy_of_data, edit
from tests.core.strategies import CATALOGUE
from tests.pages.people import PERSONAS
from tests.pages.visit import EFFORT, FEWER, FIT, PAGES, arrive, go, texts, words


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of data/ from which the app reads, with nothing kept from before or left behind."""
    copy = copy_of_data(tmp_path)
    monkeypatch.setattr(store, "load_catalogue", lambda: load_catalogue(copy))
    monkeypatch.setattr(
        store, "load_personas", lambda catalogue: load_personas(catalogue, copy / "personas")
    )
    store._read_catalogue.cache_clear()
    yield copy
    store._read_catalogue.cache_clear()


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Le catalogue ne peut pas être utilisé"), ("en", "The catalogue cannot be used")],
)
def test_a_broken_catalogue_is_shown_with_every_problem_and_no_traceback(folder, language, title):
    """File, entry, key and what was expected: an author mends it in one pass."""
    edit(folder, "goals.yaml", "id: be_known", "idd: be_known")
    edit(folder, "networks/bluesky.yaml", "family: leisure", "family: pleasure")
    edit(folder, "model.yaml", "mode:", "mode: .nan #")

    at = arrive(language)

    assert at.title[0].value == title
    problems = at.code[0].value
    assert "goals.yaml" in problems
    assert "idd" in problems
    assert "networks/bluesky.yaml, bluesky, family: expected" in problems
    assert "model.yaml, model" in problems
    assert len(at.error) == 1
    assert "Traceback" not in words(at)
    assert not at.exception
    assert len(texts(at)) == 3  # title, what to do, problems


def test_a_broken_example_is_shown_too(folder):
    edit(folder, "personas/02_awa.yaml", "version: 2", "version: 2\n  gaols: {}")

    at = arrive("en")

    assert "personas/02_awa.yaml" in at.code[0].value
    assert "gaols" in at.code[0].value


def test_a_catalogue_that_is_mended_works_at_the_next_visit(folder):
    edit(folder, "goals.yaml", "id: be_known", "idd: be_known")
    assert arrive().error
    edit(folder, "goals.yaml", "idd: be_known", "id: be_known")

    at = arrive()

    assert not at.error
    assert at.pills


# Out of date -----------------------------------------------------------------------


@pytest.fixture
def on_a_day(monkeypatch):
    """Let the app believe that it is another day."""

    def believe(day: datetime.date) -> None:
        today = SimpleNamespace(today=lambda: day)
        monkeypatch.setattr(
            store, "datetime", SimpleNamespace(date=today, timedelta=datetime.timedelta)
        )
        store.stale.clear()

    yield believe
    store.stale.clear()


EXPIRES = min(
    stale.expires for stale in stale_values(CATALOGUE, datetime.date.max - datetime.timedelta(1))
)


@pytest.mark.parametrize("page", [FEWER, FIT, EFFORT])
def test_a_value_past_its_date_is_flagged_on_every_result_and_stops_nothing(on_a_day, page):
    day = EXPIRES + datetime.timedelta(days=1)
    on_a_day(day)
    number = len(stale_values(CATALOGUE, day))

    at = go(arrive("fr", PERSONAS["awa"].answers), page)

    flag = at.expander[-1]
    assert flag.label.endswith("chiffres du catalogue sont à vérifier de nouveau")
    assert flag.label.replace("\u202f", "").startswith(f"{number} ")
    assert speech("fr").date(EXPIRES) in flag.markdown[0].value
    assert at.get("vega_lite_chart")


def test_one_value_past_its_date_is_named(folder, on_a_day):
    """With its file and key, so that somebody can look again."""
    edit(folder, "model.yaml", "expires: ", "expires: 2026-12-01 # ")
    on_a_day(datetime.date(2026, 12, 2))

    at = go(arrive("en", PERSONAS["awa"].answers), FIT)

    assert at.expander[-1].label == "1 figure of the catalogue should be checked again"
    assert at.expander[-1].markdown[0].value.startswith("- `model.yaml`, model.")


def test_on_the_day_a_value_expires_it_still_counts_and_nothing_is_flagged(on_a_day):
    on_a_day(EXPIRES)
    at = arrive("en", PERSONAS["awa"].answers)

    for page in PAGES:
        assert "should be checked again" not in words(go(at, page)), page


# When the app itself fails ---------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_told_in_plain_words_with_a_way_out(monkeypatch, language):
    """What Streamlit would show is English, and made for developers."""
    monkeypatch.setattr(express, "questions", lambda: trouble.told(ZeroDivisionError("42")))

    at = arrive(language)

    say = speech(language).say
    assert at.error[0].value == say(
        "Something went wrong here. Your answers are kept on this device. "
        "Reload this page, or go back to the start."
    )
    assert say("To the start") in words(at)
    assert "42" not in words(at)


def test_tests_still_see_every_fault(monkeypatch):
    def fails() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(express, "questions", fails)
    with pytest.raises(AssertionError):
        arrive()
