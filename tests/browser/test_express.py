"""The express path: three questions on a phone, then the full result."""

import pytest

from core.analysis import analyse
from core.answers import Answers
from core.vocabulary import LANGUAGES
from pages.parts import sentences
from pages.parts.speech import speech
from tests.browser.visitor import PHONE, walk

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]

SAID = Answers(
    goals={"find_clients": 1},
    weekly_minutes=300,
    networks={"linkedin": {"state": "on"}, "instagram": {"state": "on"}},
)


def _answers_three_questions(visitor, catalogue):
    """One answer each; two networks, since most people have more than one."""
    visitor.arrives()
    goal = speech(visitor.language).words(catalogue.goals["find_clients"].label)
    visitor.chooses("1. What do you want most from your networks?", goal)
    visitor.moves_hours("2. How many hours a week can you really give them?", 5)
    visitor.chooses(
        "3. Which networks are you on, or do you want to be on?", "LinkedIn", "Instagram"
    )
    visitor.presses("See my result")
    visitor.is_on("moins")


def test_three_answers_and_five_clicks_lead_to_the_full_result_on_a_phone(
    visit, catalogue, language
):
    visitor = visit(language, PHONE)
    _answers_three_questions(visitor, catalogue)
    assert visitor.clicks <= 5
    visitor.sees_finding(sentences.fewer_sentence(analyse(SAID, catalogue), speech(language)))
    assert all(visitor.sees_pictures())


def test_the_result_opens_at_its_top(visit, catalogue, language):
    """The button is far down, and the page it leads to would be as far down."""
    visitor = visit(language, PHONE)
    _answers_three_questions(visitor, catalogue)
    visitor.is_at_the_top()


@pytest.mark.parametrize("width", [360, PHONE, 414])
def test_the_first_answer_moves_nothing_under_the_hand(visit, catalogue, language, width):
    visitor = visit(language, width)
    visitor.arrives()
    question = "1. What do you want most from your networks?"
    before = visitor.place_of(question)
    goal = speech(language).words(catalogue.goals["find_clients"].label)
    visitor.chooses(question, goal)
    visitor.sees(visitor.say("Saved on this device"))
    assert visitor.place_of(question) == before


def test_no_page_scrolls_sideways_on_a_phone(visit, catalogue, language):
    """With answers given, so that pictures, tables and every folded part are there."""
    visitor = visit(language, PHONE)
    _answers_three_questions(visitor, catalogue)
    for address in walk(language):
        visitor.goes_to(address)
        visitor.never_scrolls_sideways()
        visitor.unfolds_everything()
        visitor.never_scrolls_sideways()
