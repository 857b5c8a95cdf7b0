"""Who leaves takes their memory along: it is given back to the machine.

An ASGI middleware that sees people come and go, and looks now and then. Once the last person
has been away for longer than Streamlit keeps their session, everything that was kept for people
goes. While others are still here, what nobody has used for a while goes. Whoever comes back has
their answers on their device, and the same analysis made anew.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import streamlit as st
from streamlit import runtime

from pages.parts import run_threads, speech, store
from pages.parts.precompressed import App, Receive, Scope, Send

LOOK_SECONDS = 5
SWEEP_SECONDS = 300  # between two looks for what nobody uses, while others are here
FEW = 10  # people whose memory a collection walks through unnoticed, in some 50 ms
SESSION_KEPT = "server.disconnectedSessionTTL"
ARENAS_AT_MOST = -8  # glibc's name for it is M_ARENA_MAX

log = logging.getLogger(__name__)


class Departures:
    """The app, seen by somebody who counts who is here. `forget` is told how many they are."""

    def __init__(
        self,
        app: App,
        forget: Callable[[int], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app, self._forget, self._clock = app, forget or give_back, clock
        self._here = 0
        self._last_left = self._swept = clock()
        self._kept_for_people = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Carry one connection or answer one request; look now and then while the server runs."""
        if scope["type"] == "websocket":
            with self._visit():
                await self._app(scope, receive, send)
        elif scope["type"] == "lifespan":
            one_heap()
            watch = asyncio.create_task(self._watch())
            try:
                await self._app(scope, receive, send)
            finally:
                watch.cancel()
        else:
            await self._app(scope, receive, send)

    @contextmanager
    def _visit(self) -> Iterator[None]:
        self._here += 1
        self._kept_for_people = True
        try:
            yield
        finally:
            self._here -= 1
            self._last_left = self._clock()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()

    async def look(self) -> None:
        """Give back what can be given back now, in a thread; a fault leaves all as it was."""
        if not self._is_time():
            return
        try:
            _let_sessions_go()
            await asyncio.to_thread(self._forget, self._here)
        except Exception:
            log.exception("The memory of those who have left was not given back")

    def _is_time(self) -> bool:
        now = self._clock()
        if self._here:
            due = now - self._swept >= SWEEP_SECONDS
        else:
            away = now - self._last_left
            due = self._kept_for_people and away > st.get_option(SESSION_KEPT)
            self._kept_for_people = self._kept_for_people and not due
        if due:
            self._swept = now
        return due


def give_back(here: int) -> None:
    """Forget what was kept for those who have left, and give the machine its memory back."""
    store.forget(store.KEPT_SECONDS if here else 0.0)
    if not here:
        speech.forget()
        run_threads.let_go()
    if here <= FEW:
        gc.collect()  # sessions of Streamlit are circles, which nothing else opens
    _call_c("malloc_trim", 0)


def one_heap() -> None:
    """Have all threads share one heap: of others, glibc gives nothing back.

    Threads wait for Python's lock anyway, so they do not wait for each other here.
    """
    _call_c("mallopt", ARENAS_AT_MOST, 1)


def _call_c(name: str, *numbers: int) -> None:
    """Call a function of the C library that takes whole numbers; nothing where it has none."""
    function = getattr(_c_library(), name, None)
    if function is not None:
        function(*numbers)


@lru_cache
def _c_library() -> Any:
    return ctypes.CDLL(None) if os.name == "posix" else None


def _let_sessions_go() -> None:
    """Have Streamlit let go of the sessions it no longer keeps: it does only when one more leaves.

    Its loop holds the last one until somebody comes, so they are emptied as well. This is inside
    Streamlit, and nothing outside does it. Where it has moved, they stay.
    """
    try:
        sessions = runtime.get_instance()._session_mgr._session_storage._cache
        known = list(sessions._data.values())
        sessions.expire()
        for one in known:
            if one.session.id not in sessions:
                one.session.session_state.clear()
    except (AttributeError, RuntimeError):
        log.warning("Streamlit keeps the last sessions elsewhere now; they stay", exc_info=True)
