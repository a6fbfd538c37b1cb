"""Servers of our own that are full, stopped in the middle, or follow another one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

import psycopg
import pytest
from sqlalchemy import insert, select, text

from kiosk.store.engine import Store
from kiosk.store.errors import StoreUnreachable
from kiosk.store.schema import migrate
from kiosk.store.tables import place
from tests.support.postgres import QUICK, PostgresServer, postgres_server, standby_of

pytestmark = pytest.mark.skipif(
    "RACES" not in os.environ, reason="several servers of its own: make races"
)


def add_place(store: Store, before_the_end: Callable[[], object] = lambda: None) -> None:
    with store.writing() as connection:
        connection.execute(insert(place).values(name="Ici", address="", time_zone="Europe/Paris"))
        before_the_end()


def names(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(place.c.name)).scalars())


def with_tables(server: PostgresServer) -> Store:
    patient = Store(server.url(), patience=60)
    migrate(patient)
    patient.close()
    return Store(server.url())


def take_all_connections(server: PostgresServer, others: ExitStack) -> None:
    with suppress(psycopg.OperationalError):
        for _ in range(20):
            others.enter_context(server.admin())


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_standby_is_read_and_written_to_once_it_is_promoted() -> None:
    with postgres_server() as first:
        with_tables(first).close()
        with standby_of(first) as standby:
            store = Store(standby.url())
            assert names(store) == []
            with pytest.raises(StoreUnreachable, match="read-only"):
                add_place(store)
            with pytest.raises(StoreUnreachable, match="ne fait que se lire"):
                store.check_writable()
            with standby.admin() as admin:
                admin.execute("SELECT pg_promote()")
            add_place(store)
            store.check_writable()
            store.close()


def test_a_server_stopped_in_the_middle_keeps_nothing_of_it() -> None:
    with postgres_server() as server:
        store = with_tables(server)
        add_place(store)
        with pytest.raises(StoreUnreachable):
            add_place(store, server.stop)
        with pytest.raises(StoreUnreachable):
            names(store)
        store.close()


def test_a_server_with_no_connection_left_serves_again_when_there_is_one() -> None:
    few = {**QUICK, "max_connections": "8", "superuser_reserved_connections": "0"}
    with postgres_server({**few, "reserved_connections": "0"}) as server:
        store = with_tables(server)
        store.close()
        with ExitStack() as others:
            take_all_connections(server, others)
            with pytest.raises(StoreUnreachable, match="too many clients"):
                names(store)
        until(lambda: _serves(store))
        with store.reading() as connection:
            assert connection.execute(text("SELECT 1")).scalar() == 1
        store.close()


def _serves(store: Store) -> bool:
    try:
        return names(store) == []
    except StoreUnreachable:
        return False
