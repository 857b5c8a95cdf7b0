"""Whose export it is: the name in the profile, or the one person in every conversation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from core.activity.archive import Member, Path
from core.activity.errors import ActivityError
from core.activity.json_stream import nodes
from core.activity.judges import folded, thread_scope
from core.activity.reading import texts_at
from core.activity.rules import Rule
from core.activity.tables import rows_by_name

Files = Sequence[tuple[Member, Rule]]
People = frozenset[str]
MOST_NAMES = 200


@dataclass
class Known:
    """What is known of a network's files before their entries are read.

    Attributes:
        owners: The names, ids and addresses of whom the export is of, folded.
        people: Who takes part in each file that is one conversation.
    """

    owners: People = frozenset()
    people: dict[tuple[int, Path], People] = field(default_factory=dict)

    def scope_of(self, member: Member) -> str:
        """Return what names the conversation in a file: who takes part, else its folder.

        The same conversation lies in several folders when it was moved, and in
        both halves of an export that was split.
        """
        people = self.people.get((member.export, member.path))
        return "\x1e".join(sorted(people)) if people else thread_scope(member.path)


def known_of(files: Files) -> Known:
    """Return what must be known of a network's files: whose they are, and who is in each."""
    named = _owners_in(files)
    known, threads, addresses = Known(), list[People](), set[str]()
    for member, rule in files:
        found, address = _conversations(member, rule, named)
        addresses |= {address} - {""}
        threads += found
        if len(found) == 1 and rule.reader == "thread":
            known.people[member.export, member.path] = found[0]
    known.owners = named | addresses if addresses else common_owner(named, threads)
    return known


def _owners_in(files: Files) -> People:
    """Return what profiles say the owner is called, folded; none if no profile can be read."""
    found: set[str] = set()
    for member, rule in files:
        if rule.reader == "owner" and not member.path[-1].endswith(".html"):
            try:
                found |= {folded(text) for text in islice(texts_at(member, rule), MOST_NAMES)}
            except (ActivityError, RecursionError):
                continue
    return frozenset(found - {""})


def common_owner(named: People, threads: Sequence[People]) -> People:
    """Return who of the participants the owner is.

    That is those named in the profile, if they take part anywhere; else the one
    person who takes part in every conversation, if there are at least two.
    """
    if not threads or any(named & people for people in threads):
        return named
    different = set(threads)
    common = frozenset.intersection(*different)
    return common if len(different) > 1 and len(common) == 1 else frozenset()


def _conversations(member: Member, rule: Rule, named: People) -> tuple[list[People], str]:
    """Return who is in each conversation of a file, and the owner's address where it is told."""
    try:
        if rule.reader == "thread":
            return [people for people in _participants(member) if people], ""
        if rule.reader == "linkedin_message":
            return _correspondents(member, rule, named)
    except (ActivityError, RecursionError):
        pass  # the reader of the messages will say so
    return [], ""


def _participants(member: Member) -> list[frozenset[str]]:
    """Return the people of each conversation of one file of messages."""
    threads: list[frozenset[str]] = []
    if member.path[-1].endswith(".html"):
        return threads
    for place, value in nodes(member.text()):
        whole = value if isinstance(value, dict | list) else None
        for one in whole if isinstance(whole, list) and not place else [whole]:
            if isinstance(one, dict) and isinstance(one.get("participants"), list):
                threads.append(_names(one["participants"]))
        if place == ("participants",) and isinstance(value, list):
            threads.append(_names(value))
        if place[:1] == ("messages",) and threads:
            break
    return threads


def _names(people: Sequence[object]) -> frozenset[str]:
    names = [one.get("name") if isinstance(one, dict) else one for one in people]
    return frozenset(folded(name) for name in names if isinstance(name, str) and name.strip())


def _correspondents(member: Member, rule: Rule, named: People) -> tuple[list[People], str]:
    """Return who is in each conversation, by addresses where they are told; and the owner's.

    Others may be called as the owner is: the address that wrote most under that name is theirs.
    """
    threads: dict[str, set[str]] = {}
    called: Counter[str] = Counter()
    for row in rows_by_name(member.text(), rule.columns):
        sender = row.get("sender profile url", "")
        told = f"{sender},{row.get('recipient profile urls', '')}"
        told = told if told.strip(" ,") else f"{row.get('from', '')},{row.get('to', '')}"
        people = {folded(one) for one in told.split(",")} - {""}
        threads.setdefault(row.get("conversation id", ""), set()).update(people)
        if folded(row.get("from", "")) in named:
            called[folded(sender)] += 1
    address = max(called, key=lambda one: (one != "", called[one]), default="")
    return [frozenset(people) for people in threads.values() if people], address
