"""The way to the database: transactions that hold, and sentences when it is away."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from kiosk.store.engine import Store, sqlite_url
from kiosk.store.errors import StoreError, StoreFault, StoreUnreachable
from kiosk.store.schema import open_store
from kiosk.store.tables import absence, feedback, helper, place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    store = open_store(sqlite_url(file))
    yield store
    store.close()


def add_place(store: Store) -> int:
    with store.writing() as connection:
        new = insert(place).values(name="Ici", address="", time_zone="Europe/Paris")
        key: int = connection.execute(new.returning(place.c.id)).scalar_one()
        return key


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("busy_timeout", 2000),
        ("synchronous", 1),
        ("secure_delete", 1),
    ],
)
def test_every_connection_is_set_up(store: Store, pragma: str, value: object) -> None:
    with store.reading() as first, store.reading() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_row_of_no_place_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(insert(helper).values(place_id=404, name="A", desk="B"))


def test_what_fails_halfway_leaves_nothing(store: Store) -> None:
    add_place(store)

    def add_two(second_place_id: int) -> None:
        with store.writing() as connection:
            connection.execute(insert(place).values(name="Là", address="", time_zone="UTC"))
            connection.execute(insert(helper).values(place_id=second_place_id, name="A", desk="B"))

    with pytest.raises(IntegrityError):
        add_two(404)
    with store.reading() as connection:
        assert connection.execute(select(place.c.name)).scalars().all() == ["Ici"]


def test_a_look_is_not_disturbed_by_a_write_meanwhile(store: Store) -> None:
    with store.reading() as connection:
        before = connection.execute(select(place.c.id)).all()
        add_place(store)
        assert connection.execute(select(place.c.id)).all() == before == []


def test_two_writers_who_read_first_do_not_lose_a_count(store: Store) -> None:
    place_id = add_place(store)
    with store.writing() as connection:
        connection.execute(
            insert(feedback).values(place_id=place_id, day=date(2026, 1, 1), face="good", count=0)
        )

    def add_by_hand() -> None:
        for _ in range(50):
            with store.writing() as connection:
                seen = connection.execute(select(feedback.c["count"])).scalar_one()
                connection.execute(feedback.update().values(count=seen + 1))

    threads = [threading.Thread(target=add_by_hand) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as connection:
        assert connection.execute(select(feedback.c["count"])).scalar_one() == 200


def test_a_missing_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match=r"kiosk.db ne peut pas servir .*: unable to open"):
        open_store(sqlite_url(tmp_path / "nowhere" / "kiosk.db"))


def test_a_file_that_may_only_be_read_is_said_in_a_sentence(store: Store, file: Path) -> None:
    read_only = open_store(f"sqlite:///file:{file}?mode=ro&uri=true")
    with read_only.reading() as connection:
        assert connection.execute(select(place.c.id)).all() == []
    with pytest.raises(StoreUnreachable, match="readonly database"):
        add_place(read_only)
    read_only.close()


def test_a_first_start_where_nothing_may_be_written(file: Path) -> None:
    sqlite3.connect(file).close()
    with pytest.raises(StoreUnreachable, match="readonly database"):
        open_store(f"sqlite:///file:{file}?mode=ro&uri=true")


def test_a_file_that_is_no_database_is_said_in_a_sentence(file: Path) -> None:
    file.write_bytes(b"a shopping list, not a database\n" * 100)
    with pytest.raises(StoreUnreachable, match="file is not a database"):
        open_store(sqlite_url(file))


def test_a_store_locked_by_another_program_gives_up_and_says_so(store: Store, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnreachable, match="locked"):
        add_place(store)
    other.execute("ROLLBACK")
    other.close()
    assert add_place(store) == 1  # and it serves again at once


def test_a_server_that_refuses_is_no_surprise() -> None:
    with pytest.raises(StoreError, match="not the address of a database"):
        Store("nonsense")
    with pytest.raises(StoreError, match="not the address of a database"):
        Store("gopher://example.org/kiosk")


def test_a_time_is_kept_in_utc_whatever_zone_it_came_in(store: Store) -> None:
    place_id = add_place(store)
    far_east = timezone(timedelta(hours=11))
    with store.writing() as connection:
        helper_id = connection.execute(
            insert(helper).values(place_id=place_id, name="A", desk="B").returning(helper.c.id)
        ).scalar_one()
        connection.execute(
            insert(absence).values(
                place_id=place_id,
                helper_id=helper_id,
                starts_at=datetime(2026, 3, 1, 8, tzinfo=far_east),
                ends_at=datetime(2026, 3, 1, 9, tzinfo=far_east),
            )
        )
        row = connection.execute(select(absence)).one()
        raw = connection.execute(text("SELECT starts_at FROM absence")).scalar_one()
    assert row.starts_at == datetime(2026, 2, 28, 21, tzinfo=UTC)
    assert row.starts_at.tzinfo is UTC
    assert raw.startswith("2026-02-28 21:00:00")


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    naive = datetime(2026, 3, 1, 8)  # noqa: DTZ001
    with pytest.raises(StoreFault) as told, store.reading() as connection:
        connection.execute(select(absence).where(absence.c.starts_at > naive))
    assert "without a time zone" in str(told.value.__cause__)


def test_what_is_erased_is_gone_from_the_journal_too(store: Store, file: Path) -> None:
    add_place(store)
    journal = file.with_name(file.name + "-wal")
    assert journal.stat().st_size > 0
    assert store.empty_journal()
    assert journal.stat().st_size == 0


def test_a_reader_in_the_way_of_the_journal_is_told(store: Store) -> None:
    with store.reading() as connection:
        connection.execute(select(place.c.id)).all()
        add_place(store)
        assert not store.empty_journal()
    assert store.empty_journal()
