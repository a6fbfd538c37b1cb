"""SQLite: a file of this machine, which several programs may use."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from kiosk.store.damaged_file import refuse_to_replace_damaged
from kiosk.store.time_limit import TimeLimit
from kiosk.store.write_lock import begin_writing, retry_while_busy

LONGEST = 3600.0
"""Seconds, in place of for ever."""


def sqlite_engine(address: URL, patience: TimeLimit, seconds: float) -> Engine:
    """An engine whose writers wait for each other as long as their patience lasts.

    `seconds` is the usual patience.
    """
    engine = create_engine(
        address,
        pool_timeout=min(seconds, LONGEST),
        hide_parameters=True,  # they hold names and telephone numbers: nothing for a log
    )
    waits = int(min(seconds, LONGEST) * 1000)

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # Python's driver would begin transactions in its own way: late, and not for reads.
        connection.isolation_level = None
        retry_while_busy(lambda: _set_up(connection), lambda: min(patience.left, LONGEST))
        # What is left to wait for is short: another program opens the file, or closes it last.
        connection.execute(f"PRAGMA busy_timeout = {waits}")

    def begin(connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection
        if connection.get_execution_options().get("kiosk_writing", False):
            begin_writing(raw, lambda: patience.left)
        else:
            raw.execute("BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    if address.database and not address.database.startswith("file:"):
        _keep_to_the_file(engine, Path(address.database))
    return engine


def _set_up(connection: sqlite3.Connection) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 0")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _keep_to_the_file(engine: Engine, file: Path) -> None:
    """Let go of a file that was removed or replaced: SQLite would write on, for nobody."""

    def identity() -> tuple[int, int] | None:
        try:
            found = file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def opening(*_what: Any) -> None:
        refuse_to_replace_damaged(file)
        with suppress(OSError):  # which opening it says better
            if not file.exists():
                file.touch(mode=0o600)  # it holds names: its owner's alone, wherever it is

    def opened(_connection: Any, record: Any) -> None:
        record.info["file"] = identity()

    def taken(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != identity():
            raise DisconnectionError(f"{file} is not the file that was opened")

    event.listen(engine, "do_connect", opening)
    event.listen(engine, "connect", opened)
    event.listen(engine, "checkout", taken)
