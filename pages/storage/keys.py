"""The rows of facilitators' links: a secret is never kept, only what tells that it is the one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select

from core.workshop import codes
from pages.storage.errors import Trouble
from pages.storage.tables import links


def link_of(connection: Connection, secret: str) -> Row[Any]:
    """Return the facilitator's link that a secret belongs to."""
    if not codes.is_secret(secret):
        raise Trouble("unknown")
    wanted = codes.digest(secret)
    row = connection.execute(select(links).where(links.c.secret_digest == wanted)).first()
    if row is None or not codes.same(row.secret_digest, wanted):
        raise Trouble("unknown")
    return row


def links_of(connection: Connection, workshop_id: str) -> list[Row[Any]]:
    """Return every link that opens a workshop, the oldest first."""
    query = select(links).where(links.c.workshop_id == workshop_id)
    return list(connection.execute(query.order_by(links.c.created_at, links.c.id)))


def add_link(connection: Connection, workshop_id: str, new: str, secret: str, now: int) -> None:
    """Let a secret open a workshop; `new` is the id of this link."""
    connection.execute(
        insert(links).values(
            id=new,
            workshop_id=workshop_id,
            secret_digest=codes.digest(secret),
            created_at=now,
        )
    )
