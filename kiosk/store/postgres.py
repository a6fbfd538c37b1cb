"""PostgreSQL: connections that answer in time, or are let go of.

The server is asked to stop a statement that takes too long (`statement_timeout`), which does
not help when nothing comes through any more: then the connection itself gives up.
"""

from __future__ import annotations

import math
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import URL, Engine, create_engine, event

from kiosk.store.patience import Patience
from kiosk.store.quoting import without_rows

CONNECT_SECONDS = 2
"""The least that libpq knows."""

T = TypeVar("T")


def postgres_engine(address: URL, patience: Patience, seconds: float) -> Engine:
    """An engine whose transactions end within the patience that is left when they wait.

    `seconds` is what the server allows one statement; infinite: no limit.
    """
    engine = create_engine(
        address,
        pool_pre_ping=True,
        pool_timeout=CONNECT_SECONDS,
        pool_size=5,
        pool_recycle=1800,
        hide_parameters=True,  # they hold names and telephone numbers
        connect_args=_arguments(address, seconds),
    )

    def connect(_dialect: Any, _record: Any, args: Any, parameters: Any) -> Any:
        if patience.left <= 0:
            raise psycopg.OperationalError("no time is left to connect again")
        connection = _Impatient.connect(*args, **parameters)
        connection.patience = patience
        return connection

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "handle_error", without_rows)
    return engine


def _arguments(address: URL, seconds: float) -> dict[str, Any]:
    """What the address does not say itself."""
    limit = 0 if math.isinf(seconds) else int(seconds * 1000)
    ours: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "kiosk",
        "options": f"-c statement_timeout={limit} -c idle_in_transaction_session_timeout=60000",
        # A server that was unplugged says nothing: the system notices in seconds, not in hours.
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 5000,
    }
    return {name: value for name, value in ours.items() if name not in address.query}


class _Impatient(psycopg.Connection[Any]):
    """A connection that is closed when no answer came in the time that was left."""

    patience: Patience | None = None

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        left = math.inf if self.patience is None else self.patience.left
        if timeout is not None or math.isinf(left):
            return super().wait(gen, interval, timeout)
        try:
            # A little more than the server was told to take: its own words say more.
            return super().wait(gen, interval, left + 0.1)
        except psycopg.errors._WaitTimeout as late:
            # What it may still be doing is unknown; nothing more is heard on this line.
            self.pgconn.finish()
            raise psycopg.OperationalError("no answer in time") from late


def is_conflict(error: BaseException | None) -> bool:
    """Whether the server gave way to another transaction: nothing was done, ask again."""
    return isinstance(error, (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure))
