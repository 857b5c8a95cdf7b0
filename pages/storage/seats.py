"""What participants do: join, send, correct, withdraw; and paper sheets, typed in for them."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import Connection, Row

from core.workshop import codes
from core.workshop.sending import Sending, parsed
from pages.storage import limits, people, rows
from pages.storage.acts import Acts
from pages.storage.errors import Trouble
from pages.storage.records import Participant, Receipt, Workshop
from pages.storage.tables import workshops


class Seats(Acts):
    """Taking part in a workshop, from a device of one's own or on paper."""

    def seat(
        self, link_key: str, token: str | None, *, now: datetime.datetime
    ) -> tuple[Workshop, Participant | None]:
        """Return the workshop of a join link, and who has this token in it, if anybody.

        Raises:
            Trouble: "unknown", "expired".
        """
        if not codes.is_secret(link_key):
            raise Trouble("unknown")

        def work(connection: Connection) -> tuple[Workshop, Participant | None]:
            row = rows.found(connection, workshops.c.link_key == link_key)
            workshop = rows.alive(row, rows.seconds(now))
            found = people.participant(connection, workshop.id, token) if token else None
            return workshop, _participant(connection, found) if found else None

        return self._database.read(work)

    def join(self, workshop_id: str, token: str, *, now: datetime.datetime) -> Participant:
        """Return the participant with this token, who is let in if they are new.

        Raises:
            Trouble: "unknown", "expired"; for who is new "closed", "crowded",
                "too_many_attempts" (400 in ten minutes).
        """
        if not codes.is_secret(token):
            raise Trouble("unknown")
        moment, new = rows.seconds(now), codes.new_id(self._source)

        def work(connection: Connection) -> Participant:
            row = rows.present(rows.steady(connection, workshop_id), moment)
            found = people.participant(connection, workshop_id, token)
            if found is None:
                if not row.joining_open:
                    raise Trouble("closed")
                limits.refuse_beyond(connection, limits.JOINS, workshop_id, moment)
                limits.remember(connection, limits.JOINS, workshop_id, moment)
                label = codes.label(self._source)  # for each try another
                people.add(connection, workshop_id, new, label, codes.digest(token), paper=False)
                found = people.participant(connection, workshop_id, token)
            assert found is not None  # it was added above
            return _participant(connection, found)

        return self._database.write(work)

    def send(
        self, workshop_id: str, token: str, sending: Sending, *, key: str, now: datetime.datetime
    ) -> Receipt:
        """Keep what a participant sends, in place of what they sent before.

        `key` names this one sending: the same again does nothing, and returns
        the same receipt.

        Raises:
            Trouble: "unknown", "expired", "not_joined".
        """
        moment = rows.seconds(now)

        def work(connection: Connection) -> Receipt:
            row = rows.present(rows.steady(connection, workshop_id), moment)
            participant = people.participant(connection, workshop_id, token, lock=True)
            if participant is None:
                raise Trouble("not_joined")
            return people.keep(connection, row, participant, sending, key)

        receipt = self._database.write(work)
        self.look_if_due(workshop_id)
        return receipt

    def withdraw(self, workshop_id: str, token: str, *, now: datetime.datetime) -> None:
        """Delete what a participant sent; they may send again.

        Raises:
            Trouble: "unknown", "expired", "not_joined".
        """

        def work(connection: Connection) -> None:
            row = rows.present(rows.locked(connection, workshop_id), rows.seconds(now))
            participant = people.participant(connection, workshop_id, token)
            if participant is None:
                raise Trouble("not_joined")
            people.forget(connection, row, participant.id)

        self._database.write(work)
        self.look_if_due(workshop_id)

    def type_in(
        self, secret: str, sending: Sending, *, key: str, now: datetime.datetime
    ) -> Receipt:
        """Keep what a paper questionnaire says, as a participant of its own.

        The same key again does nothing, and returns the same receipt.

        Raises:
            Trouble: "unknown", "expired", "crowded".
        """
        new, paper = codes.new_id(self._source), codes.digest(f"paper:{key}")

        def work(connection: Connection) -> tuple[str, Receipt]:
            workshop_id = self._of_facilitator(connection, secret, now).id
            row = rows.present(rows.steady(connection, workshop_id), rows.seconds(now))
            found = people.by_digest(connection, row.id, paper, lock=True)
            if found is None:
                label = codes.label(self._source)
                people.add(connection, row.id, new, label, paper, paper=True)
                found = people.by_digest(connection, row.id, paper)
            assert found is not None  # it was added above
            return row.id, people.keep(connection, row, found, sending, key)

        workshop_id, receipt = self._database.write(work)
        self.look_if_due(workshop_id)
        return receipt

    def complete(
        self,
        secret: str,
        label: str,
        networks: int | None,
        minutes: int | None,
        *,
        key: str,
        now: datetime.datetime,
    ) -> Receipt | None:
        """Add a second guess to a sheet that was typed in before; None where there is none.

        The same key again does nothing, and returns the same receipt.

        Raises:
            Trouble: "unknown", "expired".
        """

        def work(connection: Connection) -> tuple[str, Receipt | None]:
            workshop_id = self._of_facilitator(connection, secret, now).id
            row = rows.present(rows.steady(connection, workshop_id), rows.seconds(now))
            sheet = people.sheet(connection, row.id, label)
            sent = people.sent_by(connection, sheet.id) if sheet else None
            if sheet is None or sent is None:
                return row.id, None
            again = {"second_networks": networks, "second_minutes": minutes}
            sending = parsed(sent.content).model_copy(update=again)
            return row.id, people.keep(connection, row, sheet, sending, key)

        workshop_id, receipt = self._database.write(work)
        self.look_if_due(workshop_id)
        return receipt


def _participant(connection: Connection, row: Row[Any]) -> Participant:
    sent = people.sent_by(connection, row.id)
    content = parsed(sent.content) if sent else None
    return Participant(row.label, content, people.revision_of(sent))
