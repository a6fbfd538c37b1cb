"""The tables at the version this program knows.

Alembic is slow to load, so it is loaded only when there is something to migrate.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from kiosk.store.engine import Store
from kiosk.store.errors import SchemaMismatch

HEAD = "0001"
"""The newest migration in `migrations/versions`."""

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def open_store(url: str) -> Store:
    """A store ready for use: a SQLite file is made or migrated if need be.

    Raises StoreUnreachable; SchemaMismatch when the tables are newer than this program,
    or, on other databases, not at its version; StoreError for a wrong address.
    """
    store = Store(url)
    with store.reading() as connection:
        version = schema_version(connection)
    if version == HEAD:
        return store
    if not store.is_sqlite:
        raise SchemaMismatch(
            f"The tables of {store.name} are at version {version or 'none'} and this program "
            f"needs {HEAD}: upgrade the database, or the program."
        )
    migrate(store)
    return store


def schema_version(connection: Connection) -> str | None:
    """The version of the tables; None when there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def migrate(store: Store) -> None:
    """Bring the tables to HEAD, all of it or nothing. Does nothing when they are there.

    Raises StoreUnreachable, SchemaMismatch when the tables are newer.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with store.writing() as connection:
        version = schema_version(connection)
        if version is not None and version not in known:
            raise SchemaMismatch(
                f"The tables of {store.name} were made by a newer program (version {version}; "
                f"this one knows {HEAD}): install the newer program, or restore a copy."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
