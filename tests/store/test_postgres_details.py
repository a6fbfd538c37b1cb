"""What PostgreSQL says of a row that does not go, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kiosk.redaction import told
from kiosk.store.engine import Store
from kiosk.store.errors import StoreFault
from kiosk.store.schema import open_store

PERSONAL = ("Zoé", "0612345678")


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    store = open_store(postgres_url)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("INSERT INTO place (name, address) VALUES (:a, :a)", "violates not-null constraint"),
        ("INSERT INTO terminal (id, place_id) VALUES (:a, 7)", "violates"),
        ("SELECT CAST(:a AS integer)", "InvalidTextRepresentation"),
        ("SELECT CAST(:a AS timestamptz)", "InvalidDatetimeFormat"),
    ],
)
def test_a_row_that_does_not_go_is_not_quoted(store: Store, statement: str, says: str) -> None:
    with pytest.raises((DBAPIError, StoreFault)) as refused, store.writing() as connection:
        connection.execute(text(statement), {"a": " ".join(PERSONAL)})
    assert says in told(refused.value)
    for words in (str(refused.value), told(refused.value)):
        assert not [one for one in PERSONAL if one in words]
