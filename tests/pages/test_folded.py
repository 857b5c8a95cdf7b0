"""What is folded away is made when somebody unfolds it, and not before."""

from __future__ import annotations

import pytest

from pages.parts import tables
from pages.parts.folded import UNFOLDED
from tests.pages.people import PERSONAS
from tests.pages.visit import EFFORT, FEWER, FIT, arrive, go, run, words

ACCESSIBILITY = "pages/about/accessibility.py"
PERSON = PERSONAS["karim"].answers


@pytest.mark.parametrize("page", [FEWER, FIT, EFFORT])
def test_a_folded_table_costs_nothing(page):
    at = go(arrive("fr", PERSON, unfolded=False), page)
    assert not at.table
    assert "Le tableau derrière l’image" in words(at)


def test_only_the_table_that_is_unfolded_is_made(monkeypatch):
    at = go(arrive("en", PERSON, unfolded=False), FEWER)
    monkeypatch.setattr(tables, "changes_table", None)  # whoever calls it fails
    at.session_state["folded.curve"] = True
    at = run(at)
    assert [next(iter(table.value.columns)) for table in at.table] == ["Networks"]


def test_a_table_stays_unfolded_when_the_hours_change():
    at = go(arrive("en", PERSON, unfolded=False), FEWER)
    at.session_state["folded.curve"] = True
    before = run(at).table[0].value
    after = run(at.select_slider[0].set_value(19 * 60)).table[0].value
    assert len(at.table) == 1
    assert not before.equals(after)


def test_who_wants_everything_unfolded_says_so_once():
    at = go(arrive("en", PERSON, unfolded=False), ACCESSIBILITY)
    run(at.toggle(UNFOLDED).set_value(True))
    assert len(go(at, FEWER).table) >= 3
    assert len(go(at, FIT).table) == 1
