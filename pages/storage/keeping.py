"""How long a workshop is kept, what leaves it, and how it ends."""

from __future__ import annotations

import datetime
import random

from sqlalchemy import Connection, delete

from core.workshop.sending import Sending
from pages.storage import limits, people, publishing, rows
from pages.storage.acts import Acts
from pages.storage.records import Export, Workshop
from pages.storage.tables import workshops

MOST_DAYS_AHEAD = 365
HOUR_SECONDS = 60 * 60


class Keeping(Acts):
    """Extending, exporting and deleting workshops."""

    _purged: int | None = None  # when this process did so last

    def extend(self, secret: str, days: int, *, now: datetime.datetime) -> Workshop:
        """Keep everything some days longer, up to a year from now.

        Raises:
            Trouble: "unknown", "expired".
        """
        moment = rows.seconds(now)

        def work(connection: Connection) -> Workshop:
            row = self._of_facilitator(connection, secret, now, lock=True)
            longer = row.expires_at + max(days, 0) * rows.DAY_SECONDS
            rows.change(
                connection,
                row.id,
                expires_at=min(longer, moment + MOST_DAYS_AHEAD * rows.DAY_SECONDS),
            )
            return rows.alive(rows.found(connection, workshops.c.id == row.id), moment)

        return self._database.write(work)

    def export(self, secret: str, *, now: datetime.datetime) -> Export:
        """Return what a facilitator may take away.

        Once single rows were handed out while others keep theirs private, the
        pictures stay as they are: each later one would tell more of those.

        Raises:
            Trouble: "unknown", "expired".
        """

        def work(connection: Connection) -> Export:
            row = self._of_facilitator(connection, secret, now, lock=True)
            workshop = rows.workshop_of(row)
            sent = people.all_sent(connection, row.id)
            agreed = [sending for sending in sent if sending.consent]
            safe = publishing.rows_are_safe(
                connection, row.id, self._tables, workshop.settings.least
            )
            if safe and 0 < len(agreed) < len(sent):
                rows.change(connection, row.id, frozen=True)
            found = self._pictures(connection, workshop)
            refused = bool(agreed) and not safe
            return Export(workshop, found, () if refused else _shuffled(agreed), refused)

        return self._database.write(work)

    def delete(self, secret: str, *, now: datetime.datetime) -> None:
        """Delete a workshop with all that was sent to it.

        Raises:
            Trouble: "unknown".
        """

        def work(connection: Connection) -> None:
            row = self._of_facilitator(connection, secret, now, lock=True)
            connection.execute(delete(workshops).where(workshops.c.id == row.id))

        self._database.write(work)

    def purge(self, *, now: datetime.datetime) -> int:
        """Delete what is kept no longer, at most once an hour; return how many workshops."""
        moment = rows.seconds(now)
        if self._purged is not None and abs(moment - self._purged) < HOUR_SECONDS:
            return 0

        def work(connection: Connection) -> int:
            limits.forget(connection, moment)
            expired = delete(workshops).where(workshops.c.expires_at <= moment)
            return connection.execute(expired).rowcount

        gone = self._database.write(work)
        self._purged = moment
        return gone


def _shuffled(sendings: list[Sending]) -> tuple[Sending, ...]:
    """Return them in an order that tells nothing of who sent when."""
    return tuple(random.SystemRandom().sample(sendings, len(sendings)))
