"""One file of an export, read by the rules that its path fits: entries become counts here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from core.activity.archive import Member
from core.activity.car import blocks, tid_seconds, tree_entries
from core.activity.errors import ActivityError, Reason
from core.activity.json_stream import ITEM, Mark, Place, nodes
from core.activity.judges import Context, Found, Verdict, judged
from core.activity.rules import Rule
from core.activity.tables import (
    dated_lines,
    reads_with_backslashes,
    rows_by_name,
    youtube_rows,
)
from core.activity.times import seconds_of
from core.activity.walker import NOTHING, Finder, matches, unfolded

MOST_EVENTS = 500_000  # of some 300 bytes each while they are gathered
_SENT_AT = re.compile(
    r"(?:Sent at|Envoyé le|Gesendet am|Enviado el|Verzonden op)\s+"
    r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC)"
)
_BLUESKY = {
    "app.bsky.feed.like": "like",
    "app.bsky.feed.vote": "like",
    "app.bsky.feed.post": "post",
    "app.bsky.feed.repost": "share",
}
Key = tuple[str, str, int, int | None]  # action, part, hashed key, seconds


@dataclass
class Tally:
    """What one rule found in one file; entries are (action, part, hashed key, seconds)."""

    rule: Rule
    secret: bytes
    seen: bool = False
    rooted_only: bool = True
    entries: list[Key] = field(default_factory=list)
    invalid: int = 0
    duplicates: int = 0
    understood: int = 0
    error: Reason | None = None
    named_by: set[str] = field(default_factory=set)
    _known: set[int] = field(default_factory=set)
    _ordinals: Counter[int] = field(default_factory=Counter)

    def take(self, verdict: Verdict) -> None:
        """Count what an entry stands for.

        Raises:
            ActivityError: If there are more than are held.
        """
        self.seen = True
        if verdict is None:
            self.invalid += 1
            return
        self.understood += 1
        for found in verdict:
            self._add(found)
        if len(self.entries) > MOST_EVENTS:
            raise ActivityError("too_many")

    def _add(self, found: Found) -> None:
        same = (found.action, found.part)
        moment = found.moment or ("" if found.seconds is None else str(found.seconds))
        if found.key:
            key = self._hash(*same, *found.key, "" if found.once else moment)
            if key in self._known:
                self.duplicates += 1
                return
            self._known.add(key)
            self.named_by.add(found.named_by)
        else:
            # Its time alone names it: the n-th of that time. The same file once more,
            # or another part with some of the same, then adds nothing.
            basis = self._hash(*same, found.scope, moment)
            self._ordinals[basis] += 1
            key = self._hash(*same, found.scope, moment, f"#{self._ordinals[basis]}")
        self.entries.append((*same, key, found.seconds))

    def _hash(self, *parts: str) -> int:
        text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(text, digest_size=8, key=self.secret).digest(), "big")

    def verdict(self) -> Reason | None:
        """Return why this cannot be counted; None if it can."""
        if self.error or not self.seen:
            return self.error or "structure"
        if self.invalid and not self.understood:
            return "structure"
        undated = self.entries and all(entry[3] is None for entry in self.entries)
        if undated and not self.rule.undated and self.rooted_only and self.rule.format == "json":
            return "no_valid_time"
        return None


def read_member(
    member: Member, rules: Sequence[tuple[Rule, Context]], secret: bytes
) -> list[Tally]:
    """Return what each rule found in a file; a fault of the file is told by each of them."""
    tallies = [Tally(rule, secret) for rule, _ in rules]
    html = member.path[-1].endswith(".html")
    kind = rules[0][0].format
    try:
        if html and kind != "html":
            raise ActivityError("html")
        if kind in ("json", "js"):
            _read_json(member, rules, tallies, script=kind == "js")
        else:
            for (rule, context), tally in zip(rules, tallies, strict=True):
                _read_one(member, rule, context, tally)
    except ActivityError as error:
        _refuse(tallies, error.reason)
    except (RecursionError, MemoryError):
        _refuse(tallies, "too_deep")
    return tallies


def _refuse(tallies: Sequence[Tally], reason: Reason) -> None:
    for tally in tallies:
        tally.error = tally.error or reason
        tally.entries.clear()


def _read_one(member: Member, rule: Rule, context: Context, tally: Tally) -> None:
    try:
        for row in _ROWS[rule.format](member, rule, tally):
            tally.take(row if isinstance(row, list) else judged(rule, context, (), row))
    except ActivityError as error:
        _refuse([tally], error.reason)


def _read_json(
    member: Member, rules: Sequence[tuple[Rule, Context]], tallies: Sequence[Tally], *, script: bool
) -> None:
    for number, place, row in entries(member, [rule for rule, _ in rules], script=script):
        tally, (rule, context) = tallies[number], rules[number]
        if row is SEEN:
            tally.seen = True
        elif tally.error is None:
            tally.rooted_only = tally.rooted_only and place in ((), (ITEM,))
            try:
                tally.take(judged(rule, context, place, row))
            except ActivityError as error:
                _refuse([tally], error.reason)


SEEN = object()


def entries(
    member: Member, rules: Sequence[Rule], *, script: bool
) -> Iterator[tuple[int, Place, Any]]:
    """Yield (number of the rule, place, entry) of a file of JSON.

    `SEEN` in the place of an entry: where entries would stand has been found.
    """
    patterns = [(n, place) for n, rule in enumerate(rules) for place in rule.places]
    finder = Finder(patterns)
    homes = [(n, *home) for n, place in patterns if (home := _home(place)) is not None]
    known: dict[Place, list[tuple[int, type]]] = {}
    for place, value in unfolded(nodes(member.text(), script=script), finder):
        for number in finder.wanted(place):
            yield number, place, value
        if place == ():
            yield from _bare(rules, value)
        if place[-1:] != (ITEM,):
            if place not in known:
                if len(known) > 5_000:
                    known.clear()
                known[place] = [(n, kind) for n, home, kind in homes if matches(place, home)]
            yield from ((n, place, SEEN) for n, kind in known[place] if _is(value, kind, place))


def _home(pattern: Place) -> tuple[Place, type] | None:
    """Return where the list or mapping stands that a pattern's entries are in."""
    if pattern[-1:] != (ITEM,):
        return None
    home = pattern[:-1]
    if "*" in home and home[:2] != ("^", "*"):
        return home[: home.index("*")], dict
    return home, list


def _is(value: Any, kind: type, place: Place) -> bool:
    if place and (value is None or (isinstance(value, str) and value in NOTHING)):
        return True
    return isinstance(value, kind) or value is (Mark.LIST if kind is list else Mark.MAPPING)


def _bare(rules: Sequence[Rule], root: Any) -> Iterator[tuple[int, Place, Any]]:
    """Yield the root as the only entry, or as what could hold entries and holds none."""
    if not isinstance(root, dict):
        return
    for number, rule in enumerate(rules):
        if any(key in root for key in rule.bare):
            yield number, (), root
        elif not root and any(place[:2] == ("^", "*") for place in rule.places):
            yield number, (), SEEN


def _table(member: Member, rule: Rule, tally: Tally) -> Iterator[Any]:
    if rule.reader == "youtube_table":
        rows: Iterator[Any] = youtube_rows(member.text(), guessed=rule.weak)
    else:
        backslash = rule.backslash_quotes and reads_with_backslashes(member.text())
        rows = rows_by_name(member.text(), rule.columns, backslash_quotes=backslash)
    next(rows, None)
    tally.seen, tally.rooted_only = True, False
    yield from rows


def _list(member: Member, rule: Rule, tally: Tally) -> Iterator[Any]:
    if rule.reader != "rows":
        raise ActivityError("text_only")
    tally.seen = True
    for time in dated_lines(member.text()):
        yield [Found(rule.actions[0], rule.part or "", seconds_of(time))]


def _page(member: Member, rule: Rule, tally: Tally) -> Iterator[Any]:
    """Yield the comments of a page of YouTube, or one article of LinkedIn."""
    if rule.undated:
        tally.seen = bool(member.opened().read(1))
        if tally.seen:
            yield [Found(rule.actions[0], rule.part or "", None, member.path[-1:], once=True)]
        return
    text, rest = member.text(), ""
    while piece := text.read(65_536):
        page, end = rest + piece, 0
        for found in _SENT_AT.finditer(page):
            end = found.end()
            yield [Found(rule.actions[0], rule.part or "", seconds_of(found[1]))]
        rest = page[max(end, len(page) - 60) :]


def _repository(member: Member, _: Rule, tally: Tally) -> Iterator[Any]:
    waiting: dict[bytes, str] = {}
    owner = _owner_of_repository(member)
    for content_id, record in blocks(member.opened()):
        tally.seen = True
        action = _action_of(record, owner)
        if action is None:
            continue
        seconds = seconds_of(record.get("createdAt"))
        if seconds is None:
            waiting[content_id] = action
        else:
            yield [Found(action, "", seconds, (content_id.hex(),), once=True)]
    if waiting:
        yield from _dated_by_key(member, waiting)


def _dated_by_key(member: Member, waiting: dict[bytes, str]) -> Iterator[Any]:
    """Yield the records that tell no time, with the time of their key in the tree."""
    keys = {
        link: key
        for _, node in blocks(member.opened())
        for link, key in tree_entries(node)
        if link in waiting
    }
    for content_id, action in waiting.items():
        seconds = tid_seconds(keys.get(content_id, ""))
        yield [Found(action, "", seconds, (content_id.hex(),), once=True)]


def _owner_of_repository(member: Member) -> str:
    """Return the start of the addresses of the owner's own posts; empty if nothing tells it."""
    for _, block in blocks(member.opened()):
        if isinstance(block, dict) and isinstance(block.get("did"), str) and "rev" in block:
            return f"at://{block['did']}/"
    return ""


def _action_of(record: Any, owner: str) -> str | None:
    if not isinstance(record, dict) or not isinstance(record.get("$type"), str):
        return None
    kind = record["$type"]
    if kind == "app.bsky.feed.vote" and record.get("direction") != "up":
        return None
    if kind == "app.bsky.feed.post" and isinstance(reply := record.get("reply"), dict):
        parent = reply.get("parent")
        to = parent.get("uri") if isinstance(parent, dict) else None
        own = bool(owner) and isinstance(to, str) and to.startswith(owner)
        return "post" if own else "reply"
    return _BLUESKY.get(kind)


_ROWS = {"csv": _table, "txt": _list, "html": _page, "car": _repository}


def texts_at(member: Member, rule: Rule) -> Iterator[str]:
    """Yield the texts that a rule about the owner or the date of an export asks for.

    Raises:
        ActivityError: If the file cannot be read.
    """
    if rule.format == "csv":
        for row in rows_by_name(member.text(), rule.columns):
            if row:
                yield " ".join(row.get(column, "") for column in rule.columns)
        return
    for _, _, value in entries(member, [rule], script=rule.format == "js"):
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield str(value)
            if not any("*" in place for place in rule.places):
                return  # one name, and the rest of a large file need not be read
