"""Every page, whoever comes: it opens, in one language, with one title, and helps."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from core.answers import Answers
from core.vocabulary import LANGUAGES, Language
from pages.parts.site import path, site
from pages.parts.speech import Speech, speech
from tests.pages.people import AT_THE_EDGES, PERSONAS
from tests.pages.tongues import FOREIGN, strangers
from tests.pages.visit import (
    ASSUMPTIONS,
    COMPARE,
    EFFORT,
    FEWER,
    FIT,
    PAGES,
    ROBUSTNESS,
    START,
    arrive,
    go,
    pictures,
    texts,
    visit,
)
from tests.test_translations import typographic_faults

LEAST_TEXTS = 7  # the switch (3), a title, a sentence, two ways on
RESULTS = [FEWER, FIT, EFFORT, ROBUSTNESS, ASSUMPTIONS, COMPARE]
RESULT_TITLES = {p.title for name in LANGUAGES for p in path(speech(name)) if p.file in RESULTS}
LEAST_LETTERS = 20
# The link that holds the answers, and the hour of a field: the platform formats the latter.
IN_NO_LANGUAGE = re.compile(r"\S*/moins\?r=[\w-]+|\d\d:\d\d")
# Two examples here; test_results.py meets them all.
PEOPLE: dict[str, Answers] = {
    **{name: PERSONAS[name].answers for name in ("tomasz", "sacha_naim")},
    **AT_THE_EDGES,
}
# What a person should never see: a value that is missing, or a text that was not filled in.
MACHINE_TALK = re.compile(r"\b(None|nan|NaN|inf|Traceback)\b|[{}]|\bmin min\b")
# A source is cited as it calls itself, with its address: neither is ours to typeset.
LINK = re.compile(r"\[[^\]]*\]\(https?://[^)]*\)")
GAP = re.compile(r"[:;,(=][ \u00a0]?[.;,)]|\.[ \u00a0]\.")


def test_there_are_pages():
    """Without this, an emptied folder would make every sweep below vanish."""
    assert len(PAGES) >= 8
    assert set(RESULTS) < set(PAGES)


def test_every_page_on_disk_is_in_the_menu_and_every_entry_of_the_menu_is_on_disk():
    assert sorted(place.file for place in path(speech("fr"))) == PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_addresses_of_the_menu_differ_from_one_another(language):
    places = path(speech(language))

    assert len({place.title for place in places}) == len(places)
    assert len({place.address for place in places}) == len(places)


def test_addresses_do_not_change_with_the_language():
    """A link sent to somebody who reads the other language opens the same page."""
    french, english = ({p.file: p.address for p in path(speech(name))} for name in LANGUAGES)

    assert french == english


def test_the_menu_is_of_one_language():
    for language in LANGUAGES:
        sections = site(speech(language))
        shown = [*sections, *(place.title for place in path(speech(language)))]
        assert strangers(shown, language) == set()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_the_title_that_the_menu_gives_it(page):
    """A page that is missing from the menu fails here too: switch_page refuses it."""
    at = visit(page, AT_THE_EDGES["nothing said"])

    place = next(place for place in path(speech("fr")) if place.file == page)
    assert len(at.title) == 1
    assert page == START or at.title[0].value == place.title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_serves_everybody_in_one_language(who, language):
    """From nothing said to 168 hours: no crash, one title, no mixture, no gap in a sentence."""
    at = arrive(language, PEOPLE[who])

    assert {page: wrong for page in PAGES if (wrong := faults(go(at, page), language))} == {}


def faults(at: AppTest, language: Language) -> list[str]:
    """Return what is wrong with the page that is open."""
    shown = texts(at)
    found = [f"{len(at.title)} titles"] if len(at.title) != 1 else []
    found += ["nearly empty"] if len(shown) < LEAST_TEXTS else []
    found += [f"other language: {text}" for text in strangers(shown, language)]
    found += [f"machine talk: {text}" for text in shown if MACHINE_TALK.search(text)]
    found += [f"gap: {text}" for text in shown if GAP.search(text)]
    if language == "fr":
        cited = [LINK.sub("x", text) for text in shown if not IN_NO_LANGUAGE.fullmatch(text)]
        found += [f"{rules}: {text}" for text in cited if (rules := typographic_faults(text))]
    return found + (result_faults(at) if at.title[0].value in RESULT_TITLES else [])


def result_faults(at: AppTest) -> list[str]:
    """Return what is wrong with a result: it shows a picture, or says what to do and where."""
    if drawn := pictures(at):
        silent = [p.alternative for p in drawn if len(p.alternative) < LEAST_LETTERS]
        return [*silent, *([] if at.header or at.info else ["no finding"])]
    advice, ways_on = len(at.info) + len(at.warning), len(at.get("page_link"))
    return [] if advice == 1 and ways_on >= 2 else [f"{advice} advice, {ways_on} ways on"]


# The tests of the tests -----------------------------------------------------------


@pytest.mark.parametrize("text", ["See my result", "How much time do you have?", "Sunday (min)"])
def test_a_text_left_in_english_is_noticed_on_a_french_page(text, monkeypatch):
    """As when its entry is missing from fr.po: gettext then gives the English back."""
    translated = Speech.say

    def forgetful(self: Speech, source: str, **values: object) -> str:
        return source.format(**values) if source == text else translated(self, source, **values)

    monkeypatch.setattr(Speech, "say", forgetful)
    at = visit("pages/assessment/time.py", AT_THE_EDGES["0 hours, by day"])

    assert {found.strip(" ()") for found in strangers(texts(at), "fr")} == {
        text.lower().strip(" ()")
    }


def test_each_language_has_foreign_texts_to_look_for():
    for inside, alone in FOREIGN.values():
        assert len(inside) > 300
        assert len(alone) > 300


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Avec 2 h, keep 3 networks: Malt.", "fr", False),  # too short a piece, see below
        ("Present · not named", "fr", True),
        ("Réseau; closed", "fr", True),
        ("Le même temps shared equally over 3 réseaux", "fr", False),
        ("It crosses your red line: X.", "fr", True),
        ("Réseau", "en", True),
        ("Trouver des client·es (85). Yes.", "en", True),
        ("Instagram, Malt", "fr", False),
    ],
)
def test_what_counts_as_a_text_of_the_other_language(text, language, found):
    assert bool(strangers([text], language)) is found
