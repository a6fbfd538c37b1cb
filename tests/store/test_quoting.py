"""What PostgreSQL says of a row that does not go, and what is left of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from kiosk.redaction import told
from kiosk.store.engine import Store
from kiosk.store.schema import open_store
from kiosk.store.tables import place

PERSONAL = ("Zoé", "0612345678")


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    store = open_store(postgres_url)
    yield store
    store.close()


def test_what_is_read_and_written_is_not_logged(
    any_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG SQLAlchemy would log each row."""
    caplog.set_level(logging.DEBUG)
    store = open_store(any_url)
    with store.writing() as connection:
        connection.execute(
            insert(place).values(name=PERSONAL[0], address=PERSONAL[1], time_zone="UTC")
        )
        assert connection.execute(select(place.c.name, place.c.address)).one() == PERSONAL
    store.close()
    assert not [one for one in PERSONAL if one in caplog.text]


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
    with pytest.raises(DBAPIError) as refused, store.writing() as connection:
        connection.execute(text(statement), {"a": " ".join(PERSONAL)})
    for words in (str(refused.value), str(refused.value.orig), told(refused.value)):
        assert says in words
        assert not [one for one in PERSONAL if one in words]
