"""Rows under named columns: what a picture draws, and the table that stands behind it.

A screen fills some ten of them on every move of a slider. As data frames they would take
most of its time; these take a twentieth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, each with one value for every column."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Row]) -> Table:
        """Return a table from rows whose values stand in the order of the columns."""
        return cls(tuple(columns), tuple(rows))

    @classmethod
    def of_records(cls, records: Sequence[Mapping[str, Any]]) -> Table:
        """Return a table from rows by name; the first one names the columns of all."""
        columns = tuple(records[0]) if records else ()
        return cls(columns, tuple(tuple(record[name] for name in columns) for record in records))

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> list[Any]:
        """Return the values of a column, from top to bottom."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def records(self) -> list[dict[str, Any]]:
        """Return every row by name of column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def by_column(self) -> dict[str, list[Any]]:
        """Return the values of every column."""
        if not self.rows:
            return {name: [] for name in self.columns}
        return dict(zip(self.columns, map(list, zip(*self.rows, strict=True)), strict=True))

    def frame(self) -> pd.DataFrame:
        """Return the same as a data frame, to reckon with."""
        return pd.DataFrame(self.rows, columns=list(self.columns))
