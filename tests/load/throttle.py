"""A small host: a server that gets a share of one core only."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.servers import Server

PERIOD_SECONDS = 0.1


@contextmanager
def limited_to(server: Server, share: float) -> Iterator[None]:
    """Let a server use at most a share of one core, without any right of root.

    It is stopped as soon as it has used its share of the time that has passed, as a
    container's quota does; it saves up at most one period.
    """
    ended = threading.Event()

    def ration() -> None:
        credit, used = PERIOD_SECONDS * share, server.processor_seconds() or 0.0
        while not ended.wait(PERIOD_SECONDS / 4):
            now = server.processor_seconds() or used
            credit = min(credit + share * PERIOD_SECONDS / 4, PERIOD_SECONDS * share)
            credit, used = credit - (now - used), now
            os.kill(server.process, signal.SIGCONT if credit > 0 else signal.SIGSTOP)

    guard = threading.Thread(target=ration, daemon=True)
    guard.start()
    try:
        yield
    finally:
        ended.set()
        guard.join()
        os.kill(server.process, signal.SIGCONT)
