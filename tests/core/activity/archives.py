"""Exports made up for tests: archives built in memory, with nobody's data in them."""

from __future__ import annotations

import csv
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from core.activity.measure import Activity, measure
from core.activity.rules import load_rules

RULES = load_rules()
NOON = 1_717_416_000  # Monday 3 June 2024, 12:00 UTC
DAY, WEEK = 86_400, 7 * 86_400
Content = str | bytes | list[Any] | dict[str, Any]


def content(value: Content) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode()
    return json.dumps(value).encode()


def zipped(files: Mapping[str, Content]) -> bytes:
    """Return a zip; its members are of 1980, which says nothing of when the export was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content(value))
    return target.getvalue()


def tarred(files: Mapping[str, Content]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        for name, value in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content(value))
            archive.addfile(info, io.BytesIO(content(value)))
    return target.getvalue()


def table(header: Sequence[str], *rows: Sequence[str]) -> str:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerows([header, *rows])
    return target.getvalue()


def counted(*exports: bytes | tuple[str, bytes], **settings: Any) -> Activity:
    named = [one if isinstance(one, tuple) else ("export.zip", one) for one in exports]
    return measure([(name, io.BytesIO(data)) for name, data in named], RULES, **settings)


def totals(activity: Activity) -> dict[str, int]:
    """Return "network.action" to how many, where anything is known and not zero."""
    return {f"{m.network}.{m.action}": m.total for m in activity.measured if m.total}


def states(activity: Activity) -> dict[str, str]:
    return {f"{m.network}.{m.action}": m.state for m in activity.measured}


def reasons(activity: Activity) -> list[str]:
    return [note.reason for note in activity.files if note.reason is not None]


# Content addressed blocks, for Bluesky.


def varint(number: int) -> bytes:
    out = bytearray()
    while True:
        out.append(number & 127 | (128 if number > 127 else 0))
        number >>= 7
        if not number:
            return bytes(out)


def cbor(value: Any) -> bytes:  # noqa: PLR0911 - one for each kind
    if isinstance(value, str):
        data = value.encode()
        return _head(3, len(data)) + data
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, bool) or value is None:
        return {True: b"\xf5", False: b"\xf4", None: b"\xf6"}[value]
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, tuple):  # a link
        return b"\xd8\x2a" + cbor(b"\0" + value[0])
    if isinstance(value, list):
        return _head(4, len(value)) + b"".join(map(cbor, value))
    return _head(5, len(value)) + b"".join(cbor(k) + cbor(v) for k, v in value.items())


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    return bytes([major << 5 | 25]) + number.to_bytes(2, "big")


def content_id(number: int) -> bytes:
    return b"\x01\x71\x12\x20" + number.to_bytes(32, "big")


def car(*blocks: Any) -> bytes:
    """Return a repository whose blocks are numbered from 0."""
    header = cbor({"version": 1, "roots": []})
    bodies = [content_id(number) + cbor(block) for number, block in enumerate(blocks)]
    return b"".join(varint(len(one)) + one for one in [header, *bodies])


def mojibake(text: str) -> str:
    """Return a text as Meta writes it: every byte of its UTF-8 as a character."""
    return text.encode().decode("latin-1")
