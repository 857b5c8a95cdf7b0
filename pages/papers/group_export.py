"""A workshop as tables for a spreadsheet: the group as it is protected, and rows with consent."""

from __future__ import annotations

from collections.abc import Iterator

from core.catalogue import Catalogue
from core.workshop.group import Named, Picture, Table
from core.workshop.sending import Sending
from pages.charts.group import band_in_words
from pages.papers.sheets import Cell, Column, Sheet
from pages.papers.spreadsheet import text_table
from pages.parts.sending_words import field_name
from pages.parts.speech import Speech

LISTS = ("wanted", "running", "recommended")


def files(
    pictures: tuple[Picture, ...], rows: tuple[Sending, ...], speech: Speech, catalogue: Catalogue
) -> dict[str, bytes]:
    """Return CSV files by name: the group, and the rows of those who agreed, if there are any."""
    made = {"groupe.csv": text_table(group_sheet(pictures, speech, catalogue), speech)}
    if rows:
        made["lignes.csv"] = text_table(rows_sheet(rows, speech, catalogue), speech)
    return made


def group_sheet(pictures: tuple[Picture, ...], speech: Speech, catalogue: Catalogue) -> Sheet:
    """Return one row per band of every question, and per network named."""
    say = speech.say
    columns = (
        Column(say("Question"), width=32),
        Column(say("Band"), width=24),
        Column(say("People"), "whole"),
        Column(say("Of"), "whole"),
    )
    rows: list[tuple[Cell, ...]] = []
    for picture in pictures:
        for name, table in picture.tables.items():
            rows += list(_bands(name, table, speech))
        for name, named in picture.names.items():
            asked = field_name(name, speech)
            rows += [(asked, catalogue.networks[n.network].name, _people(n), n.of) for n in named]
    return Sheet(say("The group"), columns, tuple(rows))


def _people(named: Named) -> int | str:
    """Return how many named a network; of nearly all, the number is not told."""
    return f"≥ {named.people}" if named.nearly_all else named.people


def _bands(name: str, table: Table, speech: Speech) -> Iterator[tuple[str, str, int, int]]:
    for band in table.bands:
        words = band_in_words(band, table, speech)
        yield field_name(name, speech), words, band.people, table.people


def rows_sheet(rows: tuple[Sending, ...], speech: Speech, catalogue: Catalogue) -> Sheet:
    """Return one row for each person who agreed to it, in no order."""
    fields = [name for name in Sending.model_fields if name not in ("version", "consent")]
    columns = tuple(
        Column(field_name(name, speech), "text" if name in LISTS else "whole") for name in fields
    )
    return Sheet(
        speech.say("Rows"),
        columns,
        tuple(tuple(_cell(getattr(row, name), catalogue) for name in fields) for row in rows),
    )


def _cell(value: object, catalogue: Catalogue) -> str | int | None:
    if isinstance(value, tuple):
        return ", ".join(catalogue.networks[name].name for name in value)
    return value if isinstance(value, int) else None
