"""core.constants: no number of the catalogue is left out, none is made up, each has a source."""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from core.catalogue import DATA_FOLDER, Catalogue
from core.constants import Constant, cited_by, constants, last_checked
from core.crosschecks import stale_values
from core.vocabulary import LANGUAGES, Network
from tests.core.strategies import CATALOGUE

ALL = constants(CATALOGUE)
BY_PLACE = {(c.file, c.path): c for c in ALL}
# Answers of examples, and texts: nothing the model takes a number from.
NOT_MODEL = ("personas/", "locales/")
RANGE = ("low", "mode", "high")
NOBODY = {"source": None, "checked": None, "expires": None}
Number = tuple[str, str, str, float, dict[str, Any]]  # file, path, leaf, value, what is around it


def raw_numbers() -> Iterator[Number]:
    """Yield every number in the YAML of data/, by a walk that knows nothing of the model."""
    for path in sorted(DATA_FOLDER.rglob("*.y*ml")):
        file = path.relative_to(DATA_FOLDER).as_posix()
        if not file.startswith(NOT_MODEL):
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            start = [content["id"]] if "id" in content else []
            yield from numbers_in(content, file, start, NOBODY)


def numbers_in(value: Any, file: str, keys: list[str], around: dict[str, Any]) -> Iterator[Number]:
    if isinstance(value, dict):
        own = {name: value[name] for name in around if value.get(name) is not None}
        for key, child in value.items():
            yield from numbers_in(child, file, [*keys, str(key)], {**around, **own})
    elif isinstance(value, list):
        for child in value:  # an entry is known by its name, and its table by the file
            name = child.get("id") or child.get("rung") if isinstance(child, dict) else "?"
            table = keys if "rung" in child else []
            yield from numbers_in(child, file, [*table, str(name)], around)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        leaf = keys[-1] if keys[-1] in (*RANGE, "value") else ""
        yield file, ".".join(keys[:-1] if leaf else keys), leaf, float(value), around


RAW = list(raw_numbers())


def test_there_are_numbers_to_find():
    assert len(RAW) > 1500
    assert len(ALL) > 1000
    assert len(BY_PLACE) == len(ALL)


def test_every_number_of_the_files_is_listed():
    assert {(file, path) for file, path, *_ in RAW} - BY_PLACE.keys() == set()


def test_no_number_is_listed_that_is_not_in_the_files():
    assert BY_PLACE.keys() - {(file, path) for file, path, *_ in RAW} == set()


def test_each_value_is_that_of_the_file():
    wrong = []
    for file, path, leaf, value, _ in RAW:
        listed = BY_PLACE[file, path]
        given = getattr(listed, leaf) if leaf in RANGE else {listed.low, listed.mode, listed.high}
        if given not in (value, {value}):
            wrong.append((file, path, leaf, value, given))
    assert wrong == []


def test_each_number_has_the_source_and_dates_that_stand_nearest_around_it():
    """But the weight of a checklist item: the item's source does not speak for its weight."""
    wrong = []
    for file, path, _, _, around in RAW:
        listed = BY_PLACE[file, path]
        if listed.kind == "checklist_weight":
            continue
        expected = around["source"], around["checked"], around["expires"]
        if (", ".join(listed.rows) or "assumption", listed.checked, listed.expires) != expected:
            wrong.append((file, path, expected, listed))
    assert wrong == []


def test_every_number_has_a_source_that_exists_or_is_an_assumption_and_dates():
    for constant in ALL:
        assert set(constant.rows) <= CATALOGUE.sources.keys()
        assert constant.assumed is (constant.rows == ())
        assert constant.checked < constant.expires


def test_a_weight_of_the_checklist_is_our_judgement_even_where_the_item_has_a_source():
    weights = [c for c in ALL if c.kind == "checklist_weight"]

    assert CATALOGUE.checklist["photo"].source != "assumption"
    assert len(weights) == len(CATALOGUE.checklist)
    assert all(weight.assumed for weight in weights)


@pytest.mark.parametrize("language", LANGUAGES)
def test_kind_and_label_together_name_one_number(language):
    named = {(c.kind, c.label.into(language)) for c in ALL}

    assert len(named) == len(ALL)


def test_values_are_finite_and_in_order():
    for c in ALL:
        assert math.isfinite(c.high)
        assert 0 <= c.low <= c.mode <= c.high
        assert c.unit != "share" or c.high <= 1


def test_every_flag_of_a_stale_number_reaches_a_number():
    """The dates are those by which the app warns: same entry, same day."""
    in_a_century = stale_values(CATALOGUE, datetime.date(2126, 1, 1))
    flagged = {(stale.file, stale.key): stale.expires for stale in in_a_century}

    assert {(c.file, c.dated_by) for c in ALL} <= flagged.keys()
    for constant in ALL:
        assert flagged[constant.file, constant.dated_by] == constant.expires
    words_only = ("status", "rewards", "real_name", "business_page")
    rest = flagged.keys() - {(c.file, c.dated_by) for c in ALL}
    rest -= {("exports.yaml", name) for name in CATALOGUE.exports}
    assert {key.rpartition(".")[2] for _, key in rest} <= set(words_only)


# Sources ---------------------------------------------------------------------------


def test_every_row_that_a_figure_rests_on_says_when_it_was_checked():
    cited = {row for constant in ALL for row in constant.rows}

    assert cited <= last_checked(CATALOGUE).keys() <= CATALOGUE.sources.keys()


def test_a_row_is_as_fresh_as_the_newest_figure_that_rests_on_it():
    checked = last_checked(CATALOGUE)

    newest: dict[str, datetime.date] = {}
    for constant in ALL:
        for row in constant.rows:
            newest[row] = max(constant.checked, newest.get(row, constant.checked))
    assert {row: checked[row] for row in newest} == newest


def test_a_figure_with_dates_of_its_own_keeps_them_and_makes_its_rows_fresher():
    """Rows F14 to F18 carry Instagram's exponent: looked at again, on its own."""
    later, much_later = datetime.date(2027, 1, 2), datetime.date(2028, 1, 2)
    catalogue = with_dates("instagram", checked=later, expires=much_later)
    by_path = {c.path: c for c in constants(catalogue)}
    exponent = by_path["instagram.scoring.response.exponent"]
    beside = by_path["instagram.scoring.response.reply_lift"]

    assert (exponent.checked, exponent.expires) == (later, much_later)
    assert (beside.checked, beside.expires) == (
        CATALOGUE.networks["instagram"].checked,
        CATALOGUE.networks["instagram"].expires,
    )
    assert {last_checked(catalogue)[row] for row in exponent.rows} == {later}
    assert last_checked(catalogue)["R03"] < later


def test_an_older_figure_makes_no_row_staler():
    """B11 stands behind three formats of Instagram; one of them was looked at long ago."""
    earlier = datetime.date(2020, 1, 2)
    instagram = CATALOGUE.networks["instagram"]
    formats = instagram.scoring.formats
    old = formats["short_video"].model_copy(update={"checked": earlier})
    scoring = instagram.scoring.model_copy(update={"formats": {**formats, "short_video": old}})
    catalogue = with_network(instagram.model_copy(update={"scoring": scoring}))

    assert formats["image"].source == old.source == "B11"
    assert last_checked(catalogue)["B11"] == instagram.checked


def with_dates(name: str, **dates: datetime.date) -> Catalogue:
    """Return the catalogue with dates of its own on the exponent of a network."""
    network = CATALOGUE.networks[name]
    exponent = network.scoring.response.exponent.model_copy(update=dates)
    response = network.scoring.response.model_copy(update={"exponent": exponent})
    scoring = network.scoring.model_copy(update={"response": response})
    return with_network(network.model_copy(update={"scoring": scoring}))


def with_network(network: Network) -> Catalogue:
    return dataclasses.replace(CATALOGUE, networks={**CATALOGUE.networks, network.id: network})


@pytest.mark.parametrize("network", CATALOGUE.networks.values(), ids=lambda n: n.id)
def test_a_network_cites_all_that_stands_in_its_file_and_nothing_else(network):
    text = (DATA_FOLDER / f"networks/{network.id}.yaml").read_text(encoding="utf-8")
    sources = [given for given in sources_in(yaml.safe_load(text)) if given != "assumption"]

    assert set(cited_by(network)) == {row.strip() for given in sources for row in given.split(",")}
    assert len(set(cited_by(network))) == len(cited_by(network))


def sources_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from [child] if key == "source" else sources_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from sources_in(child)


@pytest.mark.parametrize("source", CATALOGUE.sources.values(), ids=lambda s: s.id)
def test_every_link_of_a_source_is_one(source):
    """It opens from Markdown too: nothing in it ends a link early."""
    link = urlsplit(source.url)

    assert link.scheme in ("http", "https")
    assert "." in link.hostname
    assert link.port is None
    assert link.username is None
    assert not set(source.url) & set(" ()[]<>\"'`|\n\t")
    assert not set(source.publisher) & set("[]<>`|*_\n")


def test_something_that_is_no_number_of_the_model_is_noticed():
    """The test of the test: a number more in a file would be missing from the list."""
    content = {"criteria": [{"id": "goals", "bonus": {"value": 2, "source": "assumption"}}]}

    found = list(numbers_in(content, "criteria.yaml", [], NOBODY))

    assert found[0][:4] == ("criteria.yaml", "goals.bonus", "value", 2.0)
    assert ("criteria.yaml", "goals.bonus") not in BY_PLACE
    assert isinstance(ALL[0], Constant)
