"""Values that everybody shares, made once and kept while somebody uses them. No Streamlit here."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class _Once(Generic[Value]):
    """A value that the first who asks makes, while the others who ask wait for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[Value] | None = None
        self.used = 0.0

    def get(self, make: Callable[[], Value]) -> Value:
        """Return the value; a making that was cut short leaves none behind."""
        with self._lock:
            if self._made is None:
                self._made = (make(),)
            return self._made[0]


class Shelf(Generic[Value]):
    """Values by key, at most so many: those that nobody has asked for the longest go first."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, _Once[Value]] = OrderedDict()  # the latest used last

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what is kept under a key, made now where nothing is."""
        with self._lock:
            once = self._kept.setdefault(key, _Once())
            once.used = self._clock()
            self._kept.move_to_end(key)
            surplus = len(self._kept) - self._most
            gone = [self._kept.popitem(last=False) for _ in range(surplus)]
        del gone  # outside the lock: to let go of a large value takes a moment
        return once.get(make)

    def forget(self, unused_seconds: float = 0.0) -> None:
        """Let go of what nobody has asked for in so many seconds."""
        with self._lock:
            end = self._clock() - unused_seconds
            old = [key for key, once in self._kept.items() if once.used <= end]
            gone = [self._kept.pop(key) for key in old]
        del gone
