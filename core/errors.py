"""What can be wrong with what people hand us, in words that tell them what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Reason = Literal[
    "too_large", "unreadable", "newer", "older", "unknown_key", "unknown_id", "bad_value"
]

EXPECTED: dict[Reason, str] = {
    "too_large": "expected a smaller file",
    "unreadable": "expected answers as JSON or YAML",
    "newer": "expected version 1 or 2, and this is of a newer edition",
    "older": "expected version 1 or 2, and this is of an older edition",
    "unknown_key": "expected no such key (is it misspelt?)",
    "unknown_id": "expected an id of the catalogue",
    "bad_value": "expected another value",
}


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
    """A set of answers cannot be used. As text: one line in English.

    Attributes:
        reason: What kind of mistake: "too_large", "unreadable", "newer",
            "older", "unknown_key", "unknown_id" or "bad_value".
        where: The key at fault; empty for the whole file.
        given: What was found, shortened.
        expected: What would have been right, in English.
    """

    def __init__(
        self, reason: Reason, where: str = "", given: str = "", expected: str = ""
    ) -> None:
        self.reason, self.where, self.given = reason, shorten(where, 120), given
        self.expected = expected or EXPECTED[reason]
        line = f"{self.where}: {self.expected}" if where else self.expected
        super().__init__(f"{line}, got {given}" if given else line)


def described(error: ValidationError) -> Iterator[tuple[str, str, str, str]]:
    """Yield (kind, dotted key, what was expected, what was given) of everything wrong.

    kind is pydantic's name of the mistake; given is empty where nothing was.
    """
    for detail in error.errors(include_url=False):
        key = ".".join(str(part) for part in detail["loc"])
        expected = _expected(detail)
        missing = detail["type"] in ("missing", "extra_forbidden") or ", got " in expected
        yield detail["type"], key, expected, "" if missing else _given(detail)


def shorten(value: Any, most: int = 60) -> str:
    """Return `value` as one printable line of at most `most` characters."""
    line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(str(value).split()))
    return line if len(line) <= most else line[: most - 1] + "…"


def _given(detail: ErrorDetails) -> str:
    """Return what was found; in quotes where only these tell "3" from 3."""
    given = shorten(detail["input"])
    of_another_type = detail["type"].endswith("_type") and isinstance(detail["input"], str)
    return f"'{given}'" if of_another_type else given


def _expected(detail: ErrorDetails) -> str:
    if detail["type"] == "extra_forbidden":
        return EXPECTED["unknown_key"]
    if detail["type"] == "missing":
        return "expected this key, which is missing"
    message = detail["msg"].removeprefix("Value error, ")
    for theirs, ours in (
        ("Input should ", "expected to "),
        ("String should ", "expected text to "),
    ):
        message = message.replace(theirs, ours)
    return message if message.startswith("expected") else f"expected otherwise: {message}"
