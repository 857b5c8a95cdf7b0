"""What anybody may do: make a workshop, find one by its code or link, see how it stands."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert

from core.workshop import codes
from core.workshop.group import Picture
from core.workshop.settings import Settings
from pages.storage import keys, limits, rows
from pages.storage.acts import Acts
from pages.storage.errors import Trouble
from pages.storage.records import Created, Status, Workshop
from pages.storage.tables import workshops


class Entrance(Acts):
    """Making workshops and getting into them."""

    def create(self, settings: Settings, *, visitor: str, now: datetime.datetime) -> Created:
        """Return a new workshop, and the secret that its facilitator needs from now on.

        Raises:
            Trouble: "too_many_attempts" after ten in ten minutes by one visitor.
        """
        moment, secret = rows.seconds(now), codes.facilitator_secret(self._source)
        row = {
            "id": codes.new_id(self._source),
            "link_key": codes.link_key(self._source),
            "settings": settings.model_dump_json(),
            "step": settings.steps[0],
            "joining_open": True,
            "results_shown": False,
            "screen": 0,
            "created_at": moment,
            "expires_at": moment + settings.days_kept * rows.DAY_SECONDS,
            **{"looks": 0, "frozen": False, "pictures_version": 0},
        }

        def work(connection: Connection) -> Workshop:
            made = rows.found(connection, workshops.c.id == row["id"])
            if made is None:  # else an earlier try went through
                limits.refuse_beyond(connection, limits.CREATIONS, visitor, moment)
                limits.refuse_beyond(connection, limits.CREATIONS_OF_ALL, "", moment)
                limits.remember(connection, limits.CREATIONS, visitor, moment)
                limits.remember(connection, limits.CREATIONS_OF_ALL, "", moment)
                code = self._free_code(connection)
                connection.execute(insert(workshops).values(code=code, **row))
                link_id = codes.new_id(self._source)
                keys.add_link(connection, str(row["id"]), link_id, secret, moment)
            return rows.alive(rows.found(connection, workshops.c.id == row["id"]), moment)

        return Created(self._database.write(work), secret)

    def enter(self, typed: str, *, visitor: str, now: datetime.datetime) -> Workshop:
        """Return the workshop with the code that somebody typed.

        Raises:
            Trouble: "unknown", "expired"; "too_many_attempts" after ten wrong
                codes in ten minutes by one visitor, or 600 by everybody.
        """
        moment, code = rows.seconds(now), codes.tidied(typed)

        def look_up(connection: Connection) -> Row[Any] | None:
            limits.refuse_beyond(connection, limits.WRONG_CODES, visitor, moment)
            limits.refuse_beyond(connection, limits.WRONG_CODES_OF_ALL, "", moment)
            return None if code is None else rows.found(connection, workshops.c.code == code)

        def remember(connection: Connection) -> None:
            limits.remember(connection, limits.WRONG_CODES, visitor, moment)
            limits.remember(connection, limits.WRONG_CODES_OF_ALL, "", moment)

        row = self._database.read(look_up)
        if row is None:
            self._database.write(remember)
        return rows.alive(row, moment)

    def enter_by_link(self, link_key: str, *, now: datetime.datetime) -> Workshop:
        """Return the workshop that a join link leads to; its key cannot be guessed.

        Raises:
            Trouble: "unknown", "expired".
        """
        if not codes.is_secret(link_key):
            raise Trouble("unknown")
        row = self._database.read(lambda c: rows.found(c, workshops.c.link_key == link_key))
        return rows.alive(row, rows.seconds(now))

    def status(self, workshop_id: str, *, now: datetime.datetime) -> Status:
        """Return how a workshop stands, by one query.

        Raises:
            Trouble: "unknown", "expired".
        """
        row = self._database.read(lambda c: c.execute(rows.status_query(workshop_id)).first())
        return rows.status_of(row, rows.seconds(now))

    def pictures(self, workshop_id: str, *, now: datetime.datetime) -> tuple[Picture, ...]:
        """Return what is shown of the group; nothing while the results are hidden.

        Raises:
            Trouble: "unknown", "expired".
        """

        def work(connection: Connection) -> tuple[Picture, ...]:
            row = rows.found(connection, workshops.c.id == workshop_id)
            workshop = rows.alive(row, rows.seconds(now))
            return self._pictures(connection, workshop) if workshop.results_shown else ()

        return self._database.read(work)

    def _free_code(self, connection: Connection) -> str:
        code = codes.join_code(self._source)
        while rows.found(connection, workshops.c.code == code) is not None:
            code = codes.join_code(self._source)
        return code
