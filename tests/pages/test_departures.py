"""Who is gone is forgotten, who is here is not, and nothing is lost by it."""

from __future__ import annotations

import asyncio
import gc
import weakref
from contextlib import asynccontextmanager

import pytest
import streamlit as st
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state import SessionState

from pages.parts import departures, speech, store
from pages.parts.departures import FEW, SWEEP_SECONDS, Departures
from tests.pages.people import PERSONAS
from tests.pages.test_shelf import Clock

SESSION_KEPT = st.get_option(departures.SESSION_KEPT)
INES = PERSONAS["ines"].answers
LET_SESSIONS_GO = departures._let_sessions_go


class House:
    """An app with people in it, a clock, and how many were here each time memory was given back."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.clock, self.given_back, self.fault = Clock(), [], fault
        self.door = Departures(self._app, self._forget, self.clock)

    async def _app(self, _scope, receive, _send) -> None:
        await receive()  # an answer to a request; a connection until it is closed

    def _forget(self, here: int) -> None:
        self.given_back.append(here)
        if self.fault:
            raise self.fault

    @asynccontextmanager
    async def somebody(self):
        """Let a person be here for the length of a block."""
        left = asyncio.Event()
        visit = asyncio.create_task(self.door({"type": "websocket"}, left.wait, None))
        await asyncio.sleep(0)
        yield
        left.set()
        await visit

    async def after(self, seconds: float) -> list[int]:
        """Look so many seconds later; return how often memory was given back, and to whom."""
        self.clock.now += seconds
        await self.door.look()
        return self.given_back


@pytest.fixture(autouse=True)
def sessions(monkeypatch):
    """Count how often Streamlit is asked to let sessions go: it does not run here."""
    asked = []
    monkeypatch.setattr(departures, "_let_sessions_go", lambda: asked.append(1))
    return asked


# When ---------------------------------------------------------------------------------------


def test_who_is_gone_is_forgotten_once_their_session_is(sessions):
    async def scene():
        house = House()
        async with house.somebody():
            pass
        assert await house.after(SESSION_KEPT) == [], "they may still come back to it"
        assert await house.after(1) == [0]
        assert sessions == [1]

    asyncio.run(scene())


def test_who_is_here_is_not_forgotten_however_long_they_stay():
    async def scene():
        house = House()
        async with house.somebody():
            assert 0 not in await house.after(24 * 3600)

    asyncio.run(scene())


def test_who_comes_back_in_time_starts_the_wait_anew():
    async def scene():
        house = House()
        async with house.somebody():
            pass
        house.clock.now += SESSION_KEPT - 1
        async with house.somebody():
            pass
        assert await house.after(SESSION_KEPT - 1) == []
        assert await house.after(2) == [0]

    asyncio.run(scene())


def test_one_who_leaves_takes_nothing_from_one_who_stays():
    async def scene():
        house = House()
        async with house.somebody():
            async with house.somebody():
                pass
            assert await house.after(SESSION_KEPT + 1) == []

    asyncio.run(scene())


def test_while_somebody_stays_what_nobody_uses_goes_every_few_minutes():
    """A wall left on, or a forgotten tab, must not keep the memory of a whole crowd."""

    async def scene():
        house = House()
        async with house.somebody(), house.somebody():
            assert await house.after(SWEEP_SECONDS) == [2]
            assert await house.after(1) == [2]
            assert await house.after(SWEEP_SECONDS) == [2, 2]

    asyncio.run(scene())


def test_it_is_given_back_once_for_those_who_left_and_never_where_nobody_came():
    async def scene():
        house = House()
        assert await house.after(10 * SESSION_KEPT) == []
        async with house.somebody():
            pass
        await house.after(SESSION_KEPT + 1)
        assert await house.after(10 * SESSION_KEPT) == [0]
        async with house.somebody():
            pass
        assert await house.after(SESSION_KEPT + 1) == [0, 0]

    asyncio.run(scene())


def test_who_only_loads_a_file_is_nobody():
    async def scene():
        house, answered = House(), asyncio.Event()
        answered.set()
        await house.door({"type": "http"}, answered.wait, None)
        assert await house.after(SESSION_KEPT + 1) == []

    asyncio.run(scene())


def test_a_connection_that_breaks_counts_as_left():
    async def scene():
        house = House()

        async def broken():
            raise ConnectionError

        with pytest.raises(ConnectionError):
            await house.door({"type": "websocket"}, broken, None)
        assert await house.after(SESSION_KEPT + 1) == [0]

    asyncio.run(scene())


# The watch ----------------------------------------------------------------------------------


def test_a_fault_is_told_to_the_log_and_the_next_time_it_works(caplog):
    async def scene():
        house = House(fault=OSError("no memory"))
        for _ in range(2):
            async with house.somebody():
                pass
            await house.after(SESSION_KEPT + 1)
        return house.given_back

    assert asyncio.run(scene()) == [0, 0]
    assert "not given back" in caplog.text


def test_the_watch_looks_while_the_server_runs_and_ends_with_it(monkeypatch):
    monkeypatch.setattr(departures, "LOOK_SECONDS", 0)
    monkeypatch.setattr(departures, "one_heap", lambda: None)

    async def scene():
        house, looked, stops = House(), asyncio.Event(), asyncio.Event()

        async def look():
            looked.set()

        monkeypatch.setattr(house.door, "look", look)
        server = asyncio.create_task(house.door({"type": "lifespan"}, stops.wait, None))
        await looked.wait()
        stops.set()
        await server
        await asyncio.sleep(0)
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(scene()) == set()


# What ---------------------------------------------------------------------------------------


def test_when_all_have_left_their_analyses_go_and_who_comes_back_finds_the_same():
    before = weakref.ref(store.analysis_of(INES))
    found = before().best
    speech.speech("fr").number(1234.5, 1)

    departures.give_back(0)

    assert before() is None
    assert speech._decimal.cache_info().currsize == 0
    assert store.analysis_of(INES).best == found


def test_while_others_are_here_what_was_used_lately_stays():
    kept = store.analysis_of(INES)

    departures.give_back(1)

    assert store.analysis_of(INES) is kept


@pytest.mark.parametrize(("here", "collects"), [(0, True), (FEW, True), (FEW + 1, False)])
def test_a_room_full_of_people_is_not_stopped_for_a_collection(here, collects, monkeypatch):
    asked = []
    monkeypatch.setattr(gc, "collect", lambda: asked.append(1))

    departures.give_back(here)

    assert bool(asked) == collects


@pytest.mark.parametrize("library", [None, object()])
def test_where_the_c_library_cannot_give_memory_back_it_stays(library, monkeypatch):
    monkeypatch.setattr(departures, "_c_library", lambda: library)

    departures.one_heap()
    departures.give_back(0)


# What is inside Streamlit -------------------------------------------------------------------


def test_streamlit_lets_go_of_sessions_it_no_longer_keeps_when_asked(monkeypatch):
    """By itself it only does when one more person leaves. Here lies the one private thing."""
    monkeypatch.setattr(Runtime, "_instance", None)
    now, storage = Clock(), MemorySessionStorage(ttl_seconds=SESSION_KEPT)
    monkeypatch.setattr(storage._cache, "_timer", now)
    Runtime(RuntimeConfig("app.py", None, None, session_storage=storage))
    session, said = House(), SessionState()
    session.id, session.session_state, kept = "1", said, weakref.ref(session)
    said["answers"] = INES
    storage.save(SessionInfo(client=None, session=session, script_run_count=0))
    del session

    LET_SESSIONS_GO()
    gc.collect()
    assert kept() is not None, "they may still come back"
    assert said["answers"] is INES

    now.now = SESSION_KEPT + 1
    LET_SESSIONS_GO()
    gc.collect()
    assert kept() is None
    assert "answers" not in said, "whoever still holds it holds nothing of theirs"


def test_where_streamlit_keeps_sessions_elsewhere_one_day_the_log_says_so(monkeypatch, caplog):
    monkeypatch.setattr(Runtime, "_instance", object())

    LET_SESSIONS_GO()

    assert "they stay" in caplog.text
