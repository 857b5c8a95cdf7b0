"""The examples: one click shows each person's result, drawn and told."""

import pytest

from core.analysis import analyse
from core.catalogue import load_catalogue
from core.personas import load_personas
from pages.parts import sentences
from pages.parts.speech import speech

pytestmark = pytest.mark.browser

PERSONAS = load_personas(load_catalogue())


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_one_click_shows_the_result_of_an_example_with_its_pictures(visit, catalogue, persona):
    visitor, words = visit("fr"), speech("fr")
    visitor.arrives()
    visitor.loads_example(words.words(persona.introduction.name))
    assert visitor.clicks == 1
    visitor.is_on("moins")
    analysis = analyse(persona.answers, catalogue)
    for address, sentence in (
        ("moins", sentences.fewer_sentence),
        ("coherence", sentences.fit_sentence),
        ("effort", sentences.effort_sentence),
    ):
        visitor.goes_to(address)
        visitor.sees_finding(sentence(analysis, words))
        assert all(visitor.sees_pictures())
