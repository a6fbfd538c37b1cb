"""What a terminal counted: a SQLite file of how far each count is, day by day.

It is written before the store is told, so that a silent store, a restart or a power cut loses
nothing. What the store is told is how far a count is, never how much was added: told twice, it is
the same. A file that begins anew draws a number of its own, beside which the store's earlier
counts stay.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex

from kiosk.store.damaged_file import is_readable, set_aside
from kiosk.store.errors import StoreError
from kiosk.store.sqlite_codes import explained
from kiosk.store.write_lock import begin_writing
from kiosk.visit.counts import Count

COUNTS_FILE = "counts.db"
"""In the data folder."""

BUSY_SECONDS = 2.0

_TABLES = (
    "CREATE TABLE IF NOT EXISTS counter (id TEXT PRIMARY KEY)",
    """
    CREATE TABLE IF NOT EXISTS day_count (
        day TEXT NOT NULL,
        what TEXT NOT NULL,
        about TEXT NOT NULL,
        step TEXT NOT NULL,
        count INTEGER NOT NULL,
        told INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (day, what, about, step)
    ) WITHOUT ROWID
    """,
)

_ADD = """
INSERT INTO day_count (day, what, about, step, count) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (day, what, about, step) DO UPDATE SET count = count + excluded.count
"""


class CountsUnusable(StoreError):  # noqa: N818
    """The file cannot be read or written: disk full, locked, damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How far a count of a day is."""

    day: date
    what: str
    about: str
    step: str
    count: int


class CountsFile:
    """Safe to use from any thread. Raises CountsUnusable."""

    def __init__(self, file: Path, new_id: Callable[[], str] = lambda: token_hex(16)) -> None:
        self._file = file
        self._new_id = new_id

    def add(self, day: date, counts: Sequence[Count]) -> None:
        """So many more of each, on the place's day; on the disk when this returns."""
        rows = [(day.isoformat(), one.what, one.about, one.step, one.number) for one in counts]
        with self._changing() as connection:
            connection.executemany(_ADD, rows)

    def untold(self) -> tuple[str, list[DayCount]]:
        """What this file is known by, and what the store has not heard of."""
        if not self._file.exists():
            return "", []
        with self._changing() as connection:
            counter = connection.execute("SELECT id FROM counter").fetchone()[0]
            rows = connection.execute(
                "SELECT day, what, about, step, count FROM day_count WHERE count > told"
                " ORDER BY day, what, about, step"
            ).fetchall()
        return counter, [
            DayCount(day=date.fromisoformat(day), what=what, about=about, step=step, count=count)
            for day, what, about, step, count in rows
        ]

    def told(self, counts: Iterable[DayCount], forget_before: date) -> None:
        """The store has heard these; what it has of days long past goes from here."""
        rows = [(one.count, one.day.isoformat(), one.what, one.about, one.step) for one in counts]
        with self._changing() as connection:
            connection.executemany(
                "UPDATE day_count SET told = ? WHERE day = ? AND what = ? AND about = ?"
                " AND step = ?",
                rows,
            )
            connection.execute(
                "DELETE FROM day_count WHERE day < ? AND told = count",
                (forget_before.isoformat(),),
            )

    def redate(self, earliest: date, today: date) -> None:
        """What was counted by an hour that cannot have been is of today: nobody knows better, and
        the store has not heard of it."""
        wrong = "told = 0 AND (day < ? OR day > ?)"
        limits = (earliest.isoformat(), today.isoformat())
        with self._changing() as connection:
            rows = connection.execute(
                f"SELECT what, about, step, count FROM day_count WHERE {wrong}", limits
            ).fetchall()
            connection.execute(f"DELETE FROM day_count WHERE {wrong}", limits)
            connection.executemany(_ADD, [(today.isoformat(), *row) for row in rows])

    def mend(self, now: datetime) -> Path | None:
        """Set a file that cannot be read aside; the next count begins a new one. None when there
        is nothing to mend."""
        if not self._file.exists() or is_readable(self._file):
            return None
        try:
            return set_aside(self._file, now)
        except OSError as error:
            raise self._unusable(error) from error

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self._file.exists():
                self._file.touch(mode=0o600)
            with closing(sqlite3.connect(self._file, timeout=BUSY_SECONDS)) as connection:
                connection.isolation_level = None
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON")
                until = time.monotonic() + BUSY_SECONDS
                begin_writing(connection, lambda: until - time.monotonic())
                with connection:
                    self._make_tables(connection)
                    yield connection
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error

    def _make_tables(self, connection: sqlite3.Connection) -> None:
        for statement in _TABLES:
            connection.execute(statement)
        if connection.execute("SELECT 1 FROM counter").fetchone() is None:
            connection.execute("INSERT INTO counter VALUES (?)", (self._new_id(),))

    def _unusable(self, error: sqlite3.Error | OSError) -> CountsUnusable:
        why = explained(error) if isinstance(error, sqlite3.Error) else str(error)
        return CountsUnusable(f"Le fichier {self._file}, où la borne compte, ne sert pas : {why}.")
