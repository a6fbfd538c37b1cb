"""The one way to the database: short transactions, and errors in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from kiosk.store.errors import StoreConflict, StoreError, StoreRefused, StoreUnreachable
from kiosk.store.patience import PATIENCE, Patience

BUSY_MILLISECONDS = 2000
"""How long a write waits for another process's write before the store counts as unreachable."""


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file; its folder must exist."""
    return URL.create("sqlite", database=str(file)).render_as_string()


class Store:
    """A database, opened when it is first used. Safe to share between threads.

    `url` is SQLAlchemy's: `sqlite:////data/kiosk.db`, `postgresql+psycopg://…`. On PostgreSQL
    a transaction that takes longer than `patience` (seconds) counts as not answered.
    Raises StoreError for an address that is not one.
    """

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        self._patience = Patience()
        self._seconds = patience
        self._engine = _engine(url, self._patience, patience)
        self._writing = self._engine.execution_options(kiosk_writing=True)
        self._reading = self._engine
        if not self.is_sqlite:  # where each statement would see a moment of its own
            self._reading = self._engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @property
    def name(self) -> str:
        """The address, without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look at the data. Raises StoreUnreachable."""
        with self._said_plainly(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(
        self, *, patience: float | None = None, durable: bool = True
    ) -> Iterator[Connection]:
        """One transaction: all of it is kept, or, on any exception, none.

        On SQLite it has the one write lock from its first moment, so that what it reads
        cannot change before it writes. `patience` (seconds) is for what nobody waits for;
        what is not `durable` may be lost when the server crashes, and costs it less.
        Raises StoreUnreachable; StoreConflict, see `again_after_conflict`.
        """
        with self._said_plainly(patience), self._writing.begin() as connection:
            if patience is not None and not self.is_sqlite:
                limit = int(patience * 1000)
                connection.exec_driver_sql(f"SET LOCAL statement_timeout = {limit}")
            if not durable and not self.is_sqlite:
                connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            yield connection

    def empty_journal(self) -> bool:
        """On SQLite, write the journal back into the file and empty it.

        What was erased is still in the journal until then. False when a reader was in
        the way. True at once on other databases.
        """
        if not self.is_sqlite:
            return True
        with self._said_plainly():
            pooled = self._engine.raw_connection()
            try:
                cursor = pooled.cursor()
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy = cursor.fetchone()
                cursor.close()
            finally:
                pooled.close()
        return busy is not None and busy[0] == 0

    def close(self) -> None:
        """Let go of every connection; the store opens again by itself when used."""
        self._engine.dispose()

    @contextmanager
    def _said_plainly(self, patience: float | None = None) -> Iterator[None]:
        try:
            with self._patience.of(self._seconds if patience is None else patience):
                yield
        except IntegrityError:
            raise
        except NoFreeConnection as error:
            raise StoreUnreachable(f"The store {self.name} is too busy.") from error
        except DBAPIError as error:
            if self._is_conflict(error):
                raise StoreConflict(f"The store {self.name} gave way: {error.orig}.") from error
            if type(error.orig).__name__ == "InsufficientPrivilege":
                raise StoreRefused(f"La base {self.name} refuse : {error.orig}.") from error
            if _is_outage(error):
                raise StoreUnreachable(
                    f"The store {self.name} cannot be reached: {error.orig}."
                ) from error
            raise

    def _is_conflict(self, error: DBAPIError) -> bool:
        if self.is_sqlite:
            return False
        from kiosk.store.postgres import is_conflict

        return is_conflict(error.orig)


def _is_outage(error: DBAPIError) -> bool:
    """Whether the database is at fault, and not the statement.

    A file that is no SQLite database is a bare DatabaseError.
    """
    return (
        isinstance(error, (OperationalError, InterfaceError))
        or error.connection_invalidated
        or type(error.orig).__name__ == "DatabaseError"
    )


def _engine(url: str, patience: Patience, seconds: float) -> Engine:
    try:
        address = make_url(url)
        if address.drivername == "postgresql+psycopg":
            from kiosk.store.postgres import postgres_engine  # loaded where it is used only

            return postgres_engine(address, patience, seconds)
        if address.get_backend_name() != "sqlite":
            raise ArgumentError("sqlite:///… and postgresql+psycopg://… are known")
        # Parameters hold names and telephone numbers: they must not reach a log.
        engine = create_engine(address, pool_timeout=2, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"This is not the address of a database: {error}") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if address.database:
        _keep_to_the_file(engine, Path(address.database))
    return engine


def _keep_to_the_file(engine: Engine, file: Path) -> None:
    """Let go of a file that was removed or replaced: SQLite would write on, for nobody."""

    def identity() -> tuple[int, int] | None:
        try:
            found = file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def opened(_connection: Any, record: Any) -> None:
        record.info["file"] = identity()

    def taken(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != identity():
            raise DisconnectionError(f"{file} is not the file that was opened")

    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", taken)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Python's driver would begin transactions in its own way: late, and not for reads.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("kiosk_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
