"""Threads that carry one run after the other, each run as if in a thread of its own."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from contextlib import nullcontext
from contextvars import ContextVar

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import (
    SCRIPT_RUN_CONTEXT_ATTR_NAME,
)

from pages.parts import one_core, pictures, run_threads, warm, worked_out
from pages.parts.run_threads import RunThreads

PATIENCE = 10  # seconds
of_the_run: ContextVar[str] = ContextVar("of_the_run", default="nobody's")


class Runner:
    """Starts as Streamlit's does, and notes where it ran."""

    def __init__(self, work=lambda: None) -> None:
        self._script_thread: threading.Thread | None = None
        self._work = work
        self.ran_in: threading.Thread | None = None
        self.over = threading.Event()

    def start(self) -> None:
        raise AssertionError("a thread of its own")

    def _run_script_thread(self) -> None:
        try:
            self.ran_in = threading.current_thread()
            self._work()
        finally:
            self.over.set()


class Waiting(RunThreads):
    """Says when a thread has come back."""

    def __init__(self, most: int = 4) -> None:
        super().__init__(most)
        self.back = threading.Semaphore(0)
        self.ended = threading.Semaphore(0)

    def take_back(self, thread) -> bool:
        waits = super().take_back(thread)
        (self.back if waits else self.ended).release()
        return waits


@pytest.fixture
def threads(monkeypatch):
    monkeypatch.setattr(script_runner, "ScriptRunner", Runner)
    monkeypatch.setattr(Runner, "start", Runner.start)
    kept = Waiting()
    run_threads.use_again(kept)
    return kept


def ran(threads: Waiting, work=lambda: None) -> Runner:
    """Return a runner that has run, its thread waiting again."""
    runner = Runner(work)
    runner.start()
    assert runner.over.wait(PATIENCE)
    assert threads.back.acquire(timeout=PATIENCE)
    return runner


def test_the_next_run_is_carried_by_the_same_thread(threads):
    first, second = ran(threads), ran(threads)
    assert first.ran_in is second.ran_in is second._script_thread
    assert first.ran_in.daemon
    assert first.ran_in.name == run_threads.NAME


def test_two_runs_at_once_have_two_threads(threads):
    go_on = threading.Event()
    one, other = Runner(lambda: go_on.wait(PATIENCE)), Runner()
    one.start()
    other.start()
    assert other.over.wait(PATIENCE)
    assert not one.over.is_set()
    go_on.set()
    assert one.over.wait(PATIENCE)
    assert one.ran_in is not other.ran_in


def test_a_run_knows_nothing_of_the_one_before(threads):
    found = []

    def first() -> None:
        of_the_run.set("the first's")
        setattr(threading.current_thread(), SCRIPT_RUN_CONTEXT_ATTR_NAME, "the first's")

    def second() -> None:
        here = threading.current_thread()
        found.extend([of_the_run.get(), getattr(here, SCRIPT_RUN_CONTEXT_ATTR_NAME, "nobody's")])

    assert ran(threads, first).ran_in is ran(threads, second).ran_in
    assert found == ["nobody's", "nobody's"]


def test_a_run_is_let_go_once_it_is_over(threads):
    """What a person's run holds must not wait with the thread."""
    held = weakref.ref(ran(threads))
    gc.collect()
    assert held() is None


def test_a_run_that_fails_is_told_and_its_thread_goes_on(threads, monkeypatch):
    told = []
    monkeypatch.setattr(threading, "excepthook", lambda args: told.append(args.exc_value))

    def fails() -> None:
        raise ValueError("of this run")

    assert ran(threads, fails).ran_in is ran(threads).ran_in
    assert [str(one) for one in told] == ["of this run"]


def test_no_more_threads_wait_than_are_to(threads):
    many = [Runner(threading.Barrier(6).wait) for _ in range(6)]
    for one in many:
        one._work = many[0]._work
        one.start()
    for _ in range(4):
        assert threads.back.acquire(timeout=PATIENCE)
    for _ in range(2):
        assert threads.ended.acquire(timeout=PATIENCE)
    assert len({one.ran_in for one in many}) == 6


def test_threads_that_wait_end_when_they_are_let_go(threads):
    before = ran(threads).ran_in
    threads.let_go()
    before.join(PATIENCE)
    assert not before.is_alive()
    assert ran(threads).ran_in is not before


def test_a_runner_that_has_begun_is_refused_as_before(threads):
    runner = ran(threads)
    with pytest.raises(AssertionError, match="a thread of its own"):
        runner.start()


def test_this_streamlit_starts_its_runs_like_that(monkeypatch):
    """What is replaced, and what it is replaced with, are still there."""
    runner = script_runner.ScriptRunner
    monkeypatch.setattr(runner, "start", runner.start)
    original = runner.start
    run_threads.use_again()
    assert runner.start is not original
    assert {run_threads.THREAD, run_threads.RUN} <= {*original.__code__.co_names}


def test_a_streamlit_that_starts_otherwise_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr(script_runner, "ScriptRunner", type("Other", (), {}))
    run_threads.use_again()
    assert not hasattr(script_runner.ScriptRunner, "start")


def test_the_server_begins_with_what_makes_a_run_cheaper(monkeypatch):
    begun = []
    monkeypatch.setattr(pictures, "build", lambda _: None)
    monkeypatch.setattr(worked_out, "once", lambda: begun.append("worked out"))
    monkeypatch.setattr(run_threads, "use_again", lambda: begun.append("threads"))
    monkeypatch.setattr(one_core, "kept", lambda: nullcontext(begun.append("core")))

    async def serve() -> None:
        async with warm.lifespan(None):
            assert sorted(begun) == ["core", "threads", "worked out"]

    asyncio.run(serve())
