"""Exports in, counts out: which network, which files, what they tell and what they do not."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from core.activity.archive import Budget, Member, Pace, members_of
from core.activity.errors import ActivityError, Reason
from core.activity.judges import Context, thread_scope
from core.activity.owners import common_owner, owners_in
from core.activity.reading import MOST_EVENTS, Tally, read_member, texts_at
from core.activity.rules import Action, ActivityRules, NetworkRules, Rule
from core.activity.times import DAY_SECONDS, EARLIEST, LATEST, seconds_of
from core.activity.weeks import Weekly, weekly, zone_of

State = Literal["measured", "zero", "undated", "lower_bound", "not_in_export", "unreadable"]
EndedBy = Literal["name", "manifest", "members", "last_event", "given"]
WEEKS = (4, 12)


@dataclass(frozen=True, slots=True)
class FileNote:
    """What became of one file: `kind` names the rule, such as "x.tweets"; empty for none."""

    export: int
    kind: str
    reason: Reason | None


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


@dataclass
class _Gathered:
    """What the files of one network told."""

    rules: NetworkRules
    entries: dict[tuple[str, str], dict[int, int | None]] = field(default_factory=dict)
    good: set[str] = field(default_factory=set)
    bad: dict[str, Reason] = field(default_factory=dict)
    invalid: Counter[str] = field(default_factory=Counter)
    duplicates: Counter[str] = field(default_factory=Counter)
    days: dict[EndedBy, list[int]] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)


def measure(
    exports: Sequence[tuple[str, BinaryIO]],
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
    gathered, notes = _gather(exports, rules, secret, Pace(progress))
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


# Which files are whose.


@dataclass(frozen=True)
class _Candidate:
    network: NetworkRules
    rule: Rule
    whole: bool  # all of the rule's path fits, not just a file name given alone


def _candidates(member: Member, rules: ActivityRules) -> list[_Candidate]:
    found = [
        _Candidate(network, rule, whole)
        for network in rules.networks.values()
        for rule in network.rules
        if (whole := _fits(member.path, rule)) is not None
    ]
    alone = len(member.path) == 1  # its folders, which tell networks apart, may have been lost
    best = [one for one in found if (one.whole or alone) and not one.rule.weak] or found
    strong = [one for one in best if not one.rule.weak]
    return strong or best


def _fits(path: tuple[str, ...], rule: Rule) -> bool | None:
    """Return whether a path ends as a rule's does; None if not. False: what there is of it does."""
    whole: bool | None = None
    for patterns in rule.path_patterns:
        length = min(len(path), len(patterns))
        ends = zip(path[-length:], patterns[-length:], strict=True)
        if all(pattern.fullmatch(part) for part, pattern in ends):
            whole = whole or length == len(patterns)
    return whole


class _Chooser:
    """Says which network a file is of where its path alone fits several."""

    def __init__(self, names: Sequence[str], rules: ActivityRules) -> None:
        self.names, self.rules = names, rules
        self.sure: list[tuple[Member, str]] = []

    def learn(self, member: Member, found: Sequence[_Candidate]) -> None:
        """Remember a file whose network is sure."""
        networks = {one.network.id for one in found}
        if len(networks) == 1 and all(one.whole and not one.rule.weak for one in found):
            self.sure.append((member, networks.pop()))

    def choose(self, member: Member, found: Sequence[_Candidate]) -> list[_Candidate]:
        """Return the candidates of the network that it most likely is of; all if none is."""
        networks = {one.network.id for one in found}
        if len(networks) > 1:
            chosen = self._marked(member, networks) or self._near(member, networks)
            found = [one for one in found if chosen in (None, one.network.id)]
        return list(found)

    def _marked(self, member: Member, networks: set[str]) -> str | None:
        for place in ("/".join(member.path), self.names[member.export].casefold()):
            marked = {
                name
                for name in networks
                if any(mark in place for mark in self.rules.networks[name].markers)
            }
            if len(marked) == 1:
                return marked.pop()
        return None

    def _near(self, member: Member, networks: set[str]) -> str | None:
        scores: Counter[str] = Counter()
        for other, name in self.sure:
            if name in networks:
                same = other.export == member.export
                scores[name] = max(scores[name], 1 + same * (1 + _common(member.path, other.path)))
        ranked = scores.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many folders two paths share, from the top."""
    count = 0
    for left, right in zip(one[:-1], other[:-1], strict=False):
        if left != right:
            break
        count += 1
    return count


# Reading them.


def _gather(
    exports: Sequence[tuple[str, BinaryIO]], rules: ActivityRules, secret: bytes, pace: Pace
) -> tuple[dict[str, _Gathered], list[FileNote]]:
    members, notes = _listed(exports, Budget(pace=pace))
    chooser = _Chooser([name for name, _ in exports], rules)
    found = [(member, _candidates(member, rules)) for member in members]
    for member, candidates in found:
        chooser.learn(member, candidates)
    chosen = [(m, chooser.choose(m, candidates)) for m, candidates in found if candidates]
    pace.expect(sum(member.size for member, _ in chosen))
    contexts = _contexts(chosen, rules)
    gathered: dict[str, _Gathered] = {}
    for member, candidates in chosen:
        notes += _take(member, candidates, contexts, gathered, secret)
        _note_days(member, candidates, gathered, exports[member.export][0])
    _note_complete(members, gathered)
    used = {note.export for note in notes}
    unknown = [FileNote(n, "", "not_an_export") for n in range(len(exports)) if n not in used]
    pace.end()
    order = {name: number for number, name in enumerate(rules.networks)}
    kept = dict(sorted(gathered.items(), key=lambda pair: order[pair[0]]))
    return kept, sorted([*notes, *unknown], key=lambda note: note.export)


def _listed(
    exports: Sequence[tuple[str, BinaryIO]], budget: Budget
) -> tuple[list[Member], list[FileNote]]:
    members: list[Member] = []
    notes: list[FileNote] = []
    for number, (name, file) in enumerate(exports):
        inside: list[Member] = []
        try:
            inside.extend(members_of(number, name, file, budget))
        except ActivityError as error:
            notes.append(FileNote(number, "", error.reason))
        else:
            members += inside
    return members, notes


def _contexts(
    chosen: Sequence[tuple[Member, Sequence[_Candidate]]], rules: ActivityRules
) -> dict[str, Context]:
    """Return by network what must be known before its entries are read: whose they are."""
    files: dict[str, list[tuple[Member, Rule]]] = {}
    for member, candidates in chosen:
        for one in candidates:
            files.setdefault(one.network.id, []).append((member, one.rule))
    return {
        name: Context(rules.networks[name], common_owner(owners_in(pairs), pairs))
        for name, pairs in files.items()
    }


def _take(
    member: Member,
    candidates: Sequence[_Candidate],
    contexts: Mapping[str, Context],
    gathered: dict[str, _Gathered],
    secret: bytes,
) -> list[FileNote]:
    """Read one file into what is gathered; return what became of it."""
    scope = thread_scope(member.path)
    pairs = [
        (one.rule, Context(one.network, contexts[one.network.id].owners, scope))
        for one in candidates
    ]
    tallies = read_member(member, pairs, secret)
    results = list(zip(candidates, pairs, tallies, strict=True))
    fitting = {one.network.id for one, _, tally in results if tally.seen and not tally.error}
    if len(fitting) > 1:
        return [FileNote(member.export, "", "ambiguous")]
    others = {one.network.id for one in candidates}
    if len(others) > 1 and not fitting:
        reason = tallies[0].error or "structure"
        reason = "ambiguous" if reason == "owner" else reason
        return [FileNote(member.export, "", reason)]
    notes = []
    for one, (_, context), tally in results:
        if fitting and one.network.id not in fitting:
            continue
        network = gathered.setdefault(one.network.id, _Gathered(one.network))
        notes += _keep(network, member, one.rule, tally, context, several=bool(fitting))
    return notes


def _keep(
    network: _Gathered, member: Member, rule: Rule, tally: Tally, context: Context, *, several: bool
) -> list[FileNote]:
    reason = tally.verdict()
    if reason is None and context.extra.get("known_verbs") is False:
        reason = "language"
    if rule.weak and not tally.entries:
        return []  # a guess that came to nothing proves nothing, and no zero
    if reason is not None and (rule.weak or (several and not tally.seen and not tally.error)):
        return []  # another section of the same file, or no file of this kind after all
    held = sum(len(keys) for keys in network.entries.values())
    if reason is None and held + len(tally.entries) > MOST_EVENTS:
        reason = "too_many"
    note = FileNote(member.export, f"{network.rules.id}.{rule.id}", reason)
    if reason is not None:
        network.bad[rule.id] = reason
        return [note]
    network.good.add(rule.id)
    network.invalid[rule.id] += tally.invalid
    for action, part, key, seconds in tally.entries:
        keys = network.entries.setdefault((action, part), {})
        network.duplicates[action] += key in keys
        keys[key] = seconds
    if tally.duplicates:
        network.duplicates[rule.actions[0]] += tally.duplicates
    return [note]


def _note_complete(members: Iterable[Member], gathered: Mapping[str, _Gathered]) -> None:
    for member in members:
        for network in gathered.values():
            if member.path[-1] in network.rules.complete:
                network.complete.add(member.path[-1])


# When they end.

_DAY_FIRST = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d{1,2}(?!\d))")
_MONTH_FIRST = re.compile(r"(?<!\d)(\d\d)-(\d\d)-(20\d\d)(?!\d)")


def _named_day(name: str) -> int | None:
    """Return the day in the name of an archive, in seconds; None if there is none."""
    if found := _MONTH_FIRST.search(name):
        return seconds_of(f"{found[3]}-{found[1]}-{found[2]} 00:00:00")
    if found := _DAY_FIRST.search(name):
        return seconds_of(f"{found[1]}-{found[2]}-{found[3]} 00:00:00")
    return None


def _note_days(
    member: Member, candidates: Sequence[_Candidate], gathered: Mapping[str, _Gathered], name: str
) -> None:
    for one in candidates:
        network = gathered.get(one.network.id)
        if network is None:
            continue
        bare = len(member.path) == 1 and member.day is None
        named = None if bare else _named_day(name) or _named_day(member.path[0])
        if named is not None and EARLIEST <= named <= LATEST:
            network.days.setdefault("name", []).append(named)
        if member.day is not None:
            midnight = (member.day.year, member.day.month, member.day.day)
            day = datetime.datetime(*midnight, tzinfo=datetime.UTC)
            network.days.setdefault("members", []).append(int(day.timestamp()))
        if one.rule.reader == "ended":
            network.days.setdefault("manifest", []).extend(_told_days(member, one.rule))


def _told_days(member: Member, rule: Rule) -> Iterator[int]:
    try:
        times = [seconds_of(text) for text in texts_at(member, rule)]
    except (ActivityError, RecursionError):
        return
    yield from (t for t in times if t is not None and EARLIEST <= t <= LATEST)


def _end_of(network: _Gathered, top: int, given: datetime.datetime | None) -> tuple[int, EndedBy]:
    """Return when the exports of a network end, and what tells so."""
    if given is not None:
        return min(int(given.timestamp()), LATEST), "given"
    most = top + DAY_SECONDS
    times = [t for keys in network.entries.values() for t in keys.values() if t is not None]
    times = [t for t in times if EARLIEST <= t <= most]
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
    network: _Gathered, end: int, most: int, weeks: Sequence[int], zone: datetime.tzinfo
) -> Iterator[Measured]:
    believed = [
        t for keys in network.entries.values() for t in keys.values()
        if t is not None and EARLIEST <= t <= most
    ]  # fmt: skip
    start = min(believed, default=None)
    for action in dict.fromkeys((*network.rules.actions, *network.rules.never)):
        yield _one(network, action, (end, most, start), weeks, zone)


def _one(
    network: _Gathered, action: Action, bounds: tuple[int, int, int | None],
    weeks: Sequence[int], zone: datetime.tzinfo,
) -> Measured:  # fmt: skip
    end, most, start = bounds
    mine = [rule for rule in network.rules.rules if action in rule.actions]
    keys = {part: k for (name, part), k in network.entries.items() if name == action}
    times = [t for held in keys.values() for t in held.values()]
    dated = sorted(t for t in times if t is not None and EARLIEST <= t <= most)
    undated = sum(t is None for t in times)
    out = len(times) - len(dated) - undated
    invalid = sum(network.invalid[rule.id] for rule in mine)
    state, reason = _state(network, action, end, (len(dated), undated, out, invalid))
    known = state not in ("not_in_export", "unreadable")
    rated = state in ("measured", "zero", "lower_bound") and (bool(dated) or state != "lower_bound")
    found = {n: weekly(dated, n, end, zone, start) for n in weeks} if rated else {}
    return Measured(
        network.rules.id, action, state, reason, len(dated) + undated if known else None,
        len(dated), undated, out, invalid, network.duplicates[action],
        _utc(dated[0]) if dated else None, _utc(dated[-1]) if dated else None,
        {part: sum(t is None or EARLIEST <= t <= most for t in held.values())
         for part, held in sorted(keys.items())} if known else {},
        network.rules.together.get(action, ()),
        {n: one for n, one in found.items() if one is not None},
    )  # fmt: skip


def _state(
    network: _Gathered, action: Action, end: int, counts: tuple[int, int, int, int]
) -> tuple[State, Reason | None]:
    dated, undated, out, invalid = counts
    rules = [rule for rule in network.rules.rules if action in rule.actions]
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


def _told_elsewhere(network: _Gathered, action: Action) -> Reason | None:
    """Return that an action is counted with another, where that other is in the export."""
    for other, inside in network.rules.together.items():
        read = any(other in r.actions and r.id in network.good for r in network.rules.rules)
        if action in inside and read:
            return "told_together"
    return None


def _why_more(
    network: _Gathered, rules: Sequence[Rule], good: Sequence[Rule], bad: Sequence[Reason], end: int
) -> Reason | None:
    """Return why there may be more than was counted; None if there may not."""
    if bad:
        return bad[0]
    for rule in good:
        limit = rule.limit
        since = EARLIEST if limit is None else seconds_of(limit.since) or EARLIEST
        if limit is not None and limit.unless not in network.good and end >= since:
            return limit.reason
    mains = [rule for rule in rules if rule.part is None]
    return "part_missing" if mains and all(rule.part for rule in good) else None
