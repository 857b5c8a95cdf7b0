"""What was told of an analysis is told again as it is: made once in each language."""

from __future__ import annotations

from core.vocabulary import LANGUAGES
from pages.parts.speech import speech
from pages.parts.told import Told
from tests.core.strategies import a_person
from tests.pages.visit import pictures, run, visit, words

FEWER = "pages/results/fewer.py"


def sentence(made: list[str]):
    """Return a way to tell something that notes in which language it was asked to."""

    def make(analysis, tongue):
        made.append(tongue.language)
        return f"{tongue.language}: {analysis}"

    return make


def test_a_sentence_is_made_once_in_each_language():
    made: list[str] = []
    told, make = Told("an analysis"), sentence(made)

    texts = [[told.once(make, speech(language)) for language in LANGUAGES] for _ in range(3)]

    assert texts == [[f"{language}: an analysis" for language in LANGUAGES]] * 3
    assert made == list(LANGUAGES)


def test_nothing_to_tell_is_remembered_too():
    made: list[str] = []
    told = Told("an analysis")

    def nothing(_analysis, tongue) -> None:
        made.append(tongue.language)

    assert [told.once(nothing, speech("fr")) for _ in range(3)] == [None] * 3
    assert made == ["fr"]


def test_two_sentences_do_not_take_each_others_place():
    told = Told("an analysis")

    assert told.once(lambda *_: "one", speech("fr")) == "one"
    assert told.once(lambda *_: "other", speech("fr")) == "other"


def test_another_analysis_is_told_anew():
    made: list[str] = []
    make = sentence(made)

    assert Told("this").once(make, speech("fr")) != Told("that").once(make, speech("fr"))
    assert made == ["fr", "fr"]


def test_hours_moved_to_and_fro_tell_and_draw_what_they_did_before():
    at, met = visit(FEWER, a_person(weekly_minutes=120)), []

    for minutes in (300, 600, 300, 600):
        run(at.select_slider[0].set_value(minutes))
        drawn = [(one.alternative, one.table.to_dict("list")) for one in pictures(at)]
        met.append((words(at), drawn))

    assert met[:2] == met[2:]
    assert met[0] != met[1]


def test_who_changes_the_language_is_told_in_the_other():
    person = a_person(weekly_minutes=120)
    french = words(visit(FEWER, person))

    assert "Pourquoi ce nombre" not in words(visit(FEWER, person, "en"))
    assert words(visit(FEWER, person)) == french
