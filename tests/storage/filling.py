"""A database that has no room left, and has some again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

# The server itself refuses, with the code that it has for a full disk.
REFUSE = """CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$"""
TRIGGER = "CREATE TRIGGER full_disk BEFORE INSERT ON submissions EXECUTE FUNCTION refuse()"
NO_TRIGGER = "DROP TRIGGER IF EXISTS full_disk ON submissions"


@contextmanager
def filling(engine: Engine) -> Iterator[Callable[[bool], None]]:
    """Give a way to take the room away from a database (True), and to give it back."""
    yield from (_of_sqlite if engine.dialect.name == "sqlite" else _of_postgresql)(engine)


def _of_sqlite(engine: Engine) -> Iterator[Callable[[bool], None]]:
    with engine.connect() as connection:  # leave no free pages inside the file
        connection.connection.dbapi_connection.execute("VACUUM").close()
    most = [2**30]

    @event.listens_for(engine, "begin")
    def limit(connection):  # 1 means: no larger than it is
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most[0]}").close()

    try:
        yield lambda full: most.__setitem__(0, 1 if full else 2**30)
    finally:
        event.remove(engine, "begin", limit)
        engine.dispose()  # a connection keeps its limit


def _of_postgresql(engine: Engine) -> Iterator[Callable[[bool], None]]:
    def fill(full: bool) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(NO_TRIGGER)
            if full:
                connection.exec_driver_sql(REFUSE)
                connection.exec_driver_sql(TRIGGER)

    try:
        yield fill
    finally:
        fill(False)
