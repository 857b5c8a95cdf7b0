"""Workshops of these tests lie in a database of their own; and what AppTest cannot do."""

from __future__ import annotations

import pytest
import streamlit as st

from pages.parts import clock, joining
from pages.storage.connection import VARIABLE
from pages.storage.engine import sqlite_address
from tests.pages.visit import NOON


@pytest.fixture(autouse=True, scope="session")
def workshop_database(tmp_path_factory):
    """Name a database to the app, as a host does."""
    file = tmp_path_factory.mktemp("workshops") / "workshops.sqlite3"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(sqlite_address(file)))
        yield


@pytest.fixture(autouse=True)
def on_a_wednesday(monkeypatch):
    """Let every visit take place on one day, so that no test is about the hour it runs at."""
    monkeypatch.setattr(clock, "now", lambda: clock.here(NOON))


@pytest.fixture(autouse=True)
def whole_pages(monkeypatch):
    """Run the whole page where the app runs a part by its name: AppTest then knows no menu.

    That part alone runs in tests/load/test_workshop.py and tests/browser.
    """
    monkeypatch.setattr(joining, "show_room", st.rerun)
