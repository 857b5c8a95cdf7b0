"""A workshop's export: the group as it is shown, rows with consent, and no formula."""

from __future__ import annotations

import csv

import pytest

from core.vocabulary import LANGUAGES
from core.workshop.sending import Sending
from pages.papers.group_export import files
from pages.papers.sheets import FORMULA_STARTS
from pages.parts.speech import speech
from tests.charts.groups import PICTURES
from tests.core.strategies import CATALOGUE
from tests.pages.tongues import strangers

ROW = Sending(guess_networks=4, guess_minutes=90, wanted=("linkedin", "x"), consent=True)


def read(content: bytes, language: str) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";" if language == "fr" else ","))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_group_has_a_line_for_each_band_and_each_network(language):
    made = files(tuple(PICTURES.values()), (), speech(language), CATALOGUE)
    assert set(made) == {"groupe.csv"}
    head, *rows = read(made["groupe.csv"], language)
    bands = sum(len(t.bands) for p in PICTURES.values() for t in p.tables.values())
    names = sum(len(n) for p in PICTURES.values() for n in p.names.values())
    assert len(rows) == bands + names
    assert all(len(row) == len(head) == 4 for row in rows)
    assert strangers([cell for row in rows for cell in row], language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_hold_what_was_sent_and_who_it_was_nowhere(language):
    made = files((), (ROW,), speech(language), CATALOGUE)
    head, row = read(made["lignes.csv"], language)
    assert dict(zip(head, row, strict=True))[head[0]] == "4"
    assert "LinkedIn, X (Twitter)" in row
    assert "90" in row
    assert len(head) == len(Sending.model_fields) - 2  # neither version nor consent


def test_no_cell_starts_a_formula():
    made = files(tuple(PICTURES.values()), (ROW,), speech("en"), CATALOGUE)
    cells = [c for content in made.values() for row in read(content, "en") for c in row]
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
