"""The store through a PgBouncer that gives each transaction another session of the server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest
from sqlalchemy import text

from kiosk.cli import main
from kiosk.store.engine import Store
from kiosk.store.errors import StoreUnreachable
from kiosk.store.schema import open_store
from tests.races.checker import lies
from tests.races.test_many_terminals import FRESH, FULL, HOURS, few_seats
from tests.races.worker import Race, Told, run
from tests.support.pgbouncer import MISSING, PROGRAM, Pool, pool_in_front
from tests.support.postgres import PostgresServer, set_read_only

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason=MISSING),
    pytest.mark.skipif(not FULL, reason="another program of its own: make races"),
]


@pytest.fixture(scope="module")
def pool(postgres: PostgresServer) -> Iterator[Pool]:
    with pool_in_front(postgres) as pool:
        yield pool


@pytest.fixture
def pooled_url(pool: Pool, postgres_url: str) -> str:
    return pool.url(postgres_url.rsplit("/", 1)[1])


def asleep(store: Store, seconds: int) -> None:
    with store.reading() as connection:
        connection.execute(text(f"SELECT pg_sleep({seconds})"))


def test_an_upgrade_through_it_makes_the_tables(
    pool: Pool, postgres: PostgresServer, capsys: pytest.CaptureFixture[str]
) -> None:
    name = postgres.empty_database()
    assert main(["db", "upgrade", "--database", pool.url(name)]) == 0
    assert main(["db", "status", "--database", pool.url(name)]) == 0
    assert "maintenant à la version" in capsys.readouterr().out


def test_many_terminals_and_few_seats_through_it(pooled_url: str) -> None:
    sessions = few_seats(pooled_url)
    begun = time.monotonic()
    attempts, processes, threads = 4_000, 8, 4
    races = [
        Race(
            url=pooled_url,
            process=number,
            threads=threads,
            attempts=-(-attempts // (processes * threads)),
            sessions=sessions,
            hours=HOURS,
            begun=begun,
        )
        for number in range(processes)
    ]
    told = Told()
    with ProcessPoolExecutor(processes, mp_context=FRESH) as pool:
        for one in pool.map(run, races, timeout=900):
            told.add(one)
    print(f"through PgBouncer: {time.monotonic() - begun:.1f} s", dict(told.counts))
    assert told.counts["SeatTaken"] > 0
    assert told.booked
    store = open_store(pooled_url)
    assert lies(store, told) == []
    store.close()


def test_the_time_a_transaction_has_is_kept_through_it(pooled_url: str) -> None:
    hurried, patient = Store(pooled_url, patience=0.5), Store(pooled_url, patience=60)
    begun = time.monotonic()
    with pytest.raises(StoreUnreachable):
        asleep(hurried, 60)
    assert time.monotonic() - begun < 10
    asleep(patient, 1)  # in the same session, perhaps, which keeps nothing of the other's limit
    for store in (hurried, patient):
        store.close()


def test_a_pool_that_restarted_serves_again_at_once(pool: Pool, pooled_url: str) -> None:
    store = open_store(pooled_url)
    pool.restart()
    asleep(store, 0)
    store.close()


def test_a_server_that_only_reads_is_seen_through_it(
    postgres: PostgresServer, pooled_url: str
) -> None:
    store = open_store(pooled_url)
    store.check_writable()
    with set_read_only(postgres), pytest.raises(StoreUnreachable, match="ne fait que se lire"):
        store.check_writable()
    store.check_writable()
    store.close()


def test_a_server_that_is_away_behind_it_is_away(pool: Pool) -> None:
    store = Store(pool.url("nulle_part"))
    with pytest.raises(StoreUnreachable):
        asleep(store, 0)
    store.close()
