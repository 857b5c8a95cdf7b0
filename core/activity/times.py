"""Times as exports write them, as seconds since 1970 in UTC."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any

UTC = datetime.UTC
EARLIEST = int(datetime.datetime(2004, 1, 1, tzinfo=UTC).timestamp())
LATEST = int(datetime.datetime(2100, 1, 1, tzinfo=UTC).timestamp())
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})?\Z", re.ASCII
)
DAY_SECONDS = 86_400
MOST_CHARACTERS = 60

# By magnitude, as networks mix units under one name: least value, and how many make a second.
_UNITS = ((1e9, 4e9, 1), (1e12, 4e12, 1_000), (1e15, 4e15, 1_000_000))
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_CLOCK = r"(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
_ZONE = r"(?:\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})(?:\s+UTC)?)?"
_HALF = r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?"
_FORMS = [
    re.compile(form)
    for form in (
        rf"(?P<y>\d{{4}})[-/](?P<m>\d{{1,2}})[-/](?P<d>\d{{1,2}})(?:[T ]\s*{_CLOCK}{_ZONE})?",
        rf"(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/(?P<y>\d{{4}}|\d{{2}})(?:,?\s+{_CLOCK}{_HALF}{_ZONE})?",
        rf"(?P<d>\d{{1,2}}) (?P<name>[A-Za-z]{{3}})[a-z]*\.? (?P<y>\d{{4}})"
        rf"(?:,?\s+{_CLOCK}{_ZONE})?",
        rf"[A-Za-z]{{3}},? (?P<name>[A-Za-z]{{3}}) (?P<d>\d{{1,2}}) {_CLOCK}{_ZONE} (?P<y>\d{{4}})",
    )
]


def seconds_of(value: Any) -> int | None:
    """Return a time as seconds since 1970 in UTC; None if it is none.

    Numbers are seconds, milliseconds or microseconds, by their magnitude. A
    text without a zone is taken as UTC, one of a date alone as noon.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return _of_number(int(text))
    if _ISO.match(text) and (seconds := _of_iso(text)) is not None:  # by far the most
        return seconds
    return next((_of_match(found) for form in _FORMS if (found := form.fullmatch(text))), None)


def _of_iso(text: str) -> int | None:
    """Return the time of "2024-06-03 10:00:00", with nothing or Z or an offset after it."""
    try:
        then = datetime.datetime.fromisoformat(text)
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return int((then - _EPOCH).total_seconds() // 1)
    except (ValueError, OverflowError):
        return None


def is_iso_with_zone(text: str) -> bool:
    """Return whether a text is an ISO 8601 time that tells its zone."""
    found = _FORMS[0].fullmatch(text.strip()) if len(text) <= MOST_CHARACTERS else None
    return found is not None and found["zone"] is not None and _of_match(found) is not None


def in_range(seconds: int, latest: int = LATEST) -> bool:
    """Return whether a time can be that of an action: since 2004, and not after `latest`."""
    return EARLIEST <= seconds <= latest


def _of_number(number: float) -> int | None:
    if not math.isfinite(number):
        return None
    for least, most, parts in _UNITS:
        if least <= number <= most:
            return int(number // parts)
    return 0  # a number, but no time of an action: out of range rather than missing


def _of_match(found: re.Match[str]) -> int | None:
    part = found.groupdict()
    month = _MONTHS.get(part["name"].lower()) if part.get("name") else int(part["m"])
    year = int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
    hour = _hour(part)
    try:
        then = datetime.datetime(
            year, month or 0, int(part["d"]), hour, int(part["mi"] or 0), int(part["s"] or 0),
            tzinfo=_zone(part.get("zone")),
        )  # fmt: skip
        return int((then - _EPOCH).total_seconds())
    except (ValueError, OverflowError):
        return None


def _hour(part: dict[str, str | None]) -> int:
    if part["h"] is None:
        return 12
    half, hour = (part.get("half") or "").lower(), int(part["h"])
    return hour if not half else hour % 12 + (12 if half == "p" else 0)


def _zone(text: str | None) -> datetime.tzinfo:
    if text is None or text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return datetime.timezone(datetime.timedelta(minutes=minutes if text[0] == "+" else -minutes))
