"""The tables: typed, in one language, as each country opens them, and never a formula."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.vocabulary import LANGUAGES
from pages.papers.sheets import Cell, Column, Sheet, harmless, networks_sheet, sheets, week_sheet
from pages.papers.spreadsheet import text_table, workbook
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE
from tests.pages.tongues import strangers
from tests.papers.dossiers import WITH_A_PLAN, dossier_of, renamed

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "\u00a0=1"]
STARTS = tuple("=+-@\t\r\n＝＋－＠")


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(page: Worksheet) -> list[Cell]:
    return [cell.value for row in page.iter_rows() for cell in row]  # type: ignore[misc]


def parsed(content: bytes, separator: str) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_everybody_gets_five_sheets_in_one_language(who, language):
    book = opened(workbook(dossier_of(who, language)))

    assert len(book.worksheets) == 5
    for page in book.worksheets:
        assert page.max_row > 1
        assert page.freeze_panes == "B2"
        words = [page.title, *(value for value in cells(page) if isinstance(value, str))]
        assert strangers(words, language) == set()


def test_the_workbook_reads_back_as_it_was_written():
    dossier = dossier_of("beatrice")
    book = opened(workbook(dossier))

    for page, sheet in zip(book.worksheets, sheets(dossier), strict=True):
        assert page.title == sheet.title
        header, *rows = page.iter_rows(values_only=True)
        assert header == tuple(column.heading for column in sheet.columns)
        assert rows == [tuple(harmless(cell) for cell in row) for row in sheet.rows]


def test_a_row_is_as_high_as_its_longest_cell_needs():
    """Excel finds the height of wrapped text by itself; LibreOffice writes over the next row."""
    week = opened(workbook(dossier_of("tomasz")))["Semaine"]
    for line in range(2, week.max_row + 1):
        lines = len(str(week.cell(line, 4).value)) / week.column_dimensions["D"].width
        assert (week.row_dimensions[line].height or 15) >= 15 * lines


@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_figures_are_numbers_that_can_be_added(who):
    dossier = dossier_of(who)
    book = opened(workbook(dossier))
    plan, week = book["Plan"], book["Semaine"]

    minutes = [row[4] for row in plan.iter_rows(min_row=2, values_only=True)]
    exact = sum(way.minutes.mode for way in dossier.best.choice.values())
    assert sum(minutes) == pytest.approx(exact, abs=0.5 * len(minutes) + 1e-9)
    placed = sum(row[2] for row in week.iter_rows(min_row=2, values_only=True))
    assert placed == sum(block.minutes for block in dossier.week.routine)


def test_all_networks_are_there_with_their_scores_the_kept_ones_first():
    dossier = dossier_of("ines")
    page = opened(workbook(dossier))["Tous les réseaux"]
    rows = list(page.iter_rows(min_row=2, values_only=True))

    assert {row[0] for row in rows} == {n.name for n in dossier.analysis.networks.values()}
    assert [row[1] for row in rows[: len(dossier.kept)]] == ["oui"] * len(dossier.kept)
    scores = {row[0]: row[2] for row in rows}
    for network in dossier.analysis.networks.values():
        if network.fit.score is not None:
            assert scores[network.name] == pytest.approx(100 * network.score, abs=0.05)


def test_each_assumption_has_its_source():
    page = opened(workbook(dossier_of("ines")))["Sur quoi cela repose"]
    figures = [row for row in page.iter_rows(min_row=2, values_only=True) if row[1] is not None]

    assert len(figures) > 25
    for _, likely, low, high, source in figures:
        assert low <= likely <= high
        assert source
    known = set(CATALOGUE.sources)
    rows = [one for row in figures if row[4] != "hypothèse" for one in row[4].split(", ")]
    assert rows
    assert set(rows) <= known


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_like_a_formula_is_none_in_either_file(name):
    dossier = renamed(dossier_of("ines"), "linkedin", name)

    for page in opened(workbook(dossier)).worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").lstrip(" \u00a0").startswith(STARTS)
    for sheet in sheets(dossier):
        for row in parsed(text_table(sheet, dossier.speech), ";"):
            assert not any(cell.lstrip(" \u00a0").startswith(STARTS) for cell in row)


@pytest.mark.parametrize("text", ["LinkedIn", "–", "3 fois", "a=b", "e-mail", ""])
def test_an_innocent_text_is_left_as_it_is(text):
    assert harmless(text) == text


@pytest.mark.parametrize("number", [-5, -0.5, 3])
def test_a_number_is_no_formula(number):
    assert harmless(number) == number


# CSV ------------------------------------------------------------------------------------------


def test_french_text_has_a_mark_semicolons_decimal_commas_and_the_line_ends_of_windows():
    content = text_table(networks_sheet(dossier_of("ines")), speech("fr"))

    assert content.startswith(b"\xef\xbb\xbfR\xc3\xa9seau;")
    assert content.count(b"\n") == content.count(b"\r\n") == 1 + len(CATALOGUE.networks)
    assert b"74,3" in content
    assert b"74.3" not in content


def test_english_text_has_commas_and_decimal_points():
    content = text_table(networks_sheet(dossier_of("ines", "en")), speech("en"))

    assert content.startswith(b"\xef\xbb\xbfNetwork,In the plan,")
    assert b",74.3," in content


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_each_line_has_as_many_cells_as_the_heading(who, language, separator):
    for sheet in sheets(dossier_of(who, language)):
        rows = parsed(text_table(sheet, speech(language)), separator)
        assert len(rows) == 1 + len(sheet.rows)
        assert {len(row) for row in rows} == {len(sheet.columns)}


def test_the_week_as_text_adds_up():
    dossier = dossier_of("ines")
    _, *rows = parsed(text_table(week_sheet(dossier), dossier.speech), ";")

    assert sum(int(row[2]) for row in rows) == sum(b.minutes for b in dossier.week.routine)


def test_a_separator_a_quote_or_a_line_end_inside_a_cell_stays_inside():
    row = ("a;b", 'c"d', "e\r\nf", 1.5)
    sheet = Sheet("t", tuple(Column(str(n)) for n in range(4)), (row,))

    _, back = parsed(text_table(sheet, speech("fr")), ";")

    assert back == ["a;b", 'c"d', "e\r\nf", "1,5"]
