"""Runs take turns: one computes while the others wait in line, and none while it only waits.

Python computes on one core at a time. Twenty runs that all ask for it at once spend 40 % of
it on asking, and each ends late (docs/scale.md). In line, nothing is lost and the first to
come is the first to go; who stepped aside goes on before those who have not begun.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

LONGEST_SECONDS = 5.0  # a run that computes longer does not end: the others go on beside it


class Line:
    """A line in which threads wait for their turn; a thread has it once, however often it asks."""

    def __init__(
        self, longest_seconds: float = LONGEST_SECONDS, clock: Callable[[], float] = monotonic
    ) -> None:
        self._longest, self._clock = longest_seconds, clock
        self._since = 0.0  # when the present turn began
        self._guard = threading.Lock()
        self._coming: deque[threading.Lock] = deque()
        self._back: deque[threading.Lock] = deque()  # those who stepped aside
        self._taken = False
        self._mine = threading.local()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Compute in turn."""
        if self._inside():
            yield
            return
        self._enter(self._coming)
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let the others go first while this thread waits for something, or computes for long."""
        if not self._inside():
            yield
            return
        self._leave()
        try:
            yield
        finally:
            self._enter(self._back)

    def _inside(self) -> bool:
        return getattr(self._mine, "inside", False)

    def _enter(self, waiting: deque[threading.Lock]) -> None:
        self._mine.called = self._wait(waiting)
        self._mine.inside = True

    def _leave(self) -> None:
        self._mine.inside = False
        if self._mine.called:
            self._call_next()

    def _wait(self, waiting: deque[threading.Lock]) -> bool:
        """Return whether the turn came; not where somebody else's does not end."""
        with self._guard:
            if not self._taken:
                self._taken, self._since = True, self._clock()
                return True
            called = threading.Lock()
            called.acquire()
            waiting.append(called)
        while not called.acquire(timeout=self._longest):
            with self._guard:
                if called not in waiting:  # it was called just now
                    return True
                if self._clock() - self._since > self._longest:
                    waiting.remove(called)
                    return False
        return True

    def _call_next(self) -> None:
        with self._guard:
            if waiting := self._back or self._coming:
                self._since = self._clock()
                waiting.popleft().release()
            else:
                self._taken = False


_line = Line()
taken, aside = _line.turn, _line.aside  # `@taken()` under `@st.fragment`: a part runs in turn
