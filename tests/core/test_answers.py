"""Answers survive every way out and in, and hostile ones are refused with one reason."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.answers import (
    DAYS,
    MOST_BYTES,
    MOST_OWN_NETWORKS,
    Answers,
    NetworkAnswers,
    OwnNetwork,
    read_answers,
    timed_things,
    to_json,
    to_yaml,
)
from core.errors import AnswersError
from tests.core.strategies import CATALOGUE, QUICK_LAW, a_person, answers_strategy

any_answers = answers_strategy(CATALOGUE)


def read(content):
    return read_answers(content, CATALOGUE)


def refusal(content) -> AnswersError:
    with pytest.raises(AnswersError) as caught:
        read(content)
    return caught.value


def refusal_of(**said) -> AnswersError:
    return refusal(json.dumps({"version": 1, **said}))


# Round trips.


@given(any_answers)
@QUICK_LAW
def test_answers_come_back_from_json_as_they_were(answers):
    assert read(to_json(answers)) == answers
    assert read(to_json(answers).encode("utf-8")) == answers


@given(any_answers)
@QUICK_LAW
def test_answers_come_back_from_yaml_as_they_were(answers):
    assert read(to_yaml(answers)) == answers


@given(any_answers, st.randoms(use_true_random=False))
@QUICK_LAW
def test_equal_answers_have_equal_text(answers, draw):
    """A link or a saved file then tells whether anything has changed."""
    said = json.loads(to_json(answers))

    again = read(json.dumps(mixed(said, draw)))

    assert again == answers
    assert to_json(again) == to_json(answers)
    assert to_yaml(again) == to_yaml(answers)


@given(any_answers, any_answers)
@QUICK_LAW
def test_different_answers_have_different_text(some, others):
    assert (to_json(some) == to_json(others)) == (some == others)


def mixed(value, draw: random.Random):
    """Return the same JSON value with the keys of every object in another order."""
    if not isinstance(value, dict):
        return value
    names = list(value)
    draw.shuffle(names)
    return {name: mixed(value[name], draw) for name in names}


def test_json_is_one_line_and_keeps_accents():
    text = to_json(Answers(own_networks=(OwnNetwork(id="own_a", name="Été"),)))

    assert "\n" not in text
    assert "Été" in text


def test_nothing_said_is_a_valid_answer_and_short():
    assert to_json(Answers()) == '{"version": 2}'
    assert read("version: 1") == Answers()


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_json_is_read_however_it_was_laid_out(indent):
    answers = a_person()

    assert read(json.dumps(json.loads(to_json(answers)), indent=indent)) == answers


@pytest.mark.parametrize("weight", [1e-5, 1e-300, 0.1 + 0.2, 100])
def test_weights_keep_every_digit(weight):
    """JSON writes 1e-05, which YAML 1.1 takes for a text."""
    assert read(to_json(a_person(goals={"be_known": weight}))).goals == {"be_known": weight}


def test_escaped_characters_of_other_programs_are_read():
    said = '{"version": 1, "own_networks": [{"id": "own_a", "name": "\\u00c9t\\u00e9"}]}'

    assert read(said).own_networks[0].name == "Été"


def test_a_person_may_write_on_without_quotes():
    """In YAML 1.1 "state: on" would say that the state is true."""
    assert read("version: 1\nnetworks:\n  x: {state: on}").network("x").state == "on"


def test_the_fullest_answers_fit_into_the_bound():
    """Every question answered for every network, with all the digits a number can have."""
    number = 12.123456789012345
    share = 0.123456789012345
    own = [
        OwnNetwork(id=f"own_{digit}{'x' * 29}", name="W" * 30, format="short_video")
        for digit in range(MOST_OWN_NETWORKS)
    ]
    weekly = dict.fromkeys(CATALOGUE.actions, number)
    said = NetworkAnswers(
        state="want",
        since_year=2020,
        lock="never",
        today="occasional",
        today_counts=weekly,
        format="short_video",
        profile=dict.fromkeys(CATALOGUE.checklist, False),
        counts=dict.fromkeys(CATALOGUE.rungs, weekly),
        ratings=dict.fromkeys(CATALOGUE.criteria, share),
    )
    fullest = Answers(
        goals=dict.fromkeys(CATALOGUE.goals, number),
        networks=dict.fromkeys([*CATALOGUE.networks, *(n.id for n in own)], said),
        own_networks=tuple(own),
        minutes_per_action=dict.fromkeys(timed_things(CATALOGUE), number),
    )

    assert read(to_json(fullest)) == read(to_yaml(fullest)) == fullest


# What is said of time and networks.


def test_time_by_day_takes_the_place_of_time_by_week():
    assert Answers(weekly_minutes=60).time_minutes == 60
    assert Answers(weekly_minutes=60, minutes_by_day={"friday": 5}).time_minutes == 5
    assert Answers().time_minutes is None


def test_days_come_in_the_order_of_the_week():
    answers = Answers(minutes_by_day=dict.fromkeys(reversed(DAYS), 10))

    assert tuple(answers.minutes_by_day) == DAYS
    assert DAYS[0] == "monday"


def test_networks_named_are_those_one_is_on_or_wants():
    networks = {
        "x": NetworkAnswers(state="want"),
        "malt": NetworkAnswers(lock="never"),
        "facebook": NetworkAnswers(state="on"),
    }

    assert Answers(networks=networks).named_networks == ("facebook", "x")


def test_of_a_network_never_mentioned_nothing_is_said():
    assert Answers().network("reddit") == NetworkAnswers()


def test_a_change_leaves_the_answers_it_starts_from_as_they_were():
    before = a_person()

    after = before.with_changes(weekly_minutes=10).with_network("x", lock="never")

    assert after.time_minutes == 10
    assert after.network("x").lock == "never"
    assert before == a_person()


def test_a_change_of_one_network_keeps_what_else_was_said_of_it():
    answers = Answers().with_network("x", state="on").with_network("x", lock="keep")

    assert answers.network("x") == NetworkAnswers(state="on", lock="keep")


def test_a_change_may_be_given_as_entries():
    own = OwnNetwork(id="own_a", name="A")

    answers = Answers().with_changes(
        own_networks=[own], networks={"own_a": NetworkAnswers(state="on")}
    )

    assert answers.own_networks == (own,)
    assert answers.named_networks == ("own_a",)


@pytest.mark.parametrize(
    "change",
    [
        {"weekly_minutes": -1},
        {"weekly_minutes": float("nan")},
        {"weekly_minutes": 10_081},
        {"goals": {"be_known": float("inf")}},
        {"hobby": 1},
        {"ages": ("15-24", "15-24")},
    ],
)
def test_a_change_is_checked_anew(change):
    with pytest.raises(ValidationError):
        a_person().with_changes(**change)


# The file of a persona is answers too.


def test_the_file_of_a_persona_is_read_as_its_answers():
    """Whoever finds one may load it: what it says of the person is left aside."""
    answers = a_person()
    said = {"introduction": {"id": "ana"}, "answers": json.loads(to_json(answers))}

    assert read(json.dumps(said)) == answers


@pytest.mark.parametrize(
    "said",
    [
        {"answers": {"version": 1}},
        {"introduction": {}, "answers": {"version": 1}, "version": 1},
        {"introduction": {}, "answers": [{"version": 1}]},
        {"introduction": {}, "answers": {"introduction": {}, "answers": {"version": 1}}},
    ],
)
def test_nothing_that_only_looks_like_one_is(said):
    assert refusal(json.dumps(said)).reason in ("bad_value", "unknown_key")


# Older versions, and what the newest one added.


def test_answers_of_version_1_are_read_as_they_were():
    said = a_person(networks={"linkedin": {"state": "on"}})
    older = {**json.loads(to_json(said)), "version": 1}

    assert read(json.dumps(older)) == said


def test_weeks_reported_are_kept_in_the_order_of_time():
    weeks = [{"week": day} for day in ("2026-12-07", "2026-11-23", "2026-11-30")]
    found = read(json.dumps({"version": 2, "check_ins": weeks})).check_ins

    assert [one.week for one in found] == ["2026-11-23", "2026-11-30", "2026-12-07"]


@pytest.mark.parametrize(
    "added",
    [
        {"check_ins": [{"week": "2026-11-24"}]},  # a Tuesday
        {"check_ins": [{"week": "2026-02-30"}]},
        {"check_ins": [{"week": "1066-10-15"}]},
        {"check_ins": [{"week": "2026-11-23"}, {"week": "2026-11-23"}]},
        {"check_ins": [{"week": "2026-11-23", "networks": {"linkedin": {"minutes": -1}}}]},
        {"check_ins": [{"week": "2026-11-23", "networks": {"linkedin": {"minutes": 10_081}}}]},
        {"check_ins": [{"week": "2026-11-23", "mood": "fine"}]},
        {"block_days": {"linkedin.1": "someday"}},
        {"block_days": {"<b>": "monday"}},
        {"block_minutes": {"linkedin.1": 0}},
        {"block_minutes": {"linkedin.1": 10_081}},
        {"block_minutes": {"<b>": 30}},
        {"block_days": {f"linkedin.{n}": "monday" for n in range(201)}},
    ],
)
def test_a_week_that_cannot_be_is_refused(added):
    assert refusal(json.dumps({"version": 2, **added})).reason in ("bad_value", "unknown_key")


@pytest.mark.parametrize(
    "networks",
    [{"myspace": {"minutes": 5}}, {"linkedin": {"minutes": 5, "counts": {"poke": 1}}}],
)
def test_a_week_names_what_the_catalogue_has(networks):
    said = {"version": 2, "check_ins": [{"week": "2026-11-23", "networks": networks}]}

    assert refusal(json.dumps(said)).reason == "unknown_id"


# Refusals, one by one.


@pytest.mark.parametrize(
    ("said", "reason", "where"),
    [
        ({"version": 3}, "newer", "version"),
        ({"version": 10**30}, "newer", "version"),
        ({"version": 0}, "older", "version"),
        ({"version": -1}, "older", "version"),
        ({"version": "1"}, "bad_value", "version"),
        ({"version": 1.0}, "bad_value", "version"),
        ({"version": True}, "bad_value", "version"),
        ({"version": None}, "bad_value", "version"),
        ({"gaols": {}}, "unknown_key", "gaols"),
        ({"networks": {"x": {"stat": "on"}}}, "unknown_key", "networks.x.stat"),
        ({"geography": "de"}, "unknown_id", "geography"),
        ({"goals": {"fame": 1}}, "unknown_id", "goals"),
        ({"ages": ["0-14"]}, "unknown_id", "ages"),
        ({"formats": ["hologram"]}, "unknown_id", "formats"),
        ({"tones": ["loud"]}, "unknown_id", "tones"),
        ({"values": ["profit"]}, "unknown_id", "values"),
        ({"red_lines": ["blue"]}, "unknown_id", "red_lines"),
        ({"criterion_weights": {"luck": 1}}, "unknown_id", "criterion_weights"),
        ({"networks": {"orkut": {}}}, "unknown_id", "networks"),
        ({"networks": {"own_a": {}}}, "unknown_id", "networks"),
        ({"networks": {"x": {"today": "often"}}}, "unknown_id", "networks.x.today"),
        (
            {"networks": {"x": {"today_counts": {"poke": 1}}}},
            "unknown_id",
            "networks.x.today_counts",
        ),
        ({"networks": {"x": {"format": "fax"}}}, "unknown_id", "networks.x.format"),
        ({"networks": {"x": {"profile": {"hat": True}}}}, "unknown_id", "networks.x.profile"),
        ({"networks": {"x": {"counts": {"often": {}}}}}, "unknown_id", "networks.x.counts"),
        (
            {"networks": {"x": {"counts": {"light": {"poke": 1}}}}},
            "unknown_id",
            "networks.x.counts",
        ),
        ({"networks": {"x": {"ratings": {"luck": 1}}}}, "unknown_id", "networks.x.ratings"),
        (
            {"own_networks": [{"id": "own_a", "name": "A", "format": "fax"}]},
            "unknown_id",
            "own_networks",
        ),
        ({"minutes_per_action": {"post": 1}}, "unknown_id", "minutes_per_action"),
        ({"minutes_per_action": {"adapt.live": 1}}, "unknown_id", "minutes_per_action"),
        ({"publics": ["c2c"]}, "bad_value", "publics.0"),
        ({"goals": {"be_known": -1}}, "bad_value", "goals.be_known"),
        ({"goals": {"be_known": 101}}, "bad_value", "goals.be_known"),
        ({"goals": {"be_known": "1"}}, "bad_value", "goals.be_known"),
        ({"goals": {"be_known": True}}, "bad_value", "goals.be_known"),
        ({"goals": {"be_known": float("nan")}}, "bad_value", "goals.be_known"),
        ({"goals": {"be_known": float("inf")}}, "bad_value", "goals.be_known"),
        ({"goals": ["be_known"]}, "bad_value", "goals"),
        ({"goals": None}, "bad_value", "goals"),
        ({"weekly_minutes": True}, "bad_value", "weekly_minutes"),
        ({"weekly_minutes": 60.5}, "bad_value", "weekly_minutes"),
        ({"weekly_minutes": 10_081}, "bad_value", "weekly_minutes"),
        ({"weekly_minutes": 10**30}, "bad_value", "weekly_minutes"),
        ({"weekly_minutes": float("nan")}, "bad_value", "weekly_minutes"),
        ({"minutes_by_day": {"monday": 1441}}, "bad_value", "minutes_by_day.monday"),
        ({"minutes_by_day": {"moonday": 1}}, "bad_value", "minutes_by_day.moonday.[key]"),
        ({"formats": ["text", "text"]}, "bad_value", "formats"),
        ({"intense": 1}, "bad_value", "intense"),
        ({"intense": "yes"}, "bad_value", "intense"),
        ({"networks": {"x": {"state": True}}}, "bad_value", "networks.x.state"),
        ({"networks": {"x": {"since_year": 1066}}}, "bad_value", "networks.x.since_year"),
        (
            {"networks": {"x": {"today_counts": {"post": 1001}}}},
            "bad_value",
            "networks.x.today_counts.post",
        ),
        ({"networks": {"x": {"ratings": {"goals": 1.1}}}}, "bad_value", "networks.x.ratings.goals"),
        ({"networks": {"x": {"profile": {"pitch": 1}}}}, "bad_value", "networks.x.profile.pitch"),
        ({"own_networks": [{"id": "linkedin", "name": "A"}]}, "bad_value", "own_networks.0.id"),
        ({"own_networks": [{"id": "own_a", "name": "A"}] * 2}, "bad_value", ""),
        (
            {"own_networks": [{"id": f"own_{n}", "name": "A"} for n in range(6)]},
            "bad_value",
            "own_networks",
        ),
    ],
)
def test_a_fault_is_refused_with_its_reason_and_place(said, reason, where):
    error = refusal_of(**said)

    assert (error.reason, error.where) == (reason, where)
    assert error.expected.startswith("expected")


@pytest.mark.parametrize(
    "content", ["", "null", "[]", "[1]", "3", "true", '"text"', "text", "- a", "#"]
)
def test_what_is_no_set_of_answers_is_unreadable(content):
    assert refusal(content).reason == "unreadable"


def test_a_missing_version_is_a_fault_of_the_version():
    assert (refusal("goals: {}").reason, refusal("goals: {}").where) == ("bad_value", "version")


@pytest.mark.parametrize("kind", [str, bytes])
def test_more_than_the_bound_is_too_large(kind):
    fits = "version: 1 #" + "x" * (MOST_BYTES - 12)
    as_given = (lambda text: text) if kind is str else str.encode

    assert read(as_given(fits)) == Answers()
    assert refusal(as_given(fits + "x")).reason == "too_large"


def test_the_bound_is_in_bytes_whatever_the_letters():
    assert refusal("version: 1 #" + "é" * (MOST_BYTES // 2)).reason == "too_large"


HOSTILE = {
    "a hundred thousand brackets": "[" * 99_000,
    "a hundred thousand objects": '{"a":' * 19_000,
    "brackets that close": "[" * 49_000 + "]" * 49_000,
    "many levels in a key": '{"version": 1, "goals": ' + "[" * 900 + "]" * 900 + "}",
    "an alias bomb": "version: 1\ngoals: &a {b: 1}\nages: [*a, *a]",
    "a python tag": "version: !!python/object/apply:os.system ['true']",
    "a boolean tag": "version: !!bool perhaps",
    "an empty number tag": 'version: !!int ""',
    "a key given twice in JSON": '{"version": 1, "version": 1}',
    "a key given twice inside": '{"version": 1, "goals": {"be_known": 1, "be_known": 2}}',
    "a key given twice in YAML": "version: 1\ngoals: {be_known: 1, be_known: 2}",
    "a date as key": "version: 1\n2026-01-01: {}\n1: {}",
    "a list as key": "version: 1\n? [a]\n: 1",
    "a version of five thousand digits": '{"version": ' + "9" * 5000 + "}",
    "the same in YAML": "version: " + "9" * 5000,
    "the same in base sixteen, as a tag": "version: !!int 0x" + "f" * 5000,
    "a null byte": "version: 1\x00",
    "UTF-16": "version: 1".encode("utf-16"),
    "Latin-1": "version: 1 # é".encode("latin-1"),
    "half a character": "version: 1 # \ud800",
    "bytes of a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "an archive": b"PK\x03\x04" + bytes(200),
    "two documents": "version: 1\n---\nversion: 1",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_unreadable(name):
    error = refusal(HOSTILE[name])

    assert error.reason == "unreadable"
    assert len(str(error)) < 300
    assert "\n" not in str(error)


def test_a_null_byte_in_a_text_is_a_bad_value():
    said = '{"version": 1, "own_networks": [{"id": "own_a", "name": "A\\u0000"}]}'

    assert refusal(said).reason == "bad_value"
    assert "\x00" not in str(refusal(said))


def test_half_a_character_in_a_text_is_refused():
    assert refusal('{"version": 1, "geography": "\\ud800"}').reason == "bad_value"


@pytest.mark.parametrize(
    "name",
    [
        "<b>A</b>",
        "<script>alert(1)</script>",
        "[A](javascript:alert(1))",
        "![A](x)",
        "**A**",
        "_A_",
        "A_B",
        "`A`",
        "~~A~~",
        "# A",
        "> A",
        "- A",
        "+ A",
        "* A",
        "1. A",
        "1) A",
        "1.",
        ":red[A]",
        "$A$",
        "A|B",
        "A\\B",
        "&lt;A",
        "www.example.com",
        "A www.example.com",
        "A WWW.example.com",
        "http://a",
        "a@b",
        "A\nB",
        "A\n",
        "A\u2028B",
        "A\u202eB",
        "=1+1",
        "+1",
        "-1",
        "@A",
        "",
        " ",
        " A",
        "A" * 31,
        "😀",
    ],
)
def test_a_name_of_ones_own_cannot_carry_markup(name):
    """It is shown in pages, charts and spreadsheets; none may read anything into it."""
    error = refusal_of(own_networks=[{"id": "own_a", "name": name}])

    assert (error.reason, error.where) == ("bad_value", "own_networks.0.name")


@pytest.mark.parametrize(
    "name",
    ["Are.na", "500px", "Le Bon Coin", "Ça s’appelle l'Été", "R&D (Lyon)", "A+B", "微信", "हिन्दी"],
)
def test_a_name_of_ones_own_may_be_a_name(name):
    assert read(json.dumps({"version": 1, "own_networks": [{"id": "own_a", "name": name}]}))


@given(st.binary(max_size=200))
@QUICK_LAW
def test_any_bytes_are_read_or_refused(content):
    assert outcome(content) in ("read", "refused")


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([*Answers.model_fields, "x", "state"]), inner, max_size=4
            )
        ),
    )
)
@QUICK_LAW
def test_any_values_under_the_right_keys_are_read_or_refused(value):
    said = {"version": 1, **value} if isinstance(value, dict) else value

    assert outcome(json.dumps(said)) in ("read", "refused")


def outcome(content: str | bytes) -> str:
    try:
        read(content)
    except AnswersError as error:
        assert len(str(error)) < 400  # noqa: PT017 (whichever way it ends)
        return "refused"
    return "read"


@given(
    days=st.dictionaries(st.sampled_from(DAYS), st.integers(0, 600), min_size=1),
    minutes=st.integers(0, 1200),
)
def test_another_total_keeps_the_proportions_of_the_days(days, minutes):
    """A slider moved on the result page must not wipe out hours told day by day."""
    answers = Answers(minutes_by_day=days).with_time(minutes)

    assert answers.time_minutes == minutes
    if sum(days.values()) > 0:
        for day, before in days.items():
            assert abs(answers.minutes_by_day[day] - before * minutes / sum(days.values())) <= 1
