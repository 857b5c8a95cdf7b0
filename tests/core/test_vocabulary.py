"""The words of the catalogue refuse what they cannot mean, and say so."""

from __future__ import annotations

import datetime
import json

import pytest
from pydantic import TypeAdapter, ValidationError

from core.vocabulary import (
    ChecklistItem,
    Count,
    Estimate,
    Rows,
    Rung,
    Share,
    Sourced,
    Text,
    Words,
    rows_of,
)

rows = TypeAdapter(Rows)


@pytest.mark.parametrize(
    ("source", "found"),
    [("assumption", ()), ("F16", ("F16",)), ("A14, A18", ("A14", "A18")), ("A24b", ("A24b",))],
)
def test_a_source_is_row_ids_or_the_word_assumption(source, found):
    assert rows_of(rows.validate_python(source)) == found


@pytest.mark.parametrize(
    "source",
    ["", "assumed", "F16;F17", "F16,", ", F16", "f16", "F1", "F160", "F16, assumption", "F16\nF17"],
)
def test_nothing_else_is_a_source(source):
    with pytest.raises(ValidationError, match="expected row ids such as 'F16, F17'"):
        rows.validate_python(source)


def test_a_checklist_item_has_a_source_like_everything_else():
    item = {
        "id": "pitch",
        "label": {"fr": "Présentation", "en": "Pitch"},
        "weight": 1,
        "setup_minutes": {"low": 1, "mode": 2, "high": 3, "source": "assumption"},
    }

    assert ChecklistItem.model_validate_json(json.dumps({**item, "source": "N24"})).source == "N24"
    with pytest.raises(ValidationError, match="expected row ids"):
        ChecklistItem.model_validate_json(json.dumps({**item, "source": "the guide"}))


def test_a_word_is_said_in_the_language_asked_for():
    words = Words(fr="réseau", en="network")

    assert (words.into("fr"), words.into("en")) == ("réseau", "network")


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u00a0"])
def test_a_blank_text_is_no_text(blank):
    with pytest.raises(ValidationError, match="blank"):
        TypeAdapter(Text).validate_python(blank)


@pytest.mark.parametrize(("low", "mode", "high"), [(2, 1, 3), (1, 3, 2), (3, 2, 1)])
def test_a_range_is_in_order(low, mode, high):
    with pytest.raises(ValidationError, match="expected low <= mode <= high"):
        Estimate(source="assumption", low=low, mode=mode, high=high)


def test_a_range_may_be_a_point():
    assert Estimate(source="F38", low=3, mode=3, high=3).mode == 3


@pytest.mark.parametrize("kind", [Share, Count])
def test_minus_zero_is_zero(kind):
    """The two are equal but written differently, and equal answers must give equal text."""
    assert str(TypeAdapter(kind).validate_python(-0.0)) == "0.0"


def test_what_was_checked_expires_later():
    day = datetime.date(2026, 11, 23)

    assert Sourced(source="F38", checked=day, expires=day + datetime.timedelta(days=1))
    with pytest.raises(ValidationError, match="expected expires after checked"):
        Sourced(source="F38", checked=day, expires=day)


def test_a_rung_without_posts_says_what_it_brings():
    with pytest.raises(ValidationError, match="expected response_without_posts"):
        Rung(rung="profile", counts={"upkeep": 0.25})
    assert Rung(rung="light", counts={"post": 1.0}).posts_per_week == 1


def test_an_entry_cannot_be_changed():
    words = Words(fr="réseau", en="network")

    with pytest.raises(ValidationError, match="frozen"):
        words.fr = "toile"
