"""The complete path: every page of the assessment, then results that follow each answer."""

import pytest

from core.analysis import analyse
from core.answers import Answers, read_answers, to_json
from core.vocabulary import LANGUAGES
from pages.parts import sentences
from pages.parts.speech import speech
from tests.browser.story import Story
from tests.browser.visitor import content_of

pytestmark = pytest.mark.browser


@pytest.fixture
def story(visit, catalogue, language):
    return Story(visit(language), catalogue)


def _resumes(story, answers):
    """Start with answers given earlier, for what a test is not about."""
    story.visitor.arrives()
    story.visitor.gives_file("answers.json", to_json(answers).encode())
    story.visitor.is_on("moins")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_complete_path_ends_with_the_result_of_exactly_what_was_said(
    story, catalogue, language
):
    """What the screens keep and show is held against the core, answer by answer."""
    visitor = story.visitor
    visitor.arrives()
    visitor.follows("Start the full assessment")
    visitor.is_on("projet")
    story.describes_the_project()
    visitor.follows("My time")
    visitor.is_on("temps")
    story.counts_the_time()
    visitor.follows("My networks")
    visitor.is_on("reseaux")
    story.names_the_networks()
    visitor.follows("My profiles")
    visitor.is_on("profils")
    story.checks_a_profile()
    visitor.follows("See my result")
    visitor.is_on("moins")

    assert read_answers(content_of(visitor.saves()), catalogue) == story.said
    analysis = analyse(story.said, catalogue)
    for address, sentence in (
        ("moins", sentences.fewer_sentence),
        ("coherence", sentences.fit_sentence),
        ("effort", sentences.effort_sentence),
    ):
        visitor.goes_to(address)
        visitor.sees_finding(sentence(analysis, speech(language)))
        assert all(visitor.sees_pictures())


@pytest.mark.parametrize("language", ["fr"])
def test_the_result_follows_a_change_of_hours_at_once(story, catalogue, language):
    _resumes(story, story.said)
    before = story.visitor.sees_pictures()
    story.visitor.moves_hours("Hours a week", 12)
    analysis = analyse(story.said.with_changes(weekly_minutes=720), catalogue)
    story.visitor.sees_finding(sentences.fewer_sentence(analysis, speech(language)))
    assert story.visitor.sees_pictures() != before


@pytest.mark.parametrize("language", ["fr"])
def test_the_result_follows_a_change_of_answers_on_another_page(story, catalogue, language):
    _resumes(story, story.said)
    story.visitor.goes_to("projet")
    story.visitor.chooses("Your red lines", *story.words("red_lines", "meta_group"))
    story.visitor.goes_to("moins")
    lines = [*story.said.red_lines, "meta_group"]
    analysis = analyse(story.said.with_changes(red_lines=lines), catalogue)
    story.visitor.sees_finding(sentences.fewer_sentence(analysis, speech(language)))


@pytest.mark.parametrize("language", ["fr"])
def test_answers_survive_every_change_of_page(story, language):
    visitor = story.visitor
    visitor.arrives("projet")
    story.describes_the_project()
    visitor.goes_to("temps")
    story.counts_the_time()
    visitor.goes_to("reseaux")
    story.names_the_networks()
    visitor.goes_to("profils")
    story.checks_a_profile()
    visitor.goes_to("effort")
    visitor.goes_to("projet")
    story.sees_the_project_again()
    visitor.goes_to("temps")
    story.sees_the_time_again()
    visitor.goes_to("reseaux")
    story.sees_the_networks_again()
    visitor.goes_to("profils")
    story.sees_the_profile_again()


@pytest.mark.parametrize(
    ("language", "other", "name"), [("fr", "en", "English"), ("en", "fr", "Français")]
)
def test_another_language_keeps_the_answers_and_stays_on_the_next_pages(
    story, catalogue, language, other, name
):
    _resumes(story, story.said)
    visitor = story.visitor
    visitor.switches_language(other, name)
    visitor.is_on("moins")
    analysis = analyse(story.said, catalogue)
    visitor.sees_finding(sentences.fewer_sentence(analysis, speech(other)))
    visitor.goes_to("projet")
    story.sees_the_project_again()
    visitor.goes_to("effort")
    visitor.sees_finding(sentences.effort_sentence(analysis, speech(other)))


@pytest.mark.parametrize("language", ["fr"])
def test_another_language_stays_when_the_page_is_loaded_again(story, language):
    story.visitor.arrives()
    story.visitor.switches_language("en", "English")
    story.visitor.goes_to("temps")
    story.visitor.reloads()
    story.visitor.is_on("temps")


def test_the_language_of_a_link_stays_when_an_example_leads_to_its_result(visit):
    visitor = visit("en")
    visitor.arrives("?lang=fr")
    visitor.language = "fr"
    visitor.loads_example("Lou")
    visitor.is_on("moins")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_estimate_waits_for_the_visitors_own_guess(story, catalogue, language):
    """Whoever has seen our figure can no longer make a guess of their own."""
    visitor = story.visitor
    _resumes(story, story.said.with_changes(guess_minutes=None))
    visitor.goes_to("effort")
    visitor.sees(visitor.say("**Before the figure: what is your own guess?**"))
    visitor.sees_no_picture()
    names = speech(language).listed(["LinkedIn", "Facebook", "Instagram", "Forum du compost"])
    visitor.fills(
        visitor.say("Hours a week to keep {networks} steadily: your guess", networks=names), "2"
    )
    analysis = analyse(story.said, catalogue)
    visitor.sees_finding(sentences.effort_sentence(analysis, speech(language)))
    assert all(visitor.sees_pictures())


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_no_answer_at_all_every_page_says_what_to_do(story, language):
    """Nothing has been said: an empty page with a way on, never an error."""
    assert story.visitor.language == language
    story.visitor.arrives()
    for address in ("moins", "coherence", "effort"):
        story.visitor.goes_to(address)
        story.visitor.sees(
            story.visitor.say("Tell us at least one goal, and this page will fill up.")
        )
        story.visitor.sees_no_picture()
    assert Answers().named_networks == ()
