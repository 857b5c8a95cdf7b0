"""Plans by number of networks, each of them found only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from core.strategies import Plan

Find = Callable[[int], "Plan | None"]


class BySize(Sequence["Plan | None"]):
    """One plan for each number of networks from 0; None where none fits. A plan is found once."""

    def __init__(self, sizes: int, find: Find) -> None:
        self._sizes, self._find = range(sizes), find
        self._found: dict[int, Plan | None] = {}

    def __len__(self) -> int:
        return len(self._sizes)

    @overload
    def __getitem__(self, place: int) -> Plan | None: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Plan | None, ...]: ...

    def __getitem__(self, place: int | slice) -> Plan | tuple[Plan | None, ...] | None:
        """Return the plan of a size, or those of a slice of sizes."""
        if isinstance(place, slice):
            return tuple(self[size] for size in self._sizes[place])
        size = self._sizes[place]
        if size not in self._found:
            self._found[size] = self._find(size)
        return self._found[size]
