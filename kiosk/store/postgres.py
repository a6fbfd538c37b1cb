"""PostgreSQL: connections that answer in time, or are let go of.

The server is asked to stop a statement that takes too long (`statement_timeout`), which does
not help when nothing comes through any more: then the connection itself gives up.

Nothing is kept in the server's session between two transactions: a pool in front of it
(PgBouncer, `pool_mode = transaction`) gives the next one to another session. So limits are set
in each transaction, in the message that begins it, and no statement is prepared under a name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import URL, Connection, Engine, create_engine, event

from kiosk.store.errors import StoreError
from kiosk.store.postgres_details import drop_details
from kiosk.store.sqlstates import Meaning, meaning_of
from kiosk.store.time_limit import TimeLimit

CONNECT_SECONDS = 2
"""The least that libpq knows."""

IDLE_MILLISECONDS = 60_000
"""After which the server gives up a transaction that asks nothing more: its terminal is gone."""

T = TypeVar("T")


def postgres_engine(address: URL, patience: TimeLimit, seconds: float) -> Engine:
    """An engine whose transactions end within the patience that is left when they begin.

    `seconds` is how long a connection is waited for at most; infinite: no limit.
    """
    engine = create_engine(
        address,
        isolation_level="AUTOCOMMIT",  # `begin` below begins
        use_native_hstore=False,  # there is none; asking costs each connection a round trip
        pool_pre_ping=True,
        pool_timeout=CONNECT_SECONDS if math.isinf(seconds) else max(seconds, CONNECT_SECONDS),
        pool_size=5,
        pool_recycle=1800,
        hide_parameters=True,  # they hold names and telephone numbers
        connect_args=_arguments(address),
    )

    def connect(_dialect: Any, _record: Any, args: Any, parameters: Any) -> Any:
        if patience.left <= 0:
            raise psycopg.OperationalError("no time is left to connect again")
        try:
            connection = _Impatient.connect(*args, **parameters)
        except psycopg.ProgrammingError as wrong:  # what the address says after its "?"
            said = " ".join(str(wrong).split())
            raise StoreError(f"Le réglage database ne se comprend pas : {said}.") from wrong
        connection.patience = patience
        return connection

    def begin(connection: Connection) -> None:
        words = _begin(connection.get_execution_options(), patience.left)
        connection.exec_driver_sql(words, execution_options={"no_parameters": True})

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "handle_error", drop_details)
    event.listen(engine, "begin", begin)
    return engine


def _begin(options: Mapping[str, Any], left: float) -> str:
    """One message, one round trip. What a transaction may take is set in it, for it alone.

    A write does not ask for READ WRITE: on a server that was set to be read only it would get
    it, against its operator's will.
    """
    # In tenths of a second: the same words each time, in the server's statistics.
    limit = 0 if math.isinf(left) else max(1, math.ceil(left * 10)) * 100
    writing = options.get("kiosk_writing", False)
    words = [
        # Where each statement would else see a moment of its own.
        "BEGIN" if writing else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        f"SET LOCAL statement_timeout = {limit}",
        f"SET LOCAL idle_in_transaction_session_timeout = {IDLE_MILLISECONDS}",
        "SET LOCAL datestyle = ISO",  # the driver reads no other way of writing an hour
    ]
    if not options.get("kiosk_durable", True):
        words.append("SET LOCAL synchronous_commit = off")
    return "; ".join(words)


def _arguments(address: URL) -> dict[str, Any]:
    """What the address does not say itself."""
    ours: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "kiosk",
        "client_encoding": "utf8",  # whatever the database keeps
        "prepare_threshold": None,
        # A server that was unplugged says nothing: the system notices in seconds, not in hours.
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 5000,
    }
    return {name: value for name, value in ours.items() if name not in address.query}


class _Impatient(psycopg.Connection[Any]):
    """A connection that is closed when no answer came in the time that was left."""

    patience: TimeLimit | None = None

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


def postgres_meaning(error: BaseException | None) -> tuple[Meaning, str | None]:
    """What it means, and its SQLSTATE; None for what the driver says by itself."""
    state: str | None = getattr(error, "sqlstate", None)
    if state:
        return meaning_of(state), state
    # No connection, one that was cut, one that nothing more comes through.
    away = isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
    bare = type(error) in (psycopg.DatabaseError, psycopg.InternalError, psycopg.Error)
    return "away" if away or bare else "fault", None
