"""Bluesky's repository file: CAR version 1, its blocks in DAG-CBOR, read one by one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from core.activity.errors import ActivityError

MOST_BLOCK_BYTES = 2_000_000
MOST_LEVELS = 64
_VARINT_BYTES = 10
_TID = "234567abcdefghijklmnopqrstuvwxyz"


def blocks(file: BinaryIO) -> Iterator[tuple[bytes, Any]]:
    """Yield (content id, decoded content) of every block.

    Raises:
        ActivityError: If it is no such file, or ends in the middle.
    """
    header = _exactly(file, _length(file, first=True))
    head = decoded(header)
    if not isinstance(head, dict) or head.get("version") != 1:
        raise ActivityError("structure")
    while (size := _length(file)) >= 0:
        block = _exactly(file, size)
        end = _id_length(block)
        yield block[:end], decoded(block[end:])


def tid_seconds(key: str) -> int | None:
    """Return the time that a record key tells, in seconds; None if it tells none."""
    if len(key) != 13 or any(character not in _TID for character in key):
        return None
    number = 0
    for character in key:
        number = number * 32 + _TID.index(character)
    return (number >> 10) // 1_000_000


def tree_entries(node: Any) -> Iterator[tuple[bytes, str]]:
    """Yield (content id, record key) of the entries of one node of the tree."""
    key = b""
    entries = node.get("e") if isinstance(node, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        kept, rest, link = entry.get("p"), entry.get("k"), entry.get("v")
        if isinstance(kept, int) and isinstance(rest, bytes) and isinstance(link, Link):
            key = key[: max(0, kept)] + rest
            yield link.content_id, key.decode("ascii", "replace").rpartition("/")[2]


class Link:
    """A link to another block."""

    def __init__(self, content_id: bytes) -> None:
        self.content_id = content_id


def decoded(data: bytes) -> Any:
    """Return what one DAG-CBOR item holds.

    Raises:
        ActivityError: If it is none, or nested too deeply.
    """
    try:
        return _item(data, 0, 0)[0]
    except (IndexError, struct.error, UnicodeError):
        raise ActivityError("structure") from None


def _item(data: bytes, at: int, level: int) -> tuple[Any, int]:
    if level > MOST_LEVELS:
        raise ActivityError("too_deep")
    major, number, at = _head(data, at)
    if major in (0, 1):
        return (number if major == 0 else -1 - number), at
    if major in (2, 3):
        if number > len(data) - at:
            raise ActivityError("structure")
        raw = data[at : at + number]
        return (raw if major == 2 else raw.decode("utf-8", "replace")), at + number
    if major in (4, 5):
        return _several(data, at, level, major, number)
    if major == 6:
        inner, at = _item(data, at, level + 1)
        linked = number == 42 and isinstance(inner, bytes)
        return (Link(inner[1:]) if linked else inner), at
    return {20: False, 21: True}.get(number), at


def _several(data: bytes, at: int, level: int, major: int, number: int) -> tuple[Any, int]:
    if number > len(data) - at:
        raise ActivityError("structure")
    items: list[Any] = []
    for _ in range(number * (1 if major == 4 else 2)):
        item, at = _item(data, at, level + 1)
        items.append(item)
    if major == 4:
        return items, at
    pairs = zip(items[::2], items[1::2], strict=True)
    return {key: value for key, value in pairs if isinstance(key, str)}, at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    first = data[at]
    major, small = first >> 5, first & 31
    if small < 24:
        return major, small, at + 1
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(small)
    if size is None:
        raise ActivityError("structure")
    (number,) = struct.unpack(">" + " BH I   Q"[size], data[at + 1 : at + 1 + size])
    return (major, int(number), at + 1 + size) if major != 7 else (7, 0, at + 1 + size)


def _length(file: BinaryIO, *, first: bool = False) -> int:
    """Return the length before the next block; -1 at the end."""
    number = 0
    for place in range(_VARINT_BYTES):
        byte = file.read(1)
        if not byte:
            if place == 0 and not first:
                return -1
            raise ActivityError("truncated")
        number |= (byte[0] & 127) << (7 * place)
        if byte[0] < 128:
            if number > MOST_BLOCK_BYTES:
                raise ActivityError("structure")
            return number
    raise ActivityError("structure")


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise ActivityError("truncated")
    return data


def _id_length(block: bytes) -> int:
    """Return how many bytes the content id at the start of a block takes."""
    if block[:2] == b"\x12\x20":
        return 34
    at = 0
    for _ in range(3):  # version, codec, kind of hash
        while at < len(block) and block[at] > 127:
            at += 1
        at += 1
    if at >= len(block) or block[at] > 64:
        raise ActivityError("structure")
    return at + 1 + block[at]
