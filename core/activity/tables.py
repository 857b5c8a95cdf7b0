"""Tables (CSV) and lists in plain text, read row by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TextIO

from core.activity.errors import ActivityError
from core.activity.times import is_iso_with_zone, seconds_of

MOST_FIELD_CHARACTERS = 1_000_000
MOST_ROW_CHARACTERS = 4_000_000
MOST_ROWS_BEFORE_HEADER = 50
SAMPLE_ROWS = 200
# Inside a cell, a line that begins as a row does: with a day, perhaps an hour, and what follows.
_SWALLOWED = re.compile(
    r'\n"?(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4},?|\d{1,2} [A-Za-z]{3} \d{4},?)'
    r'(?P<clock>[ T]\d{1,2}:\d{2}(?::\d{2})?[^,;\t\n]{0,12})?"?(?P<rest>[,;\t].*)'
)
_DATE_LINE = re.compile(r"(?:Date|Datum|Fecha|Fecha y hora)\s?:\s*(\S.{7,50})", re.IGNORECASE)
_NOTHING_LINES = re.compile(
    r"(?i)(you have no data|no data|dit gedeelte bevat geen|aucune donnée|vous n['’]avez pas de"
    r"|keine daten|no tienes datos|no hay datos|esta sección no)"
)
Row = dict[str, str]


def raw_rows(text: TextIO, *, backslash_quotes: bool = False) -> Iterator[list[str]]:
    """Yield the rows of a table, header and all; its separator is that of its first lines.

    Raises:
        ActivityError: If its rows cannot be told apart.
    """
    lines = _Lines(text)
    first = list(islice(lines, 5))
    csv.field_size_limit(MOST_FIELD_CHARACTERS)
    rows = csv.reader(
        _chained(first, lines), delimiter=_separator("".join(first)), strict=False,
        escapechar="\\" if backslash_quotes else None,
    )  # fmt: skip
    width = 2
    try:
        for row in rows:
            lines.of_row = 0
            if any("\n" in cell and _has_swallowed(cell, width) for cell in row):
                raise ActivityError("table")
            width = max(width, len(row))
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error:
        raise ActivityError("table") from None


def _has_swallowed(cell: str, width: int) -> bool:
    """Return whether an unclosed quote has made rows part of a cell.

    A person's own words may begin a line with a day: that line is a row only if it
    goes on with an hour, or with as many cells as the table is wide.
    """
    return any(
        found["clock"] or sum(found["rest"].count(sign) for sign in ",;\t") >= width - 1
        for found in _SWALLOWED.finditer(cell)
    )


def reads_with_backslashes(text: TextIO) -> bool:
    """Return whether a table can be told apart into rows where a backslash hides a quote."""
    try:
        return sum(1 for _ in raw_rows(text, backslash_quotes=True)) >= 0
    except ActivityError:
        return False


def rows_by_name(
    text: TextIO, columns: Sequence[str], *, backslash_quotes: bool = False
) -> Iterator[Row]:
    """Yield the rows below the header that has all of `columns`, by folded column name.

    The first row is empty and stands for the header found.

    Raises:
        ActivityError: If no header is found.
    """
    header: list[str] | None = None
    for number, row in enumerate(raw_rows(text, backslash_quotes=backslash_quotes)):
        if header is not None:
            yield dict(zip(header, row, strict=False))
            continue
        names = [cell.strip().strip("\ufeff").casefold() for cell in row]
        if set(columns) <= set(names):
            header = names
            yield {}
        elif number > MOST_ROWS_BEFORE_HEADER:
            break
    if header is None:
        raise ActivityError("structure")


def dated_lines(text: TextIO) -> Iterator[str]:
    """Yield the times of the entries of a list in plain text.

    Raises:
        ActivityError: If it holds something, but no entry.
    """
    found = filled = nothing = False
    lines = _Lines(text)
    for line in lines:
        lines.of_row = 0
        plain = line.strip()
        match = _DATE_LINE.fullmatch(plain)
        if match and seconds_of(match[1]) is not None:
            found = True
            yield match[1]
        filled = filled or bool(plain)
        nothing = nothing or bool(_NOTHING_LINES.search(plain))
    if filled and not found and not nothing:
        raise ActivityError("structure")


@dataclass(frozen=True)
class Layout:
    """Which columns of a table of YouTube say what; -1 for none."""

    kind: str
    time: int
    key: int = -1
    parent: int = -1


_NAMED = (
    ("comment", "comment create timestamp"),
    ("comment", "aanmaaktijdstempel reactie"),
    ("comment", "marca de tiempo de creación del comentario"),
    ("comment", "marcajul temporal de creare a comentariului"),
    ("comment", "komentaro sukūrimo laiko žymė"),
    ("post", "video create timestamp"),
    ("post", "tijdstempel aanmaaktijd video"),
    ("post", "marca de tiempo de creación del vídeo"),
    ("live", "live chat create timestamp"),
)
_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}")


def youtube_rows(text: TextIO, *, guessed: bool = False) -> Iterator[dict[str, Any]]:
    """Yield {kind, time, id, parent} of a table of YouTube, in whatever language its header is.

    Of a table whose name says nothing (`guessed`) more proof is asked. The first
    row is empty and stands for the layout found.

    Raises:
        ActivityError: If it is no such table.
    """
    rows = raw_rows(text)
    sample = [row for row, _ in zip(rows, range(SAMPLE_ROWS + 1), strict=False)]
    if not sample:
        raise ActivityError("empty")
    layout = youtube_layout(sample[0], sample[1:], guessed=guessed)
    if layout is None:
        if len(sample) == 1 and 3 <= len(sample[0]) <= 20:
            yield {}  # nothing below the header: nothing to be misunderstood
            return
        raise ActivityError("structure")
    yield {}
    for row in _chained(sample[1:], rows):
        yield {
            "kind": layout.kind,
            "time": _cell(row, layout.time),
            "id": _cell(row, layout.key),
            "parent": _cell(row, layout.parent),
        }


def youtube_layout(
    header: Sequence[str], sample: Sequence[Sequence[str]], *, guessed: bool
) -> Layout | None:
    """Return the layout of a table by its header in English, or else by what its columns hold."""
    names = [name.strip().strip("\ufeff").casefold() for name in header]
    width = len(header)
    for kind, name in _NAMED:
        if name in names and "comment id" in names:
            key, parent = _place(names, "comment id"), _place(names, "parent comment id")
            return Layout(kind, names.index(name), key, parent)
        if name in names:
            talk = _talk(names.index(name), width) if kind == "comment" else None
            return talk or Layout(kind, names.index(name))
    times = [at for at in range(width) if _mostly(sample, at, is_iso_with_zone)]
    if not times:
        return None
    if 5 <= width <= 9 and len(times) == 1 and any(_has_text(sample, at) for at in range(width)):
        return _talk(times[0], width)
    numbers = any(_mostly(sample, at, str.isdigit) for at in range(width))
    if guessed:
        numbers = numbers and _mostly(sample, 0, _VIDEO_ID.fullmatch)
    filled = len(times) == 2 or (len(times) == 1 and width >= 9)
    return Layout("post", times[0], 0) if filled and numbers and width > 3 else None


def _talk(time: int, width: int) -> Layout | None:
    """Return the layout of comments or live chat: before June 2024 the comment's id came first."""
    if width <= 6 and time == 2:
        return Layout("live", time)
    if time == 1 and width >= 7:
        return Layout("comment", time, 3, 4)
    return Layout("comment", time, 0, 4) if time == 2 and width >= 7 else None


def _has_text(sample: Sequence[Sequence[str]], at: int) -> bool:
    return _mostly(sample, at, lambda cell: cell.startswith(('{"text"', '{"takeoutSegments"')))


def _mostly(sample: Sequence[Sequence[str]], at: int, test: Any) -> bool:
    fitting = sum(bool(test(_cell(row, at))) for row in sample)
    return fitting > 0.9 * len(sample)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if 0 <= at < len(row) else ""


def _place(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _separator(start: str) -> str:
    return max(",;\t", key=lambda sign: (start.count(sign), sign == ","))


def _chained(first: Sequence[Any], rest: Iterator[Any]) -> Iterator[Any]:
    yield from first
    yield from rest


class _Lines:
    """The lines of a text, none of them endless, nor the row that they are of."""

    def __init__(self, text: TextIO) -> None:
        self.text, self.of_row = text, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(MOST_FIELD_CHARACTERS)
        if not line:
            raise StopIteration
        self.of_row += len(line)
        if len(line) >= MOST_FIELD_CHARACTERS or self.of_row > MOST_ROW_CHARACTERS:
            raise ActivityError("table")
        return line.replace("\0", "")
