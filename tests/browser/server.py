"""The app's own server in a process of its own, as a visitor meets it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
MOST_SECONDS = 120


class Server:
    """A running server; `log` is what it has printed so far.

    Its workshops are in a file of its own, unless it is given the address of a `database`.
    `secrets` makes what its host tells the app in secret, from its address. `program` may be
    the app with something in it that fails.
    """

    def __init__(
        self,
        database: str | None = None,
        secrets: Callable[[str], str] | None = None,
        program: str = "app.py",
    ) -> None:
        self._secrets, self._program = secrets, program
        self.port = free_port()
        self.address = f"http://{HOST}:{self.port}"
        self.log = ""
        self._given = database
        self._start()

    def restart(self) -> None:
        """Kill the server as a failing machine does, and start another at the same address.

        Nothing is asked of it before: what it had not saved anywhere is gone.
        """
        self.falls()
        self.rises()

    def falls(self) -> None:
        """Kill the server as a failing machine does."""
        self._process.kill()
        self.stop()

    def rises(self) -> None:
        """Start another server at the same address."""
        self._start()

    def _start(self) -> None:
        self._answers = threading.Event()
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        in_file = f"sqlite:///{Path(self._folder.name).as_posix()}/workshops.sqlite3"
        database = self._given or in_file
        options = [f"--server.address={HOST}", f"--server.port={self.port}"]
        if self._secrets is not None:
            told = Path(self._folder.name) / "secrets.toml"
            told.write_text(self._secrets(self.address), encoding="utf-8")
            options.append(f"--secrets.files={told}")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", self._program, *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "WORKSHOP_DATABASE": database},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._wait_until_healthy()

    def stop(self) -> None:
        """End the server and everything that belongs to it."""
        self._process.terminate()
        self._process.wait(MOST_SECONDS)
        self._reader.join(MOST_SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._folder.cleanup()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.log += line
            if self.address in line:  # it prints its address once it listens
                self._answers.set()
        self._answers.set()  # it has ended: nobody should wait any longer

    def _wait_until_healthy(self) -> None:
        self._answers.wait(MOST_SECONDS)
        try:
            with urlopen(f"{self.address}/_stcore/health", timeout=MOST_SECONDS) as reply:
                assert reply.status == 200
        except OSError as error:
            self.stop()
            raise RuntimeError(f"The app's server does not answer:\n{self.log}") from error


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])
