"""Run a piece of work in one transaction, again where trying again is safe and may help."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from pages.storage.engine import WRITES
from pages.storage.errors import trouble_of

PAUSES_SECONDS = (0.05, 0.3, 1.0)  # before the second, third and fourth try
PATIENCE_SECONDS = 4.0  # no further try after that: somebody is waiting
# Serialization failure, deadlock; shutting down, crashed, starting up.
AGAIN_STATES = ("40001", "40P01", "57P01", "57P02", "57P03")

Result = TypeVar("Result")
Work = Callable[[Connection], Result]
Meanwhile = Callable[[], AbstractContextManager[None]]


class Database:
    """One database. Work is repeated after a lost connection, so it has to bear that.

    `meanwhile` surrounds every piece of work: what the thread holds up, it can let go there.
    """

    def __init__(self, engine: Engine, meanwhile: Meanwhile = nullcontext) -> None:
        self.engine, self._meanwhile = engine, meanwhile

    def read(self, work: Work[Result]) -> Result:
        """Return what `work` returns, from a transaction that only reads.

        Raises:
            Trouble: If the database cannot do it; or what `work` raises.
        """
        return self._run(work, writes=False)

    def write(self, work: Work[Result]) -> Result:
        """Return what `work` returns, once all that it wrote is kept.

        Raises:
            Trouble: If the database cannot do it; or what `work` raises. Nothing
                is written then, or, if the connection broke at the very end, all.
        """
        return self._run(work, writes=True)

    def _run(self, work: Work[Result], *, writes: bool) -> Result:
        with self._meanwhile():
            return self._tried(work, writes=writes)

    def _tried(self, work: Work[Result], *, writes: bool) -> Result:
        start = time.monotonic()
        for pause in (*PAUSES_SECONDS, None):
            try:
                with (
                    self.engine.connect().execution_options(**{WRITES: writes}) as connection,
                    connection.begin(),
                ):
                    return work(connection)
            except SQLAlchemyError as error:
                late = time.monotonic() - start > PATIENCE_SECONDS
                if pause is None or late or not _worth_another_try(error):
                    raise trouble_of(error) from None
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")


def _worth_another_try(error: SQLAlchemyError) -> bool:
    """Return whether there is no connection, or the database asked for another try.

    So it does where two inserted the same at once: the second will then find the first.
    """
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", "")  # None: nobody answered; SQLite has none
    again = isinstance(error, IntegrityError) or state is None or state in AGAIN_STATES
    return error.connection_invalidated or again
