"""The server's threads stay on one core, as long as nobody else crowds it.

Python computes on one core at a time whatever a machine has. Left alone, Linux wakes a
thread wherever a core is idle, and a run begins in a new thread: it finds none of its data in
that core's memory, and every message wakes another core (a fifth of an action's processor
time, docs/decisions/0014-one-process-one-core.md). Elsewhere than on Linux nothing happens.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

CROWDED = 0.25  # share of a core that others may take before it is left
WINDOW_SECONDS = 0.5  # so short that two servers seldom judge, and leave, at the same time
PAUSE_SECONDS = (2.0, 4.0)  # between two looks, drawn anew each time for the same reason
STAT, THREADS = Path("/proc/stat"), Path("/proc/self/task")


@dataclass(frozen=True)
class Load:
    """Seconds since some moment: passed, computed by this process, and busy of every core."""

    at: float
    own: float
    busy: Mapping[int, float]


class System(Protocol):
    """What there is to see and to do on a machine."""

    cores: Set[int]

    def load(self) -> Load:
        """Return what has been computed so far."""

    def move(self, cores: Set[int]) -> None:
        """Have every thread of this process compute on some cores only."""


class Linux:
    """The machine this process runs on. `cores` are those it may use; few others tell."""

    def __init__(self) -> None:
        may_use = getattr(os, "sched_getaffinity", None)
        self.cores: Set[int] = frozenset(may_use(0)) if may_use else frozenset()

    def load(self) -> Load:
        """Return what has been computed so far; raise OSError or ValueError where none can say."""
        tick, busy = os.sysconf("SC_CLK_TCK"), {}
        for line in STAT.read_text(encoding="ascii").splitlines():
            name, *ticks = line.split()
            if name.startswith("cpu") and name != "cpu" and int(name[3:]) in self.cores:
                user, nice, system, _idle, _waiting, *others = map(int, ticks[:8])
                busy[int(name[3:])] = (user + nice + system + sum(others)) / tick
        if busy.keys() != self.cores:
            raise ValueError(f"{STAT} tells of cores {sorted(busy)}, not {sorted(self.cores)}")
        return Load(time.monotonic(), time.process_time(), busy)

    def move(self, cores: Set[int]) -> None:
        """Move the threads there are; those they start later go with them."""
        for thread in THREADS.iterdir():
            with suppress(ProcessLookupError):  # it has ended
                os.sched_setaffinity(int(thread.name), cores)


def where(before: Load, now: Load, core: int | None) -> int | None:
    """Return the core to compute on: the present one, the emptiest one, or None for any.

    A core is crowded where others take more than `CROWDED` of it. While threads are on any
    core nobody knows which of them this process has kept busy; then all others' time counts
    as spread evenly.
    """
    passed = now.at - before.at
    busy = {one: (now.busy[one] - before.busy[one]) / passed for one in now.busy}
    own = (now.own - before.own) / passed
    if core is None:
        crowded = (sum(busy.values()) - own) / len(busy) > CROWDED
        return None if crowded else min(busy, key=busy.__getitem__)
    if busy[core] - own <= CROWDED:
        return core
    emptiest = min(busy.keys() - {core}, key=busy.__getitem__)
    return emptiest if busy[emptiest] <= CROWDED else None


class OneCore:
    """Keeps this process on one core of a system; `core` is None while it is on any."""

    def __init__(self, system: System, chance: random.Random) -> None:
        self._system, self._chance = system, chance
        self._over = threading.Event()
        self.core: int | None = None

    def keep(self) -> None:
        """Look and move, again and again, until `leave`; do nothing where there is no choice."""
        if len(self._system.cores) < 2:
            return
        with suppress(OSError, ValueError):  # a system that does not tell, or does not let us
            while not self._over.is_set():
                self.look(self._over.wait)
                self._over.wait(self._chance.uniform(*PAUSE_SECONDS))

    def look(self, wait: Callable[[float], object]) -> None:
        """Watch for a short while, then stay or move."""
        before = self._system.load()
        wait(WINDOW_SECONDS)
        found = where(before, self._system.load(), self.core)
        if found != self.core:
            self._system.move(self._system.cores if found is None else {found})
            self.core = found

    def leave(self) -> None:
        """Stop looking, and compute on any core again."""
        self._over.set()
        if self.core is not None:
            self._system.move(self._system.cores)
            self.core = None

    @contextmanager
    def elsewhere(self) -> Iterator[None]:
        """Let this thread use any core; so will a process that it starts meanwhile."""
        if self.core is None:
            yield
            return
        os.sched_setaffinity(0, self._system.cores)
        try:
            yield
        finally:
            os.sched_setaffinity(0, self._system.cores if self.core is None else {self.core})


_here = OneCore(Linux(), random.Random())  # noqa: S311 (when to look is no secret)
elsewhere = _here.elsewhere


@contextmanager
def kept() -> Iterator[None]:
    """Stay on one core as long as this lasts."""
    threading.Thread(target=_here.keep, name="one core", daemon=True).start()
    try:
        yield
    finally:
        _here.leave()
