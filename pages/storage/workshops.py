"""Workshops as the screens use them: each method is one transaction, and safe to try again."""

from __future__ import annotations

import contextlib
import datetime
import random
import secrets
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from core.workshop import codes
from core.workshop.codes import TokenSource
from core.workshop.group import Picture, pictures, questions
from core.workshop.sending import Sending, parsed, to_text
from core.workshop.settings import Settings, Step
from pages.storage import limits, publishing
from pages.storage.database import Database
from pages.storage.errors import Trouble
from pages.storage.records import (
    Created,
    Desk,
    Export,
    Link,
    Participant,
    Receipt,
    Slip,
    Status,
    Workshop,
)
from pages.storage.tables import links, participants, receipts, submissions, workshops

MOST_PARTICIPANTS = 500
MOST_LINKS = 10
MOST_DAYS_AHEAD = 365
HOUR_SECONDS = 60 * 60
DAY_SECONDS = 24 * HOUR_SECONDS

Result = TypeVar("Result")


class Workshops:
    """Every workshop there is.

    Args:
        database: Where they are kept, at the schema of this version.
        networks: The networks of the catalogue, in its order.
        source: Where codes and secrets come from.

    Every method raises `Trouble` where it cannot do what it says, and nothing
    else that comes from a database. Moments (`now`) are aware datetimes.
    """

    def __init__(
        self, database: Database, networks: Iterable[str], source: TokenSource = secrets.token_bytes
    ) -> None:
        self._database, self._source = database, source
        self._networks = tuple(networks)
        self._tables = questions(self._networks)
        self._purged: int | None = None  # when this process did so last

    # Anybody ------------------------------------------------------------------

    def create(self, settings: Settings, *, visitor: str, now: datetime.datetime) -> Created:
        """Return a new workshop, and the secret that its facilitator needs from now on.

        Raises:
            Trouble: "too_many_attempts" after ten in ten minutes by one visitor.
        """
        moment, secret = _seconds(now), codes.facilitator_secret(self._source)
        row = {
            "id": codes.new_id(self._source),
            "link_key": codes.link_key(self._source),
            "settings": settings.model_dump_json(),
            "step": settings.steps[0],
            "joining_open": True,
            "results_shown": False,
            "screen": 0,
            "created_at": moment,
            "expires_at": moment + settings.days_kept * DAY_SECONDS,
            **{"looks": 0, "frozen": False, "pictures_version": 0},
        }

        def work(connection: Connection) -> Workshop:
            made = _found(connection, workshops.c.id == row["id"])
            if made is None:  # else an earlier try went through
                limits.refuse_beyond(connection, limits.CREATIONS, visitor, moment)
                limits.refuse_beyond(connection, limits.CREATIONS_OF_ALL, "", moment)
                limits.remember(connection, limits.CREATIONS, visitor, moment)
                limits.remember(connection, limits.CREATIONS_OF_ALL, "", moment)
                code = self._free_code(connection)
                connection.execute(insert(workshops).values(code=code, **row))
                self._add_link(connection, str(row["id"]), secret, moment)
            return _alive(_found(connection, workshops.c.id == row["id"]), moment)

        return Created(self._database.write(work), secret)

    def enter(self, typed: str, *, visitor: str, now: datetime.datetime) -> Workshop:
        """Return the workshop with the code that somebody typed.

        Raises:
            Trouble: "unknown", "expired"; "too_many_attempts" after ten wrong
                codes in ten minutes by one visitor, or 600 by everybody.
        """
        moment, code = _seconds(now), codes.tidied(typed)

        def look_up(connection: Connection) -> Row[Any] | None:
            limits.refuse_beyond(connection, limits.WRONG_CODES, visitor, moment)
            limits.refuse_beyond(connection, limits.WRONG_CODES_OF_ALL, "", moment)
            return None if code is None else _found(connection, workshops.c.code == code)

        def remember(connection: Connection) -> None:
            limits.remember(connection, limits.WRONG_CODES, visitor, moment)
            limits.remember(connection, limits.WRONG_CODES_OF_ALL, "", moment)

        row = self._database.read(look_up)
        if row is None:
            self._database.write(remember)
        return _alive(row, moment)

    def enter_by_link(self, link_key: str, *, now: datetime.datetime) -> Workshop:
        """Return the workshop that a join link leads to; its key cannot be guessed.

        Raises:
            Trouble: "unknown", "expired".
        """
        if not codes.is_secret(link_key):
            raise Trouble("unknown")
        row = self._database.read(lambda c: _found(c, workshops.c.link_key == link_key))
        return _alive(row, _seconds(now))

    def status(self, workshop_id: str, *, now: datetime.datetime) -> Status:
        """Return how a workshop stands, by one query.

        Raises:
            Trouble: "unknown", "expired".
        """
        row = self._database.read(lambda c: c.execute(_status_query(workshop_id)).first())
        return _status(row, _seconds(now))

    def pictures(self, workshop_id: str, *, now: datetime.datetime) -> tuple[Picture, ...]:
        """Return what is shown of the group; nothing while the results are hidden.

        Raises:
            Trouble: "unknown", "expired".
        """

        def work(connection: Connection) -> tuple[Picture, ...]:
            row = _found(connection, workshops.c.id == workshop_id)
            workshop = _alive(row, _seconds(now))
            return self._pictures(connection, workshop) if workshop.results_shown else ()

        return self._database.read(work)

    # Participants -------------------------------------------------------------

    def join(self, workshop_id: str, token: str, *, now: datetime.datetime) -> Participant:
        """Return the participant with this token, who is let in if they are new.

        Raises:
            Trouble: "unknown", "expired"; for who is new "closed", "crowded",
                "too_many_attempts" (400 in ten minutes).
        """
        if not codes.is_secret(token):
            raise Trouble("unknown")
        moment, new = _seconds(now), codes.new_id(self._source)

        def work(connection: Connection) -> Participant:
            row = _present(_steady(connection, workshop_id), moment)
            found = _participant(connection, workshop_id, token)
            if found is None:
                if not row.joining_open:
                    raise Trouble("closed")
                limits.refuse_beyond(connection, limits.JOINS, workshop_id, moment)
                limits.remember(connection, limits.JOINS, workshop_id, moment)
                self._add(connection, workshop_id, new, codes.digest(token), paper=False)
                found = _participant(connection, workshop_id, token)
            assert found is not None  # it was added above
            sent = _sent(connection, found.id)
            return Participant(found.label, parsed(sent.content) if sent else None, _revision(sent))

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
        moment = _seconds(now)

        def work(connection: Connection) -> Receipt:
            row = _present(_steady(connection, workshop_id), moment)
            participant = _participant(connection, workshop_id, token, lock=True)
            if participant is None:
                raise Trouble("not_joined")
            return _keep(connection, row, participant, sending, key)

        receipt = self._database.write(work)
        self._look_if_due(workshop_id)
        return receipt

    def withdraw(self, workshop_id: str, token: str, *, now: datetime.datetime) -> None:
        """Delete what a participant sent; they may send again.

        Raises:
            Trouble: "unknown", "expired", "not_joined".
        """

        def work(connection: Connection) -> None:
            row = _present(_locked(connection, workshop_id), _seconds(now))
            participant = _participant(connection, workshop_id, token)
            if participant is None:
                raise Trouble("not_joined")
            _forget(connection, row, participant.id)

        self._database.write(work)
        self._look_if_due(workshop_id)

    # The facilitator ----------------------------------------------------------

    def desk(self, secret: str, *, now: datetime.datetime) -> Desk:
        """Return what a facilitator's secret opens.

        Raises:
            Trouble: "unknown" for a wrong or revoked one; "expired".
        """

        def work(connection: Connection) -> Desk:
            link = _link(connection, secret)
            row = _found(connection, workshops.c.id == link.workshop_id)
            return Desk(_alive(row, _seconds(now)), link.id)

        return self._database.read(work)

    def go_to(self, secret: str, step: Step, *, now: datetime.datetime) -> Status:
        """Go to a step. The second guess hides the results: people would copy them.

        Raises:
            Trouble: "unknown", "expired"; "closed" for a step this workshop leaves out.
        """

        def change(connection: Connection, row: Row[Any]) -> None:
            if step not in _workshop(row).settings.steps:
                raise Trouble("closed")
            _set(connection, row.id, step=step)
            if step == "guess_again" and row.results_shown:
                self._show(connection, row, shown=False)

        return self._changed(secret, now, change)

    def show_screen(self, secret: str, number: int, *, now: datetime.datetime) -> Status:
        """Put a screen on the wall, by its number from 0 to 99.

        Raises:
            Trouble: "unknown", "expired".
        """
        number = min(max(number, 0), 99)
        return self._changed(secret, now, lambda c, row: _set(c, row.id, screen=number))

    def open_joining(self, secret: str, open_: bool, *, now: datetime.datetime) -> Status:
        """Let new participants in, or no more.

        Raises:
            Trouble: "unknown", "expired".
        """
        return self._changed(secret, now, lambda c, row: _set(c, row.id, joining_open=open_))

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
        """Return every participant, by label, without what they answered.

        Raises:
            Trouble: "unknown", "expired".
        """
        query = (
            select(
                participants.c.label, participants.c.paper, submissions.c.revision.label("revision")
            )
            .outerjoin(submissions, submissions.c.participant_id == participants.c.id)
            .order_by(participants.c.label)  # not in the order they came
        )

        def work(connection: Connection) -> tuple[Slip, ...]:
            row = self._of_facilitator(connection, secret, now)
            rows = connection.execute(query.where(participants.c.workshop_id == row.id))
            return tuple(
                Slip(r.label, r.revision is not None, r.revision or 0, r.paper) for r in rows
            )

        return self._database.read(work)

    def remove(self, secret: str, label: str, *, now: datetime.datetime) -> Status:
        """Delete what the participant with this label sent; nothing if there is nothing.

        Raises:
            Trouble: "unknown", "expired".
        """

        def change(connection: Connection, row: Row[Any]) -> None:
            named = (participants.c.workshop_id == row.id) & (participants.c.label == label)
            found = connection.execute(select(participants.c.id).where(named)).scalar()
            if found is not None:
                _forget(connection, row, found)

        return self._changed(secret, now, change)

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
            row = _present(_steady(connection, workshop_id), _seconds(now))
            found = _by_digest(connection, row.id, paper, lock=True)
            if found is None:
                self._add(connection, row.id, new, paper, paper=True)
                found = _by_digest(connection, row.id, paper)
            assert found is not None  # it was added above
            return row.id, _keep(connection, row, found, sending, key)

        workshop_id, receipt = self._database.write(work)
        self._look_if_due(workshop_id)
        return receipt

    def extend(self, secret: str, days: int, *, now: datetime.datetime) -> Workshop:
        """Keep everything some days longer, up to a year from now.

        Raises:
            Trouble: "unknown", "expired".
        """
        moment = _seconds(now)

        def work(connection: Connection) -> Workshop:
            row = self._of_facilitator(connection, secret, now, lock=True)
            longer = row.expires_at + max(days, 0) * DAY_SECONDS
            _set(connection, row.id, expires_at=min(longer, moment + MOST_DAYS_AHEAD * DAY_SECONDS))
            return _alive(_found(connection, workshops.c.id == row.id), moment)

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
            workshop = _workshop(row)
            sent = _all_sent(connection, row.id)
            agreed = [sending for sending in sent if sending.consent]
            safe = publishing.rows_are_safe(
                connection, row.id, self._tables, workshop.settings.least
            )
            if safe and 0 < len(agreed) < len(sent):
                _set(connection, row.id, frozen=True)
            found = self._pictures(connection, workshop)
            refused = bool(agreed) and not safe
            return Export(workshop, found, () if refused else _shuffled(agreed), refused)

        return self._database.write(work)

    def hand_over(self, secret: str, *, now: datetime.datetime) -> str:
        """Return a new secret, for somebody else to run this workshop with.

        Raises:
            Trouble: "unknown", "expired"; "crowded" where there are ten already.
        """
        new = codes.facilitator_secret(self._source)

        def work(connection: Connection) -> str:
            row = self._of_facilitator(connection, secret, now, lock=True)
            working = _links(connection, row.id)
            if codes.digest(new) in {link.secret_digest for link in working}:
                return new  # an earlier try went through
            if len(working) >= MOST_LINKS:
                raise Trouble("crowded")
            self._add_link(connection, row.id, new, _seconds(now))
            return new

        return self._database.write(work)

    def links(self, secret: str, *, now: datetime.datetime) -> tuple[Link, ...]:
        """Return every facilitator's link that works, the oldest first.

        Raises:
            Trouble: "unknown", "expired".
        """

        def work(connection: Connection) -> tuple[Link, ...]:
            row = self._of_facilitator(connection, secret, now)
            own = _link(connection, secret).id
            return tuple(
                Link(link.id, _moment(link.created_at), own=link.id == own)
                for link in _links(connection, row.id)
            )

        return self._database.read(work)

    def revoke(self, secret: str, link_id: str, *, now: datetime.datetime) -> None:
        """Let a facilitator's link open nothing any more.

        Raises:
            Trouble: "unknown", "expired"; "closed" for the last one there is.
        """

        def work(connection: Connection) -> None:
            row = self._of_facilitator(connection, secret, now, lock=True)
            working = [link.id for link in _links(connection, row.id)]
            if working == [link_id]:
                raise Trouble("closed")
            if link_id in working:
                connection.execute(delete(links).where(links.c.id == link_id))

        self._database.write(work)

    def delete(self, secret: str, *, now: datetime.datetime) -> None:
        """Delete a workshop with all that was sent to it.

        Raises:
            Trouble: "unknown".
        """

        def work(connection: Connection) -> None:
            row = self._of_facilitator(connection, secret, now, lock=True)
            connection.execute(delete(workshops).where(workshops.c.id == row.id))

        self._database.write(work)

    # Housekeeping -------------------------------------------------------------

    def purge(self, *, now: datetime.datetime) -> int:
        """Delete what is kept no longer, at most once an hour; return how many workshops."""
        moment = _seconds(now)
        if self._purged is not None and abs(moment - self._purged) < HOUR_SECONDS:
            return 0

        def work(connection: Connection) -> int:
            limits.forget(connection, moment)
            expired = delete(workshops).where(workshops.c.expires_at <= moment)
            return connection.execute(expired).rowcount

        gone = self._database.write(work)
        self._purged = moment
        return gone

    # What several of these do -------------------------------------------------

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
            after = connection.execute(_status_query(row.id)).first()
            return row.id, _status(after, _seconds(now))

        workshop_id, status = self._database.write(work)
        self._look_if_due(workshop_id)
        return status

    def _of_facilitator(
        self, connection: Connection, secret: str, now: datetime.datetime, *, lock: bool = False
    ) -> Row[Any]:
        """Return the row of the workshop that a secret opens."""
        workshop_id = _link(connection, secret).workshop_id
        find = _locked if lock else _by_id
        return _present(find(connection, workshop_id), _seconds(now))

    def _look_if_due(self, workshop_id: str) -> None:
        """Look at the pictures when they are shown and enough people acted since the last look.

        What was done before is kept whatever becomes of this: the next act looks again.
        """

        def due(connection: Connection, row: Row[Any] | None) -> int:
            """Return from how many people on a figure is shown, if it is time to look; else 0."""
            if row is None or row.frozen or not row.results_shown:
                return 0
            least = _least(row)
            return least if publishing.due(connection, workshop_id, least) else 0

        def look(connection: Connection) -> None:
            row = _locked(connection, workshop_id)
            least = due(connection, row)
            if row is not None and least:  # nobody looked meanwhile
                publishing.look_at(connection, row, self._tables, least)

        with contextlib.suppress(Trouble):
            if self._database.read(lambda c: due(c, _by_id(c, workshop_id))):
                self._database.write(look)

    def _show(self, connection: Connection, row: Row[Any], *, shown: bool) -> None:
        _set(connection, row.id, results_shown=shown, pictures_version=row.pictures_version + 1)
        if shown and not row.frozen and publishing.due(connection, row.id, _least(row)):
            publishing.look_at(connection, row, self._tables, _least(row))

    def _pictures(self, connection: Connection, workshop: Workshop) -> tuple[Picture, ...]:
        courses = publishing.published(connection, workshop.id)
        return pictures(courses, self._networks, workshop.settings.least)

    def _add(
        self, connection: Connection, workshop_id: str, new: str, token_digest: str, *, paper: bool
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
                label=codes.label(self._source),
                paper=paper,
            )
        )

    def _add_link(self, connection: Connection, workshop_id: str, secret: str, now: int) -> None:
        connection.execute(
            insert(links).values(
                id=codes.new_id(self._source),
                workshop_id=workshop_id,
                secret_digest=codes.digest(secret),
                created_at=now,
            )
        )

    def _free_code(self, connection: Connection) -> str:
        code = codes.join_code(self._source)
        while _found(connection, workshops.c.code == code) is not None:
            code = codes.join_code(self._source)
        return code


# Rows -------------------------------------------------------------------------


def _seconds(now: datetime.datetime) -> int:
    if now.tzinfo is None:
        raise ValueError("expected a moment with its time zone")
    return int(now.timestamp())


def _moment(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def _found(connection: Connection, condition: Any) -> Row[Any] | None:
    return connection.execute(select(workshops).where(condition)).first()


def _by_id(connection: Connection, workshop_id: str) -> Row[Any] | None:
    return _found(connection, workshops.c.id == workshop_id)


def _locked(connection: Connection, workshop_id: str) -> Row[Any] | None:
    """Return the row of a workshop, which nobody else changes until the end of the transaction."""
    query = select(workshops).where(workshops.c.id == workshop_id).with_for_update()
    return connection.execute(query).first()


def _steady(connection: Connection, workshop_id: str) -> Row[Any] | None:
    """Return the row of a workshop, which nobody changes until the end of the transaction.

    Many may hold it so at once: people who send do not wait for each other.
    """
    query = select(workshops).where(workshops.c.id == workshop_id).with_for_update(read=True)
    return connection.execute(query).first()


def _present(row: Row[Any] | None, now: int) -> Row[Any]:
    """Return the row of a workshop that exists and is still kept."""
    if row is None:
        raise Trouble("unknown")
    if row.expires_at <= now:
        raise Trouble("expired")
    return row


def _alive(row: Row[Any] | None, now: int) -> Workshop:
    """Return a workshop that exists and is still kept."""
    return _workshop(_present(row, now))


def _workshop(row: Row[Any]) -> Workshop:
    return Workshop(
        id=row.id,
        code=row.code,
        link_key=row.link_key,
        settings=Settings.model_validate_json(row.settings),
        step=row.step,
        joining_open=row.joining_open,
        results_shown=row.results_shown,
        screen=row.screen,
        created_at=_moment(row.created_at),
        expires_at=_moment(row.expires_at),
    )


def _least(row: Row[Any]) -> int:
    return _workshop(row).settings.least


def _set(connection: Connection, workshop_id: str, **values: Any) -> None:
    connection.execute(update(workshops).where(workshops.c.id == workshop_id).values(**values))


def _status_query(workshop_id: str) -> Select[Any]:
    w = workshops.c
    came = select(func.count()).where(participants.c.workshop_id == w.id)
    sent = select(func.count()).where(submissions.c.workshop_id == w.id)
    return select(
        *(w.step, w.joining_open, w.results_shown, w.screen, w.pictures_version, w.expires_at),
        came.scalar_subquery().label("joined"),
        sent.scalar_subquery().label("finished"),
        sent.where(submissions.c.again).scalar_subquery().label("guessed_again"),
    ).where(w.id == workshop_id)


def _status(found: Row[Any] | None, now: int) -> Status:
    row = _present(found, now)
    return Status(
        step=row.step,
        joining_open=row.joining_open,
        results_shown=row.results_shown,
        screen=row.screen,
        joined=row.joined,
        finished=row.finished,
        guessed_again=row.guessed_again,
        pictures_version=row.pictures_version,
        expires_at=_moment(row.expires_at),
    )


def _link(connection: Connection, secret: str) -> Row[Any]:
    """Return the facilitator's link that a secret belongs to."""
    if not codes.is_secret(secret):
        raise Trouble("unknown")
    wanted = codes.digest(secret)
    row = connection.execute(select(links).where(links.c.secret_digest == wanted)).first()
    if row is None or not codes.same(row.secret_digest, wanted):
        raise Trouble("unknown")
    return row


def _links(connection: Connection, workshop_id: str) -> list[Row[Any]]:
    query = select(links).where(links.c.workshop_id == workshop_id)
    return list(connection.execute(query.order_by(links.c.created_at, links.c.id)))


def _participant(
    connection: Connection, workshop_id: str, token: str, *, lock: bool = False
) -> Row[Any] | None:
    return _by_digest(connection, workshop_id, codes.digest(token), lock=lock)


def _by_digest(
    connection: Connection, workshop_id: str, wanted: str, *, lock: bool = False
) -> Row[Any] | None:
    query = select(participants).where(
        participants.c.workshop_id == workshop_id, participants.c.token_digest == wanted
    )
    row = connection.execute(query.with_for_update() if lock else query).first()
    return row if row is not None and codes.same(row.token_digest, wanted) else None


def _keep(
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
    _acted(connection, workshop, participant.id)
    return Receipt(participant.label, revision)


def _forget(connection: Connection, row: Row[Any], participant_id: str) -> None:
    if publishing.forget(connection, row.id, participant_id):
        _acted(connection, row, participant_id)


def _acted(connection: Connection, row: Row[Any], participant_id: str) -> None:
    """Remember that somebody acted before the next look."""
    theirs = participants.c.id == participant_id
    connection.execute(update(participants).where(theirs).values(act=row.looks + 1))


def _sent(connection: Connection, participant_id: str) -> Row[Any] | None:
    query = select(submissions).where(submissions.c.participant_id == participant_id)
    return connection.execute(query).first()


def _all_sent(connection: Connection, workshop_id: str) -> list[Sending]:
    query = select(submissions.c.content).where(submissions.c.workshop_id == workshop_id)
    return [parsed(content) for content in connection.execute(query).scalars()]


def _revision(sent: Row[Any] | None) -> int:
    return cast("int", sent.revision) if sent else 0


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


def _shuffled(sendings: list[Sending]) -> tuple[Sending, ...]:
    """Return them in an order that tells nothing of who sent when."""
    return tuple(random.SystemRandom().sample(sendings, len(sendings)))
