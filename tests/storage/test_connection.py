"""The app finds its database by itself, or where its host says."""

from __future__ import annotations

import datetime
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st
from sqlalchemy.exc import OperationalError

from core.workshop.settings import Settings
from pages.storage import connection
from pages.storage.errors import Trouble
from tests.storage import cluster
from tests.storage.people import NOW


@pytest.fixture
def told(monkeypatch, tmp_path):
    """A way to say what the host says, without anything from this machine."""
    monkeypatch.delenv(connection.VARIABLE, raising=False)
    monkeypatch.setattr(connection, "FILE", tmp_path / "new folder" / "workshops.sqlite3")

    def tell(url=None):
        secrets = {} if url is None else {"connections": {"workshop": {"url": url}}}
        monkeypatch.setattr(st, "secrets", secrets)

    tell()
    yield tell
    st.cache_resource.clear()


def test_without_a_word_workshops_are_in_a_file_which_is_made(told):
    made = connection.workshops().create(Settings(title="Essai"), visitor="a", now=NOW)

    assert connection.FILE.exists()
    st.cache_resource.clear()  # as if the server had started anew
    found = connection.workshops().enter(made.workshop.code, visitor="a", now=NOW)
    assert found == made.workshop


def test_the_secrets_come_first_and_the_variable_second(told, tmp_path, monkeypatch, server):
    monkeypatch.setenv(connection.VARIABLE, f"sqlite:///{tmp_path}/by_variable.sqlite3")
    connection.workshops()
    assert (tmp_path / "by_variable.sqlite3").exists()

    told(server.get_uri())
    assert connection.workshops()._database.engine.dialect.name == "postgresql"
    connection.workshops()._database.engine.dispose()
    assert not connection.FILE.exists()


def test_everybody_gets_the_same_and_the_database_is_prepared_once(told):
    first = connection.workshops()

    assert connection.workshops() is first
    assert first.purge(now=NOW) == 0


@pytest.mark.parametrize("url", ["mysql://u:secretpassword@h/d", "secretpassword"])
def test_an_address_that_is_none_is_told_to_the_host_without_the_password(told, url, caplog):
    told(url)
    with pytest.raises(Trouble) as caught:
        connection.workshops()

    assert caught.value.reason == "unavailable"
    assert "postgresql://" in caplog.text or "PostgreSQL" in caplog.text
    assert "secretpassword" not in caplog.text


def test_a_place_that_cannot_be_written_to_is_unavailable_and_is_tried_again(told, monkeypatch):
    good = connection.FILE
    good.parent.mkdir()
    blocking = good.parent / "a file"
    blocking.write_text("")
    monkeypatch.setattr(connection, "FILE", blocking / "workshops.sqlite3")
    for _ in range(2):
        with pytest.raises(Trouble, match="unavailable"):
            connection.workshops()
    blocking.unlink()

    assert connection.workshops().purge(now=NOW) == 0


def test_a_database_that_comes_back_is_found_without_a_restart(told, tmp_path, monkeypatch):
    where = tmp_path / "w.sqlite3"
    where.mkdir()
    monkeypatch.setattr(connection, "FILE", where)
    with pytest.raises(Trouble, match="unavailable"):
        connection.workshops()
    where.rmdir()
    made = connection.workshops().create(Settings(title="Essai"), visitor="a", now=NOW)

    assert made.workshop.expires_at == NOW + datetime.timedelta(days=30)


def test_who_waits_while_anothers_attempt_fails_need_not_wait_for_one_of_their_own(
    told, monkeypatch
):
    people, asked, attempts = 5, [], []

    def moment():
        asked.append(time.monotonic())
        return asked[-1]

    def nobody_answers(_):
        attempts.append(cluster.until(lambda: len(asked), lambda number: number == people))
        raise OperationalError("", {}, TimeoutError())

    monkeypatch.setattr(connection, "monotonic", moment)
    monkeypatch.setattr(connection, "upgrade", nobody_answers)
    with ThreadPoolExecutor(people) as room:
        answers = [room.submit(connection.workshops) for _ in range(people)]
        reasons = [answer.exception().reason for answer in answers]

    assert reasons == ["unavailable"] * people
    assert len(attempts) == 1
