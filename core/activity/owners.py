"""Whose export it is: the name in the profile, or the one person in every conversation."""

from __future__ import annotations

from collections.abc import Sequence

from core.activity.archive import Member
from core.activity.errors import ActivityError
from core.activity.json_stream import nodes
from core.activity.judges import folded
from core.activity.reading import texts_at
from core.activity.rules import Rule
from core.activity.tables import rows_by_name

Files = Sequence[tuple[Member, Rule]]
MOST_NAMES = 200


def owners_in(files: Files) -> frozenset[str]:
    """Return what profiles say the owner is called, folded; none if no profile can be read."""
    found: set[str] = set()
    for member, rule in files:
        if rule.reader == "owner" and not member.path[-1].endswith(".html"):
            try:
                texts = [
                    text for text, _ in zip(texts_at(member, rule), range(MOST_NAMES), strict=False)
                ]
            except (ActivityError, RecursionError):
                continue
            found |= {folded(text) for text in texts if text.strip()}
    return frozenset(found)


def common_owner(named: frozenset[str], files: Files) -> frozenset[str]:
    """Return who of the participants the owner is.

    That is those named in the profile, if they take part anywhere; else the one
    person who takes part in every conversation, if there are at least two.
    """
    threads = [
        people for member, rule in files for people in _conversations(member, rule) if people
    ]
    if not threads or any(named & people for people in threads):
        return named
    different = set(threads)
    common = frozenset.intersection(*different)
    return common if len(different) > 1 and len(common) == 1 else frozenset()


def _conversations(member: Member, rule: Rule) -> list[frozenset[str]]:
    try:
        if rule.reader == "thread":
            return _participants(member)
        if rule.reader == "linkedin_message":
            return _correspondents(member, rule)
    except (ActivityError, RecursionError):
        pass  # the reader of the messages will say so
    return []


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


def _correspondents(member: Member, rule: Rule) -> list[frozenset[str]]:
    threads: dict[str, set[str]] = {}
    for row in rows_by_name(member.text(), rule.columns):
        people = [row.get("from", ""), *row.get("to", "").split(",")]
        names = {folded(name) for name in people if name.strip()}
        if names:
            threads.setdefault(row.get("conversation id", ""), set()).update(names)
    return [frozenset(people) for people in threads.values()]
