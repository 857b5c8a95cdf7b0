"""How to reach a database: time limits everywhere, and nothing of people in messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

SECONDS_TO_CONNECT = 5
SECONDS_FOR_A_STATEMENT = 8
SECONDS_FOR_A_LOCK = 8
SECONDS_FOR_A_PLACE = 10  # in the pool
CONNECTIONS = 5  # twice as many in a rush; a hosted database may allow as few as 20
WRITES = "workshop_writes"  # an option of a connection: its transaction will write

# Hosts hand out addresses for whichever driver; ours is psycopg 3.
DRIVER = "postgresql+psycopg"
OTHER_NAMES = ("postgres", "postgresql", "postgresql+psycopg2")


def address(text: str) -> URL:
    """Return the address of a database, with our driver where it is a PostgreSQL.

    Raises:
        ValueError: If it is not an address of a PostgreSQL or SQLite. It does
            not quote it: it holds a password.
    """
    try:
        url = make_url(text)
    except Exception:
        raise ValueError("expected an address like postgresql://user:password@host/name") from None
    if url.drivername in OTHER_NAMES:
        url = url.set(drivername=DRIVER)
    if url.drivername not in (DRIVER, "sqlite"):
        raise ValueError("expected the address of a PostgreSQL or SQLite database")
    return url


def sqlite_address(path: Path) -> URL:
    """Return the address of a database in a file."""
    return URL.create("sqlite", database=str(path))


def options(url: URL) -> dict[str, Any]:
    """Return what `create_engine` needs to know for this address.

    A connection is not tried out before its use, which would cost a trip to the
    database each time: work on a broken one is done again.
    """
    return {
        "hide_parameters": True,
        "pool_size": CONNECTIONS,
        "max_overflow": CONNECTIONS,
        "pool_timeout": SECONDS_FOR_A_PLACE,
        "pool_recycle": 300,  # hosts close what idles
        "connect_args": _driver_options(url),
    }


def _driver_options(url: URL) -> dict[str, Any]:
    if url.drivername == "sqlite":
        return {"timeout": SECONDS_FOR_A_LOCK, "check_same_thread": False}
    return {
        "connect_timeout": SECONDS_TO_CONNECT,
        # A statement prepared on one connection is unknown to the next behind a pooler.
        "prepare_threshold": None,
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 1000 * SECONDS_FOR_A_STATEMENT,
        "application_name": "workshop",
    }


def engine_for(url: URL) -> Engine:
    """Return a new engine for an address, ready to use."""
    return prepared(create_engine(url, **options(url)))


def prepared(engine: Engine) -> Engine:
    """Return the engine, which from now on sets up its connections and transactions."""
    listeners: list[tuple[str, Any]] = (
        [("connect", _set_up_sqlite), ("begin", _begin_sqlite)]
        if engine.dialect.name == "sqlite"
        else [("begin", _limit_postgresql)]
    )
    for name, listener in listeners:
        if not event.contains(engine, name, listener):
            event.listen(engine, name, listener)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    """Leave transactions to us; an acknowledged write survives a power cut; delete for good."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the lock for writing at once: two readers that both come to write would be stuck."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _limit_postgresql(connection: Connection) -> None:
    """Limit the time of statements, for this transaction only: poolers accept no other way."""
    connection.exec_driver_sql(
        f"SELECT set_config('statement_timeout', '{SECONDS_FOR_A_STATEMENT}s', true), "
        f"set_config('lock_timeout', '{SECONDS_FOR_A_LOCK}s', true), "
        f"set_config('idle_in_transaction_session_timeout', '{SECONDS_FOR_A_STATEMENT}s', true)"
    )
