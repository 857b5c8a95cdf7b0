"""The language: where it comes from, that it can be changed, and that nothing escapes it."""

from __future__ import annotations

import re
from functools import wraps
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.vocabulary import LANGUAGES
from pages.parts import language, pictures, site, store
from pages.parts.speech import Speech
from tests.core.strategies import CATALOGUE
from tests.pages.people import AT_THE_EDGES, PERSONAS
from tests.pages.tongues import strangers
from tests.pages.visit import PAGES, answers_of, arrive, go, run, texts, visit

TITLES = {
    "fr": "Quels réseaux, combien de minutes\u00a0?",
    "en": "Which networks, how many minutes?",
}


def speaks(at: AppTest) -> str:
    """Return the language in which the start page is titled."""
    return next(name for name, title in TITLES.items() if at.title[0].value == title)


def switch(at: AppTest, to: str) -> AppTest:
    return run(at.segmented_control(key=language.KEY).set_value(to))


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [
        ("fr-FR", "fr"),
        ("en-GB", "en"),
        ("EN-us", "en"),
        ("fr", "fr"),
        ("de-DE", "fr"),
        (None, "fr"),
    ],
)
def test_the_browser_decides_and_french_comes_first(locale, spoken):
    assert speaks(arrive(locale)) == spoken


@pytest.mark.parametrize(
    ("locale", "asked", "spoken"),
    [
        ("fr-FR", "en", "en"),
        ("en-GB", "fr", "fr"),
        ("fr-FR", "xx", "fr"),
        ("fr-FR", "", "fr"),
        ("en-GB", "<script>", "fr"),
    ],
)
def test_a_link_may_ask_for_a_language(locale, asked, spoken):
    assert speaks(arrive(locale, lang=asked)) == spoken


@pytest.mark.parametrize("to", LANGUAGES)
def test_the_choice_is_kept_in_the_address_and_on_every_page(to):
    at = switch(arrive("fr" if to == "en" else "en"), to)

    assert at.query_params == {"lang": to}
    assert speaks(at) == to
    for page in PAGES:
        assert strangers(texts(go(at, page)), to) == set(), page


@pytest.mark.parametrize(("locale", "spoken"), [("fr-FR", "fr"), ("en-GB", "en")])
def test_every_run_tells_the_browser_which_language_to_show_as_chosen(locale, spoken):
    """A value set in the state is told once, and lost if the browser draws the switch later."""
    at = arrive(locale)
    for _ in range(3):
        told = run(at).segmented_control(key=language.KEY).proto
        assert list(told.default) == [LANGUAGES.index(spoken)]


def shown_answers(at: AppTest) -> dict[str, Any]:
    """Return the value of every question of the page, by its key."""
    kinds = ("pills", "segmented_control", "selectbox", "select_slider", "slider", "toggle")
    kinds += ("checkbox", "number_input")
    widgets = [widget for kind in kinds for widget in getattr(at, kind)]
    return {w.key: w.value for w in widgets if w.key != language.KEY}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["tomasz", "awa"])
def test_the_switch_changes_the_words_and_keeps_the_answers(who, page):
    """On the page where it stands, at once: no question falls back to its first state."""
    at = visit(page, PERSONAS[who].answers)
    said, shown = answers_of(at), shown_answers(at)

    switch(at, "en")
    assert strangers(texts(at), "en") == set()
    assert (answers_of(at), shown_answers(at)) == (said, shown)

    switch(at, "fr")
    assert strangers(texts(at), "fr") == set()
    assert (answers_of(at), shown_answers(at)) == (said, shown)


def test_answers_given_just_before_the_switch_are_kept_as_given():
    """What a person clicked, rather than what a file held."""
    at = visit("pages/assessment/project.py")
    run(at.pills(key="q0.goals").select("find_clients"))
    run(at.pills(key="q0.formats").set_value(["text", "story"]))

    switch(at, "en")

    assert at.pills(key="q0.goals").value == ["find_clients"]
    assert at.pills(key="q0.formats").value == ["text", "story"]
    run(at.pills(key="q0.goals").select("be_known"))
    assert set(answers_of(at).goals) == {"find_clients", "be_known"}
    assert answers_of(at).formats == ("text", "story")


# Nothing on the screen escapes the language ------------------------------------------

OPEN, CLOSE = "\ue000", "\ue001"  # of the private use area: no text holds them
SPEAKING = ("say", "count", "words", "number", "signed", "percent", "duration", "listed")
SPEAKING += ("day", "date", "place")
# The switch itself, for who cannot read the other language; units that are the same in both.
SAME_IN_BOTH = {"Français", "English", "Langue / Language", "min"}
NAMES = {network.name for network in CATALOGUE.networks.values()}
# Sources are cited as they call themselves, with their address.
NAMES |= {name for source in CATALOGUE.sources.values() for name in (source.publisher, source.url)}
LINK_OF_ANSWERS = re.compile(r"\S*/moins\?r=[\w-]+")
LETTERS = re.compile(r"[^\W\d_]{2,}")


@pytest.fixture
def marked(monkeypatch):
    """Everything that goes through Speech is shown between marks."""

    def with_marks(method):
        @wraps(method)
        def speaking(*given: Any, **values: Any) -> str:
            said = method(*given, **values)
            return f"{OPEN}{said}{CLOSE}" if said else said

        return speaking

    for name in SPEAKING:
        monkeypatch.setattr(Speech, name, with_marks(getattr(Speech, name)))
    remembered = (pictures._template, site.site, site.path)
    clears = [*(kept.cache_clear for kept in remembered), store.forget]
    for clear in clears:
        clear()
    yield
    for clear in clears:
        clear()


def unmarked(text: str) -> str:
    """Return what of a text stands outside all marks."""
    inside = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
    while inside.search(text):
        text = inside.sub(" ", text)
    return text


def escaped(shown: list[str], names: set[str]) -> set[str]:
    """Return the texts that hold words of their own, beside names."""
    found = set()
    for text in shown:
        rest = unmarked(text)
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, " ")
        if text not in SAME_IN_BOTH and set(LETTERS.findall(rest)) - SAME_IN_BOTH:
            found.add(text)
    return found


@pytest.mark.parametrize("who", ["tomasz", "mai_lan", "168 hours", "locks that are left out"])
def test_every_word_on_the_screen_goes_through_the_language(marked, who):
    """A text written straight into a page would stay the same in both languages."""
    answers = PERSONAS[who].answers if who in PERSONAS else AT_THE_EDGES[who]
    names = NAMES | {network.name for network in answers.own_networks}
    at = arrive("en", answers)

    def shown(page):
        return [text for text in texts(go(at, page)) if not LINK_OF_ANSWERS.fullmatch(text)]

    assert {page: bad for page in PAGES if (bad := escaped(shown(page), names))} == {}


def test_a_word_written_straight_into_a_page_is_noticed(marked):
    assert escaped([f"{OPEN}a {OPEN}b{CLOSE}{CLOSE}: Malt 12 {OPEN}c{CLOSE}"], NAMES) == set()
    assert escaped([f"{OPEN}a{CLOSE} hours", "Hello", f"{OPEN}a{CLOSE} (x)"], NAMES) == {
        f"{OPEN}a{CLOSE} hours",
        "Hello",
    }
