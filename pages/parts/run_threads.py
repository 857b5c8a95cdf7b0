"""A thread that has carried a run carries another one: it is not made anew each time.

Streamlit starts a thread for every run. In a process with hundreds of megabytes that takes the
system up to a millisecond, a tenth of what an action costs (docs/scale.md). Here a thread that
is done waits for the next run, and knows nothing of the last. Replaced for that is how a runner
of Streamlit's starts; tests/pages/test_run_threads.py says whether a newer one still starts like
that. Where it does not, each run has a thread of its own, as before.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextvars import Context
from queue import SimpleQueue
from typing import Any

from streamlit.runtime.scriptrunner import script_runner

MOST_WAITING = 8  # threads: those of a burst end, the others go on with the next run
NAME = "ScriptRunner.scriptThread"  # what Streamlit calls them
RUN, THREAD = "_run_script_thread", "_script_thread"
Work = Callable[[], None]


class RunThreads:
    """The threads that are done and wait. Taking one and giving it back is safe from any thread."""

    def __init__(self, most_waiting: int = MOST_WAITING) -> None:
        self._most, self._waiting = most_waiting, list[_Thread]()

    def carry(self, work: Work, announce: Callable[[threading.Thread], None]) -> None:
        """Have a thread do some work, announced before it begins."""
        try:
            thread = self._waiting.pop()
        except IndexError:
            thread = _Thread(self.take_back)
            thread.start()
        announce(thread)
        thread.work.put(work)

    def take_back(self, thread: _Thread) -> bool:
        """Have a thread wait for more work; return whether it is to."""
        if len(self._waiting) >= self._most:
            return False
        self._waiting.append(thread)
        return True

    def let_go(self) -> None:
        """Have those that wait end; the next run begins a new one."""
        while True:
            try:
                self._waiting.pop().work.put(None)
            except IndexError:
                return


class _Thread(threading.Thread):
    """Does what it is given, one thing after the other, each as if in a thread of its own."""

    def __init__(self, done: Callable[[_Thread], bool]) -> None:
        super().__init__(name=NAME, daemon=True)
        self.work: SimpleQueue[Work | None] = SimpleQueue()  # None: to end
        self._done = done

    def run(self) -> None:
        """Work until it is not to wait any longer."""
        own = frozenset(vars(self))
        while self._carry(self.work.get()):
            for left in vars(self).keys() - own:
                delattr(self, left)  # whose run it was
            if not self._done(self):
                return

    def _carry(self, work: Work | None) -> bool:
        if work is None:
            return False
        try:
            Context().run(work)
        except BaseException:  # told as that of any thread, which then goes on
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self)))
        return True


_threads = RunThreads()
let_go = _threads.let_go


def use_again(kept: RunThreads = _threads) -> None:
    """Have Streamlit carry its runs in threads that go on to the next, from now on."""
    runner: Any = script_runner.ScriptRunner
    if not (hasattr(runner, "start") and hasattr(runner, RUN)):
        return
    alone = runner.start

    def start(self: Any) -> None:
        if getattr(self, THREAD, self) is not None:  # begun already, or kept elsewhere
            alone(self)
        else:
            kept.carry(getattr(self, RUN), lambda thread: setattr(self, THREAD, thread))

    runner.start = start
