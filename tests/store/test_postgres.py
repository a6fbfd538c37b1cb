"""The same store on a real PostgreSQL: in time, in one look, and at a known version."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, select, text, update

from kiosk.store.engine import Store
from kiosk.store.errors import SchemaMismatch, StoreConflict, StoreUnreachable
from kiosk.store.retry import TIMES, again_after_conflict
from kiosk.store.schema import HEAD, migrate, open_store, store_version
from kiosk.store.tables import metadata, place
from tests.support.postgres import PostgresServer
from tests.support.proxy import Proxy


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    store = open_store(postgres_url)
    yield store
    store.close()


@pytest.fixture
def bare_url(postgres: PostgresServer) -> Iterator[str]:
    """A database without tables."""
    url = postgres.url(postgres.empty_database())
    yield url
    postgres.drop(url)


def add_place(store: Store, name: str = "Ici") -> int:
    with store.writing() as connection:
        new = insert(place).values(name=name, address="", time_zone="Europe/Paris")
        key: int = connection.execute(new.returning(place.c.id)).scalar_one()
        return key


def test_a_terminal_makes_no_tables_on_a_shared_database(bare_url: str) -> None:
    with pytest.raises(SchemaMismatch, match=r"pas encore de tables\. Lancez : kiosk db upgrade"):
        open_store(bare_url)
    store = Store(bare_url)
    migrate(store)
    migrate(store)
    assert store_version(store) == HEAD
    store.close()
    open_store(bare_url).close()


def test_what_migrations_make_is_what_the_code_speaks_of(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@pytest.mark.parametrize(
    ("version", "says"),
    [("0000", f"attend la {HEAD}. Lancez : kiosk db upgrade"), ("9999", "plus récente que ce")],
)
def test_tables_of_another_program_are_not_guessed_at(
    postgres: PostgresServer, version: str, says: str
) -> None:
    url = postgres.database_with_tables()
    with postgres.admin(url.rsplit("/", 1)[1]) as admin:
        admin.execute(f"UPDATE alembic_version SET version_num = '{version}'".encode())
    with pytest.raises(SchemaMismatch, match=says) as told:
        open_store(url)
    assert len(str(told.value).splitlines()) == 1
    postgres.drop(url)


def test_two_upgrades_at_once_make_the_tables_once(bare_url: str) -> None:
    wrong: list[BaseException] = []

    def upgrade() -> None:
        store = Store(bare_url, patience=60)
        try:
            migrate(store)
        except BaseException as error:
            wrong.append(error)
        finally:
            store.close()

    threads = [threading.Thread(target=upgrade) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    open_store(bare_url).close()


def test_a_look_is_not_disturbed_by_a_write_meanwhile(store: Store) -> None:
    with store.reading() as connection:
        before = connection.execute(select(place.c.id)).all()
        add_place(store)
        assert connection.execute(select(place.c.id)).all() == before == []


def test_nothing_is_written_by_looking(store: Store) -> None:
    with pytest.raises(Exception, match="read-only transaction"), store.reading() as connection:
        connection.execute(insert(place).values(name="Ici", address="", time_zone="UTC"))


def test_a_wrong_name_is_said_without_its_password(postgres: PostgresServer) -> None:
    url = f"postgresql+psycopg://nobody:secret@127.0.0.1:{postgres.port}/kiosk"
    with pytest.raises(StoreUnreachable, match="nobody") as told:
        open_store(url)
    assert "secret" not in str(told.value)


def test_a_server_that_refuses_is_said_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        url = f"postgresql+psycopg://borne@127.0.0.1:{taken.getsockname()[1]}/kiosk"
        with pytest.raises(StoreUnreachable, match="refused"):
            open_store(url)


def seconds_to_give_up(store: Store) -> float:
    begun = time.monotonic()
    with pytest.raises(StoreUnreachable), store.reading() as connection:
        connection.execute(text("SELECT 1"))
    return time.monotonic() - begun


def test_a_server_that_accepts_and_says_nothing_is_given_up_after_two_seconds() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        store = Store(f"postgresql+psycopg://borne@127.0.0.1:{mute.getsockname()[1]}/kiosk")
        assert seconds_to_give_up(store) < 2.5
        store.close()


def test_a_statement_that_takes_too_long_is_given_up_by_both_sides(store: Store) -> None:
    begun = time.monotonic()
    with pytest.raises(StoreUnreachable), store.reading() as connection:
        connection.execute(text("SELECT pg_sleep(60)"))
    assert time.monotonic() - begun < 2.5
    assert add_place(store) == 1
    with store.reading() as connection:
        asleep = text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)'")
        assert connection.execute(asleep).scalar_one() == 0


def test_a_seat_that_another_keeps_locked_is_given_up_in_time(store: Store) -> None:
    place_id = add_place(store)

    def rename(connection: Connection, name: str) -> None:
        connection.execute(update(place).where(place.c.id == place_id).values(name=name))

    def wait_in_vain() -> None:
        with store.writing() as second:
            rename(second, "là")

    with store.writing() as first:
        rename(first, "ici")
        begun = time.monotonic()
        with pytest.raises(StoreUnreachable):
            wait_in_vain()
        assert time.monotonic() - begun < 2.5


def test_two_transactions_that_wait_for_each_other_both_succeed(store: Store) -> None:
    """PostgreSQL undoes one of the two after a second; it is asked again."""
    both = [add_place(store, "A"), add_place(store, "B")]
    met = threading.Barrier(2, timeout=10)
    tries: list[int] = []
    one_is_done = threading.Event()

    @again_after_conflict
    def touch(order: list[int]) -> None:
        tries.append(order[0])
        if len(tries) > 2:  # it does not meet the other one again, however busy the machine is
            one_is_done.wait(10)
        with store.writing(patience=20) as connection:
            for number, place_id in enumerate(order):
                change = update(place).where(place.c.id == place_id)
                connection.execute(change.values(address=place.c.address + "x"))
                if number == 0 and len(tries) <= 2:
                    met.wait()

    def touch_all(order: list[int]) -> None:
        touch(order)
        one_is_done.set()

    threads = [threading.Thread(target=touch_all, args=(both[::step],)) for step in (1, -1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tries) == 3
    with store.reading() as connection:
        assert connection.execute(select(place.c.address)).scalars().all() == ["xx", "xx"]


def test_a_conflict_that_never_ends_is_told() -> None:
    tries = []

    @again_after_conflict
    def unlucky() -> None:
        tries.append(1)
        raise StoreConflict("again")

    with pytest.raises(StoreConflict):
        unlucky()
    assert len(tries) == TIMES


def test_a_store_that_restarted_serves_again_at_once(
    store: Store, postgres: PostgresServer
) -> None:
    add_place(store)
    with postgres.admin() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name='kiosk'"
        )
    assert add_place(store) == 2


@pytest.mark.parametrize("style", ["SQL, DMY", "German", "Postgres, MDY"])
def test_a_server_that_writes_hours_in_its_own_way_is_understood(bare_url: str, style: str) -> None:
    name = bare_url.rsplit("/", 1)[1]
    store = Store(bare_url)
    with store.writing() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET datestyle = '{style}'"))
    store.close()
    written = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
    for opened in (store.reading, store.writing):
        with opened() as connection:
            query = text("SELECT CAST(:at AS timestamptz), CAST(:day AS date)")
            read = connection.execute(query, {"at": written, "day": written.date()}).one()
        assert tuple(read) == (written, written.date())
    store.close()


def test_nothing_is_kept_in_the_session_between_two_transactions(store: Store) -> None:
    """A pool in front gives the next transaction another session: what was set would be lost,
    or be another one's.
    """
    limits = text("SELECT setting, reset_val FROM pg_settings WHERE name = 'statement_timeout'")
    for _ in range(8):  # a driver names a statement that comes often
        with store.writing() as connection:
            now, in_session = connection.execute(limits).one()
    assert (now, in_session) == ("2000", "0")
    with store.writing(patience=60) as connection:
        assert connection.execute(limits).one() == ("60000", "0")
        prepared = connection.execute(text("SELECT count(*) FROM pg_prepared_statements"))
        assert prepared.scalar_one() == 0
    with store.writing(durable=False) as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "off"
    with store.reading() as connection:
        assert connection.execute(text("SHOW transaction_isolation")).scalar_one() == (
            "repeatable read"
        )
        assert connection.execute(text("SHOW transaction_read_only")).scalar_one() == "on"


def test_a_transaction_costs_no_round_trip_more_than_its_statements(
    postgres: PostgresServer, postgres_url: str
) -> None:
    """One to begin with its limits, one for each statement, one to end."""
    with Proxy(postgres.port) as proxy:
        far = Store(postgres_url.replace(str(postgres.port), str(proxy.port)))
        with far.writing() as connection:
            connection.execute(text("SELECT 1"))
        before = proxy.asked
        with far.writing(patience=30, durable=False) as connection:
            connection.execute(text("SELECT 1"))
        assert proxy.asked - before == 4  # with the one that sees whether the line still stands
        far.close()
