"""The line between visitors and a server, which can be cut and mended."""

from __future__ import annotations

import asyncio
import threading
from asyncio import StreamReader, StreamWriter, Task
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_SECONDS = 30
PIECE_BYTES = 65536


class Line:
    """Passes everything on until it is cut; then nobody gets through, and the server hears nothing.

    A server is not told when a phone leaves the house: its end stays open, and silent.
    """

    def __init__(self, server_port: int, loop: asyncio.AbstractEventLoop) -> None:
        self._server_port, self._loop = server_port, loop
        self._is_cut = False
        self._pumps: set[Task[None]] = set()
        self._visitors: list[StreamWriter] = []
        self._server_ends: list[StreamWriter] = []
        self._listener = self._on_loop(self._listen())
        self.port = int(self._listener.sockets[0].getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Let nobody through."""
        self._on_loop(self._cut())

    def mend(self) -> None:
        """Let everybody through who comes from now on."""
        self._is_cut = False

    def take_away(self) -> None:
        """End everything."""
        self._on_loop(self._close())

    def _on_loop(self, what):
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(PATIENCE_SECONDS)

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._meet, "127.0.0.1", 0)

    async def _cut(self) -> None:
        self._is_cut = True
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)
        for visitor in self._visitors:
            visitor.transport.abort()
        self._visitors.clear()

    async def _close(self) -> None:
        self._listener.close()
        await self._cut()
        for end in self._server_ends:
            end.transport.abort()

    async def _meet(self, asks: StreamReader, visitor: StreamWriter) -> None:
        if self._is_cut:
            visitor.transport.abort()
            return
        answers, server = await asyncio.open_connection("127.0.0.1", self._server_port)
        self._visitors.append(visitor)
        self._server_ends.append(server)
        for reader, writer in ((asks, server), (answers, visitor)):
            pump = asyncio.create_task(_pump(reader, writer))
            self._pumps.add(pump)
            pump.add_done_callback(self._pumps.discard)


async def _pump(reader: StreamReader, writer: StreamWriter) -> None:
    try:
        while piece := await reader.read(PIECE_BYTES):
            writer.write(piece)
            await writer.drain()
        writer.close()
    except OSError:
        writer.transport.abort()


@contextmanager
def line_to(server_port: int) -> Iterator[Line]:
    """Lay a line to a server on this machine."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    line = Line(server_port, loop)
    try:
        yield line
    finally:
        line.take_away()
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE_SECONDS)
        loop.close()
