"""Every test of the storage runs on a SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from pages.storage import schema
from pages.storage.database import Database
from pages.storage.engine import address, engine_for, sqlite_address
from pages.storage.tables import metadata
from pages.storage.workshops import Workshops
from tests.core.strategies import CATALOGUE


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
