"""Workshops of these tests lie in a database of their own, gone afterwards."""

from __future__ import annotations

import pytest

from pages.storage.connection import VARIABLE
from pages.storage.engine import sqlite_address


@pytest.fixture(autouse=True, scope="session")
def workshop_database(tmp_path_factory):
    """Name a database to the app, as a host does."""
    file = tmp_path_factory.mktemp("workshops") / "workshops.sqlite3"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(sqlite_address(file)))
        yield
