"""An analysis, and what has been told and drawn of it. No Streamlit here.

A person moves the hours to and fro, unfolds a table, comes back to a page: the same sentences
and pictures of the same analysis, over and over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from core.analysis import Analysis
from pages.parts.speech import Speech

T = TypeVar("T")
Make = Callable[[Analysis, Speech], T]


class Told:
    """An analysis, with what was made of it; both are forgotten together."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._made: dict[tuple[Make[Any], Speech], Any] = {}

    def once(self, make: Make[T], speech: Speech) -> T:
        """Return what `make` makes of the analysis in a language; nobody may change it."""
        key = make, speech
        if key not in self._made:
            self._made[key] = make(self.analysis, speech)
        found: T = self._made[key]
        return found
