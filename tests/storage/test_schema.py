"""A database of any earlier version becomes one of today's, whoever starts at the same moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import text

from pages.storage.database import Database
from pages.storage.engine import engine_for
from pages.storage.schema import revisions, upgrade
from pages.storage.tables import metadata
from pages.storage.workshops import Workshops
from tests.core.strategies import CATALOGUE
from tests.storage.people import NOW, Cohort

ROOT = Path(__file__).resolve().parents[2]
# What version 0001 wrote, with every column it had: it never changes.
OLDEST = """
INSERT INTO workshops VALUES ('w', 'CDFGHJKM', 'k', '{"title":"Ancien"}', 'guess',
    true, true, 2, 1795683600, 1798275600, 6, 6, false, 1);
INSERT INTO facilitator_links VALUES ('l', 'w', 'd', 1795683600);
INSERT INTO participants VALUES ('p', 'w', 'd', 'CDFG', false, 6);
INSERT INTO submissions VALUES ('p', 'w', '{"guess_networks": 3, "version": 1}', 1, false, '{}');
INSERT INTO receipts VALUES ('p', 'd', 1);
INSERT INTO courses VALUES ('w', 'guess_networks', '[[0, 2], [3, 3]]', 0, '[]', 6);
INSERT INTO attempts VALUES (1, 's', 1795683600);
"""


@pytest.fixture
def empty(url):
    """An engine on a database without any table."""
    engine = engine_for(url)
    _drop_everything(engine)
    yield engine
    _drop_everything(engine)
    engine.dispose()


def _drop_everything(engine):
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))


def written(engine, statements):
    with engine.begin() as connection:
        for statement in filter(str.strip, statements.split(";")):
            connection.execute(text(statement.replace(":", "\\:")))


@pytest.mark.parametrize("revision", revisions())
def test_what_an_earlier_version_kept_is_there_after_the_upgrade(empty, revision):
    upgrade(empty, revisions()[0])
    written(empty, OLDEST)
    upgrade(empty, revision)
    upgrade(empty)
    workshops = Workshops(Database(empty), CATALOGUE.networks)

    found = workshops.enter("CDFG-HJKM", visitor="a", now=NOW)
    status = workshops.status("w", now=NOW)
    shown = {p.name: p for p in workshops.pictures("w", now=NOW)}["before_after"].tables
    assert found.settings.title == "Ancien"
    assert (status.joined, status.finished, status.screen) == (1, 1, 2)
    assert [band.people for band in shown["guess_networks"].bands] == [3, 3]


def test_a_sheet_that_an_earlier_version_removed_takes_no_place(empty):
    upgrade(empty, "0004")
    kept = OLDEST.partition("INSERT INTO participants")[0].replace("6, 6, false", "6, false")
    places = "('p', 'w', 'd', 'CDFG', true, 6), ('q', 'w', 'e', 'CDFH', false, NULL)"
    written(empty, f"{kept}INSERT INTO participants VALUES {places}")  # a sheet, and a phone
    upgrade(empty)
    assert Workshops(Database(empty), CATALOGUE.networks).status("w", now=NOW).joined == 1


def test_the_migrations_lead_to_the_tables_that_the_code_writes_to(empty):
    upgrade(empty)
    with empty.connect() as connection:
        if empty.dialect.name == "sqlite":  # what hangs on a workshop goes with it again
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_upgrade_that_is_done_is_left_alone(empty):
    upgrade(empty)
    cohort = Cohort(Workshops(Database(empty), CATALOGUE.networks))
    upgrade(empty)

    assert cohort.status.joined == 0


def test_several_processes_may_start_at_once_on_an_empty_database(empty):
    where = empty.url.render_as_string(hide_password=False)
    code = (
        "from pages.storage.schema import upgrade; "
        "from pages.storage.engine import address, engine_for; "
        f"upgrade(engine_for(address({where!r})))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(3)]

    assert [process.wait() for process in running] == [0, 0, 0]
    assert Cohort(Workshops(Database(empty), CATALOGUE.networks)).status.finished == 0


def test_a_database_of_a_newer_version_is_not_touched(empty):
    upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(CommandError):
        upgrade(empty)
