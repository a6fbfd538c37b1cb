"""The tables at the version this program knows.

Alembic is slow to load, so it is loaded only when there is something to migrate.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from kiosk.store.engine import Store
from kiosk.store.errors import SchemaMismatch
from kiosk.store.patience import PATIENCE

HEAD = "0003"
"""The newest migration in `migrations/versions`."""

UPGRADE_LOCK = 20_260_914
"""Any number: what two upgrades of one PostgreSQL database wait for each other at."""

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def open_store(url: str, *, patience: float = PATIENCE) -> Store:
    """A store ready for use: a SQLite file is made or migrated if need be.

    Other databases are migrated by `kiosk db upgrade` alone: several terminals use them.
    Raises StoreUnreachable; SchemaMismatch when the tables are newer than this program,
    or, on other databases, not at its version; StoreError for a wrong address.
    """
    store = Store(url, patience=patience)
    try:
        version = store_version(store)
        if version != HEAD:
            if not store.is_sqlite:
                raise SchemaMismatch(mismatch(store, version))
            migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def mismatch(store: Store, version: str | None) -> str:
    """What is wrong with tables that are not at HEAD, and what to do, in a sentence for staff."""
    if version is None:
        return f"La base {store.name} n'a pas encore de tables. Lancez : kiosk db upgrade"
    # Versions are numbers of the same length.
    if version < HEAD:
        return (
            f"Les tables de {store.name} sont à la version {version}, ce programme attend la "
            f"{HEAD}. Lancez : kiosk db upgrade"
        )
    return (
        f"Les tables de {store.name} sont à la version {version}, plus récente que ce programme, "
        f"qui connaît la {HEAD} : installez le programme plus récent."
    )


def store_version(store: Store) -> str | None:
    """The version of the tables; None when there are none. Raises StoreUnreachable."""
    with store.reading() as connection:
        return schema_version(connection)


def schema_version(connection: Connection) -> str | None:
    """The version of the tables; None when there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def migrate(store: Store) -> None:
    """Bring the tables to HEAD, all of it or nothing. Does nothing when they are there.

    Takes the time it takes: see `Store`'s `patience`.

    Raises StoreUnreachable, SchemaMismatch when the tables are newer.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with store.writing() as connection:
        if not store.is_sqlite:  # two upgrades at once: the second finds it done
            connection.execute(text(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})"))
        version = schema_version(connection)
        if version is not None and version not in known:
            raise SchemaMismatch(mismatch(store, version))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
