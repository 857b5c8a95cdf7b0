"""What exports tell, as data for machines and as lines for people."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from core.activity.errors import MEANING
from core.activity.measure import Activity, Measured
from core.activity.weeks import Weekly

VERSION = 1


def as_data(activity: Activity) -> dict[str, Any]:
    """Return everything as JSON can write it; what is not known is null, never 0."""
    return {
        "version": VERSION,
        "time_zone": activity.zone,
        "ends": {
            name: {"time": _written(end), "by": by} for name, (end, by) in activity.ends.items()
        },
        "measured": [_one(found) for found in activity.measured],
        "files": [
            {"export": note.export, "kind": note.kind or None, "reason": note.reason}
            for note in activity.files
        ],
    }


def in_lines(activity: Activity) -> Iterator[str]:
    """Yield lines for people: counts and coverage by action, then what could not be read."""
    for found in activity.measured:
        yield f"{found.network:<10} {found.action:<8} {found.state:<14} {_told(found)}".rstrip()
    faults = [note for note in activity.files if note.reason is not None]
    for note in dict.fromkeys(faults):
        assert note.reason is not None
        what = note.kind or "no file known"
        yield f"export {note.export + 1}, {what} ({faults.count(note)}): {MEANING[note.reason]}"


def _one(found: Measured) -> dict[str, Any]:
    names = ("network", "action", "state", "reason", "total", "dated", "undated")
    more = ("out_of_range", "invalid", "duplicates")
    return {
        **{name: getattr(found, name) for name in (*names, *more)},
        "first": _written(found.first),
        "last": _written(found.last),
        "parts": dict(found.parts),
        "together": list(found.together),
        "weeks": {str(number): _weekly(one) for number, one in found.weeks.items()},
    }


def _weekly(found: Weekly) -> dict[str, Any]:
    return {
        "first_day": found.first_day.isoformat(),
        "counts": list(found.counts),
        "mean": found.mean,
        "median": found.median,
    }


def _written(time: datetime.datetime | None) -> str | None:
    return None if time is None else time.isoformat().replace("+00:00", "Z")


def _told(found: Measured) -> str:
    parts = [] if found.total is None else [f"{found.total} in all"]
    parts += [
        f"{one.mean:.1f} a week (median {one.median:g}) over {len(one.counts)} weeks"
        for one in found.weeks.values()
    ]
    parts += [f"{found.undated} undated"] * bool(found.undated and found.dated)
    parts += [f"{found.out_of_range} out of range"] * bool(found.out_of_range)
    return "; ".join([*parts, *([MEANING[found.reason]] if found.reason else [])])
