from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.engine import sqlite_url
from tests.support.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "kiosk.db")
        return
    postgres: PostgresServer = request.getfixturevalue("postgres")
    url = postgres.url(postgres.empty_database())
    yield url
    postgres.drop(url)
