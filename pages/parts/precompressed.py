"""Streamlit's own files, compressed once: a first visit loads a third of the bytes.

Streamlit sends its scripts uncompressed (3.8 MB for a first visit) and leaves compression to
whoever stands in front. This stands in front when nobody else does: an ASGI middleware that
asks Streamlit for a file once, compresses it in a thread, and from then on answers from memory.
Only files that never change under their name are kept, so nobody can fill the memory by asking
for others.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = dict[bytes, bytes]

FOLDER, NOT_OURS = "/static/", "/app/static/"  # the second holds an app's own files
COMPRESSIBLE = (".js", ".css", ".svg", ".json", ".map", ".wasm")
LEVEL = 6  # 9 takes three times as long to save one byte in a hundred
MOST_BYTES = 32_000_000  # all of Streamlit's files together are about 8
CONDITIONS = (b"range", b"if-range", b"if-none-match", b"if-modified-since", b"accept-encoding")


@dataclass(frozen=True)
class Kept:
    """One file as it is sent: its headers and its compressed content."""

    headers: Headers
    body: bytes

    async def answer(self, scope: Scope, send: Send) -> None:
        """Send the file, or nothing but its name when the browser has it already."""
        known = headers_of(scope).get(b"if-none-match", b"")
        tags = [tag.strip().removeprefix(b"W/") for tag in known.split(b",")]
        fresh = self.headers[b"etag"] in tags
        headers = {**self.headers, b"content-length": str(len(self.body)).encode()}
        if fresh:
            del headers[b"content-length"]
        status, body = (304, b"") if fresh else (200, self.body)
        await send(
            {"type": "http.response.start", "status": status, "headers": list(headers.items())}
        )
        silent = scope["method"] == "HEAD"
        await send({"type": "http.response.body", "body": b"" if silent else body})


class Precompressed:
    """The app with its unchanging files compressed; everything else passes through."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._kept: dict[str, asyncio.Task[Kept | None]] = {}
        self._room = MOST_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (or carry one connection)."""
        kept = await self._find(scope) if _is_for_us(scope) else None
        if kept is None:
            await self._app(scope, receive, send)
        else:
            await kept.answer(scope, send)

    async def _find(self, scope: Scope) -> Kept | None:
        """Return the file asked for; those who ask for it meanwhile wait for the first."""
        path = scope["path"]
        if path not in self._kept:
            self._kept[path] = asyncio.create_task(self._compressed(scope))
        task = self._kept[path]
        kept = None
        try:
            kept = await asyncio.shield(task)  # who leaves does not stop it for the others
        finally:
            if kept is None and task.done() and self._kept.get(path) is task:
                del self._kept[path]
        return kept

    async def _compressed(self, scope: Scope) -> Kept | None:
        """Return the file as Streamlit would send it, compressed; None where it may change."""
        status, headers, body = await _asked(self._app, scope)
        unchanging = b"immutable" in headers.get(b"cache-control", b"")
        if status != 200 or not unchanging or b"content-encoding" in headers:
            return None
        packed = await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
        if len(packed) >= len(body) or len(packed) > self._room:
            return None
        self._room -= len(packed)
        tag = headers.get(b"etag", b'"%x"' % len(body))
        headers |= {
            b"content-encoding": b"gzip",
            b"vary": b"Accept-Encoding",
            b"etag": tag.removesuffix(b'"') + b'-gzip"',
        }
        headers.pop(b"accept-ranges", None)  # of other bytes
        return Kept(headers, packed)


async def _asked(app: App, scope: Scope) -> tuple[int, Headers, bytes]:
    """Return the status, headers and whole content of what an app answers without conditions."""
    asked = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
    status, headers, parts = 0, Headers(), list[bytes]()

    received = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Message:
        for message in received:
            return message
        return await asyncio.Future()  # a browser that stays: nothing more comes from it

    async def send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = {name.lower(): value for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app({**scope, "method": "GET", "headers": asked, "extensions": {}}, receive, send)
    return status, headers, b"".join(parts)


def _is_for_us(scope: Scope) -> bool:
    """Return whether a request asks for a file that is worth compressing, and takes it so."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    path, headers = scope["path"], headers_of(scope)
    ours = FOLDER in path and NOT_OURS not in path and path.endswith(COMPRESSIBLE)
    return ours and b"range" not in headers and takes_gzip(headers.get(b"accept-encoding", b""))


def takes_gzip(accepted: bytes) -> bool:
    """Return whether a browser that accepts this takes gzip."""
    for offer in accepted.lower().split(b","):
        name, _, quality = offer.partition(b";")
        if name.strip() in (b"gzip", b"*"):
            return quality.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
    return False


def headers_of(scope: Scope) -> Headers:
    """Return the headers of a request, their names in small letters."""
    return {name.lower(): value for name, value in scope["headers"]}
