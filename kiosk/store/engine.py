"""The one way to the database: short transactions, and errors in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy import URL, Connection, Engine

from kiosk.store.damaged_file import is_readable, set_aside, what_was_set_aside
from kiosk.store.database_url import POSTGRES, address_of
from kiosk.store.error_translation import RAISED, to_store_error
from kiosk.store.errors import StoreDamaged, StoreUnreachable
from kiosk.store.time_limit import PATIENCE, TimeLimit


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file; its folder must exist."""
    return URL.create("sqlite", database=str(file)).render_as_string()


class Store:
    """A database, opened when it is first used. Safe to share between threads.

    `url` is SQLAlchemy's: `sqlite:////data/kiosk.db`, `postgresql+psycopg://…`. A transaction
    that takes longer than `patience` (seconds), or waits for another one as long, counts as not
    answered. Raises StoreError for an address that is not one.
    """

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        self._patience = TimeLimit()
        self._seconds = patience
        self._reading = self._engine = _engine(url, self._patience, patience)
        self._writing = self._engine.execution_options(kiosk_writing=True)
        self._hurried = self._writing.execution_options(kiosk_durable=False)

    @property
    def name(self) -> str:
        """The address as its operator wrote it, without its password."""
        url = self._engine.url
        if self.is_sqlite and url.database and url.database.startswith("file:"):  # to look at
            url = url.set(database=unquote(url.database.removeprefix("file:")), query={})
        return url.render_as_string(hide_password=True)

    @property
    def has_password(self) -> bool:
        """Whether the address holds one."""
        return self._engine.url.password is not None

    @property
    def is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database."""
        name = self._engine.url.database
        return Path(name) if self.is_sqlite and name and not name.startswith("file:") else None

    def set_aside_if_damaged(self, now: datetime) -> str | None:
        """Set a SQLite file that cannot be read any more aside: what happened, for staff.

        None when there is none, or it can be read, or another program did it before.
        Raises StoreDamaged when it cannot be renamed.
        """
        if self.file is None or not self.file.is_file() or is_readable(self.file):
            return None
        self.close()
        try:
            kept = set_aside(self.file, now)
        except OSError as error:
            raise StoreDamaged(
                f"La base {self.file} est abîmée, et ne peut pas être mise de côté ({error})."
            ) from error
        return what_was_set_aside(self.file, kept)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look at the data. Raises StoreError."""
        with self._to_store_error(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(
        self, *, patience: float | None = None, durable: bool = True
    ) -> Iterator[Connection]:
        """One transaction: all of it is kept, or, on any exception, none.

        On SQLite it has the one write lock from its first moment, so that what it reads
        cannot change before it writes. `patience` (seconds) is for what nobody waits for;
        what is not `durable` may be lost when the server crashes, and costs it less.
        Raises StoreError, of which StoreUnreachable says that it may be asked again later;
        StoreConflict, see `again_after_conflict`; IntegrityError.
        """
        engine = self._writing if durable else self._hurried
        with self._to_store_error(patience), engine.begin() as connection:
            yield connection

    def check_writable(self) -> None:
        """Write nothing, and know that it could be. Raises StoreUnreachable."""
        with self.writing() as connection:
            if self.is_sqlite:  # it has the write lock
                return
            kept = connection.exec_driver_sql("SHOW transaction_read_only").scalar()
        if kept != "off":
            raise StoreUnreachable(
                f"La base {self.name} ne s'écrit pas maintenant, elle ne fait que se lire "
                "(default_transaction_read_only, ou un serveur de secours)."
            )

    def empty_journal(self) -> bool:
        """On SQLite, write the journal back into the file and empty it.

        What was erased is still in the journal until then. False when a reader was in
        the way. True at once on other databases.
        """
        if not self.is_sqlite:
            return True
        with self._to_store_error():
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
    def _to_store_error(self, patience: float | None = None) -> Iterator[None]:
        try:
            with self._patience.of(self._seconds if patience is None else patience):
                yield
        except RAISED as error:
            plain = to_store_error(error, self.name)
            if plain is error:
                raise
            raise plain from error


def _engine(url: str, patience: TimeLimit, seconds: float) -> Engine:
    address = address_of(url)
    if address.drivername == POSTGRES:
        from kiosk.store.postgres import postgres_engine  # loaded where it is used only

        return postgres_engine(address, patience, seconds)
    from kiosk.store.sqlite import sqlite_engine

    return sqlite_engine(address, patience, seconds)
