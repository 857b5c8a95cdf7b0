"""The app's one database: what the secrets name, else a file beside the app."""

from __future__ import annotations

import datetime
import errno
import logging
import os
from contextlib import nullcontext
from pathlib import Path
from time import monotonic

import streamlit as st
from alembic.util import CommandError
from sqlalchemy import URL, Engine
from sqlalchemy.exc import SQLAlchemyError
from streamlit.errors import StreamlitSecretNotFoundError

from pages.parts import turn
from pages.parts.store import catalogue
from pages.storage import engine as engines
from pages.storage.database import Database
from pages.storage.errors import Reason, Trouble, trouble_of
from pages.storage.schema import upgrade
from pages.storage.workshops import Workshops

log = logging.getLogger(__name__)

NAME = "workshop"  # [connections.workshop] in the secrets
VARIABLE = "WORKSHOP_DATABASE"  # an address that comes before the file, for servers and tests
FILE = Path(__file__).resolve().parents[2] / "workshops" / "workshops.sqlite3"
_ready: set[str] = set()  # addresses that have been reached
_refused: dict[str, tuple[float, Reason]] = {}  # by address: when the last attempt failed, and why


def workshops() -> Workshops:
    """Return the workshops, the same for every visitor of this process.

    What is kept no longer is deleted on the way, once an hour.

    Raises:
        Trouble: "unavailable" or "full" if there is no way to the database; the next call
            tries again.
    """
    where = _address().render_as_string(hide_password=False)
    # A database that does not answer holds nobody else up.
    with nullcontext() if where in _ready else turn.aside():
        found = _workshops(where=where, _asked=monotonic())
    _ready.add(where)
    found.purge(now=datetime.datetime.now(datetime.UTC))
    return found


@st.cache_resource(show_spinner=False)
def _workshops(*, where: str, _asked: float) -> Workshops:
    """Return the workshops at an address; one visitor after the other tries to open them.

    Who was waiting when another's attempt failed gets the same answer: in a room of thirty the
    last one would otherwise wait for thirty attempts.
    """
    if where in _refused and _asked < _refused[where][0]:
        raise Trouble(_refused[where][1])
    try:
        return _opened(where)
    except Trouble as trouble:
        _refused[where] = (monotonic(), trouble.reason)
        raise


def _opened(where: str) -> Workshops:
    """Return the workshops at an address, once its database is as this version needs it."""
    try:
        engine = _engine(engines.address(where))
        upgrade(engine)
    except SQLAlchemyError as error:
        raise trouble_of(error) from None
    except CommandError:
        log.error("the workshops' database was made by a newer version of the app")
        raise Trouble("unavailable") from None
    except OSError as error:  # the folder cannot be made
        log.error("no place for the workshops: %s", type(error).__name__)
        raise Trouble("full" if error.errno == errno.ENOSPC else "unavailable") from None
    return Workshops(Database(engine, turn.aside), catalogue().networks)


def _engine(url: URL) -> Engine:
    if url.drivername == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    connection = st.connection(NAME, type="sql", url=url, **engines.options(url))
    return engines.prepared(connection.engine)


def _address() -> URL:
    """Return the address of the database.

    Raises:
        Trouble: "unavailable" if what the host was told is no address.
    """
    given = _in_secrets() or os.environ.get(VARIABLE)
    if not given:
        return engines.sqlite_address(FILE)
    try:
        return engines.address(given)
    except ValueError as error:
        log.error("the address of the workshops' database: %s", error)
        raise Trouble("unavailable") from None


def _in_secrets() -> str | None:
    try:
        section = st.secrets.get("connections", {}).get(NAME, {})
    except StreamlitSecretNotFoundError:  # there are none
        return None
    given = section.get("url")
    return str(given) if given else None
