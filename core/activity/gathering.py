"""Exports read file by file; what they tell is gathered by network, each entry once."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from core.activity.archive import Budget, Member, Pace, members_of, normalised
from core.activity.choosing import Candidate, Chooser, candidates
from core.activity.errors import ActivityError, Reason
from core.activity.judges import Context
from core.activity.owners import Known, known_of
from core.activity.reading import MOST_EVENTS, Tally, read_member, texts_at
from core.activity.rules import ActivityRules, NetworkRules, Rule
from core.activity.times import EARLIEST, LATEST, seconds_of

EndedBy = Literal["name", "manifest", "members", "last_event", "given"]
Export = tuple[str, BinaryIO]
Chosen = tuple[Member, Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class FileNote:
    """What became of one file.

    Attributes:
        export: The number of the export it is in, from 0.
        kind: The rule it was read by, such as "x.tweets"; empty for none.
        reason: Why it could not be counted; None if it could.
    """

    export: int
    kind: str
    reason: Reason | None


class Ledger:
    """The entries of one action of one network, each once.

    By part and by what names them: where two ways of writing the same export name
    entries differently, those of one second are counted in the way that has more
    of them, and never added.
    """

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, dict[int, int | None]]] = {}

    def add(self, part: str, named_by: str, key: int, seconds: int | None) -> bool:
        """Keep an entry; return whether it is new."""
        keys = self.kept.setdefault(part, {}).setdefault(named_by, {})
        new = key not in keys
        keys[key] = seconds
        return new

    def times(self, part: str | None = None) -> list[int | None]:
        """Return when each entry was, of one part or of all."""
        found: list[int | None] = []
        for name, ways in self.kept.items():
            if part in (None, name):
                found += _most_of(list(ways.values()))
        return found

    def __len__(self) -> int:
        return sum(len(keys) for ways in self.kept.values() for keys in ways.values())


def _most_of(ways: Sequence[Mapping[int, int | None]]) -> list[int | None]:
    if len(ways) == 1:
        return list(ways[0].values())
    counts: Counter[int | None] = Counter()
    for keys in ways:
        counts |= Counter(keys.values())
    return list(counts.elements())


@dataclass
class Gathered:
    """What the files of one network told.

    Attributes:
        ledgers: Its entries, by action.
        good: The rules by which a file was understood.
        bad: Those by which one was not, and why.
        pages: Notes of pages given where JSON is needed, by rule.
        complete: Files found that only a complete export has.
    """

    rules: NetworkRules
    ledgers: dict[str, Ledger] = field(default_factory=dict)
    good: set[str] = field(default_factory=set)
    bad: dict[str, Reason] = field(default_factory=dict)
    pages: list[tuple[str, FileNote]] = field(default_factory=list)
    invalid: Counter[str] = field(default_factory=Counter)
    duplicates: Counter[str] = field(default_factory=Counter)
    days: dict[EndedBy, list[int]] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)

    def times(self) -> list[int | None]:
        """Return when each entry of any action was."""
        return [time for ledger in self.ledgers.values() for time in ledger.times()]


def gather(
    exports: Sequence[Export], rules: ActivityRules, secret: bytes, pace: Pace
) -> tuple[dict[str, Gathered], list[FileNote]]:
    """Return what exports tell, by network in the order of the rules, and what became of each file.

    Raises:
        Whatever `pace` raises; what is wrong with a file is in its note.
    """
    return _Gatherer(exports, rules, secret, pace).gathered()


class _Gatherer:
    def __init__(
        self, exports: Sequence[Export], rules: ActivityRules, secret: bytes, pace: Pace
    ) -> None:
        self.exports, self.rules, self.secret, self.pace = exports, rules, secret, pace
        self.notes: list[FileNote] = []
        self.networks: dict[str, Gathered] = {}
        self.complete: dict[str, set[str]] = {}
        self.hints: dict[int, Reason] = {}  # what to say of an export of which nothing is read

    def gathered(self) -> tuple[dict[str, Gathered], list[FileNote]]:
        chosen = self._chosen(self._listed())
        self.pace.expect(sum(member.size for member, _ in chosen))
        known = _known(chosen)
        for member, found in chosen:
            self._take(member, found, known)
            self._note_days(member, found)
        self._settle()
        self.pace.end()
        kept = {name: self.networks[name] for name in self.rules.networks if name in self.networks}
        return kept, sorted(self.notes, key=lambda note: note.export)

    # Which files are read.

    def _listed(self) -> list[Chosen]:
        budget = Budget(pace=self.pace)
        listed: list[Chosen] = []
        for number, (name, file) in enumerate(self.exports):
            inside: list[Chosen] = []
            try:
                for member in members_of(number, name, file, budget):
                    inside += self._wanted(member)
            except ActivityError as error:
                self.notes.append(FileNote(number, "", error.reason))
            else:
                listed += inside
        return listed

    def _wanted(self, member: Member) -> list[Chosen]:
        if member.fault is not None:
            self.notes.append(FileNote(member.export, "", member.fault))
            return []
        for network in self.rules.networks.values():
            if (name := network.proof(member.path[-1])) is not None:
                self.complete.setdefault(network.id, set()).add(name)
        found = candidates(member.path, self.rules)
        if member.export not in self.hints:
            self._look_for_signs(member)
        return [(member, found)] if found else []

    def _look_for_signs(self, member: Member) -> None:
        """Take note that an export is of a network known here, whatever is in it."""
        places = f"{self.exports[member.export][0].casefold()} {'/'.join(member.path[:-1])}"
        networks = self.rules.networks.values()
        if any(marker in places for network in networks for marker in network.markers):
            self.hints[member.export] = "nothing_here"

    def _chosen(self, listed: Sequence[Chosen]) -> list[Chosen]:
        chooser = Chooser([name for name, _ in self.exports], self.rules)
        for member, found in listed:
            chooser.learn(member, found)
        return [(m, best) for m, found in listed if (best := chooser.choose(m, found))]

    # Reading them.

    def _take(self, member: Member, found: Sequence[Candidate], known: Mapping[str, Known]) -> None:
        """Read one file into what is gathered."""
        if found[0].empty:
            self._take_nothing(member, found)
            return
        scope = known[found[0].network.id].scope_of(member)
        pairs = [
            (one.rule, Context(one.network, known[one.network.id].owners, scope)) for one in found
        ]
        tallies = read_member(member, pairs, self.secret)
        fitting = {
            one.network.id for one, t in zip(found, tallies, strict=True) if t.seen and not t.error
        }
        networks = {one.network.id for one in found}
        if len(networks) > 1 and len(fitting) != 1:
            reason: Reason = (not fitting and tallies[0].error) or "structure"
            ambiguous = fitting or reason == "owner"
            self.notes.append(FileNote(member.export, "", "ambiguous" if ambiguous else reason))
            return
        several = any(tally.seen for tally in tallies)
        for one, (_, context), tally in zip(found, pairs, tallies, strict=True):
            if not fitting or one.network.id in fitting:
                self._keep(member, one, tally, context, several=several)

    def _take_nothing(self, member: Member, found: Sequence[Candidate]) -> None:
        """Take note that a folder holds nothing, if it is sure of which network it is."""
        if len({one.network.id for one in found}) == 1:
            for one in found:
                network = self._network(one)
                network.good.add(one.rule.id)
                self.notes.append(
                    FileNote(member.export, f"{network.rules.id}.{one.rule.id}", None)
                )

    def _network(self, one: Candidate) -> Gathered:
        return self.networks.setdefault(one.network.id, Gathered(one.network))

    def _keep(
        self, member: Member, one: Candidate, tally: Tally, context: Context, *, several: bool
    ) -> None:
        rule, reason = one.rule, tally.verdict()
        if rule.reader == "refused":
            self.hints[member.export] = reason or "structure"
            return
        if reason is None and context.extra.get("known_verbs") is False:
            reason = "language"
        if rule.weak and (reason is not None or not tally.entries):
            return  # a guess that came to nothing proves nothing, and no zero
        if reason is not None and several and not tally.seen and not tally.error:
            return  # another section of the same file, or no file of this kind after all
        network = self._network(one)
        held = sum(map(len, network.ledgers.values()))
        if reason is None and held + len(tally.entries) > MOST_EVENTS:
            reason = "too_many"
        note = FileNote(member.export, f"{network.rules.id}.{rule.id}", reason)
        if reason == "html":
            network.pages.append((rule.id, note))
            return
        self.notes.append(note)
        if reason is not None:
            network.bad[rule.id] = reason
            return
        network.good.add(rule.id)
        network.invalid[rule.id] += tally.invalid
        _book(network, rule, tally)

    def _settle(self) -> None:
        """Say of pages that JSON is needed, unless it is there; and of exports that nothing is."""
        for network in self.networks.values():
            missing = [(r, note) for r, note in network.pages if r not in network.good]
            for rule_id, note in missing:
                network.bad.setdefault(rule_id, "html")
                self.notes.append(note)
            network.complete = self.complete.get(network.rules.id, set())
        used = {note.export for note in self.notes}
        used |= {note.export for n in self.networks.values() for _, note in n.pages}
        self.notes += [
            FileNote(number, "", self.hints.get(number, "not_an_export"))
            for number in range(len(self.exports))
            if number not in used
        ]

    # When they end.

    def _note_days(self, member: Member, found: Sequence[Candidate]) -> None:
        for one in found:
            network = self.networks.get(one.network.id)
            if network is None:
                continue
            name = self.exports[member.export][0]
            bare = member.path == normalised(name)[-1:]  # a file alone may be named anyhow
            named = None if bare else _named_day(name) or _named_day(member.path[0])
            if named is not None and EARLIEST <= named <= LATEST:
                network.days.setdefault("name", []).append(named)
            if member.day is not None:
                midnight = (member.day.year, member.day.month, member.day.day)
                day = datetime.datetime(*midnight, tzinfo=datetime.UTC)
                network.days.setdefault("members", []).append(int(day.timestamp()))
            if one.rule.reader == "ended":
                network.days.setdefault("manifest", []).extend(_told_days(member, one.rule))


def _known(chosen: Sequence[Chosen]) -> dict[str, Known]:
    """Return by network what must be known before its entries are read: whose they are."""
    files: dict[str, list[tuple[Member, Rule]]] = {}
    for member, found in chosen:
        for one in found:
            files.setdefault(one.network.id, []).extend([] if one.empty else [(member, one.rule)])
    return {name: known_of(pairs) for name, pairs in files.items()}


def _book(network: Gathered, rule: Rule, tally: Tally) -> None:
    """Enter what a file told into the ledgers of its network."""
    named_by = "+".join(sorted(tally.named_by - {""}))
    for action, part, key, seconds in tally.entries:
        ledger = network.ledgers.setdefault(action, Ledger())
        network.duplicates[action] += not ledger.add(part, named_by, key, seconds)
    if tally.duplicates:
        network.duplicates[rule.actions[0]] += tally.duplicates


_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d{1,2}(?!\d))")
_MONTH_FIRST = re.compile(r"(?<!\d)(\d\d)-(\d\d)-(20\d\d)(?!\d)")


def _named_day(name: str) -> int | None:
    """Return the day in the name of an archive, in seconds; None if there is none."""
    if found := _YEAR_FIRST.search(name):
        return seconds_of(f"{found[1]}-{found[2]}-{found[3]} 00:00:00")
    if found := _MONTH_FIRST.search(name):
        return seconds_of(f"{found[3]}-{found[1]}-{found[2]} 00:00:00")
    return None


def _told_days(member: Member, rule: Rule) -> Iterator[int]:
    try:
        times = [seconds_of(text) for text in texts_at(member, rule)]
    except (ActivityError, RecursionError):
        return
    yield from (t for t in times if t is not None and EARLIEST <= t <= LATEST)
