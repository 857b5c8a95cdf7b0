"""Counting exports in a process of its own: other visitors wait for nothing, cancelling is sure.

One count at a time for the whole server; others wait their turn. No Streamlit here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Literal

from core.activity.errors import MEANING, Reason
from core.activity.measure import Activity
from core.activity.use import SCREEN_WEEKS
from pages.parts import one_core
from pages.parts.counting_worker import ACTIVITY

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "pages.parts.counting_worker")
LONGEST_SECONDS = 300.0

Fault = Reason | Literal["cancelled", "too_long", "failed"]
_ONE_AT_A_TIME = threading.Lock()


class Counting:
    """One count, from the moment it is asked for.

    Attributes:
        names: What the files are called, in the order given.
        started: Whether its turn has come.
        share: The share done, 0 to 1.
        activity: What was counted, once it has.
        fault: Why nothing was, if so.
    """

    def __init__(
        self,
        files: Sequence[tuple[str, bytes]],
        zone: str,
        longest_seconds: float = LONGEST_SECONDS,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self.names = tuple(name for name, _ in files)
        self.started, self.share = False, 0.0
        self.activity: Activity | None = None
        self.fault: Fault | None = None
        self._files, self._zone = list(files), zone
        self._longest, self._command = longest_seconds, command
        self._worker: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        """Return whether it has ended, well or not."""
        return self.activity is not None or self.fault is not None

    @property
    def worker_id(self) -> int | None:
        """Return the process that counts; None where there is none now."""
        return self._worker.pid if self._worker else None

    def wait(self) -> None:
        """Wait until it has ended."""
        self._thread.join()

    def cancel(self) -> None:
        """End it at once, whatever it is doing."""
        self._end("cancelled")

    def _end(self, fault: Fault) -> None:
        self.fault = self.fault or fault
        if self._worker is not None:
            self._worker.kill()

    def _run(self) -> None:
        try:
            with _ONE_AT_A_TIME:
                if not self.over:
                    self._count()
        except (OSError, ValueError):  # it did not start, or said what it should not
            self._end("failed")
        finally:
            self._worker = None
            self._files.clear()
            self.fault = self.fault if self.over else "failed"

    def _count(self) -> None:
        self.started = True
        limit = threading.Timer(self._longest, self._end, ("too_long",))
        with one_core.elsewhere():
            worker = subprocess.Popen(  # noqa: S603 (our own module)
                self._command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        with worker as self._worker:
            limit.start()
            try:
                assert self._worker.stdin is not None  # both are pipes
                assert self._worker.stdout is not None
                with suppress(OSError):  # it may have refused before it had everything
                    self._hand_over(self._worker.stdin)
                for line in self._worker.stdout:
                    self._hear(json.loads(line))
            except (OSError, ValueError):
                self._worker.kill()
                raise
            finally:
                limit.cancel()

    def _hand_over(self, target: IO[bytes]) -> None:
        """Give the files to the worker, and let go of each as soon as it has it."""
        described = [{"name": name, "size": len(data)} for name, data in self._files]
        order = {"zone": self._zone, "weeks": SCREEN_WEEKS, "files": described}
        target.write(json.dumps(order).encode() + b"\n")
        while self._files:
            target.write(self._files.pop(0)[1])
        target.close()

    def _hear(self, said: dict[str, Any]) -> None:
        if self.over:
            return
        if "share" in said:
            self.share = float(said["share"])
        elif "activity" in said:
            self.share, self.activity = 1.0, ACTIVITY.validate_python(said["activity"])
        else:
            self.fault = said["error"] if said.get("error") in MEANING else "failed"
