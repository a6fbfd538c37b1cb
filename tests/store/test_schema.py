"""The tables: made from nothing, made once, and never guessed at."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from kiosk.store.engine import Store, sqlite_url
from kiosk.store.errors import SchemaMismatch, StoreError
from kiosk.store.schema import HEAD, MIGRATIONS, migrate, open_store, schema_version
from kiosk.store.tables import metadata


@pytest.fixture
def url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path / "kiosk.db")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = open_store(url)
    yield store
    store.close()


def definitions(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        text(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"
            # What a migration alone makes: the journal's guards are no part of its table.
            " AND type <> 'trigger'"
        )
    )
    return {name: " ".join(sql.split()) for name, sql in rows}


def test_a_first_start_makes_the_tables(store: Store) -> None:
    with store.reading() as connection:
        assert schema_version(connection) == HEAD
        assert set(metadata.tables) <= set(definitions(connection))


def test_what_migrations_make_is_what_the_code_speaks_of(store: Store, tmp_path: Path) -> None:
    direct = Store(sqlite_url(tmp_path / "direct.db"))
    with direct.writing() as connection:
        metadata.create_all(connection)
        expected = definitions(connection)
    direct.close()
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        # Alembic does not compare checks; SQLite's own words do.
        assert definitions(connection) == expected


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_migrating_again_changes_nothing(store: Store, url: str) -> None:
    with store.writing() as connection:
        new = "INSERT INTO place VALUES (7, 'Ici', '', 'Europe/Paris', NULL, 0, NULL)"
        connection.execute(text(new))
    migrate(store)
    again = open_store(url)
    with again.reading() as connection:
        assert connection.execute(text("SELECT name FROM place")).scalars().all() == ["Ici"]
    again.close()


def test_tables_of_a_newer_program_are_left_alone(store: Store, url: str) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaMismatch, match=r"version 9999, plus récente que ce programme"):
        open_store(url)
    with store.reading() as connection:
        assert schema_version(connection) == "9999"


def test_a_migration_that_fails_leaves_nothing_behind_and_says_why(url: str) -> None:
    store = Store(url)
    with store.writing() as connection:
        connection.execute(text("CREATE VIEW ticket AS SELECT 1"))
    with pytest.raises(StoreError, match=r"n'ont pas pu être mises.*already.*Rien n'est changé"):
        migrate(store)
    with store.reading() as connection:
        assert set(definitions(connection)) == {"ticket"}
    store.close()


def test_two_terminals_that_start_at_once_make_the_tables_once(url: str) -> None:
    program = f"from kiosk.store.schema import open_store; open_store({url!r}).close()"
    starts = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(4)]
    assert [start.wait(timeout=60) for start in starts] == [0, 0, 0, 0]


def test_a_usual_start_does_not_load_the_migration_tool(store: Store, url: str) -> None:
    program = (
        "import sys\n"
        "from kiosk.store.schema import open_store\n"
        "import kiosk.agenda.agenda\n"
        f"open_store({url!r}).close()\n"
        "print([name for name in ('alembic', 'holidays', 'sqlalchemy.orm') if name in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert out.stdout.strip() == "[]"
