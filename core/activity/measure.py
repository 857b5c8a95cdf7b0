"""Exports in, counts out: which network, which files, what they tell and what they do not."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.activity.archive import Pace
from core.activity.errors import Reason
from core.activity.gathering import EndedBy, Export, FileNote, Gathered, Ledger, gather
from core.activity.rules import Action, ActivityRules, Rule
from core.activity.times import DAY_SECONDS, EARLIEST, LATEST, seconds_of
from core.activity.weeks import Weekly, weekly, zone_of

__all__ = ["WEEKS", "Activity", "EndedBy", "FileNote", "Measured", "State", "measure"]

State = Literal["measured", "zero", "undated", "lower_bound", "not_in_export", "unreadable"]
WEEKS = (4, 12)


@dataclass(frozen=True)
class Measured:
    """What is known of one action on one network.

    Attributes:
        state: "measured"; "zero": looked for and not there; "undated": a total
            without times; "lower_bound": there may be more; "not_in_export":
            nothing is known; "unreadable": there is a file, and it cannot be used.
        reason: Why it is a lower bound or unreadable.
        total: How many, once each, whenever; None where nothing is known.
        dated, undated, out_of_range, invalid, duplicates: How many of each.
        first, last: The times of the first and last dated one, in UTC.
        parts: How many of each part told apart; "" is the main one.
        together: Other actions that are counted in here, as the export does not tell
            them apart (replies among the comments); their own state is "not_in_export",
            their reason "told_together".
        weeks: Counts by week, by the number of weeks asked for; none where no rate is known.
    """

    network: str
    action: Action
    state: State
    reason: Reason | None = None
    total: int | None = None
    dated: int = 0
    undated: int = 0
    out_of_range: int = 0
    invalid: int = 0
    duplicates: int = 0
    first: datetime.datetime | None = None
    last: datetime.datetime | None = None
    parts: Mapping[str, int] = field(default_factory=dict)
    together: tuple[Action, ...] = ()
    weeks: Mapping[int, Weekly] = field(default_factory=dict)


@dataclass(frozen=True)
class Activity:
    """Everything that exports tell, by network and action; and what became of each file."""

    zone: str
    ends: Mapping[str, tuple[datetime.datetime, EndedBy]]
    measured: tuple[Measured, ...]
    files: tuple[FileNote, ...]

    def of(self, network: str, action: str) -> Measured | None:
        """Return what is known of an action on a network; None if none of it was handed over."""
        return next((m for m in self.measured if (m.network, m.action) == (network, action)), None)


def measure(
    exports: Sequence[Export],
    rules: ActivityRules,
    *,
    zone: str = "UTC",
    weeks: Sequence[int] = WEEKS,
    latest: datetime.datetime | None = None,
    end: datetime.datetime | None = None,
    secret: bytes = b"activity",
    progress: Callable[[float], None] | None = None,
) -> Activity:
    """Return what the exports tell.

    Args:
        exports: (name, file) of each: archives or single files, in any order. They
            are only read, and must be able to seek.
        rules: How exports are read.
        zone: IANA name of the time zone in which weeks begin.
        weeks: Over how many full weeks to count.
        latest: Now: what says it happened later cannot be true.
        end: When the exports end, where a person knows better than they tell.
        secret: What keys of entries are hashed with; they do not leave this function.
        progress: Called with the share done, 0 to 1, that never falls; at least once for
            every megabyte read. To cancel, raise from it anything that is no
            `ActivityError`: it ends the measuring and comes out as it is.

    Raises:
        ActivityError: If the zone or the weeks are none. What is wrong with a file
            is told in `files`, and never raised.
    """
    place = zone_of(zone)
    for number in weeks:
        weekly((), number, EARLIEST, place)
    gathered, notes = gather(exports, rules, secret, Pace(progress))
    top = LATEST if latest is None else int(latest.timestamp())
    measured: list[Measured] = []
    ends: dict[str, tuple[datetime.datetime, EndedBy]] = {}
    for name, network in gathered.items():
        last, by = _end_of(network, top, end)
        ends[name] = (_utc(last), by)
        measured += _measured(network, last, _most(last, by, top), weeks, place)
    return Activity(zone, ends, tuple(measured), tuple(notes))


def _utc(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


# When they end.


def _end_of(network: Gathered, top: int, given: datetime.datetime | None) -> tuple[int, EndedBy]:
    """Return when the exports of a network end, and what tells so."""
    if given is not None:
        return min(int(given.timestamp()), LATEST), "given"
    most = top + DAY_SECONDS
    times = [t for t in network.times() if t is not None and EARLIEST <= t <= most]
    sources: tuple[EndedBy, ...] = ("manifest", "name", "members")
    for source in sources:
        days = [day for day in network.days.get(source, []) if day <= most]
        if days and 2 * sum(t > max(days) + DAY_SECONDS for t in times) <= len(times):
            return max(days), source
    return max(times, default=EARLIEST), "last_event"


def _most(end: int, by: EndedBy, top: int) -> int:
    """Return the latest time that is believed: a day named may be that of the export itself."""
    return min(top + DAY_SECONDS, end if by == "last_event" else end + DAY_SECONDS)


# What is known of each action.


def _measured(
    network: Gathered, end: int, most: int, weeks: Sequence[int], zone: datetime.tzinfo
) -> Iterator[Measured]:
    believed = [t for t in network.times() if t is not None and EARLIEST <= t <= most]
    start = min(believed, default=None)
    for action in dict.fromkeys((*network.rules.actions, *network.rules.never)):
        yield _one(network, action, (end, most, start), weeks, zone)


def _one(
    network: Gathered, action: Action, bounds: tuple[int, int, int | None],
    weeks: Sequence[int], zone: datetime.tzinfo,
) -> Measured:  # fmt: skip
    end, most, start = bounds
    ledger = network.ledgers.get(action, Ledger())
    times = ledger.times()
    dated = sorted(t for t in times if t is not None and EARLIEST <= t <= most)
    undated = sum(t is None for t in times)
    out = len(times) - len(dated) - undated
    rules = network.rules.of(action)
    invalid = sum(network.invalid[rule.id] for rule in rules)
    state, reason = _state(network, action, end, (len(dated), undated, out, invalid))
    known = state not in ("not_in_export", "unreadable")
    found: dict[int, Weekly | None] = {}
    if _has_rate(network, rules, state, dated, end):
        found = {n: weekly(dated, n, end, zone, start) for n in weeks}
    return Measured(
        network=network.rules.id, action=action, state=state, reason=reason,
        total=len(dated) + undated if known else None,
        dated=len(dated), undated=undated, out_of_range=out, invalid=invalid,
        duplicates=network.duplicates[action],
        first=_utc(dated[0]) if dated else None, last=_utc(dated[-1]) if dated else None,
        parts=_parts(ledger, most) if known else {},
        together=network.rules.together.get(action, ()),
        weeks={n: one for n, one in found.items() if one is not None},
    )  # fmt: skip


def _parts(ledger: Ledger, most: int) -> dict[str, int]:
    """Return how many of each part told apart can be true."""
    return {
        part: sum(t is None or EARLIEST <= t <= most for t in ledger.times(part))
        for part in sorted(ledger.kept)
    }


def _has_rate(
    network: Gathered, rules: Sequence[Rule], state: State, dated: Sequence[int], end: int
) -> bool:
    """Return whether counts by week say anything.

    Not where entries have no times, nor where the network stopped exporting before
    the end: weeks without any would look like weeks in which nothing was done.
    """
    ceased = any(r.limit and r.limit.ceased and _limited(network, r, end) for r in rules)
    if ceased or state not in ("measured", "zero", "lower_bound"):
        return False
    return bool(dated) or state != "lower_bound"


def _state(
    network: Gathered, action: Action, end: int, counts: tuple[int, int, int, int]
) -> tuple[State, Reason | None]:
    dated, undated, out, invalid = counts
    rules = network.rules.of(action)
    good = [rule for rule in rules if rule.id in network.good]
    bad = [network.bad[rule.id] for rule in rules if rule.id in network.bad]
    if not good:
        if bad:
            return "unreadable", bad[0]
        proven = bool(rules) and len(network.complete) >= 2
        return ("zero", None) if proven else ("not_in_export", _told_elsewhere(network, action))
    if not dated and undated:
        return "undated", None
    reason = _why_more(network, rules, good, bad, end)
    if reason is None and invalid:
        reason = "invalid_rows"
    if reason is None and undated:
        reason = "some_undated"
    if not dated and (out or reason in ("invalid_rows", *bad)):
        return "unreadable", "no_valid_time" if out else reason
    if reason is not None:  # an empty side file says nothing of the main one
        side = reason == "part_missing" and not dated
        return ("not_in_export", None) if side else ("lower_bound", reason)
    return ("measured", None) if dated else ("zero", None)


def _told_elsewhere(network: Gathered, action: Action) -> Reason | None:
    """Return that an action is counted with another that is there, or is in a larger export."""
    for other, inside in network.rules.together.items():
        read = any(rule.id in network.good for rule in network.rules.of(other))
        if action in inside and read:
            return "told_together"
    return "basic_archive" if network.rules.complete and network.rules.of(action) else None


def _why_more(
    network: Gathered, rules: Sequence[Rule], good: Sequence[Rule], bad: Sequence[Reason], end: int
) -> Reason | None:
    """Return why there may be more than was counted; None if there may not."""
    if bad:
        return bad[0]
    for rule in good:
        if rule.limit is not None and _limited(network, rule, end):
            return rule.limit.reason
    mains = [rule for rule in rules if rule.part is None]
    return "part_missing" if mains and all(rule.part for rule in good) else None


def _limited(network: Gathered, rule: Rule, end: int) -> bool:
    limit = rule.limit
    if limit is None or limit.unless in network.good:
        return False
    return end >= (seconds_of(limit.since) or EARLIEST)
