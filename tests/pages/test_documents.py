"""The long texts: both languages say the same, in figures that the app keeps to."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from core.vocabulary import LANGUAGES
from core.workshop.group import cell_of, fewest_shown
from core.workshop.settings import FEWEST_PEOPLE, STEPS, USUAL_PEOPLE, Settings
from pages.parts import group_slides
from pages.parts.documents import FOLDER, document, with_lists
from pages.parts.rooms import step_name
from pages.parts.site import path
from pages.parts.speech import speech
from tests.pages.visit import arrive, go, words
from tests.test_translations import typographic_faults

NAMES = sorted({file.name.partition(".")[0] for file in FOLDER.glob("*.md")})
COUNTED = {"fr": {3: "trois", 6: "six"}, "en": {3: "three", 6: "six"}}


def shape(text: str) -> list[str]:
    """Return how a text is built: the kind of each of its lines."""
    return [re.match(r"#+|\d+\.|-|\||\w?", line)[0][:2] for line in text.splitlines()]


def kinds(text: str) -> list[str]:
    return ["text" if kind.isalpha() else kind for kind in shape(text)]


def test_there_are_documents():
    assert NAMES == ["guide", "privacy"]


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_parts(name):
    words = document(name)
    assert kinds(words.fr) == kinds(words.en)
    assert len(words.fr) > 2_000


@pytest.mark.parametrize("name", NAMES)
def test_french_typography_is_kept(name):
    lines = document(name).fr.splitlines()
    assert {line: faults for line in lines if (faults := typographic_faults(line))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_figures_that_are_named_exist(language):
    """A page that is renamed would leave the guide behind."""
    titles = {place.title for place in path(speech(language))}
    guide, privacy = (speech(language).words(document(name)) for name in NAMES)
    page = {"fr": r"page «\u00a0([^»]+)\u00a0»", "en": r"page “([^”]+)”"}[language]
    named = re.findall(page, guide + privacy)
    assert len(named) >= 4
    assert set(named) <= titles


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_how_many_people_a_picture_takes_is_said_as_the_rules_have_it(name, language):
    """Whatever is set: two bands are never fewer than six people."""
    numbers = COUNTED[language]
    for least in (FEWEST_PEOPLE, USUAL_PEOPLE):
        people, band = numbers[fewest_shown(least)], numbers[cell_of(least)]
        said = {
            "fr": rf"au moins {people} personnes.*par (tranches|groupes) de {band} au moins",
            "en": rf"at least {people} people.*in (bands|groups) of at least {band}",
        }
        assert re.search(said[language], speech(language).words(document(name)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_screens_and_buttons_as_they_are(language):
    """A facilitator reads the guide beside the desk: the same words, the same numbers."""
    spoken, usual = speech(language), Settings(title="Promo")
    guide = spoken.words(document("guide"))
    titles = [group_slides.title_of(name, spoken) for name in group_slides.names(usual)]
    screens = re.findall(r"\*\*(\d+)\. ([^*]+?)\.?\*\*", guide.partition("\n## ")[2])
    named = [(int(number), title) for number, title in screens if title in titles]
    assert {number for number, _ in named} == set(range(1, len(titles) + 1))
    assert [title for number, title in named] == [titles[number - 1] for number, _ in named]

    quoted = {"fr": "«\u00a0{}\u00a0»", "en": "“{}”"}[language]
    for step in STEPS:
        button = re.escape(quoted.format(step_name(step, spoken)))
        first = group_slides.first_of(usual, step) + 1
        assert re.search(rf"\| {button} \| \*\*{first}\.", guide)
    for label in (
        "Show the results",
        "On the wall",
        "Who has sent",
        "Free this place",
        "Complete a sheet",
    ):
        assert quoted.format(spoken.say(label)) in guide
    assert guide.count(spoken.say("What comes next?")) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_screen_the_hour_is_a_list_that_a_phone_has_room_for(language):
    guide = speech(language).words(document("guide"))
    shown = with_lists(guide)
    rows = [line for line in guide.splitlines() if line.startswith("|")][2:]
    assert len(rows) == 9
    assert "|" not in shown
    for row in rows:
        minutes, step, told = (cell.strip() for cell in row.strip("|").split("|"))
        assert f"- **Minutes {minutes} · {step}**\\\n{told}\n" in shown
    around = [line for line in guide.splitlines() if not line.startswith("|")]
    assert all(line in shown for line in around)


def test_the_page_shows_it_so():
    assert "**Minutes 0 to 5 · Join**" in words(go(arrive("en"), "pages/workshop/guide.py"))


def test_the_hour_has_sixty_minutes_without_a_hole():
    rows = re.findall(r"^\| (\d+) to (\d+) \|", document("guide").en, re.MULTILINE)
    spans = [(int(start), int(end)) for start, end in rows]
    assert spans[0][0] == 0
    assert spans[-1][1] == 60
    assert all(end == start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize("name", NAMES)
def test_no_table_is_too_wide_for_a_phone(name):
    words = document(name)
    columns = [line.count("|") - 1 for text in (words.fr, words.en) for line in text.splitlines()]
    assert max(columns) <= 3
