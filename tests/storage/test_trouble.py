"""A database that is down, slow or full: a clear reason, nothing lost, nothing doubled."""

from __future__ import annotations

import logging
import sqlite3

import pytest
from sqlalchemy import event, text

from core.workshop.sending import Sending
from core.workshop.settings import Settings
from pages.storage import engine as engines
from pages.storage.database import Database
from pages.storage.engine import WRITES, address, engine_for, sqlite_address
from pages.storage.errors import Trouble
from pages.storage.schema import upgrade
from pages.storage.workshops import Workshops
from tests.storage.filling import filling
from tests.storage.people import NOW, Cohort, key

NETWORKS = ["linkedin"]


def reason(call, *arguments, **named):
    with pytest.raises(Trouble) as caught:
        call(*arguments, **named)
    return caught.value.reason


@pytest.mark.parametrize("place", ["sqlite", "socket", "port", "name"])
def test_a_database_that_is_down_is_unavailable(place, tmp_path, server):
    where = {
        "sqlite": sqlite_address(tmp_path),  # a folder
        "socket": address(f"postgresql://x:secretpassword@/x?host={tmp_path}"),
        "port": address("postgresql://x:secretpassword@127.0.0.1:1/x"),
        "name": address(server.get_uri("nowhere")),
    }[place]
    workshops = Workshops(Database(engine_for(where)), NETWORKS)

    assert reason(workshops.status, "x", now=NOW) == "unavailable"
    assert reason(workshops.create, Settings(title="Essai"), visitor="a", now=NOW) == "unavailable"


def test_a_database_that_is_slow_is_unavailable_and_the_same_sending_works_later(
    url, engine, monkeypatch
):
    monkeypatch.setattr(engines, "SECONDS_FOR_A_LOCK", 0.2)
    impatient = engine_for(url)
    cohort = Cohort(Workshops(Database(impatient), NETWORKS))
    device, name = cohort.join(), key()
    with engine.connect().execution_options(**{WRITES: True}) as other, other.begin():
        other.execute(text("UPDATE workshops SET screen = 7"))  # and takes its time
        assert reason(cohort.send, device, name, guess_networks=3) == "unavailable"
        assert cohort.status.finished == 0  # reading goes on
    first = cohort.send(device, name, guess_networks=3)

    assert cohort.send(device, name, guess_networks=3) == first
    assert (first.revision, cohort.status.finished) == (1, 1)
    impatient.dispose()


def test_people_who_send_at_once_wait_for_who_changes_the_pictures_but_not_for_each_other(
    postgresql, monkeypatch
):
    monkeypatch.setattr(engines, "SECONDS_FOR_A_LOCK", 0.2)
    cohort = Cohort(Workshops(Database(postgresql), NETWORKS))
    device = cohort.join()
    for held, comes in (("FOR SHARE", True), ("FOR UPDATE", False)):
        with postgresql.connect() as another, another.begin():
            another.exec_driver_sql("SELECT * FROM workshops " + held)
            if comes:
                assert cohort.send(device, guess_networks=3).revision == 1
                assert cohort.join()
            else:
                assert reason(cohort.send, device, guess_networks=4) == "unavailable"


@pytest.fixture
def fill(engine):
    with filling(engine) as found:
        yield found


def test_a_full_database_says_so_and_the_same_sending_works_once_there_is_room(engine, fill):
    cohort = Cohort(Workshops(Database(engine), NETWORKS))
    device, name = cohort.join(), key()
    everything = tuple(f"network_{number:02}_{'x' * 25}" for number in range(30))
    said = {"wanted": everything, "running": everything, "recommended": everything}
    cohort.send(cohort.join(), **said)  # most of a page of the file: there is no room for another
    fill(True)
    assert reason(cohort.send, device, name, **said) == "full"
    fill(False)
    assert cohort.status.finished == 1

    assert cohort.send(device, name, **said).revision == 1
    assert cohort.sent_by(device) == Sending(**said)


def test_a_host_that_makes_a_full_database_read_only_is_understood(server):
    where = address(server.get_uri()).update_query_dict(
        {"options": "-c default_transaction_read_only=on"}
    )
    engine = engine_for(where)
    workshops = Workshops(Database(engine), NETWORKS)
    assert reason(workshops.create, Settings(title="Essai"), visitor="a", now=NOW) == "full"
    engine.dispose()


def test_a_postgresql_that_restarts_is_met_again_with_all_that_was_acknowledged(server, postgresql):
    cohort = Cohort(Workshops(Database(postgresql), NETWORKS))
    (before,) = cohort.arrive(3)
    server.stop()
    assert reason(cohort.send, before, guess_networks=4) == "unavailable"
    server.start()

    assert cohort.sent_by(before) == Sending(guess_networks=3)
    assert cohort.send(before, guess_networks=5).revision == 2
    with postgresql.connect() as connection:  # cut every connection, as a failover does
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        )
    assert cohort.send(before, guess_networks=6).revision == 3


def test_a_connection_that_breaks_in_the_middle_of_a_sending_is_not_noticed(postgresql):
    cohort = Cohort(Workshops(Database(postgresql), NETWORKS))
    device, name, broken = cohort.join(), key(), []

    @event.listens_for(postgresql, "commit")
    def break_once(connection):
        if not broken:
            broken.append(connection.connection.dbapi_connection)
            broken[0].close()

    assert cohort.send(device, name, guess_networks=3).revision == 1
    assert cohort.send(device, name, guess_networks=3).revision == 1
    assert broken
    assert cohort.status.finished == 1


def test_neither_logs_nor_errors_tell_anything_of_people(url, engine, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    cohort = Cohort(Workshops(Database(engine), NETWORKS))
    device, name = cohort.join(), key()
    cohort.send(device, name, guess_minutes=4321)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE receipts"))
    with pytest.raises(Trouble) as caught:
        cohort.send(device, guess_minutes=4321)
    upgrade_again(engine)

    told = caplog.text + repr(caught.value) + repr(caught.value.__cause__)
    assert "workshop storage unavailable" in told
    assert caught.value.__suppress_context__
    for private in (device, name, "4321", "Essai", cohort.secret, cohort.workshop.code):
        assert private not in told


def upgrade_again(engine):
    """Make the whole schema anew after a test that broke it."""
    with engine.begin() as connection:
        names = ["courses", "submissions", "participants", "facilitator_links"]
        for table in (*names, "workshops", "attempts", "alembic_version"):
            connection.execute(text(f"DROP TABLE {table}"))
    upgrade(engine)


@pytest.mark.parametrize(
    "text_given", ["", "no address", "mysql://a:secretpassword@b/c", "postgres:/secretpassword"]
)
def test_an_address_that_is_none_is_refused_without_quoting_it(text_given):
    with pytest.raises(ValueError, match="expected") as caught:
        address(text_given)

    assert "secretpassword" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_the_address_that_a_host_hands_out_is_taken_as_it_is(scheme):
    found = address(f"{scheme}://u:p@h.example:6543/db?sslmode=require")

    assert found.drivername == "postgresql+psycopg"
    assert (found.password, found.query["sslmode"]) == ("p", "require")


def test_a_file_survives_a_power_cut_and_keeps_no_trace_of_what_was_deleted(tmp_path):
    engine = engine_for(sqlite_address(tmp_path / "w.sqlite3"))
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert sqlite3.sqlite_version_info >= (3, 35)
    engine.dispose()
