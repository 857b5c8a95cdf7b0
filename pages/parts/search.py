"""Searching in lists of texts: words in any order, whatever the case and the accents. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def matching(query: str, items: Iterable[Item], text_of: Callable[[Item], str]) -> list[Item]:
    """Return the items whose text holds every word of the query; all of them for none."""
    words = folded(query).split()
    return [item for item in items if all(word in folded(text_of(item)) for word in words)]


def folded(text: str) -> str:
    """Return a text as it is compared: without accents, in small letters."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
