"""Taking one's turn at a SQLite file that several programs write to.

SQLite keeps no queue: whoever asks in the moment when the lock is free has it. Its own busy
handler sleeps longer and longer, to 100 ms, and so loses again and again to those who have just
come. Asking often, each time after a short while that is not the same for all, nobody starves.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

from kiosk.store.sqlite_codes import is_busy

PAUSE = (0.0005, 0.004)
"""Seconds between two tries, at random within; a usual transaction holds the lock for one or two
milliseconds."""

T = TypeVar("T")


def retry_while_busy(
    deed: Callable[[], T],
    left: Callable[[], float],
    *,
    pause: Callable[[float, float], float] = random.uniform,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Do it as soon as no other connection is in the way. `left` tells the seconds that are left.

    Raises sqlite3.OperationalError when the time is up.
    """
    while True:
        try:
            return deed()
        except sqlite3.OperationalError as error:
            if not is_busy(error) or left() <= 0:
                raise
        sleep(pause(*PAUSE))


def begin_writing(connection: sqlite3.Connection, left: Callable[[], float]) -> None:
    """Begin a transaction that has the write lock. Raises sqlite3.OperationalError."""
    waits: int = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        retry_while_busy(lambda: connection.execute("BEGIN IMMEDIATE"), left)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {waits}")
