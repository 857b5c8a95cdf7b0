"""What was measured, as figures."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.servers import Server
from tests.load.tab import Run


def at_share(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


@dataclass
class Measurement:
    """Runs by kind, faults by what they were, and what the server used meanwhile."""

    runs: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    processor_seconds: float = 0.0
    most_megabytes: float = 0.0

    def take(self, run: Run) -> None:
        """Keep a run."""
        self.runs[run.kind].append(run.seconds)

    def report(self) -> dict[str, Any]:
        """Return figures: milliseconds, actions a second, processor time of an action."""
        acted = ("widget", "fragment", "page change")
        actions = [seconds for kind in acted for seconds in self.runs.get(kind, [])]
        everything = sum(len(found) for found in self.runs.values())
        busy = 100 * self.processor_seconds / self.seconds if self.seconds else 0.0
        return {
            "actions": len(actions),
            "actions_a_second": round(len(actions) / self.seconds, 1) if self.seconds else None,
            "median_ms": round(1000 * at_share(actions, 0.5), 1) if actions else None,
            "95th_percentile_ms": round(1000 * at_share(actions, 0.95), 1) if actions else None,
            "processor_ms_a_run": round(1000 * self.processor_seconds / everything, 1)
            if everything
            else None,
            "processor_percent": round(busy),
            "most_megabytes": round(self.most_megabytes),
            "faults": dict(self.faults),
            "by_kind": {
                kind: {
                    "number": len(found),
                    "median_ms": round(1000 * at_share(found, 0.5), 1),
                    "95th_percentile_ms": round(1000 * at_share(found, 0.95), 1),
                }
                for kind, found in sorted(self.runs.items())
            },
        }


@contextmanager
def measuring(server: Server) -> Iterator[Measurement]:
    """Measure what a server uses for the length of a block."""
    found, ended = Measurement(), threading.Event()

    def watch() -> None:
        while not ended.wait(0.5):
            found.most_megabytes = max(found.most_megabytes, megabytes(server))

    watcher = threading.Thread(target=watch, daemon=True)
    started, before = time.monotonic(), server.processor_seconds() or 0.0
    watcher.start()
    try:
        yield found
    finally:
        ended.set()
        watcher.join()
        found.seconds = time.monotonic() - started
        found.processor_seconds = (server.processor_seconds() or 0.0) - before
        found.most_megabytes = max(found.most_megabytes, megabytes(server))


def megabytes(server: Server) -> float:
    """Return the resident memory of a server; 0 where it has ended."""
    try:
        pages = Path(f"/proc/{server.process}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def all_of(tasks: Sequence[Any], found: Measurement) -> None:
    """Wait for all tasks and count how they failed."""
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, BaseException):
            found.faults[f"{type(outcome).__name__}: {outcome}"[:200]] += 1
