"""Answers in short for a link: tables by id become rows of values in an order for good.

`{"comment": 3.0, "like": 10.0}` becomes "3,10": what sender and reader both know is not
sent. The orders and the dictionary are frozen for as long as links of version 2 are to be
read. A table with an id that is not in its order stays as it is, and only makes the link
longer. A better order is a new version of the link.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.link_words import (
    AGES,
    CHECKLIST,
    CRITERIA,
    DAYS,
    FORMATS,
    GEOGRAPHIES,
    GOALS,
    NETWORKS,
    RED_LINES,
    RUNGS,
    TIMED,
    TONES,
    VALUES,
)

ACTIONS = [name for name in TIMED if "." not in name]
ANY = "*"
SIGNS = {True: "+", False: "-", None: "."}
SAID = {"+": True, "-": False}


@dataclass(frozen=True, slots=True)
class Row:
    """Where a table is kept: its ids in order, and whether its values are yes and no."""

    ids: Sequence[str]
    yes_or_no: bool = False


Places = Mapping[str, Any]  # by key of the answers: a Row, or places within
Change = Callable[[Any, Row], Any]

_NETWORK: Places = {
    "profile": Row(CHECKLIST, yes_or_no=True),
    "today_counts": Row(ACTIONS),
    "counts": {ANY: Row(ACTIONS)},
    "ratings": Row(CRITERIA),
}
PLACES: Places = {
    "goals": Row(GOALS),
    "criterion_weights": Row(CRITERIA),
    "minutes_per_action": Row(TIMED),
    "minutes_by_day": Row(DAYS),
    "networks": {ANY: _NETWORK},
    "check_ins": {"networks": {ANY: {"counts": Row(ACTIONS), "planned": Row(ACTIONS)}}},
}


def shortened(said: Any) -> Any:
    """Return answers, as their canonical JSON holds them, with tables as rows."""
    return _changed(said, PLACES, _as_row)


def restored(said: Any) -> Any:
    """Return what `shortened` was given.

    Raises:
        ValueError: If a row is none.
    """
    return _changed(said, PLACES, _as_table)


def _changed(said: Any, places: Places, change: Change) -> Any:
    if isinstance(said, list):
        return [_changed(one, places, change) for one in said]
    if not isinstance(said, dict):
        return said
    return {
        key: _at(value, places.get(key, places.get(ANY)), change) for key, value in said.items()
    }


def _at(value: Any, place: Row | Places | None, change: Change) -> Any:
    """Return what stands at a place: a table changed, or what is within."""
    if isinstance(place, Row):
        return change(value, place)
    return value if place is None else _changed(value, place, change)


def _as_row(table: Any, row: Row) -> Any:
    if not isinstance(table, dict) or not table.keys() <= set(row.ids):
        return table
    values = [table.get(name) for name in row.ids]
    if row.yes_or_no:
        return "".join(SIGNS[value] for value in values).rstrip(".")
    return ",".join("" if value is None else _number(value) for value in values).rstrip(",")


def _number(value: float) -> str:
    return f"{value!r}".removesuffix(".0")


def _as_table(text: Any, row: Row) -> Any:
    if not isinstance(text, str):
        return text
    pieces = list(text) if row.yes_or_no else text.split(",")
    if len(pieces) > len(row.ids):
        raise ValueError("expected no more values than ids")
    gap, read = (".", SAID.__getitem__) if row.yes_or_no else ("", json.loads)
    return {name: read(piece) for name, piece in zip(row.ids, pieces, strict=False) if piece != gap}


def dictionary() -> bytes:
    """Return the dictionary of links of version 2. What is said most often comes last."""
    day = dict(zip(NETWORKS, DAYS, strict=False))
    network = {"since_year": 2019, "state": "on", "today": "light"}
    texts: list[Any] = [
        [*GEOGRAPHIES, *NETWORKS, *CHECKLIST, *FORMATS, "fr", "version", "introduction"],
        {"family": "professional", "format": "text", "id": "own_1", "name": ""},
        {"check_ins": [{"networks": {"x": {"counts": "3,10,,1,,2,1", "minutes": 60}}}]},
        {"week": "2026-11-23"},
        {"block_days": {f"{name}.1": one for name, one in day.items()}},
        {"block_minutes": {f"{name}.2": 30 for name in day}},
        {"counts": dict.fromkeys(RUNGS, "2,2,2,2,2,2,2,2")},
        {"lock": "never", "profile": "-+-+-+--++", "ratings": "0.5,0.5,0.5,0.5"},
        {"lock": "keep", "profile": "++++++++++", "today_counts": "5,5,5,5,5,5,5,5", **network},
        {"format": "image", "profile": "..........", **network},
        {"ages": AGES, "criterion_weights": "1,1,1,1", "formats": FORMATS, "goals": "2,,2,,2"},
        {"guess_minutes": 120, "intense": True, "minutes_by_day": "60,60,60,60,60,60,60"},
        {"minutes_per_action": "1,2,15,0.5", "networks": {}},
        {name: {"state": "want", "today": "steady"} for name in NETWORKS},
        {"only_named": True, "publics": ["b2b", "b2c"], "red_lines": RED_LINES, "tones": TONES},
        {"values": VALUES, "version": 2, "weekly_minutes": 300},
    ]
    return "".join(json.dumps(one, separators=(",", ":")) for one in texts).encode()
