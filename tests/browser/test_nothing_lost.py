"""Nothing is lost: a reload, a server that restarts, a second tab, a slip, a link, bad luck."""

import json

import pytest

from core.analysis import analyse
from core.answers import to_json
from core.link import to_link
from pages.parts import sentences
from pages.parts.kept import Kept
from pages.parts.speech import speech
from tests.browser.story import GOALS, Story
from tests.browser.visitor import content_of

pytestmark = pytest.mark.browser

SAVED, NOT_YET = "Saved on this device", "Not saved yet"
ELSEWHERE = "Your answers were changed in another tab."
REFUSED = "Not saved: this browser refuses"
BROKEN = {
    "cut short": '{"revision": 3, "kept": "{\\"answers',
    "no JSON": "<script>alert(1)</script>",
    "a program": json.dumps({"kept": json.dumps({"answers": "!!python/object:os.system {}"})}),
    "unknown": json.dumps({"kept": json.dumps({"answers": '{"version": 2, "<b>x</b>": 1}'})}),
    "of the future": json.dumps({"kept": json.dumps({"answers": '{"version": 99}'})}),
    "too deep": "[" * 200_000,
}


@pytest.fixture
def story(visit, catalogue):
    return Story(visit("fr"), catalogue)


def resumes(story):
    story.visitor.arrives()
    story.visitor.gives_file("answers.json", to_json(story.said).encode())
    story.visitor.is_on("moins")
    story.visitor.sees(story.visitor.say(SAVED))


def has_everything(story):
    """See every answer on the page of the project, then in the file that the app writes."""
    story.sees_the_project_again()
    story.visitor.goes_to("moins")
    assert content_of(story.visitor.saves()).decode() == to_json(story.said)


def goal(story, name):
    return story.words("goals", name)[0]


def test_answers_survive_a_reload(story):
    visitor = story.visitor
    visitor.arrives("projet")
    visitor.sees(visitor.say(NOT_YET))
    story.describes_the_project()
    visitor.sees(visitor.say(SAVED))
    visitor.reloads()
    visitor.is_on("projet")
    story.sees_the_project_again()


def test_hours_moved_on_the_result_are_kept_though_only_a_part_of_the_page_runs(story):
    visitor = story.visitor
    resumes(story)
    visitor.goes_to("moins")
    before = visitor.runs
    visitor.moves_hours("Hours a week", 12)
    assert visitor.runs == before + 1
    moved = json.loads(json.loads(json.loads(visitor.stored)["kept"])["answers"])["weekly_minutes"]
    assert abs(moved - 720) <= 30
    visitor.reloads()
    visitor.goes_to("temps")
    visitor.sees_in_field("Hours a week for your networks", moved / 60)


def test_keeping_an_answer_asks_the_server_for_nothing_more(story):
    """One click, one run: the device writes without a word back."""
    visitor = story.visitor
    visitor.arrives("projet")
    before = visitor.runs
    visitor.chooses(GOALS, goal(story, "find_clients"))
    visitor.sees(visitor.say(SAVED))
    visitor.chooses(GOALS, goal(story, "be_known"))
    assert "be_known" in (visitor.stored or "")
    assert visitor.runs == before + 2


def test_answers_survive_a_server_that_starts_anew_and_the_page_stays(
    visit, catalogue, cold_server
):
    """A sleeping app, a new version, a lost connection: the session is new and empty."""
    story = Story(visit("fr", server=cold_server), catalogue)
    resumes(story)
    story.visitor.goes_to("projet")
    with story.visitor.without_server():
        cold_server.falls()
        story.visitor.is_told_that_the_connection_is_lost()
        cold_server.rises()
    story.visitor.is_on("projet")
    has_everything(story)


@pytest.mark.parametrize("choice", ["Use those", "Keep mine"])
def test_two_tabs_never_overwrite_each_other_unasked(story, visit, choice):
    first = story.visitor
    first.arrives("projet")
    first.chooses(GOALS, goal(story, "find_clients"))
    first.sees(first.say(SAVED))
    second = visit("fr", beside=first)
    second.arrives("projet")
    second.sees_chosen(GOALS, goal(story, "find_clients"))

    second.chooses(GOALS, goal(story, "be_known"))
    first.sees(first.say(ELSEWHERE))
    first.chooses(GOALS, goal(story, "show_expertise"))
    assert "be_known" in first.stored
    assert "show_expertise" not in first.stored

    first.presses(choice)
    first.does_not_see(first.say(ELSEWHERE))
    first.sees(first.say(SAVED))
    taken = choice == "Use those"
    chosen = ["find_clients", "be_known" if taken else "show_expertise"]
    first.sees_chosen(GOALS, *story.words("goals", *chosen))
    assert ("be_known" in first.stored) == taken
    if not taken:
        second.sees(second.say(ELSEWHERE))


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_read_is_refused_in_one_sentence_and_not_destroyed(story, kind):
    visitor = story.visitor
    visitor.arrives()
    visitor.tampers(BROKEN[kind])
    visitor.reloads()
    refusal = visitor.sees_one_refusal()
    assert "<" not in refusal
    assert visitor.stored == BROKEN[kind]
    visitor.goes_to("projet")
    visitor.chooses(GOALS, goal(story, "find_clients"))
    visitor.sees(visitor.say(SAVED))
    assert visitor.set_aside == BROKEN[kind]
    visitor.chooses(GOALS, goal(story, "be_known"))
    assert visitor.set_aside == BROKEN[kind]
    visitor.reloads()
    visitor.sees_chosen(GOALS, *story.words("goals", "find_clients", "be_known"))


def test_starting_again_asks_once_and_can_be_undone(story):
    visitor = story.visitor
    resumes(story)
    visitor.goes_to("projet")
    visitor.presses("Start again")
    visitor.confirms("Keep everything")
    story.sees_the_project_again()
    visitor.presses("Start again")
    visitor.confirms("Clear everything")
    visitor.sees_chosen(GOALS)
    assert "find_clients" not in visitor.stored
    visitor.presses("Undo")
    has_everything(story)


def test_starting_again_leaves_nothing_behind(story):
    visitor = story.visitor
    resumes(story)
    visitor.presses("Start again")
    visitor.confirms("Clear everything")
    visitor.reloads()
    visitor.goes_to("projet")
    visitor.sees_chosen(GOALS)
    assert json.loads(visitor.stored)["kept"] == Kept().text()


def test_starting_again_clears_the_device_whatever_another_tab_wrote(story, visit):
    first = story.visitor
    resumes(story)
    second = visit("fr", beside=first)
    second.arrives("projet")
    second.chooses(GOALS, goal(story, "be_known"))
    first.sees(first.say(ELSEWHERE))
    first.presses("Start again")
    first.confirms("Clear everything")
    first.does_not_see(first.say(ELSEWHERE))
    assert json.loads(first.stored)["kept"] == Kept().text()
    second.sees(second.say(ELSEWHERE))
    second.presses("Keep mine")
    second.sees(second.say(SAVED))
    assert "be_known" in second.stored


def test_a_link_comes_to_the_aid_of_a_device_that_cannot_be_read(story, catalogue):
    """Two things happen at once; neither hides the other."""
    visitor = story.visitor
    visitor.arrives()
    visitor.tampers("{")
    visitor.arrives(f"projet?r={to_link(story.said, catalogue)}")
    visitor.sees_one_refusal()
    story.sees_the_project_again()
    visitor.sees(visitor.say(SAVED))
    assert visitor.set_aside == "{"


def test_a_link_opens_the_same_result_in_another_browser(story, catalogue):
    visitor = story.visitor
    visitor.arrives(f"moins?r={to_link(story.said, catalogue)}")
    visitor.is_on("moins")
    visitor.sees_finding(sentences.fewer_sentence(analyse(story.said, catalogue), speech("fr")))
    assert visitor.link is None
    visitor.reloads()
    visitor.goes_to("projet")
    has_everything(story)


@pytest.mark.parametrize("choice", ["Use the link’s answers", "Keep mine"])
def test_a_link_is_only_offered_where_there_are_answers(story, catalogue, choice):
    visitor = story.visitor
    visitor.arrives("projet")
    visitor.chooses(GOALS, goal(story, "be_known"))
    visitor.sees(visitor.say(SAVED))
    visitor.arrives(f"projet?r={to_link(story.said, catalogue)}")
    visitor.sees_chosen(GOALS, goal(story, "be_known"))
    visitor.presses(choice)
    assert visitor.link is None
    if choice == "Keep mine":
        visitor.sees_chosen(GOALS, goal(story, "be_known"))
    else:
        story.sees_the_project_again()
        visitor.presses("Undo")
        visitor.sees_chosen(GOALS, goal(story, "be_known"))


@pytest.mark.parametrize("text", ["x", "A" * 5_000, "%3Cscript%3E", "AQAAAAAA"])
def test_a_bad_link_is_refused_in_one_sentence_and_changes_nothing(story, text):
    visitor = story.visitor
    visitor.arrives("projet")
    visitor.chooses(GOALS, goal(story, "be_known"))
    visitor.sees(visitor.say(SAVED))
    visitor.arrives(f"projet?r={text}")
    assert visitor.say("Your answers have not changed.") in visitor.sees_one_refusal()
    assert visitor.link is None
    visitor.sees_chosen(GOALS, goal(story, "be_known"))


def test_a_browser_that_keeps_nothing_is_told_and_the_app_works(visit, catalogue, cold_server):
    story = Story(visit("fr", server=cold_server), catalogue)
    visitor = story.visitor
    visitor.forbids_storage()
    visitor.arrives("projet")
    visitor.sees(visitor.say(REFUSED))
    story.describes_the_project()
    visitor.sees(visitor.say(REFUSED))
    story.sees_the_project_again()
    with visitor.without_server():
        cold_server.restart()
    visitor.is_on("projet")
    story.sees_the_project_again()  # the tab itself remembers, for as long as it is open
