"""What an operator writes as the address of a database, and what is none."""

from __future__ import annotations

import pytest

from kiosk.store.database_url import address_of
from kiosk.store.engine import Store
from kiosk.store.errors import StoreError
from kiosk.store.read_only import file_of

NONE = (
    "sqlite://",
    "sqlite:///",
    "sqlite:///:memory:",
    "sqlite://machine/kiosk.db",
    "sqlite:///kiosk.db?timeout=abc",
    "sqlite:///kiosk.db?factory=1",
    "sqlite:///file:%00?uri=true".replace("%00", chr(0)),
    "sqlite+aiosqlite:///kiosk.db",
    "postgresql://kiosk@machine/base",
    "postgresql+psycopg://kiosk@machine:abc/base",
    "postgresql+psycopg://kiosk@machine:99999/base",
    "postgresql+psycopg://kiosk:s3same@[::1/base",
    "a+b+c://s3same",
    "mysql://s3same@machine/base",
)


@pytest.mark.parametrize("url", NONE)
def test_what_is_no_address_is_told_in_one_way_by_whoever_reads_it(url: str) -> None:
    for read in (address_of, file_of, Store):
        with pytest.raises(StoreError, match="n'est pas l'adresse d'une base") as told:
            read(url)
        said = str(told.value)
        assert "s3same" not in said  # it may be a password
        assert said.isprintable()


def test_a_file_and_a_server_are_addresses() -> None:
    assert address_of("sqlite:////data/kiosk.db").database == "/data/kiosk.db"
    assert address_of("postgresql+psycopg://kiosk@[::1]:5432/base").port == 5432
