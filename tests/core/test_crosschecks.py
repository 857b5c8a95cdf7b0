"""What must agree between files, and what should be looked at again."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from core.catalogue import load_catalogue
from core.crosschecks import REQUIRED, Stale, stale_values
from core.errors import CatalogueError
from core.vocabulary import Sourced
from tests.core.copies import edit, only, places
from tests.core.strategies import CATALOGUE

BLUESKY = "networks/bluesky.yaml"


def refusal(folder: Path) -> CatalogueError:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    return caught.value


UNKNOWN_IDS = {
    "red line": (
        (BLUESKY, "crosses: [us_company]", "crosses: [us_companies]"),
        (BLUESKY, "bluesky", "crosses"),
        "expected one of us_company, chinese_company, ",
    ),
    "format": (
        (BLUESKY, "    image: {", "    slides: {"),
        (BLUESKY, "bluesky", "scoring.formats"),
        "got 'slides'",
    ),
    "country": (
        (BLUESKY, "    us:\n", "    de:\n"),
        (BLUESKY, "bluesky", "scoring.audience"),
        "expected one of us, fr, got 'de'",
    ),
    "source row of a network": (
        (BLUESKY, "source: R06", "source: R99"),
        (BLUESKY, "bluesky", "scoring.response.reply_lift.source"),
        "got 'R99'",
    ),
    "one source row among several": (
        ("model.yaml", "source: N01, N02, N03", "source: N01, N92, N03"),
        ("model.yaml", "model", "diversification_bonus.source"),
        "got 'N92'",
    ),
    "source row of a criterion": (
        ("criteria.yaml", "source: assumption", "source: Z99"),
        ("criteria.yaml", "goals", "weight.source"),
        "got 'Z99'",
    ),
    "source row of a checklist item": (
        ("checklist.yaml", "source: N24", "source: N99"),
        ("checklist.yaml", "photo", "source"),
        "got 'N99'",
    ),
    "source row of set-up minutes": (
        ("checklist.yaml", "high: 90, source: assumption", "high: 90, source: N99"),
        ("checklist.yaml", "pitch", "setup_minutes.source"),
        "got 'N99'",
    ),
    "network of a checklist item": (
        ("checklist.yaml", "networks: [twitch]", "networks: [twich]"),
        ("checklist.yaml", "twitch_schedule", "networks"),
        "expected one of twitch, ",
    ),
    "network of an export": (
        ("exports.yaml", "id: mastodon", "id: mastodonte"),
        ("exports.yaml", "mastodonte", "id"),
        "expected one of mastodon, ",
    ),
    "rung": (
        (BLUESKY, "- rung: light", "- rung: lite"),
        (BLUESKY, "bluesky", "scoring.ladder.rung"),
        "expected one of light, ",
    ),
    "action": (
        (BLUESKY, "counts: {upkeep: 0.25,", "counts: {polish: 0.25,"),
        (BLUESKY, "bluesky", "scoring.ladder.profile.counts"),
        "got 'polish'",
    ),
    "action of the generic ladder": (
        ("model.yaml", "counts: {upkeep: 0.25,", "counts: {polish: 0.25,"),
        ("model.yaml", "model", "generic_ladder.profile.counts"),
        "got 'polish'",
    ),
}


@pytest.mark.parametrize("name", UNKNOWN_IDS)
def test_an_unknown_id_is_refused_with_those_that_are_nearest(name, folder):
    change, place, message = UNKNOWN_IDS[name]
    edit(folder, *change)

    problem = only(refusal(folder))

    assert (problem.file, problem.entry, problem.key) == place
    assert message in str(problem)


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("find_clients", "find_client", "scoring.goals"),
        ("expert", "expart", "scoring.tones.shares"),
        ("craft", "kraft", "scoring.values.shares"),
        ("15-24", "15-25", "scoring.audience.fr.ages"),
    ],
)
def test_a_table_of_a_network_is_whole(right, wrong, key, folder):
    """A goal without affinity would be a hole that no formula may fill."""
    edit(folder, BLUESKY, f"{right}:", f"{wrong}:")

    error = refusal(folder)

    assert places(error) == {(BLUESKY, "bluesky", key), (BLUESKY, "bluesky", f"{key}.{right}")}
    assert "expected this key, which is missing" in str(error)


def test_the_first_country_is_described_for_every_network(folder):
    text = (folder / BLUESKY).read_text(encoding="utf-8")
    start, end = text.index("    fr:\n      ages:"), text.index("    us:\n")
    (folder / BLUESKY).write_text(text[:start] + text[end:], encoding="utf-8")

    problem = only(refusal(folder))

    assert str(problem) == f"{BLUESKY}, bluesky, scoring.audience: expected figures for 'fr'"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("- rung: light", "- rung: occasional", "in the order profile, occasional, steady, active"),
        ("- rung: light", "- rung: intense", "once each, in the order"),
        ("- rung: steady", "- rung: intense", "expected the reference rung 'steady'"),
    ],
)
def test_a_ladder_climbs_rung_by_rung_and_has_the_reference(old, new, message, folder):
    edit(folder, BLUESKY, old, new)

    error = refusal(folder)

    assert {problem.key for problem in error.problems} == {"scoring.ladder"}
    assert message in str(error)


def test_the_reference_rung_counts_as_kept(folder):
    edit(folder, "rungs.yaml", "id: steady", "id: steady\n    opt_in: true")

    assert ("rungs.yaml", "steady", "kept") in places(refusal(folder))


@pytest.mark.parametrize(
    ("file", "table", "name"),
    [
        ("criteria.yaml", "criteria", "tone_values"),
        ("actions.yaml", "actions", "like"),
        ("formats.yaml", "formats", "text"),
        ("audiences.yaml", "geographies", "fr"),
    ],
)
def test_what_the_formulas_call_by_name_must_be_there(file, table, name, folder):
    edit(folder, file, f"id: {name}\n", f"id: {name}2\n")

    error = refusal(folder)

    assert name in REQUIRED[table]
    assert f"{file}, {table}: expected an entry '{name}'" in str(error)


def test_a_criterion_that_no_formula_scores_is_refused(folder):
    path = folder / "criteria.yaml"
    text = path.read_text(encoding="utf-8")
    last = text[text.index("  - id: tone_values") :]
    path.write_text(text + last.replace("tone_values", "luck"), encoding="utf-8")

    problem = only(refusal(folder))

    assert (problem.file, problem.entry, problem.given) == ("criteria.yaml", "luck", "'luck'")


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("criteria.yaml", ("criteria.yaml", "goals", "weight.expires")),
        ("actions.yaml", ("actions.yaml", "post", "minutes.expires")),
        ("checklist.yaml", ("checklist.yaml", "pitch", "setup_minutes.expires")),
    ],
)
def test_every_value_says_when_to_look_again(file, place, folder):
    edit(folder, file, ", expires: 2027-11-23", "")

    assert places(refusal(folder)) == {place}


def test_a_value_of_the_model_says_when_to_look_again(folder):
    edit(folder, "model.yaml", "    expires: 2027-11-23\n", "")

    assert places(refusal(folder)) == {("model.yaml", "model", "reference_posts_per_week.expires")}


def test_nothing_is_stale_on_the_day_it_expires():
    last_day = first_expiry()

    assert stale_values(CATALOGUE, last_day) == ()
    assert stale_values(CATALOGUE, last_day + datetime.timedelta(days=1))


def test_every_sourced_value_expires_in_the_end():
    """What could never go stale would be trusted for ever. The count is made by another way."""
    in_a_century = datetime.date(2126, 1, 1)

    stale = stale_values(CATALOGUE, in_a_century)

    assert len(stale) == count_of_sourced(CATALOGUE) > 500


def test_a_stale_value_is_named_by_file_and_key():
    criterion = CATALOGUE.criteria["goals"]
    old = criterion.weight.model_copy(
        update={"checked": datetime.date(2020, 1, 1), "expires": datetime.date(2021, 1, 1)}
    )
    criteria = {**CATALOGUE.criteria, "goals": criterion.model_copy(update={"weight": old})}
    catalogue = dataclasses.replace(CATALOGUE, criteria=criteria)

    stale = stale_values(catalogue, datetime.date(2026, 12, 1))

    assert stale == (Stale("criteria.yaml", "goals.weight", datetime.date(2021, 1, 1)),)


def test_a_value_with_its_own_date_does_not_wait_for_the_network():
    network = CATALOGUE.networks["bluesky"]
    status = network.status.model_copy(update={"expires": datetime.date(2026, 12, 24)})
    networks = {**CATALOGUE.networks, "bluesky": network.model_copy(update={"status": status})}
    catalogue = dataclasses.replace(CATALOGUE, networks=networks)

    stale = stale_values(catalogue, datetime.date(2026, 12, 25))

    assert stale == (Stale(BLUESKY, "bluesky.status", datetime.date(2026, 12, 24)),)


def first_expiry() -> datetime.date:
    return min(stale.expires for stale in stale_values(CATALOGUE, datetime.date(2126, 1, 1)))


def count_of_sourced(value: object) -> int:
    """Return how many values with a source an object holds, by walking all it is made of."""
    if dataclasses.is_dataclass(value):
        return sum(count_of_sourced(getattr(value, f.name)) for f in dataclasses.fields(value))
    if isinstance(value, dict):
        return sum(count_of_sourced(child) for child in value.values())
    if isinstance(value, tuple):
        return sum(count_of_sourced(child) for child in value)
    fields = getattr(type(value), "model_fields", {})
    return isinstance(value, Sourced) + sum(count_of_sourced(getattr(value, f)) for f in fields)
