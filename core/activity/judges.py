"""What an entry of an export is: which action, when, and what names it; nothing else of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from core.activity.errors import ActivityError
from core.activity.json_stream import Place
from core.activity.rules import NetworkRules, Rule
from core.activity.times import seconds_of
from core.activity.walker import children, text_at, time_in

MOST_KEY_LEVELS = 4
_NO_MESSAGE_TYPES = ("Call", "Subscribe", "Unsubscribe", "call")
_PUBLIC = ("Public", "as:Public")
_POST_ID = re.compile(r"_(\d{3,})$")


@dataclass(frozen=True, slots=True)
class Found:
    """One action.

    Attributes:
        action: What was done.
        part: What it is told apart as; empty for the main part.
        seconds: When; None if that is not told.
        key: What names it; empty if only its time does.
        once: Whether the key alone names it; else together with its time.
        named_by: What kind of key it is, where exports have several.
        scope: Where times are told apart, such as the thread of a message.
        moment: The time as it is written, where that is finer than seconds.
    """

    action: str
    part: str
    seconds: int | None
    key: tuple[str, ...] = ()
    once: bool = False
    named_by: str = ""
    scope: str = ""
    moment: str = ""


@dataclass
class Context:
    """What must be known of an export to understand its entries.

    Attributes:
        network: The rules of the network.
        owners: The names and ids of whom the export is of, as `folded` gives them.
        scope: The file's own folder, for files that are one thread each.
    """

    network: NetworkRules
    owners: frozenset[str] = frozenset()
    scope: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


Verdict = list[Found] | None  # none found: understood, but not to be counted; None: not understood
Judge = Callable[[Rule, Context, Place, Any], Verdict]


def folded(name: str) -> str:
    """Return a name as it is compared: text that was encoded twice is mended first."""
    return " ".join(unicodedata.normalize("NFC", _mended(name)).casefold().split())


def judged(rule: Rule, context: Context, place: Place, row: Any) -> Verdict:
    """Return the actions that an entry stands for; None if it is not what it should be.

    Raises:
        ActivityError: If it cannot be told whose it is.
    """
    return _JUDGES[rule.reader](rule, context, place, row)


def _plain(rule: Rule, _: Context, __: Place, row: Any) -> Verdict:
    if rule.undated:
        key = row if isinstance(row, str) else "|".join(_keys(row, rule.key))
        return [Found(rule.actions[0], rule.part or "", None, (key,), once=True)] if key else None
    return _dated(rule, row, rule.actions[0])


def _dated(
    rule: Rule, row: Any, action: str, scope: str = "", *,
    key: tuple[str, ...] | None = None, once: bool = False, moment: str = "",
) -> Verdict:  # fmt: skip
    """Return one action with the time that is told; without `key`, named as the rule says."""
    if not isinstance(row, dict | list) or not row:
        return None
    told, seconds = time_in(row, rule.time)
    if told and seconds is None:
        return None
    named_by = ""
    if key is None:
        named_by, key = _named(row, rule.key)
    once = once and bool(key)
    return [Found(action, rule.part or "", seconds, key, once, named_by, scope, moment)]


def _named(row: Any, names: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return (name, what stands there) of the first of these names that is there."""
    for name in names:
        if key := _keys(row, [name]):
            return name, key
    return "", ()


def _keys(row: Any, names: Iterable[str]) -> tuple[str, ...]:
    """Return the texts found under these names, as near to the outside as they are."""
    found: list[str] = []
    for name in names:
        if near := text_at(row, name):
            found.append(near)
            continue
        level = children(row)
        for _ in range(MOST_KEY_LEVELS):
            texts = [text_at(one, name) for one in level]
            if any(texts):
                found.append(next(text for text in texts if text))
                break
            level = [child for one in level for child in children(one)]
    return tuple(found)


def _thread(rule: Rule, context: Context, _: Place, row: Any) -> Verdict:
    """Judge a message of Instagram, Facebook or Messenger."""
    if not isinstance(row, dict):
        return None
    sender = text_at(row, "sender_name", "senderName", "sender")
    if not sender:
        return None
    if not context.owners:
        raise ActivityError("owner")
    if folded(sender) not in context.owners or _no_message(row, context.network.system):
        return []
    moment = text_at(row, *rule.time)
    return _dated(rule, row, "message", context.scope, key=(), moment=moment)


def _no_message(row: dict[str, Any], system: str) -> bool:
    if "call_duration" in row or row.get("type") in _NO_MESSAGE_TYPES:
        return True
    if row.get("is_unsent") is True or row.get("isUnsent") is True:
        return True
    content = _mended(text_at(row, "content", "text")[:300])
    sender = _mended(text_at(row, "sender_name", "senderName", "sender"))
    # What the network says of somebody begins with their name; a person's own words do not.
    return bool(re.search(system, content.removeprefix(sender).strip()))


def _mended(text: str) -> str:
    """Return a text as it was before it was encoded twice; as it is, if it was not."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _tweet(rule: Rule, context: Context, _: Place, row: Any) -> Verdict:
    tweet = row.get("tweet", row) if isinstance(row, dict) else None
    if not isinstance(tweet, dict) or not tweet:
        return None
    versions = _keys(tweet.get("edit_info"), ["initialTweetId"]) or _first_version(tweet)
    key = versions or _keys(tweet, ["id_str", "id"])[:1]
    return _dated(rule, tweet, _kind_of_tweet(tweet, context), key=key, once=True)


def _first_version(tweet: dict[str, Any]) -> tuple[str, ...]:
    todo = [tweet.get("edit_info")]
    for _ in range(MOST_KEY_LEVELS):
        for one in todo:
            ids = one.get("editTweetIds") if isinstance(one, dict) else None
            if isinstance(ids, list) and ids:
                return (str(ids[0])[:40],)
        todo = [child for one in todo for child in children(one)]
    return ()


def _kind_of_tweet(tweet: dict[str, Any], context: Context) -> str:
    if text_at(tweet, "full_text", "text").startswith("RT @"):
        return "share"
    to = text_at(tweet, "in_reply_to_user_id_str", "in_reply_to_user_id")
    replies = to or text_at(tweet, "in_reply_to_status_id_str", "in_reply_to_status_id")
    return "reply" if replies and folded(to) not in context.owners else "post"


def _x_message(rule: Rule, context: Context, _: Place, row: Any) -> Verdict:
    if not isinstance(row, dict) or not row:
        return None
    made = row.get("messageCreate")
    if not isinstance(made, dict):
        return []  # somebody joined, left or named the conversation
    if not context.owners:
        raise ActivityError("owner")
    if folded(text_at(made, "senderId")) not in context.owners:
        return []
    return _dated(rule, made, "message", key=_keys(made, ["id"]), once=True)


def _snap(rule: Rule, _: Context, place: Place, row: Any) -> Verdict:
    if not isinstance(row, dict) or not row:
        return None
    if text_at(row, "Media Type").upper().startswith("STATUS"):
        return []
    section, mine = place[-2], row.get("IsSender", row.get("isSender"))
    if mine is None and not section.startswith(("Sent ", "Received ")):
        return None
    sent = mine is True if mine is not None else section.startswith("Sent ")
    scope = "" if section.startswith("Sent ") else section
    return _dated(rule, row, "message", scope, key=()) if sent else []


def _tiktok_message(rule: Rule, context: Context, place: Place, row: Any) -> Verdict:
    sender = text_at(row, "From", "from")
    if not sender:
        return None
    if not context.owners:
        raise ActivityError("owner")
    mine = folded(sender) in context.owners
    return _dated(rule, row, "message", place[-2], key=()) if mine else []


def _linkedin_message(rule: Rule, context: Context, _: Place, row: Any) -> Verdict:
    sender, address = text_at(row, "from"), folded(text_at(row, "sender profile url"))
    if not sender.strip():
        return []  # sent by the network itself
    if not context.owners:
        raise ActivityError("owner")
    if text_at(row, "is message draft").strip().casefold() in ("yes", "true", "1"):
        return []
    by_address = address and any(one.startswith("http") for one in context.owners)
    if (address if by_address else folded(sender)) not in context.owners:
        return []
    return _dated(rule, row, "message", text_at(row, "conversation id"), key=())


def _linkedin_share(rule: Rule, _: Context, __: Place, row: Any) -> Verdict:
    said = text_at(row, "sharecommentary").strip()
    return _dated(rule, row, "post" if said else "share")


def _facebook_post(rule: Rule, context: Context, _: Place, row: Any) -> Verdict:
    if not isinstance(row, dict):
        return None
    linked = _holds(row.get("attachments"), "external_context")
    titled = re.search(context.network.link_titles, _mended(text_at(row, "title")[:300]))
    return _dated(rule, row, "share" if linked or titled else "post")


def _holds(value: Any, key: str) -> bool:
    level = [value]
    for _ in range(MOST_KEY_LEVELS):
        if any(isinstance(one, dict) and one.get(key) for one in level):
            return True
        level = [child for one in level for child in children(one)]
    return False


def _youtube(_: Rule, __: Context, ___: Place, row: Any) -> Verdict:
    seconds = seconds_of(row["time"]) if row["time"] else None
    if row["time"] and seconds is None:
        return None
    if row["kind"] == "post":
        return [Found("post", "", seconds)]
    if row["kind"] == "live":
        return [Found("comment", "live", seconds)]
    key = (row["id"],) if row["id"] else ()
    return [Found("reply" if row["parent"] else "comment", "", seconds, key, bool(key))]


def _my_activity(rule: Rule, context: Context, _: Place, row: Any) -> Verdict:
    title = _mended(text_at(row, "title")[:400]).replace("\xa0", " ")
    rules = context.network
    if not title:
        return None
    for verbs in (rules.disliked, rules.liked, rules.other_verbs):
        if re.search(verbs, title):
            context.extra["known_verbs"] = True
            return _dated(rule, row, "like", key=()) if verbs == rules.liked else []
    context.extra.setdefault("known_verbs", False)
    return []


def _outbox(rule: Rule, _: Context, __: Place, row: Any) -> Verdict:
    if not isinstance(row, dict):
        return None
    kind, made = row.get("type"), row.get("object")
    key = _keys(row, rule.key)
    if kind == "Announce":
        return _dated(rule, row, "share", key=key, once=True)
    if kind != "Create" or not isinstance(made, dict):
        return [] if isinstance(kind, str) and kind != "Create" else None
    action = "message" if _is_direct(row, made) else _kind_of_note(row, made)
    return _dated(rule, row, action, key=key, once=True)


def _is_direct(row: dict[str, Any], note: dict[str, Any]) -> bool:
    readers = [
        reader for one in (row, note) for side in ("to", "cc") for reader in _listed(one, side)
    ]
    return bool(readers) and not any(
        reader.endswith(("#Public", "/followers")) or reader in _PUBLIC for reader in readers
    )


def _listed(row: dict[str, Any], side: str) -> list[str]:
    said = row.get(side)
    return [one for one in (said if isinstance(said, list) else [said]) if isinstance(one, str)]


def _kind_of_note(row: dict[str, Any], note: dict[str, Any]) -> str:
    to, actor = note.get("inReplyTo"), row.get("actor")
    own = isinstance(actor, str) and isinstance(to, str) and to.startswith(actor.rstrip("/") + "/")
    return "post" if not to or own else "reply"


def _nothing(_: Rule, __: Context, ___: Place, ____: Any) -> Verdict:
    return []


def thread_scope(path: tuple[str, ...]) -> str:
    """Return what names the thread of a message file: its number if it has one, else its folder."""
    folder = path[-2] if len(path) > 1 else path[-1]
    found = _POST_ID.search(folder)
    return found[1] if found else folder


_JUDGES: dict[str, Judge] = {
    "rows": _plain,
    "thread": _thread,
    "tweet": _tweet,
    "x_message": _x_message,
    "snap": _snap,
    "tiktok_message": _tiktok_message,
    "linkedin_message": _linkedin_message,
    "linkedin_share": _linkedin_share,
    "facebook_post": _facebook_post,
    "youtube_table": _youtube,
    "outbox": _outbox,
    "my_activity": _my_activity,
    "owner": _nothing,
    "ended": _nothing,
    "known": _nothing,
    "refused": _nothing,
}
