from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.postgres import PostgresServer, postgres_server
from tests.support.sqlite import with_tables

# A busy machine is slow, which is no fault of what is tried.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL; it starts when a first test needs it."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def _shared_database(postgres: PostgresServer) -> str:
    return postgres.database_with_tables()


@pytest.fixture
def postgres_url(postgres: PostgresServer, _shared_database: str) -> Iterator[str]:
    """A PostgreSQL database with its tables, empty, for one test."""
    yield _shared_database
    postgres.empty_again(_shared_database)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database; what a test tells of it holds for both kinds."""
    if request.param == "sqlite":
        return with_tables(tmp_path / "kiosk.db")
    url: str = request.getfixturevalue("postgres_url")
    return url
