"""The start page: three questions to a result, examples, and resuming from a file."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from core.answers import MOST_BYTES, Answers, to_json, to_yaml
from core.errors import Reason
from pages.parts import resume, store
from tests.core.strategies import CATALOGUE
from tests.pages.people import PERSONAS
from tests.pages.visit import (
    EFFORT,
    FEWER,
    PROJECT,
    START,
    analysis_of,
    answers_of,
    arrive,
    go,
    key,
    run,
    words,
)

RESULT_TITLE = {"fr": "Moins, mais mieux", "en": "Fewer, but well kept"}
ASSUMED = int(CATALOGUE.model.assumed_weekly_minutes.mode)
SEE = {"fr": "Voir mon résultat", "en": "See my result"}


def button(at, label):
    return next(one for one in at.button if one.label == label)


# Three questions ---------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
def test_three_answers_and_a_button_lead_to_the_result(language):
    """At most 3 answers and 5 clicks: here every click, the button included, is one step."""
    at = arrive(language)
    answers = [
        lambda: at.pills(key=key(at, "main_goal")).select("find_clients"),
        lambda: at.select_slider(key=key(at, "express_hours.41")).set_value(150),
        lambda: at.pills(key=key(at, "named")).select("linkedin"),
    ]
    steps = [*answers, lambda: button(at, SEE[language]).click()]
    assert len(answers) <= 3
    assert len(steps) <= 5

    for step in steps:
        run(step())

    assert at.title[0].value == RESULT_TITLE[language]
    assert answers_of(at) == Answers(
        goals={"find_clients": 1.0}, weekly_minutes=150, networks={"linkedin": {"state": "on"}}
    )
    assert "2\u00a0h\u00a030" in at.header[0].value
    kept = analysis_of(at).best.kept
    assert kept
    assert all(CATALOGUE.networks[name].name in at.header[0].value for name in kept)


def test_a_goal_is_enough_and_who_goes_on_agrees_to_the_hours_that_are_shown():
    at = arrive("en")
    run(at.pills(key=key(at, "main_goal")).select("be_known"))
    assert at.select_slider(key=key(at, "express_hours.41")).value == ASSUMED
    assert answers_of(at).time_minutes is None

    run(button(at, SEE["en"]).click())

    assert answers_of(at) == Answers(goals={"be_known": 1.0}, weekly_minutes=ASSUMED)
    assert "You have not said how much time you have" not in words(at)


def test_the_hours_are_assumed_aloud_for_who_comes_to_the_result_by_another_way():
    at = go(arrive("en", Answers(goals={"be_known": 1.0})), FEWER)

    assert analysis_of(at).time_assumed
    assert "You have not said how much time you have" in words(at)


def test_without_a_goal_the_button_waits_and_says_why():
    at = arrive("en")

    assert button(at, SEE["en"]).disabled
    assert "Choose a goal: the rest can wait." in words(at)

    run(at.pills(key=key(at, "main_goal")).select("be_known"))
    assert not button(at, SEE["en"]).disabled
    assert "Choose a goal" not in words(at)


def test_another_main_goal_takes_the_place_of_the_first_and_none_is_an_answer():
    at = arrive()
    run(at.pills(key=key(at, "main_goal")).select("be_known"))
    run(at.pills(key=key(at, "main_goal")).set_value("local_visits"))
    assert answers_of(at).goals == {"local_visits": 1.0}

    run(at.pills(key=key(at, "main_goal")).set_value(None))
    assert answers_of(at).goals == {}


@pytest.mark.parametrize("weights", [(1.0, 1.0), (0.5, 2.0)])
def test_several_goals_are_told_and_no_tap_throws_one_away(weights):
    goals = dict(zip(("be_known", "find_clients"), weights, strict=True))
    at = arrive("en", Answers(goals=goals))
    names = [CATALOGUE.goals[goal].label.into("en") for goal in goals]
    first, second = names if weights[0] == weights[1] else reversed(names)

    assert f"Your goals: {first} and {second}." in words(at)
    assert key(at, "main_goal") not in [one.key for one in at.pills]
    assert "Change my goals" in words(at)

    run(button(at, SEE["en"]).click())
    assert answers_of(at).goals == goals


def test_who_has_left_the_choice_open_may_still_choose_one_goal():
    at = arrive("en")
    run(at.button(key="goals.unknown").click())
    assert len(answers_of(at).goals) == len(CATALOGUE.goals)

    run(at.pills(key=key(at, "main_goal")).select("be_known"))
    assert answers_of(at).goals == {"be_known": 1.0}


def test_a_network_named_and_unnamed_leaves_no_trace_but_what_was_said_of_it():
    """Somebody who wants LinkedIn is not made a member by naming Malt."""
    at = arrive(answers=Answers().with_network("linkedin", state="want", lock="keep"))

    run(at.pills(key=key(at, "named")).set_value(["linkedin", "malt"]))
    assert answers_of(at).network("linkedin").state == "want"
    assert answers_of(at).network("malt").state == "on"

    run(at.pills(key=key(at, "named")).set_value(["malt"]))
    assert answers_of(at).named_networks == ("malt",)
    assert answers_of(at).network("linkedin").lock == "keep"


def test_every_network_of_the_catalogue_can_be_named():
    named = arrive().pills(key="q0.named")

    assert len(named.options) == len(CATALOGUE.networks)


# Examples ----------------------------------------------------------------------------


@pytest.mark.parametrize("who", PERSONAS)
def test_an_example_is_loaded_in_one_click(who):
    """And its result follows at once, with every answer of the example."""
    at = arrive()

    run(at.button(key=f"persona.{who}").click())

    assert at.title[0].value == RESULT_TITLE["fr"]
    assert answers_of(at) == PERSONAS[who].answers
    go(at, EFFORT)
    assert at.get("vega_lite_chart")


def test_an_example_takes_the_place_of_everything_said_before():
    """Every question then shows the example's answer, not the person's own. It asks first."""
    mine = Answers(goals={"local_visits": 1.0}, formats=("live",))
    at = arrive(answers=mine)
    go(at, PROJECT)
    go(at, START)

    run(at.button(key="persona.tomasz").click())
    assert answers_of(at) == mine
    run(at.button(key="example.see").click())
    assert "Vous regardez un exemple\u00a0: Tomasz, " in words(at)
    go(at, PROJECT)

    tomasz = PERSONAS["tomasz"].answers
    assert set(at.pills(key=key(at, "goals")).value) == set(tomasz.goals)
    assert at.pills(key=key(at, "formats")).value == list(tomasz.formats)
    assert at.pills(key=key(at, "red_lines")).value == list(tomasz.red_lines)


def test_who_keeps_their_answers_loses_none_to_an_example():
    mine = Answers(goals={"local_visits": 1.0})
    at = arrive(answers=mine)

    run(at.button(key="persona.tomasz").click())
    run(at.button(key="example.keep").click())

    assert answers_of(at) == mine
    assert at.title[0].value != RESULT_TITLE["fr"]


def test_an_example_that_was_changed_is_the_persons_own():
    changed = PERSONAS["awa"].answers.with_time(600)
    at = arrive(answers=changed)

    run(at.button(key="persona.tomasz").click())

    assert answers_of(at) == changed


def test_an_example_after_another_shows_the_second_without_asking():
    at = arrive()
    run(at.button(key="persona.awa").click())
    go(at, START)
    assert set(at.pills(key=key(at, "named")).value) == set(PERSONAS["awa"].answers.networks)

    run(at.button(key="persona.karim").click())
    assert answers_of(at) == PERSONAS["karim"].answers


def test_there_is_a_card_for_each_example_in_the_words_of_the_language():
    for language in ("fr", "en"):
        shown = words(arrive(language))
        for persona in PERSONAS.values():
            assert persona.introduction.name.into(language) in shown
            assert persona.introduction.summary.into(language) in shown


# A file ------------------------------------------------------------------------------


def give(at, content: bytes, name: str = "answers.json"):
    return run(at.file_uploader[0].upload(name, content))


@pytest.mark.parametrize("who", ["tomasz", "ines"])
@pytest.mark.parametrize(("write", "name"), [(to_json, "mine.json"), (to_yaml, "mine.yaml")])
def test_a_saved_file_resumes_where_it_was_left(who, write, name):
    at = arrive()

    give(at, write(PERSONAS[who].answers).encode(), name)

    assert at.title[0].value == RESULT_TITLE["fr"]
    assert answers_of(at) == PERSONAS[who].answers
    assert not at.error


def test_what_the_device_keeps_are_the_answers_of_now_and_a_file_to_resume_from():
    """The browser saves it as it is: tests/browser/test_files.py."""
    at = arrive(answers=PERSONAS["lou"].answers)
    go(at, FEWER)
    assert offers_to_save(at)
    run(at.select_slider[0].set_value(720))
    said, kept = answers_of(at), at.session_state[store.CANONICAL].text
    assert said.time_minutes == 720

    other = give(arrive(), kept.encode())

    assert answers_of(other) == said


def offers_to_save(at) -> bool:
    parts = [json.loads(one.proto.json or "{}") for one in at.get("bidi_component")]
    return {"label": "Enregistrer mes réponses", "file": resume.FILE_NAME} in parts


def test_another_file_can_follow_the_first():
    at = arrive()
    give(at, to_json(PERSONAS["lou"].answers).encode())
    go(at, START)

    give(at, to_json(PERSONAS["awa"].answers).encode())

    assert answers_of(at) == PERSONAS["awa"].answers


HOSTILE = "**[free](https://x.example)** <script>alert(1)</script> `c` $x$ :red[y] www.evil.example"
BAD_FILES: dict[str, tuple[Reason, bytes, str]] = {
    "cut short": ("unreadable", b'{"version": 1, "goals": {', "cannot be read"),
    "no text": ("unreadable", b"\xff\xfe\x00", "cannot be read"),
    "empty": ("unreadable", b"", "cannot be read"),
    "a list": ("unreadable", b"[1, 2]", "cannot be read"),
    "a YAML bomb": ("unreadable", b"a: &a [x]\nb: [*a, *a]", "cannot be read"),
    "a tag": ("unreadable", b"version: !!python/object/apply:os.system [ls]", "cannot be read"),
    "huge": ("too_large", b"#" * (MOST_BYTES + 1), "too large"),
    "of the future": ("newer", b'{"version": 3}', "newer version"),
    "of the past": ("older", b'{"version": 0}', "no longer exists"),
    "with a misspelt key": ("unknown_key", b'{"version": 1, "gaols": {}}', "(`gaols`)"),
    "with an unknown network": (
        "unknown_id",
        b'{"version": 1, "networks": {"myspace": {"state": "on"}}}',
        "not in the catalogue",
    ),
    "with an unknown goal": ("unknown_id", b'{"version": 1, "goals": {"fame": 1}}', "(`goals`)"),
    "with more hours than a week has": (
        "bad_value",
        b'{"version": 1, "weekly_minutes": 10081}',
        "(`weekly_minutes`)",
    ),
    "with a number that is none": ("bad_value", b"version: 1\ngoals: {be_known: .nan}", "value"),
    "with a hostile key": (
        "unknown_key",
        json.dumps({"version": 1, HOSTILE: 1}).encode(),
        "does not know",
    ),
}


def test_every_kind_of_refusal_is_tried():
    assert {reason for reason, _, _ in BAD_FILES.values()} == set(get_args(Reason))


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence_and_changes_nothing(kind):
    _, content, why = BAD_FILES[kind]
    before = PERSONAS["ines"].answers
    at = arrive("en", before)

    give(at, content, "answers.yaml")

    assert len(at.error) == 1
    assert why in at.error[0].value
    assert at.error[0].value.endswith("Your answers have not changed.")
    assert answers_of(at) == before
    assert at.session_state.get(store.REVISION, 0) == 0
    assert not at.exception
    go(at, FEWER)
    assert answers_of(at) == before


def test_a_hostile_key_is_shown_as_letters_only():
    """Markdown in a foreign file must not become a link, an image or a colour on our page."""
    at = arrive("en")

    give(at, BAD_FILES["with a hostile key"][1], "answers.yaml")

    place = re.fullmatch(r"[^(]*\(`([^`]*)`\)[^(]*", at.error[0].value)[1]
    assert "free" in place
    assert not set(place) & set("[]()<>*`$:!|\\#~@/&\n")


def test_a_good_file_after_a_bad_one_is_taken():
    at = arrive()
    give(at, b"{")
    run(at.file_uploader[0].clear())
    assert not at.error

    give(at, to_json(PERSONAS["awa"].answers).encode())

    assert answers_of(at) == PERSONAS["awa"].answers
