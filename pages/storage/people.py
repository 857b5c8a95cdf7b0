"""The participants of a workshop, and what each of them has sent."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Connection, Row, func, insert, select, update

from core.workshop import codes
from core.workshop.sending import Sending, parsed, to_text
from pages.storage import publishing
from pages.storage.errors import Trouble
from pages.storage.records import Receipt
from pages.storage.tables import participants, receipts, submissions

MOST_PARTICIPANTS = 500


def participant(
    connection: Connection, workshop_id: str, token: str, *, lock: bool = False
) -> Row[Any] | None:
    """Return the participant with a device's token, if there is one.

    What has not the form of a token is none: it could be made to look like a sheet's.
    """
    if not codes.is_secret(token):
        return None
    return by_digest(connection, workshop_id, codes.digest(token), lock=lock)


def by_digest(
    connection: Connection, workshop_id: str, wanted: str, *, lock: bool = False
) -> Row[Any] | None:
    """Return the participant with the digest of a token, if there is one."""
    query = select(participants).where(
        participants.c.workshop_id == workshop_id, participants.c.token_digest == wanted
    )
    row = connection.execute(query.with_for_update() if lock else query).first()
    return row if row is not None and codes.same(row.token_digest, wanted) else None


def sheet(connection: Connection, workshop_id: str, label: str) -> Row[Any] | None:
    """Return the sheet of paper with this number, if there is one, held until the end."""
    query = select(participants).where(
        participants.c.workshop_id == workshop_id,
        participants.c.label == label,
        participants.c.paper,
    )
    return connection.execute(query.with_for_update()).first()


def add(
    connection: Connection,
    workshop_id: str,
    new: str,
    label: str,
    token_digest: str,
    *,
    paper: bool,
) -> None:
    """Let a participant in. A label that is taken makes the database ask for another try."""
    among = select(func.count()).where(participants.c.workshop_id == workshop_id)
    if connection.execute(among).scalar_one() >= MOST_PARTICIPANTS:
        raise Trouble("crowded")
    connection.execute(
        insert(participants).values(
            id=new,
            workshop_id=workshop_id,
            token_digest=token_digest,
            label=label,
            paper=paper,
        )
    )


def sent_by(connection: Connection, participant_id: str) -> Row[Any] | None:
    """Return what a participant has sent, if anything."""
    query = select(submissions).where(submissions.c.participant_id == participant_id)
    return connection.execute(query).first()


def all_sent(connection: Connection, workshop_id: str) -> list[Sending]:
    """Return what everybody has sent."""
    query = select(submissions.c.content).where(submissions.c.workshop_id == workshop_id)
    return [parsed(content) for content in connection.execute(query).scalars()]


def revision_of(sent: Row[Any] | None) -> int:
    """Return how often somebody has sent; 0 for never."""
    return cast("int", sent.revision) if sent else 0


def keep(
    connection: Connection, workshop: Row[Any], participant: Row[Any], sending: Sending, key: str
) -> Receipt:
    """Keep a sending, unless it is kept already."""
    of_theirs = receipts.c.participant_id == participant.id
    key_digest = codes.digest(key)
    kept = connection.execute(select(receipts.c.key_digest, receipts.c.revision).where(of_theirs))
    revisions = {row.key_digest: row.revision for row in kept}
    if key_digest in revisions:
        return Receipt(participant.label, revisions[key_digest])
    revision = 1 + max(revisions.values(), default=0)
    connection.execute(
        insert(receipts).values(
            participant_id=participant.id, key_digest=key_digest, revision=revision
        )
    )
    _store(connection, workshop.id, participant.id, sending, revision)
    _change(connection, participant.id, act=workshop.looks + 1, freed=False)
    return Receipt(participant.label, revision)


def forget(connection: Connection, row: Row[Any], participant_id: str) -> bool:
    """Delete what a participant sent to the workshop of this row; return whether there was any."""
    found = publishing.forget(connection, row.id, participant_id)
    if found:
        _change(connection, participant_id, act=row.looks + 1)
    return found


def remove(connection: Connection, row: Row[Any], label: str) -> None:
    """Delete what was sent under a number, and free its place unless a phone sent from it.

    That phone may send again. Of a sheet, and of a phone that has sent nothing, nobody may be
    there any more.
    """
    named = (participants.c.workshop_id == row.id) & (participants.c.label == label)
    found = connection.execute(select(participants).where(named)).first()
    if found is not None and (not forget(connection, row, found.id) or found.paper):
        _change(connection, found.id, freed=True)


def _change(connection: Connection, participant_id: str, **values: Any) -> None:
    theirs = participants.c.id == participant_id
    connection.execute(update(participants).where(theirs).values(**values))


def _store(
    connection: Connection, workshop_id: str, participant_id: str, sending: Sending, revision: int
) -> None:
    values = {
        "content": to_text(sending),
        "revision": revision,
        "again": sending.second_networks is not None or sending.second_minutes is not None,
    }
    theirs = submissions.c.participant_id == participant_id
    if not connection.execute(update(submissions).where(theirs).values(values)).rowcount:
        connection.execute(
            insert(submissions).values(
                participant_id=participant_id, workshop_id=workshop_id, counted="{}", **values
            )
        )
