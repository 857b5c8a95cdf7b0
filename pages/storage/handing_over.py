"""Handing a workshop over: another link for somebody else, the list of links, taking one back."""

from __future__ import annotations

import datetime

from sqlalchemy import Connection, delete

from core.workshop import codes
from pages.storage import keys, rows
from pages.storage.acts import Acts
from pages.storage.errors import Trouble
from pages.storage.records import Link
from pages.storage.tables import links

MOST_LINKS = 10


class HandingOver(Acts):
    """The links that open a workshop's desk."""

    def hand_over(self, secret: str, *, now: datetime.datetime) -> str:
        """Return a new secret, for somebody else to run this workshop with.

        Raises:
            Trouble: "unknown", "expired"; "crowded" where there are ten already.
        """
        new = codes.facilitator_secret(self._source)

        def work(connection: Connection) -> str:
            row = self._of_facilitator(connection, secret, now, lock=True)
            working = keys.links_of(connection, row.id)
            if codes.digest(new) in {link.secret_digest for link in working}:
                return new  # an earlier try went through
            if len(working) >= MOST_LINKS:
                raise Trouble("crowded")
            keys.add_link(connection, row.id, codes.new_id(self._source), new, rows.seconds(now))
            return new

        return self._database.write(work)

    def links(self, secret: str, *, now: datetime.datetime) -> tuple[Link, ...]:
        """Return every facilitator's link that works, the oldest first.

        Raises:
            Trouble: "unknown", "expired".
        """

        def work(connection: Connection) -> tuple[Link, ...]:
            row = self._of_facilitator(connection, secret, now)
            own = keys.link_of(connection, secret).id
            return tuple(
                Link(link.id, rows.moment(link.created_at), own=link.id == own)
                for link in keys.links_of(connection, row.id)
            )

        return self._database.read(work)

    def revoke(self, secret: str, link_id: str, *, now: datetime.datetime) -> None:
        """Let a facilitator's link open nothing any more.

        Raises:
            Trouble: "unknown", "expired"; "closed" for the last one there is.
        """

        def work(connection: Connection) -> None:
            row = self._of_facilitator(connection, secret, now, lock=True)
            working = [link.id for link in keys.links_of(connection, row.id)]
            if working == [link_id]:
                raise Trouble("closed")
            if link_id in working:
                connection.execute(delete(links).where(links.c.id == link_id))

        self._database.write(work)
