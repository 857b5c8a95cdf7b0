"""Bring a database to the schema of this version, whoever else tries at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from pages.storage.engine import WRITES

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 20261126  # any number that nobody else locks in the same database


def revisions() -> tuple[str, ...]:
    """Return every version of the schema, the first one first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())[::-1]


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a version: all in one transaction, one process after the other.

    Raises:
        SQLAlchemyError: If the database cannot be reached or written to.
        CommandError: If it is of a newer version than this one knows.
    """
    config = _config()
    with (
        engine.connect().execution_options(**{WRITES: True}) as connection,
        _without_cascades(connection),
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@contextmanager
def _without_cascades(connection: Connection) -> Iterator[None]:
    """Keep SQLite from deleting what hangs on a table while that table is made anew.

    It cannot be told so inside a transaction, hence past SQLAlchemy, which would begin one.
    """
    driver = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.cursor().execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.cursor().execute("PRAGMA foreign_keys=ON")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
