"""A workshop for a measurement: made in a database of its own, which the served app uses."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select

from benchmarks.servers import Server, serving
from core.catalogue import load_catalogue
from core.workshop.sending import parsed
from core.workshop.settings import Settings
from pages.storage.connection import VARIABLE
from pages.storage.database import Database
from pages.storage.engine import engine_for, sqlite_address
from pages.storage.schema import upgrade
from pages.storage.tables import participants, submissions
from pages.storage.workshops import Workshops


@dataclass(frozen=True)
class Kept:
    """What the database keeps of one person: minutes they have and guessed again, and how often."""

    available_minutes: int | None
    second_minutes: int | None
    revision: int


@dataclass(frozen=True)
class Room:
    """A workshop: how to get in, its facilitator's secret, and what its database holds."""

    id: str
    code: str
    key: str
    secret: str
    engine: Engine

    def joined(self) -> int:
        """Return how many participants the database has."""
        with self.engine.connect() as connection:
            here = participants.c.workshop_id == self.id
            return len(connection.execute(select(participants.c.id).where(here)).all())

    def kept(self) -> dict[str, Kept]:
        """Return what is kept, by the label of the person."""
        wanted = select(participants.c.label, submissions.c.content, submissions.c.revision)
        same = submissions.c.participant_id == participants.c.id
        with self.engine.connect() as connection:
            here = participants.c.workshop_id == self.id
            rows = connection.execute(wanted.join(submissions, same).where(here)).all()
        found = [(label, parsed(content), revision) for label, content, revision in rows]
        return {
            label: Kept(sent.available_minutes, sent.second_minutes, revision)
            for label, sent, revision in found
        }


def made(engine: Engine) -> Room:
    """Return a new workshop in a new database."""
    upgrade(engine)
    workshops = Workshops(Database(engine), load_catalogue().networks)
    now = datetime.datetime.now(datetime.UTC)
    new = workshops.create(Settings(title="Essai"), visitor="load", now=now)
    return Room(new.workshop.id, new.workshop.code, new.workshop.link_key, new.secret, engine)


@contextmanager
def standing() -> Iterator[tuple[Server, Room]]:
    """Serve the app with a workshop in it."""
    with tempfile.TemporaryDirectory() as folder:
        url = sqlite_address(Path(folder) / "workshops.sqlite3")
        engine = engine_for(url)
        room = made(engine)
        where = {VARIABLE: url.render_as_string(hide_password=False)}
        try:
            with serving("app.py", variables=where) as server:
                yield server, room
        finally:
            engine.dispose()
