"""How often something may be tried. Kept in the database: a new process forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from core.workshop.codes import digest
from pages.storage.errors import Trouble
from pages.storage.tables import attempts

WINDOW_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` in ten minutes, of one kind, by one visitor, workshop or everybody."""

    kind: str
    most: int

    def scope(self, who: str = "") -> str:
        """Return the name under which attempts are kept; it tells nobody who tried."""
        return digest(f"{self.kind}:{who}")


# A cohort of 200 mistypes less than 400 times; a code has 1 chance in 25 600 million each time.
WRONG_CODES = Limit("wrong code", 10)
WRONG_CODES_OF_ALL = Limit("wrong code of all", 600)
JOINS = Limit("join", 400)  # of one workshop
CREATIONS = Limit("create", 10)
CREATIONS_OF_ALL = Limit("create of all", 200)


def refuse_beyond(connection: Connection, limit: Limit, who: str, now: int) -> None:
    """Refuse where the limit is reached.

    Raises:
        Trouble: With the seconds after which one more may be tried.
    """
    recent = select(attempts.c.at).where(
        attempts.c.scope == limit.scope(who), attempts.c.at > now - WINDOW_SECONDS
    )
    # The attempt that has to grow old before there is room for one more.
    first = connection.execute(
        recent.order_by(attempts.c.at.desc()).offset(limit.most - 1).limit(1)
    ).scalar()
    if first is not None:
        raise Trouble("too_many_attempts", max(1, first + WINDOW_SECONDS - now))


def remember(connection: Connection, limit: Limit, who: str, now: int) -> None:
    """Count one attempt."""
    connection.execute(insert(attempts).values(scope=limit.scope(who), at=now))


def forget(connection: Connection, now: int) -> None:
    """Delete the attempts that count no longer."""
    connection.execute(delete(attempts).where(attempts.c.at <= now - WINDOW_SECONDS))
