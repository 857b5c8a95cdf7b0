"""The tables as files for spreadsheets: a workbook (XLSX), and text (CSV) in each country's way."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

import xlsxwriter  # type: ignore[import-untyped]

from core.vocabulary import Language
from pages.papers.dossier import Dossier
from pages.papers.sheets import Cell, Kind, Sheet, harmless, sheets
from pages.parts.speech import Speech

BYTE_ORDER_MARK = "\ufeff"  # without it, Excel does not read UTF-8
SEPARATORS: dict[Language, tuple[str, str]] = {"fr": (";", ","), "en": (",", ".")}
INDENT = 1  # letters between a figure and the text beside it
LINE_POINTS = 15  # of the spreadsheet's own type
NUMBER_FORMATS: dict[Kind, str] = {"text": "General", "whole": "0", "decimal": "0.0##"}


def workbook(dossier: Dossier) -> bytes:
    """Return every table as a sheet of one XLSX file, with typed numbers and frozen headings."""
    file = io.BytesIO()
    # Nothing a person wrote becomes a formula, a link or a number on its way.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": dossier.speech.say("My networks: few, well kept")})
        wrapped = {"text_wrap": True, "valign": "top"}
        formats: dict[Kind, xlsxwriter.format.Format] = {}
        headings: dict[Kind, xlsxwriter.format.Format] = {}
        for kind, code in NUMBER_FORMATS.items():
            side = {"align": "left" if kind == "text" else "right", "indent": INDENT}
            formats[kind] = book.add_format({**wrapped, **side, "num_format": code})
            headings[kind] = book.add_format({**wrapped, **side, "bold": True, "bottom": 1})
        for sheet in sheets(dossier):
            _write(book.add_worksheet(sheet.title), sheet, headings, formats)
    return file.getvalue()


def _write(
    page: xlsxwriter.worksheet.Worksheet,
    sheet: Sheet,
    headings: dict[Kind, xlsxwriter.format.Format],
    formats: dict[Kind, xlsxwriter.format.Format],
) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.heading, headings[column.kind])
    page.set_row(0, _height([column.heading for column in sheet.columns], sheet))
    for line, row in enumerate(sheet.rows, 1):
        page.set_row(line, _height(row, sheet))
        for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            if isinstance(cell, str):
                page.write_string(line, place, str(harmless(cell)), formats["text"])
            elif cell is not None:
                page.write_number(line, place, cell, formats[column.kind])
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _height(row: Sequence[Cell], sheet: Sheet) -> float:
    """Return the height of a row in points: not every spreadsheet finds it for wrapped text."""
    lines = (
        math.ceil(len(cell) / (column.width - INDENT))
        for cell, column in zip(row, sheet.columns, strict=True)
        if isinstance(cell, str)
    )
    return LINE_POINTS * max(lines, default=1)


def text_table(sheet: Sheet, speech: Speech) -> bytes:
    """Return one table as CSV that a spreadsheet of that language opens right by a double click.

    French: semicolons and decimal commas; English: commas and points. Both in
    UTF-8 with a mark, and with the line ends of Windows.
    """
    separator, point = SEPARATORS[speech.language]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerow([column.heading for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_as_text(cell, point) for cell in row])
    return (BYTE_ORDER_MARK + file.getvalue()).encode("utf-8")


def _as_text(cell: Cell, point: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return str(harmless(cell))
    return f"{cell}".replace(".", point)
