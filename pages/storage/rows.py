"""A workshop's row: found, held still while somebody writes, and read."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, update

from core.workshop.settings import Settings
from pages.storage.errors import Trouble
from pages.storage.records import Status, Workshop
from pages.storage.tables import participants, submissions, workshops

DAY_SECONDS = 24 * 60 * 60


def seconds(now: datetime.datetime) -> int:
    """Return a moment as it is kept: whole seconds since 1970."""
    if now.tzinfo is None:
        raise ValueError("expected a moment with its time zone")
    return int(now.timestamp())


def moment(kept: int) -> datetime.datetime:
    """Return a moment that was kept, in UTC."""
    return datetime.datetime.fromtimestamp(kept, datetime.UTC)


def found(connection: Connection, condition: Any) -> Row[Any] | None:
    """Return the row that a condition names, if there is one."""
    return connection.execute(select(workshops).where(condition)).first()


def by_id(connection: Connection, workshop_id: str) -> Row[Any] | None:
    """Return the row of a workshop, held by nobody."""
    return found(connection, workshops.c.id == workshop_id)


def locked(connection: Connection, workshop_id: str) -> Row[Any] | None:
    """Return the row of a workshop, which nobody else changes until the end of the transaction."""
    query = select(workshops).where(workshops.c.id == workshop_id).with_for_update()
    return connection.execute(query).first()


def steady(connection: Connection, workshop_id: str) -> Row[Any] | None:
    """Return the row of a workshop, which nobody changes until the end of the transaction.

    Many may hold it so at once: people who send do not wait for each other.
    """
    query = select(workshops).where(workshops.c.id == workshop_id).with_for_update(read=True)
    return connection.execute(query).first()


def present(row: Row[Any] | None, now: int) -> Row[Any]:
    """Return the row of a workshop that exists and is still kept."""
    if row is None:
        raise Trouble("unknown")
    if row.expires_at <= now:
        raise Trouble("expired")
    return row


def alive(row: Row[Any] | None, now: int) -> Workshop:
    """Return a workshop that exists and is still kept."""
    return workshop_of(present(row, now))


def workshop_of(row: Row[Any]) -> Workshop:
    """Return a row as the screens know it."""
    return Workshop(
        id=row.id,
        code=row.code,
        link_key=row.link_key,
        settings=Settings.model_validate_json(row.settings),
        step=row.step,
        joining_open=row.joining_open,
        results_shown=row.results_shown,
        screen=row.screen,
        created_at=moment(row.created_at),
        expires_at=moment(row.expires_at),
    )


def least_of(row: Row[Any]) -> int:
    """Return from how many people on a figure of this workshop is shown."""
    return workshop_of(row).settings.least


def change(connection: Connection, workshop_id: str, **values: Any) -> None:
    """Set columns of a workshop's row."""
    connection.execute(update(workshops).where(workshops.c.id == workshop_id).values(**values))


def status_query(workshop_id: str) -> Select[Any]:
    """Return the one query that the wall asks every few seconds."""
    w = workshops.c
    taken = (participants.c.workshop_id == w.id) & ~participants.c.freed
    came = select(func.count()).where(taken)
    sent = select(func.count()).where(submissions.c.workshop_id == w.id)
    return select(
        *(w.step, w.joining_open, w.results_shown, w.screen, w.pictures_version, w.expires_at),
        came.scalar_subquery().label("joined"),
        sent.scalar_subquery().label("finished"),
        sent.where(submissions.c.again).scalar_subquery().label("guessed_again"),
    ).where(w.id == workshop_id)


def status_of(answer: Row[Any] | None, now: int) -> Status:
    """Return what that query answered."""
    row = present(answer, now)
    return Status(
        step=row.step,
        joining_open=row.joining_open,
        results_shown=row.results_shown,
        screen=row.screen,
        joined=row.joined,
        finished=row.finished,
        guessed_again=row.guessed_again,
        pictures_version=row.pictures_version,
        expires_at=moment(row.expires_at),
    )
