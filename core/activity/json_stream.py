"""JSON read as a stream of nodes: never more than about one entry in memory.

A value that fits into `MOST_WHOLE` characters is decoded at once by the C
decoder; a larger list or mapping is walked through, entry by entry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, TextIO

from core.activity.errors import ActivityError

MOST_WHOLE = 1_000_000
MOST_WALKED_LEVELS = 12
MOST_NODES = 12_000_000  # of one file: what takes minutes is no export
MOST_DIGITS = 20
_CHUNK = 65_536
_SPACES = " \t\r\n"
_SPACE = re.compile(r"[ \t\r\n]*+")
_TEXT_END = re.compile(r'(?:[^"\\]|\\.)*+"', re.DOTALL)
ITEM = "[]"

Place = tuple[str, ...]


class Mark(Enum):
    """What stands for a value too large to be held."""

    LIST = "list"
    MAPPING = "mapping"
    TEXT = "text"


def _integer(digits: str) -> int | None:
    """Return the number; None for one that no export means, which would take long to read."""
    return int(digits) if len(digits) <= MOST_DIGITS else None


_DECODER = json.JSONDecoder(parse_int=_integer)


def nodes(text: TextIO, *, script: bool = False) -> Iterator[tuple[Place, Any]]:
    """Yield (place, value): every value small enough to be whole, and a mark for each that is not.

    A place is the keys from the root, `ITEM` standing for an item of a list.
    `script` skips an assignment before the value ("window.x = ").

    Raises:
        ActivityError: If it is no JSON, stops in the middle, is too deep or too much.
    """
    source = _Source(text)
    if script:
        source.skip_assignment()
    for count, node in enumerate(_walk(source)):
        if count > MOST_NODES:
            raise ActivityError("too_many")
        yield node
    if source.peek() not in ("", ";"):
        raise ActivityError("structure")


class _Source:
    def __init__(self, text: TextIO) -> None:
        self.text, self.buffer, self.at, self.ended = text, "", 0, False

    def more(self, wanted: int = _CHUNK) -> bool:
        """Read on; return whether there was anything."""
        piece = "" if self.ended else self.text.read(wanted)
        self.ended = not piece
        if piece:
            self.buffer, self.at = self.buffer[self.at :] + piece.replace("\0", " "), 0
        return bool(piece)

    def peek(self) -> str:
        """Return the next character that is no space; empty at the end."""
        if self.at < len(self.buffer) and (found := self.buffer[self.at]) not in _SPACES:
            return found
        while True:
            self.at = _SPACE.match(self.buffer, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self.more():
                return ""

    def take(self, accepted: str) -> str:
        """Return the next character and go past it.

        Raises:
            ActivityError: If it is none of those accepted.
        """
        found = self.peek()
        if not found:
            raise ActivityError("truncated")
        if found not in accepted:
            raise ActivityError("structure")
        self.at += 1
        return found

    def skip_assignment(self) -> None:
        """Go past "name = " when there is one."""
        if self.peek() in ("[", "{"):
            return
        equals = self.buffer.find("=", self.at, self.at + 1_000)
        if equals < 0:
            raise ActivityError("structure")
        self.at = equals + 1

    def whole(self) -> Any:
        """Return the next value, or a mark (going past nothing) if it is too large."""
        if not self.peek():
            raise ActivityError("truncated")
        wanted = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self.buffer, self.at)
            except RecursionError:
                raise ActivityError("too_deep") from None
            except ValueError:
                end = None
            if end is not None and (end < len(self.buffer) or not self.more()):
                self.at = end
                return value
            if end is None and len(self.buffer) - self.at > MOST_WHOLE:
                return self._mark()
            if end is None and not self.more(wanted):
                raise ActivityError(self._fault())
            wanted *= 2

    def _mark(self) -> Mark:
        marks = {"[": Mark.LIST, "{": Mark.MAPPING, '"': Mark.TEXT}
        if self.buffer[self.at] not in marks:
            raise ActivityError("structure")
        return marks[self.buffer[self.at]]

    def _fault(self) -> Any:
        """Return why the rest of the buffer is no value: it ends too early, or is wrong before."""
        try:
            _DECODER.raw_decode(self.buffer, self.at)
        except json.JSONDecodeError as error:
            rest = len(self.buffer.rstrip(_SPACES)) - error.pos
            return "truncated" if rest <= 0 or error.msg.startswith("Unterminated") else "structure"
        except RecursionError:
            return "too_deep"
        return "structure"

    def skip_text(self) -> None:
        """Go past a text of any length, piece by piece."""
        self.take('"')
        while True:
            found = _TEXT_END.match(self.buffer, self.at)
            if found:
                self.at = found.end()
                return
            # A backslash at the very end belongs to what follows it.
            rest = self.buffer[self.at :]
            odd = (len(rest) - len(rest.rstrip("\\"))) % 2
            self.at = len(self.buffer) - odd
            if not self.more():
                raise ActivityError("truncated")


def _walk(source: _Source) -> Iterator[tuple[Place, Any]]:
    value = source.whole()
    yield (), value
    if isinstance(value, Mark):
        yield from _inside(source, (), value)


def _inside(source: _Source, place: Place, mark: Mark) -> Iterator[tuple[Place, Any]]:
    """Yield what is inside a value too large to be held, going past it."""
    if mark is Mark.TEXT:
        source.skip_text()
        return
    if len(place) >= MOST_WALKED_LEVELS:
        raise ActivityError("too_deep")
    close = "]" if mark is Mark.LIST else "}"
    source.take("[{")
    if source.peek() == close:
        source.take(close)
        return
    child = (*place, ITEM)
    while True:
        if mark is Mark.MAPPING:
            child = (*place, _key(source))
        value = source.whole()
        yield child, value
        if isinstance(value, Mark):
            yield from _inside(source, child, value)
        if source.take("," + close) == close:
            return


def _key(source: _Source) -> str:
    if source.peek() not in ('"', ""):
        raise ActivityError("structure")
    key = source.whole()
    source.take(":")
    if not isinstance(key, str):
        raise ActivityError("structure")
    return key
