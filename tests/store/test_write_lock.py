"""Several writers of one SQLite file: each has its turn, as long as its patience lasts."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from kiosk.agenda.agenda import Agenda
from kiosk.store.engine import Store, sqlite_url
from kiosk.store.schema import open_store
from kiosk.store.tables import place
from kiosk.store.write_lock import retry_while_busy
from tests.agenda.world import MovingClock, same_place

PATIENCE = 60.0
"""Seconds: a shared machine may be slow."""


def test_a_first_start_waits_as_long_as_its_patience_for_another_program(tmp_path: Path) -> None:
    """Its tables, its place and its terminal's name: longer than the two seconds that SQLite was
    once told for everybody.
    """
    file = tmp_path / "kiosk.db"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN IMMEDIATE")
    started: list[Agenda] = []

    def start() -> None:
        store = open_store(sqlite_url(file), patience=PATIENCE)
        started.append(same_place(store, MovingClock()))

    starting = threading.Thread(target=start)
    starting.start()
    starting.join(2.5)
    assert starting.is_alive()
    other.execute("ROLLBACK")
    starting.join(PATIENCE)
    other.close()
    assert started[0].place.demonstration
    started[0].store.close()


@contextmanager
def a_greedy_program(file: Path) -> Iterator[None]:
    """It holds the lock nearly all the time, and lets go of it for two milliseconds."""
    enough = threading.Event()

    def hold() -> None:
        connection = sqlite3.connect(file, isolation_level=None)
        while not enough.is_set():
            retry_while_busy(lambda: connection.execute("BEGIN IMMEDIATE"), lambda: PATIENCE)
            time.sleep(0.05)
            connection.execute("ROLLBACK")
            time.sleep(0.002)
        connection.close()

    greedy = threading.Thread(target=hold)
    greedy.start()
    try:
        yield
    finally:
        enough.set()
        greedy.join()


def test_nobody_starves_behind_a_program_that_hardly_lets_go(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.db"
    open_store(sqlite_url(file)).close()
    wrong: list[Exception] = []

    def write_five(name: str) -> None:
        store = Store(sqlite_url(file), patience=PATIENCE)
        try:
            for _ in range(5):
                with store.writing() as connection:
                    new = insert(place).values(name=name, address="", time_zone="UTC")
                    connection.execute(new)
        except Exception as error:
            wrong.append(error)
        finally:
            store.close()

    writers = [threading.Thread(target=write_five, args=(f"{number}",)) for number in range(6)]
    with a_greedy_program(file):
        for one in writers:
            one.start()
        for one in writers:
            one.join()
    assert wrong == []
    store = Store(sqlite_url(file))
    with store.reading() as connection:
        assert len(connection.execute(select(place.c.id)).all()) == 30
    store.close()


def test_a_turn_is_asked_for_again_after_a_short_while_that_differs() -> None:
    waits: list[float] = []
    left = iter([1.0, 0.5, 0.1, 0.0])

    def busy() -> None:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        retry_while_busy(busy, lambda: next(left), pause=max, sleep=waits.append)
    assert waits == [0.004] * 3


def test_what_is_wrong_for_another_reason_is_not_tried_again(tmp_path: Path) -> None:
    store = Store(sqlite_url(tmp_path / "kiosk.db"), patience=PATIENCE)
    begun = time.monotonic()
    with pytest.raises(Exception, match="nowhere"), store.writing() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))
    assert time.monotonic() - begun < PATIENCE / 2
    store.close()
