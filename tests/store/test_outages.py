"""A database that answers and refuses: known by its own code, not by the driver's classes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from kiosk.store.engine import Store, sqlite_url
from kiosk.store.errors import (
    StoreConflict,
    StoreError,
    StoreFault,
    StoreRefused,
    StoreUnreachable,
)
from kiosk.store.schema import open_store
from kiosk.store.sqlite_codes import CODES
from kiosk.store.tables import place
from tests.support.postgres import PostgresServer, set_read_only

AWAY = (
    *("08006", "08P01", "53100", "53200", "53300", "55000", "55006", "57014", "57P01", "57P02"),
    *("57P03", "57P04", "58030", "F0001", "XX000", "XX001", "25006", "25P03", "28P01", "3D000"),
    *("40003", "HV00N", "ZZ123"),  # another server behind it; a code that only a pool knows
)
CONFLICTS = ("40001", "40P01", "55P03")
FAULTS = ("22021", "22P05", "42P01", "42601", "0A000", "26000", "P0001", "54000")


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    store = open_store(postgres_url)
    yield store
    store.close()


def add_place(store: Store, name: str = "Ici") -> None:
    with store.writing() as connection:
        connection.execute(insert(place).values(name=name, address="", time_zone="Europe/Paris"))


def names(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(place.c.name)).scalars())


def raised_by(store: Store, state: str) -> StoreError:
    """What comes of a server's error with this SQLSTATE."""
    raising = f"DO $$ BEGIN RAISE EXCEPTION 'as told' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(StoreError) as told, store.writing() as connection:
        connection.execute(text(raising))
    return told.value


def test_each_state_is_known_for_what_it_means(store: Store) -> None:
    for state in AWAY:
        assert type(raised_by(store, state)) is StoreUnreachable, state
    for state in CONFLICTS:
        assert type(raised_by(store, state)) is StoreConflict, state
    for state in FAULTS:
        assert type(raised_by(store, state)) is StoreFault, state
    assert type(raised_by(store, "42501")) is StoreRefused
    assert names(store) == []


def test_a_server_set_to_be_read_only_is_written_to_by_nobody(
    store: Store, postgres: PostgresServer
) -> None:
    """Also by a connection that has read before: it would get its transaction as it asks."""
    add_place(store)
    assert names(store) == ["Ici"]
    store.check_writable()
    with set_read_only(postgres):
        assert names(store) == ["Ici"]
        with pytest.raises(StoreUnreachable, match="read-only") as told:
            add_place(store, "Là")
        assert len(str(told.value).splitlines()) == 1
        with pytest.raises(StoreUnreachable, match="ne fait que se lire"):
            store.check_writable()
    assert names(store) == ["Ici"]
    add_place(store, "Là")
    store.check_writable()


def test_a_server_without_a_connection_left(postgres: PostgresServer, postgres_url: str) -> None:
    with postgres.admin() as admin:
        admin.execute("DROP ROLE IF EXISTS borne_pressee")
        admin.execute("CREATE ROLE borne_pressee LOGIN CONNECTION LIMIT 0")
    crowded = Store(postgres_url.replace("postgres@", "borne_pressee@"))
    with pytest.raises(StoreUnreachable, match="too many connections"), crowded.reading() as one:
        one.execute(text("SELECT 1"))
    crowded.close()
    with postgres.admin() as admin:
        admin.execute("DROP ROLE borne_pressee")


def test_an_address_that_nobody_is_let_in_by_is_said(postgres: PostgresServer) -> None:
    for url in (postgres.url("nulle_part"), postgres.url(user="personne")):
        with pytest.raises(StoreUnreachable, match=r"personne|nulle_part") as told:
            open_store(url)
        assert len(str(told.value).splitlines()) == 1


def test_a_session_ended_by_an_administrator_in_the_middle(
    store: Store, postgres: PostgresServer
) -> None:
    def be_ended(rest: Callable[[], object]) -> None:
        with store.writing() as connection:
            connection.execute(insert(place).values(name="Là", address="", time_zone="UTC"))
            pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with postgres.admin() as admin:
                admin.execute("SELECT pg_terminate_backend(%s)", (pid,))
            rest()

    with pytest.raises(StoreUnreachable):  # heard of at the commit
        be_ended(lambda: None)
    assert names(store) == []
    add_place(store)


def test_what_cannot_be_kept_is_no_outage_and_nothing_raw(any_url: str) -> None:
    store = open_store(any_url)
    for name in ("\udc80 half a letter", *(["\0"] if not store.is_sqlite else [])):
        with pytest.raises(StoreFault):
            add_place(store, name)
    with pytest.raises(StoreFault), store.reading() as connection:
        connection.execute(select(place.c.name).where(place.c.id == 10**30))
    with pytest.raises(StoreFault) as told, store.reading() as connection:
        connection.execute(text("SELECT x FROM nowhere"))
    assert "nowhere" in str(told.value)  # whoever puts it right has to know
    store.close()


def test_a_database_that_keeps_other_letters(postgres: PostgresServer) -> None:
    """The server changes them from and to what the program speaks, or says that it cannot."""
    name = postgres.empty_database("template0 ENCODING 'LATIN1' LOCALE 'C'")
    store = Store(postgres.url(name))
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE said (words text)"))
        connection.execute(text("INSERT INTO said VALUES (:words)"), {"words": "Zoé"})
    with store.reading() as connection:
        assert connection.execute(text("SELECT words FROM said")).scalar() == "Zoé"
    with pytest.raises(StoreFault), store.writing() as connection:
        connection.execute(text("INSERT INTO said VALUES (:words)"), {"words": "Ελένη"})
    store.close()
    postgres.drop(postgres.url(name))


def test_bytes_that_are_no_letters_are_no_surprise(postgres: PostgresServer) -> None:
    """A database that never asked what its bytes mean."""
    name = postgres.empty_database("template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    with postgres.admin(name) as admin:
        admin.execute("CREATE TABLE said (words text)")
        admin.execute(r"INSERT INTO said VALUES (convert_from('\xe9', 'SQL_ASCII'))")
    store = Store(postgres.url(name))
    with pytest.raises(StoreError), store.reading() as connection:
        connection.execute(text("SELECT words FROM said")).scalar()
    store.close()
    postgres.drop(postgres.url(name))


# SQLite


@contextmanager
def a_writer(file: Path) -> Iterator[None]:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def test_a_writer_in_a_hurry_gives_up_in_time(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.db"
    open_store(sqlite_url(file)).close()
    store = Store(sqlite_url(file), patience=0.05)
    with a_writer(file), pytest.raises(StoreUnreachable, match="un autre programme y écrit"):
        add_place(store)
    add_place(store)
    store.close()


def test_every_code_of_sqlite_has_its_sentence() -> None:
    for code, (meaning, words) in CODES.items():
        assert meaning
        assert words, code


def test_emptying_the_journal_of_a_file_that_is_gone_is_no_surprise(tmp_path: Path) -> None:
    file = tmp_path / "there" / "kiosk.db"
    file.parent.mkdir()
    store = open_store(sqlite_url(file))
    file.parent.rename(tmp_path / "elsewhere")
    with pytest.raises(StoreUnreachable):
        store.empty_journal()
    store.close()


def test_a_disk_that_is_full_is_an_outage_and_no_damage(tmp_path: Path) -> None:
    """As SQLite says it when no page is left to it."""
    file = tmp_path / "kiosk.db"
    store = open_store(sqlite_url(file))

    def fill() -> None:
        with store.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for _ in range(200):
                new = insert(place).values(name="x" * 1000, address="", time_zone="UTC")
                connection.execute(new)

    with pytest.raises(StoreUnreachable, match="le disque est plein") as told:
        fill()
    assert type(told.value) is StoreUnreachable
    store.close()
