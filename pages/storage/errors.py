"""What can go wrong with the storage, told apart by what a person can do about it."""

from __future__ import annotations

import logging
import sqlite3
from typing import Literal

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

Reason = Literal[
    "unavailable",
    "full",
    "unknown",
    "closed",
    "expired",
    "too_many_attempts",
    "crowded",
    "not_joined",
]
PASSING: tuple[Reason, ...] = ("unavailable", "full")  # the same again, later, may work

# PostgreSQL says that it has no room, or, where a host limits it, that it is read-only by now.
NO_ROOM_STATES = ("53100", "25006")

log = logging.getLogger(__name__)


class Trouble(Exception):  # noqa: N818 (the name says it)
    """The storage cannot do what was asked.

    Attributes:
        reason: "unavailable" (down or slow), "full" (no room on its disk),
            "unknown" (no such code, link or workshop; deleted ones included),
            "closed" (not open for this now), "expired" (kept no longer),
            "too_many_attempts", "crowded" (as many participants as there may
            be), "not_joined" (no participant has this token).
        wait_seconds: After how long to try again, where that is known.
    """

    def __init__(self, reason: Reason, wait_seconds: int | None = None) -> None:
        self.reason, self.wait_seconds = reason, wait_seconds
        super().__init__(reason)


def trouble_of(error: SQLAlchemyError) -> Trouble:
    """Return what an error of the database means for people, and log its kind.

    Only its kind: messages of databases quote values.
    """
    original = error.orig if isinstance(error, DBAPIError) else None
    state = getattr(original, "sqlstate", None) or getattr(original, "sqlite_errorname", None)
    full = state in NO_ROOM_STATES or _is_full(original)
    reason: Reason = "full" if full else "unavailable"
    log.warning("workshop storage %s: %s %s", reason, type(error).__name__, state or "")
    return Trouble(reason)


def _is_full(original: BaseException | None) -> bool:
    return (
        isinstance(original, sqlite3.Error)
        and getattr(original, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    )
