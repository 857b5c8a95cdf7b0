"""What every act on a workshop needs: the database, and a look at the pictures when one is due."""

from __future__ import annotations

import contextlib
import datetime
import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row

from core.workshop.codes import TokenSource
from core.workshop.group import Picture, pictures, questions
from pages.storage import keys, publishing, rows
from pages.storage.database import Database
from pages.storage.errors import Trouble
from pages.storage.records import Workshop


class Acts:
    """Acts on workshops: each method is one transaction, and safe to try again.

    Args:
        database: Where they are kept, at the schema of this version.
        networks: The networks of the catalogue, in its order.
        source: Where codes and secrets come from.
    """

    def __init__(
        self, database: Database, networks: Iterable[str], source: TokenSource = secrets.token_bytes
    ) -> None:
        self._database, self._source = database, source
        self._networks = tuple(networks)
        self._tables = questions(self._networks)

    def _of_facilitator(
        self, connection: Connection, secret: str, now: datetime.datetime, *, lock: bool = False
    ) -> Row[Any]:
        """Return the row of the workshop that a secret opens."""
        workshop_id = keys.link_of(connection, secret).workshop_id
        find = rows.locked if lock else rows.by_id
        return rows.present(find(connection, workshop_id), rows.seconds(now))

    def look_if_due(self, workshop_id: str) -> None:
        """Look at the pictures when they are shown and enough people acted since the last look.

        What was done before is kept whatever becomes of this: the next act looks again, and the
        wall, whose question this is too.
        """

        def due(connection: Connection, row: Row[Any] | None) -> int:
            """Return from how many people on a figure is shown, if it is time to look; else 0."""
            if row is None or row.frozen or not row.results_shown:
                return 0
            least = rows.least_of(row)
            return least if publishing.due(connection, workshop_id, least) else 0

        def look(connection: Connection) -> None:
            row = rows.locked(connection, workshop_id)
            least = due(connection, row)
            if row is not None and least:  # nobody looked meanwhile
                publishing.look_at(connection, row, self._tables, least)

        with contextlib.suppress(Trouble):
            if self._database.read(lambda c: due(c, rows.by_id(c, workshop_id))):
                self._database.write(look)

    def _pictures(self, connection: Connection, workshop: Workshop) -> tuple[Picture, ...]:
        courses = publishing.published(connection, workshop.id)
        return pictures(courses, self._networks, workshop.settings.least)
