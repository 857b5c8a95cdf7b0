"""Charts as files, drawn by a worker: started when first needed, one chart at a time.

The worker ends when nobody has needed it for a while, and after many charts, so
that what the drawing engine takes comes back to the system.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Literal

from pages.parts import one_core

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "pages.papers.drawing_worker")
MOST_CHARTS = 200
IDLE_SECONDS = 60.0
LONGEST_SECONDS = 60.0  # for one chart; the first also waits for the engine to start

FileKind = Literal["svg", "png"]


class DrawingError(RuntimeError):
    """A chart that could not be drawn."""


class Drawer:
    """Draws charts in a process of its own."""

    def __init__(self, most_charts: int = MOST_CHARTS, idle_seconds: float = IDLE_SECONDS) -> None:
        self._most, self._idle = most_charts, idle_seconds
        self._lock = threading.RLock()
        self._worker: subprocess.Popen[str] | None = None
        self._drawn = 0
        self._timer: threading.Timer | None = None

    def draw(self, chart: dict[str, Any], kind: FileKind) -> bytes:
        """Return a chart as a file.

        Raises:
            DrawingError: If the engine refuses it, or ends or takes too long.
        """
        with self._lock:
            self._cancel_end()
            try:
                answer = self._ask(json.dumps({"chart": chart, "kind": kind}))
            finally:
                self._drawn += 1
                self._end_later()
        if "error" in answer:
            raise DrawingError(answer["error"])
        return base64.b64decode(answer["file"])

    @property
    def worker_id(self) -> int | None:
        """Return the process that draws; None where there is none now."""
        worker = self._worker
        return worker.pid if worker else None

    def end(self) -> None:
        """End the worker, if there is one; the next chart starts another."""
        with self._lock:
            self._cancel_end()
            worker, self._worker, self._drawn = self._worker, None, 0
            if worker is not None:
                worker.kill()
                worker.communicate()

    def _ask(self, order: str) -> dict[str, str]:
        worker = self._running()
        assert worker.stdin is not None  # both are pipes
        assert worker.stdout is not None
        limit = threading.Timer(LONGEST_SECONDS, worker.kill)
        limit.start()
        try:
            worker.stdin.write(order + "\n")
            worker.stdin.flush()
            line = worker.stdout.readline()
        except OSError:
            line = ""
        finally:
            limit.cancel()
        if not line:
            self.end()
            raise DrawingError("the drawing process ended")
        answer: dict[str, str] = json.loads(line)
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self._worker is None or self._worker.poll() is not None:
            self.end()
            with one_core.elsewhere():
                self._worker = subprocess.Popen(  # noqa: S603 (our own module)
                    COMMAND,
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                    encoding="utf-8",
                )
        return self._worker

    def _end_later(self) -> None:
        if self._drawn >= self._most:
            self.end()
        elif self._worker is not None:
            self._timer = threading.Timer(self._idle, self.end)
            self._timer.daemon = True
            self._timer.start()

    def _cancel_end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


DRAWER = Drawer()  # one for the whole server: one chart at a time
