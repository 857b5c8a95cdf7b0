"""Counts by full week, Monday to Sunday, in a person's own time zone."""

from __future__ import annotations

import datetime
import statistics
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.activity.errors import ActivityError

MOST_WEEKS = 520


@dataclass(frozen=True, slots=True)
class Weekly:
    """How often something was done in the last full weeks.

    Attributes:
        asked: How many weeks were asked for.
        first_day: The Monday of the first week counted.
        counts: How often, for each week, the oldest first; fewer weeks than asked
            where the export begins later.
        mean, median: Of these counts, a week.
    """

    asked: int
    first_day: datetime.date
    counts: tuple[int, ...]
    mean: float
    median: float


def zone_of(name: str) -> datetime.tzinfo:
    """Return the time zone of an IANA name such as Europe/Paris.

    Raises:
        ActivityError: If there is none of that name.
    """
    if name == "UTC":
        return datetime.UTC
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise ActivityError("time_zone") from None


def weekly(
    times: Iterable[int], weeks: int, end: int, zone: datetime.tzinfo, start: int | None = None
) -> Weekly | None:
    """Return the counts of the last `weeks` full weeks that end at or before `end`.

    Args:
        times: When it was done, in seconds since 1970.
        weeks: How many weeks are asked for.
        end: When the export ends, in seconds since 1970.
        zone: Where weeks begin at midnight.
        start: When the export begins: weeks before the one it lies in are left out.

    Returns:
        None if no full week is covered.

    Raises:
        ActivityError: If `weeks` is not from 1 to 520.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise ActivityError("weeks")
    mondays = _mondays(weeks, end, zone)
    borders = [_midnight(day, zone) for day in mondays]
    counts = [0] * weeks
    for moment in times:
        if borders[0] <= moment < borders[-1]:
            counts[_week_of(borders, moment)] += 1
    skipped = 0
    while start is not None and skipped < weeks and borders[skipped + 1] <= start:
        skipped += 1
    counts = counts[skipped:]
    if not counts:
        return None
    mean, median = statistics.fmean(counts), float(statistics.median(counts))
    return Weekly(weeks, mondays[skipped], tuple(counts), mean, median)


def _week_of(borders: Sequence[int], moment: int) -> int:
    at = bisect_left(borders, moment)
    return at if at < len(borders) and borders[at] == moment else at - 1


def _mondays(weeks: int, end: int, zone: datetime.tzinfo) -> list[datetime.date]:
    """Return the Mondays on which the weeks begin, and the one on which the last has ended."""
    last = datetime.datetime.fromtimestamp(end, zone).date()
    last -= datetime.timedelta(days=last.weekday())
    return [last - datetime.timedelta(weeks=weeks - number) for number in range(weeks + 1)]


def _midnight(day: datetime.date, zone: datetime.tzinfo) -> int:
    return int(datetime.datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())
