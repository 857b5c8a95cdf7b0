"""Saving and resuming: a file brings everything back, a broken one changes nothing."""

import json

import pytest

from core.analysis import analyse
from core.answers import MOST_BYTES, to_json, to_yaml
from core.vocabulary import LANGUAGES
from pages.parts import sentences
from pages.parts.speech import speech
from tests.browser.story import Story
from tests.browser.visitor import content_of

pytestmark = pytest.mark.browser

BROKEN = {
    "cut short": b'{"version": 1, "goals": {',
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "a program": b"!!python/object/apply:os.system ['true']",
    "too large": b'{"version": 1, "goals": {}}' + b" " * MOST_BYTES,
    "of the future": b'{"version": 3}',
    "with a key that we do not know": b'{"version": 1, "<b>admin</b>": true}',
    "with a goal that we do not know": b'{"version": 1, "goals": {"world_domination": 1}}',
    "with impossible hours": b'{"version": 1, "weekly_minutes": 100000000}',
    "not a number": b'{"version": 1, "goals": {"find_clients": NaN}}',
    "a list": json.dumps([1, 2, 3]).encode(),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_saved_file_brings_every_answer_back_to_another_visitor(visit, catalogue, language):
    first, second = visit(language), visit(language)
    story = Story(first, catalogue)
    first.arrives()
    first.gives_file("answers.yaml", to_yaml(story.said).encode())
    first.is_on("moins")
    saved = first.saves()
    assert saved.suggested_filename.endswith(".json")

    second.arrives()
    second.gives_file(saved.suggested_filename, content_of(saved))
    second.is_on("moins")
    sentence = sentences.fewer_sentence(analyse(story.said, catalogue), speech(language))
    second.sees_finding(sentence)
    again = Story(second, catalogue)
    second.goes_to("projet")
    again.sees_the_project_again()
    second.goes_to("reseaux")
    again.sees_the_networks_again()
    second.goes_to("profils")
    again.sees_the_profile_again()


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_refused_in_one_sentence_and_changes_nothing(visit, catalogue, kind):
    visitor = visit("fr")
    story = Story(visitor, catalogue)
    visitor.arrives()
    visitor.gives_file("answers.json", to_json(story.said).encode())
    visitor.is_on("moins")
    visitor.goes_to("")
    visitor.gives_file("broken.json", BROKEN[kind])
    refusal = visitor.sees_one_refusal()
    assert visitor.say("Your answers have not changed.") in refusal
    assert "<" not in refusal
    visitor.goes_to("moins")
    assert content_of(visitor.saves()).decode() == to_json(story.said)
