"""What a facilitator does during the hour: steps, doors, results, and answers to remove."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, select

from core.workshop.settings import Step
from pages.storage import keys, people, publishing, rows
from pages.storage.acts import Acts
from pages.storage.errors import Trouble
from pages.storage.records import Desk, Slip, Status
from pages.storage.tables import participants, submissions, workshops

MOST_SCREENS = 100


class Running(Acts):
    """Running a workshop, with its secret."""

    def desk(self, secret: str, *, now: datetime.datetime) -> Desk:
        """Return what a facilitator's secret opens.

        Raises:
            Trouble: "unknown" for a wrong or revoked one; "expired".
        """

        def work(connection: Connection) -> Desk:
            link = keys.link_of(connection, secret)
            row = rows.found(connection, workshops.c.id == link.workshop_id)
            return Desk(rows.alive(row, rows.seconds(now)), link.id)

        return self._database.read(work)

    def go_to(self, secret: str, step: Step, *, now: datetime.datetime) -> Status:
        """Go to a step. The second guess hides the results: people would copy them.

        Raises:
            Trouble: "unknown", "expired"; "closed" for a step this workshop leaves out.
        """

        def change(connection: Connection, row: Row[Any]) -> None:
            if step not in rows.workshop_of(row).settings.steps:
                raise Trouble("closed")
            rows.change(connection, row.id, step=step)
            if step == "guess_again" and row.results_shown:
                self._show(connection, row, shown=False)

        return self._changed(secret, now, change)

    def show_screen(self, secret: str, number: int, *, now: datetime.datetime) -> Status:
        """Put a screen on the wall, by its number from 0 to 99.

        Raises:
            Trouble: "unknown", "expired".
        """
        screen = _a_screen(number)
        return self._changed(secret, now, lambda c, row: rows.change(c, row.id, screen=screen))

    def move_screen(
        self, secret: str, onward: Callable[[int], int], *, now: datetime.datetime
    ) -> Status:
        """Put the screen on the wall to which `onward` leads from the one there now.

        What is there now is what the database says: two desks may be open.

        Raises:
            Trouble: "unknown", "expired".
        """

        def change(connection: Connection, row: Row[Any]) -> None:
            rows.change(connection, row.id, screen=_a_screen(onward(row.screen)))

        return self._changed(secret, now, change)

    def open_joining(self, secret: str, open_: bool, *, now: datetime.datetime) -> Status:
        """Let new participants in, or no more.

        Raises:
            Trouble: "unknown", "expired".
        """
        return self._changed(secret, now, lambda c, row: rows.change(c, row.id, joining_open=open_))

    def show_results(self, secret: str, shown: bool, *, now: datetime.datetime) -> Status:
        """Show the group's pictures, or hide them.

        Raises:
            Trouble: "unknown", "expired".
        """

        def change(connection: Connection, row: Row[Any]) -> None:
            if row.results_shown != shown:
                self._show(connection, row, shown=shown)

        return self._changed(secret, now, change)

    def slips(self, secret: str, *, now: datetime.datetime) -> tuple[Slip, ...]:
        """Return every place that is taken, by label, without what was answered there.

        Raises:
            Trouble: "unknown", "expired".
        """
        query = (
            select(
                participants.c.label, participants.c.paper, submissions.c.revision.label("revision")
            )
            .outerjoin(submissions, submissions.c.participant_id == participants.c.id)
            .where(~participants.c.freed)
            .order_by(participants.c.label)  # not in the order they came
        )

        def work(connection: Connection) -> tuple[Slip, ...]:
            row = self._of_facilitator(connection, secret, now)
            found = connection.execute(query.where(participants.c.workshop_id == row.id))
            return tuple(
                Slip(r.label, r.revision is not None, r.revision or 0, r.paper) for r in found
            )

        return self._database.read(work)

    def remove(self, secret: str, label: str, *, now: datetime.datetime) -> Status:
        """Delete what the participant with this label sent; of who sent nothing, free the place.

        A sheet of paper loses its place with its answer. A phone whose place was
        freed counts again as soon as it sends.

        Raises:
            Trouble: "unknown", "expired".
        """
        return self._changed(secret, now, lambda c, row: people.remove(c, row, label))

    def _changed(
        self,
        secret: str,
        now: datetime.datetime,
        change: Callable[[Connection, Row[Any]], None],
    ) -> Status:
        """Return how a workshop stands after its facilitator changed something."""

        def work(connection: Connection) -> tuple[str, Status]:
            row = self._of_facilitator(connection, secret, now, lock=True)
            change(connection, row)
            after = connection.execute(rows.status_query(row.id)).first()
            return row.id, rows.status_of(after, rows.seconds(now))

        workshop_id, status = self._database.write(work)
        self.look_if_due(workshop_id)
        return status

    def _show(self, connection: Connection, row: Row[Any], *, shown: bool) -> None:
        rows.change(
            connection, row.id, results_shown=shown, pictures_version=row.pictures_version + 1
        )
        if shown and not row.frozen and publishing.due(connection, row.id, rows.least_of(row)):
            publishing.look_at(connection, row, self._tables, rows.least_of(row))


def _a_screen(number: int) -> int:
    return min(max(number, 0), MOST_SCREENS - 1)
