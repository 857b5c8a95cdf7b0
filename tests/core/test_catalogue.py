"""A broken file of data/ is refused with file, entry, key and what was expected."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.catalogue import DATA_FOLDER, NETWORK_ORDER, load_catalogue, validated
from core.errors import CatalogueError
from core.vocabulary import Term
from tests.core.copies import edit, only, places
from tests.core.strategies import CATALOGUE

BLUESKY = "networks/bluesky.yaml"
GOAL = "goals.yaml"
FRANCE = "{fr: France, en: France}"


def refusal(folder: Path) -> CatalogueError:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    return caught.value


def test_the_real_catalogue_is_accepted():
    assert load_catalogue(DATA_FOLDER) == CATALOGUE


def test_networks_come_in_the_order_in_which_ties_are_broken():
    assert list(CATALOGUE.networks) == NETWORK_ORDER


def test_a_network_nobody_ranked_comes_last(folder):
    """An instructor who adds a network edits YAML, never code."""
    text = (folder / BLUESKY).read_text(encoding="utf-8")
    (folder / "networks/agora.yaml").write_text(
        text.replace("id: bluesky", "id: agora", 1), encoding="utf-8"
    )

    assert list(load_catalogue(folder).networks) == [*NETWORK_ORDER, "agora"]


def test_a_table_keeps_the_order_of_its_file():
    assert list(CATALOGUE.criteria) == ["goals", "audience", "formats", "tone_values"]
    assert list(CATALOGUE.ages) == ["15-24", "25-34", "35-49", "50+"]


def test_checklist_items_are_those_for_all_the_family_and_the_network():
    common = {i.id for i in CATALOGUE.checklist.values() if not i.networks and i.family is None}
    linkedin = {item.id for item in CATALOGUE.checklist_of("linkedin", "professional")}
    twitch = {item.id for item in CATALOGUE.checklist_of("twitch", "leisure")}

    assert common
    assert common <= linkedin & twitch
    assert {"real_name", "linkedin_page"} <= linkedin
    assert "twitch_schedule" not in linkedin
    assert "avatar" in twitch
    assert not {"real_name", "linkedin_page"} & twitch


BROKEN_VALUES = {
    "misspelt key": (
        (GOAL, "label: {fr: Trouver des client·es", "labl: {fr: Trouver des client·es"),
        {("goals.yaml", "find_clients", "labl"), ("goals.yaml", "find_clients", "label")},
        "misspelt",
    ),
    "misspelt key deep inside": (
        (BLUESKY, "publics:", "publcs:"),
        {
            (BLUESKY, "bluesky", "scoring.audience.fr.publcs"),
            (BLUESKY, "bluesky", "scoring.audience.fr.publics"),
        },
        "expected this key, which is missing",
    ),
    "NaN": (
        ("criteria.yaml", "value: 0.4", "value: .nan"),
        {("criteria.yaml", "goals", "weight.value")},
        "expected to be a finite number, got nan",
    ),
    "infinity": (
        ("criteria.yaml", "value: 0.4", "value: .inf"),
        {("criteria.yaml", "goals", "weight.value")},
        "expected to be a finite number, got inf",
    ),
    "text for a number": (
        ("formats.yaml", "low: 10,", "low: ten,"),
        {("formats.yaml", "text", "production_minutes.low")},
        "expected to be a valid number, got 'ten'",
    ),
    "quoted number": (
        ("formats.yaml", "low: 10,", 'low: "10",'),
        {("formats.yaml", "text", "production_minutes.low")},
        "expected to be a valid number, got '10'",
    ),
    "boolean for a number": (
        ("criteria.yaml", "value: 0.4", "value: true"),
        {("criteria.yaml", "goals", "weight.value")},
        "expected to be a valid number, got True",
    ),
    "number for a text": (
        ("actions.yaml", "{fr: Réponses,", "{fr: 7,"),
        {("actions.yaml", "reply", "label.fr")},
        "expected to be a valid string, got 7",
    ),
    "number for a boolean": (
        ("rungs.yaml", "    kept: false", "    kept: 0"),
        {("rungs.yaml", "profile", "kept")},
        "expected to be a valid boolean, got 0",
    ),
    "nothing for a value": (
        ("criteria.yaml", "value: 0.4", "value: null"),
        {("criteria.yaml", "goals", "weight.value")},
        "expected to be a valid number, got None",
    ),
    "text for a list": (
        (BLUESKY, "crosses: [us_company]", "crosses: us_company"),
        {(BLUESKY, "bluesky", "crosses")},
        "got 'us_company'",
    ),
    "share above one": (
        ("criteria.yaml", "value: 0.4", "value: 1.4"),
        {("criteria.yaml", "goals", "weight.value")},
        "expected to be less than or equal to 1, got 1.4",
    ),
    "negative minutes": (
        ("formats.yaml", "low: 10,", "low: -10,"),
        {("formats.yaml", "text", "production_minutes.low")},
        "expected to be greater than or equal to 0, got -10",
    ),
    "number of thousands of digits": (
        ("formats.yaml", "low: 10,", f"low: {'9' * 4000},"),
        {("formats.yaml", "text", "production_minutes.low")},
        "expected",
    ),
    "range out of order": (
        ("formats.yaml", "low: 10,", "low: 30,"),
        {("formats.yaml", "text", "production_minutes")},
        "expected low <= mode <= high, got 30, 20, 45",
    ),
    "missing translation": (
        ("audiences.yaml", FRANCE, "{fr: France}"),
        {("audiences.yaml", "fr", "label.en")},
        "expected this key, which is missing",
    ),
    "empty translation": (
        ("audiences.yaml", FRANCE, '{fr: France, en: ""}'),
        {("audiences.yaml", "fr", "label.en")},
        "expected a text, and this one is blank",
    ),
    "translation of spaces only": (
        ("audiences.yaml", FRANCE, '{fr: "  ", en: France}'),
        {("audiences.yaml", "fr", "label.fr")},
        "expected a text, and this one is blank",
    ),
    "third language": (
        ("audiences.yaml", FRANCE, "{fr: France, en: France, de: Frankreich}"),
        {("audiences.yaml", "fr", "label.de")},
        "expected no such key",
    ),
    "bad date": (
        (BLUESKY, "expires: 2027-11-23", "expires: 2027-13-45"),
        {(BLUESKY, "bluesky", "expires")},
        "got 2027-13-45",
    ),
    "word for a date": (
        (BLUESKY, "checked: 2026-11-23", "checked: yesterday"),
        {(BLUESKY, "bluesky", "checked")},
        "got yesterday",
    ),
    "expires before it was checked": (
        ("criteria.yaml", "expires: 2027-11-23", "expires: 2025-11-23"),
        {("criteria.yaml", "goals", "weight")},
        "expected expires after checked (2026-11-23), got 2025-11-23",
    ),
    "network expires before it was checked": (
        (BLUESKY, "expires: 2027-11-23", "expires: 2026-11-23"),
        {(BLUESKY, "bluesky", "")},
        "expected expires after checked",
    ),
    "source that is no row id": (
        ("criteria.yaml", "source: assumption", "source: everybody knows"),
        {("criteria.yaml", "goals", "weight.source")},
        "expected row ids such as 'F16, F17', or 'assumption', got 'everybody knows'",
    ),
    "checklist source that is no row id": (
        (
            "checklist.yaml",
            "    source: assumption\n  - id: keywords",
            "    source: a friend\n  - id: keywords",
        ),
        {("checklist.yaml", "pitch", "source")},
        "expected row ids such as 'F16, F17', or 'assumption', got 'a friend'",
    ),
    "unknown choice": (
        (BLUESKY, "family: leisure", "family: hobby"),
        {(BLUESKY, "bluesky", "family")},
        "expected to be 'professional' or 'leisure', got hobby",
    ),
    "active network without scoring": (
        ("networks/viadeo.yaml", "state: closed", "state: active"),
        {("networks/viadeo.yaml", "viadeo", "")},
        "expected scoring for an active network",
    ),
    "rung without posts and without response": (
        (
            BLUESKY,
            "        response_without_posts: {low: 0.0, mode: 0.05,",
            "        # {low: 0.0, mode: 0.05,",
        ),
        {(BLUESKY, "bluesky", "scoring.ladder.rungs.0")},
        "expected response_without_posts on a rung that has no posts",
    ),
    "exponent without measure": (
        (
            BLUESKY,
            "exponent: {low: 0.5, mode: 0.75, high: 1.0",
            "exponent: {low: 0.5, mode: 0.75, high: 10",
        ),
        {(BLUESKY, "bluesky", "scoring.response")},
        "expected a response exponent of at most 2, got 10",
    ),
    "share of the model above one": (
        (
            "model.yaml",
            "    unit: share\n    low: 0.3\n    mode: 0.5\n    high: 0.8",
            "    unit: share\n    low: 0.3\n    mode: 0.5\n    high: 50",
        ),
        {("model.yaml", "model", "profile_floor")},
        "expected a share of at most 1, got 50",
    ),
    "reference of no posts": (
        (
            "model.yaml",
            "    low: 3\n    mode: 3\n    high: 3",
            "    low: 0\n    mode: 0\n    high: 0",
        ),
        {("model.yaml", "model", "")},
        "expected reference_posts_per_week above 0",
    ),
    "relay that brings more": (
        ("model.yaml", "low: 1.2", "low: 0.2"),
        {("model.yaml", "model", "")},
        "expected relay_discount of at least 1",
    ),
    "regularity weeks that meet": (
        ("model.yaml", "    low: 20\n    mode: 20\n", "    low: 4\n    mode: 20\n"),
        {("model.yaml", "model", "")},
        "expected regularity_first_active_week below regularity_full_active_week",
    ),
    "missing constant": (
        ("model.yaml", "  reciprocity:", "  recprocity:"),
        {("model.yaml", "model", "reciprocity"), ("model.yaml", "model", "recprocity")},
        "expected this key, which is missing",
    ),
    "id with a capital": (
        (GOAL, "id: find_clients", "id: Find_clients"),
        {("goals.yaml", "Find_clients", "id")},
        "expected text to match pattern",
    ),
    "missing id": (
        (GOAL, "  - id: find_clients\n    label", "  - label"),
        {("goals.yaml", "entry 1", "id")},
        "expected this key, which is missing",
    ),
    "entry that is a text": (
        ("tones.yaml", "tones:\n", "tones:\n  - expert\n"),
        {("tones.yaml", "entry 1", "")},
        "expected an entry with keys, got expert",
    ),
    "empty entry": (
        ("tones.yaml", "tones:\n", "tones:\n  -\n"),
        {("tones.yaml", "entry 1", "")},
        "expected an entry with keys, got nothing",
    ),
}


@pytest.mark.parametrize("name", BROKEN_VALUES)
def test_a_wrong_value_is_named_by_file_entry_and_key(name, folder):
    """The ids of a broken entry still count: nothing else is reported because of it."""
    change, expected_places, message = BROKEN_VALUES[name]
    edit(folder, *change)

    error = refusal(folder)

    assert places(error) == expected_places
    assert message in str(error)


BROKEN_FILES = {
    "duplicate key": (
        lambda text: text.replace("help:", "label: {fr: A, en: A}\n    help:", 1),
        "expected readable YAML: line 6: key given twice: label",
    ),
    "alias bomb": (
        lambda text: "a: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + text,
        "expected readable YAML: line 2: aliases are not accepted",
    ),
    "python tag": (
        lambda text: text + "\nmore: !!python/object/apply:os.system [ls]\n",
        "tags are not accepted",
    ),
    "unclosed bracket": (lambda text: text + "\nmore: [1, 2\n", "expected readable YAML: line"),
    "empty": (lambda _: "", "expected keys with values, got nothing"),
    "only a comment": (lambda _: "# soon\n", "expected keys with values, got nothing"),
    "a list": (lambda _: "- 1\n- 2\n", "expected keys with values, got [1, 2]"),
    "a thousand brackets": (lambda _: "[" * 1000, "expected at most 20 levels"),
    "number of too many digits": (lambda text: f"{text}\nmore: {'9' * 5000}\n", "digits"),
}


@pytest.mark.parametrize("name", BROKEN_FILES)
@pytest.mark.parametrize("file", ["actions.yaml", "model.yaml", BLUESKY])
def test_an_unreadable_file_is_one_problem(name, file, folder):
    """Ids of a table that cannot be read are not held against the others."""
    spoil, message = BROKEN_FILES[name]
    path = folder / file
    text = path.read_text(encoding="utf-8")
    if name == "duplicate key" and file != "actions.yaml":
        text = "a: 1\n" * 2 + text
        message = "expected readable YAML: line 2: key given twice: a"
    path.write_text(spoil(text), encoding="utf-8")

    problem = only(refusal(folder))

    assert (problem.file, problem.key) == (file, "")
    assert message in str(problem)


def test_a_file_in_another_encoding_is_refused(folder):
    path = folder / GOAL
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace"))

    assert "goals.yaml: expected readable YAML: 'utf-8'" in str(only(refusal(folder)))


def test_a_missing_file_is_named(folder):
    (folder / "sources.yaml").unlink()

    assert str(only(refusal(folder))).startswith("sources.yaml: expected a readable file: No such")


def test_a_folder_in_the_place_of_a_file_is_refused(folder):
    (folder / GOAL).unlink()
    (folder / GOAL).mkdir()

    assert only(refusal(folder)).file == "goals.yaml"


def test_a_folder_without_anything_names_every_file(tmp_path):
    files = {problem.file for problem in refusal(tmp_path / "nowhere").problems}

    assert files >= {"goals.yaml", "model.yaml", "sources.yaml", "checklist.yaml", "networks/"}


@pytest.mark.parametrize(
    ("file", "old", "key"),
    [
        ("goals.yaml", "goals:", "goals"),
        ("audiences.yaml", "publics:", "publics"),
        ("model.yaml", "model:", "model"),
    ],
)
def test_a_misspelt_table_is_missing_and_one_too_many(file, old, key, folder):
    edit(folder, file, f"\n{old}\n", f"\nx{old}\n")

    problems = {problem.key or problem.entry: problem for problem in refusal(folder).problems}

    assert f"x{key}" in problems
    assert key in problems


@pytest.mark.parametrize("content", ["values: {}", "values:", "values: []", "values: 3"])
def test_a_table_without_entries_is_refused(content, folder):
    (folder / "values.yaml").write_text(content, encoding="utf-8")

    problem = only(refusal(folder))

    assert (problem.file, problem.key) == ("values.yaml", "values")
    assert "expected a list of entries" in problem.expected


def test_a_table_in_an_empty_mapping_is_refused(folder):
    (folder / "values.yaml").write_text("{}", encoding="utf-8")

    assert (
        str(only(refusal(folder))) == "values.yaml, values: expected a list of entries, got nothing"
    )


def test_an_id_given_twice_is_refused(folder):
    edit(folder, "tones.yaml", "id: warm", "id: expert")

    assert ("tones.yaml", "expert", "id") in places(refusal(folder))


def test_a_network_is_named_as_its_file(folder):
    """Two networks can then never have one id."""
    os.rename(folder / "networks/threads.yaml", folder / "networks/thread.yaml")

    problem = only(refusal(folder))

    assert (
        str(problem) == "networks/thread.yaml, threads, id: expected 'thread', as the file is named"
    )


def test_a_network_file_with_another_ending_is_not_passed_over(folder):
    os.rename(folder / BLUESKY, folder / "networks/bluesky.yml")

    assert "expected a file name that ends in .yaml" in str(only(refusal(folder)))


def test_a_folder_without_networks_is_refused(folder):
    for path in (folder / "networks").iterdir():
        path.unlink()

    assert ("networks/", "", "") in places(refusal(folder))


def test_all_problems_of_several_files_are_told_in_one_pass(folder):
    """With every broken entry an author mends, no new one comes up: not even between files."""
    edit(folder, GOAL, "label: {fr: Trouver des client·es", "labl: {fr: Trouver des client·es")
    edit(folder, "formats.yaml", "low: 10,", "low: ten,")
    edit(folder, "formats.yaml", "mode: 30,", "mode: .nan,")
    edit(folder, "rungs.yaml", "id: light", "id: light\n    id: light")
    edit(folder, "model.yaml", "low: 1.2", "low: one")
    edit(folder, "networks/reddit.yaml", "id: reddit", "id: Reddit")
    edit(folder, BLUESKY, "crosses: [us_company]", "crosses: [us_companies]")
    edit(folder, "checklist.yaml", "networks: [twitch]", "networks: [twich]")
    edit(folder, "criteria.yaml", "source: assumption", "source: Z99")

    error = refusal(folder)

    assert places(error) == {
        ("goals.yaml", "find_clients", "labl"),
        ("goals.yaml", "find_clients", "label"),
        ("formats.yaml", "text", "production_minutes.low"),
        ("formats.yaml", "image", "production_minutes.mode"),
        ("rungs.yaml", "", ""),
        ("model.yaml", "model", "relay_discount.low"),
        ("networks/reddit.yaml", "Reddit", "id"),
        (BLUESKY, "bluesky", "crosses"),
        ("checklist.yaml", "twitch_schedule", "networks"),
        ("criteria.yaml", "goals", "weight.source"),
    }
    assert len(str(error).splitlines()) == len(error.problems) == 10


def test_problems_come_in_the_same_order_every_time(folder):
    edit(folder, BLUESKY, "tones:\n    shares: {expert:", "tones:\n    shares: {expart:")
    edit(folder, GOAL, "goals:\n", "zgoals: 1\nagoals: 2\ngoals:\n")

    assert str(refusal(folder)) == str(refusal(folder))
    assert [p.key for p in refusal(folder).problems][:2] == ["agoals", "zgoals"]


def test_validated_takes_nothing_for_something_else():
    """Pydantic's strict mode, through JSON: no text becomes a number, no number a text."""
    assert validated({"id": "a", "label": {"fr": "A", "en": "A"}}, Term).id == "a"
    with pytest.raises(ValueError, match="string"):
        validated({"id": 1, "label": {"fr": "A", "en": "A"}}, Term)
