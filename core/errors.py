"""What can be wrong with what people hand us, in words that tell them what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file of `data/`.

    Attributes:
        file: The file, relative to `data/`.
        entry: The id of the entry, or its place in the list.
        key: The dotted path of the key inside the entry; empty for the whole.
        expected: What would have been right, in English.
        given: What was found, shortened; empty where nothing was given.
    """

    file: str
    entry: str
    key: str
    expected: str
    given: str = ""

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.entry, self.key) if part)
        return f"{place}: {self.expected}" + (f", got {self.given}" if self.given else "")


class CatalogueError(Exception):
    """The files of `data/` cannot be used; `problems` lists every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class AnswersError(Exception):
    """A set of answers cannot be used.

    Attributes:
        reason: What kind of mistake: "too_large", "unreadable", "newer",
            "older", "unknown_key", "unknown_id" or "bad_value".
        where: The key at fault; empty for the whole file.
        given: What was found, shortened.
    """

    def __init__(self, reason: str, where: str = "", given: str = "") -> None:
        self.reason, self.where, self.given = reason, where, given
        super().__init__(": ".join(part for part in (reason, where, given) if part))


def shorten(value: object, most: int = 60) -> str:
    """Return `value` as one line of at most `most` characters."""
    line = " ".join(str(value).split())
    return line if len(line) <= most else line[: most - 1] + "…"
