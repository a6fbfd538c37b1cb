"""The tables at the version this program knows.

Alembic is slow to load, so it is loaded only when there is something to migrate.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from kiosk.store.engine import Store
from kiosk.store.error_translation import to_store_error
from kiosk.store.errors import SchemaMismatch, StoreError, StoreFault
from kiosk.store.retry import again_after_conflict
from kiosk.store.time_limit import HOUSEKEEPING, PATIENCE

HEAD = "0024"
"""The newest migration in `migrations/versions`."""

LOCK_SECONDS = 30.0
"""How long an upgrade waits for whoever still uses a table: everybody waits behind it."""

FIRST_TABLES = frozenset(
    (
        *("place", "terminal", "helper", "opening_rule", "absence"),
        *("booking", "ticket", "ticket_token", "feedback"),
    )
)
"""What every version of ours has, since the first, under the same name."""

VERSION_TABLE = text(
    "CREATE TABLE IF NOT EXISTS alembic_version"
    " (version_num VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)"
)
"""As Alembic makes it."""

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def open_store(url: str, *, patience: float = PATIENCE) -> Store:
    """A store ready for use: a SQLite file is made or migrated if need be.

    Other databases are migrated by `kiosk db upgrade` alone: several terminals use them.
    Raises StoreUnreachable; SchemaMismatch when the tables are newer than this program, another
    program's, or, on other databases, not at its version; StoreError for a wrong address.
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
    """The version of the tables; None when there are none.

    Raises StoreUnreachable; SchemaMismatch for the tables of another program.
    """
    with store.reading() as connection:
        return schema_version(connection)


def schema_version(connection: Connection) -> str | None:
    """The version of the tables; None when there are none.

    Raises SchemaMismatch for the tables of another program, which are left alone.
    """
    there = set(inspect(connection).get_table_names())
    versions = _versions(connection) if "alembic_version" in there else []
    strange = sorted(there - {"alembic_version"})
    if not versions and strange:
        raise _foreign(connection, f"elle a déjà des tables ({', '.join(strange[:3])}…)")
    if not versions:
        return None
    if len(versions) > 1 or not re.fullmatch(r"[0-9]{4}", versions[0]):
        raise _foreign(connection, f"sa version est « {', '.join(versions)[:80]} »")
    if missing := sorted(FIRST_TABLES - there):
        raise _foreign(connection, f"il y manque {', '.join(missing[:3])}")
    return versions[0]


def _versions(connection: Connection) -> list[str]:
    found = connection.execute(text("SELECT * FROM alembic_version"))
    if "version_num" not in tuple(found.keys()):
        raise _foreign(connection, "sa table alembic_version est d'un autre outil")
    return sorted(str(row.version_num) for row in found)


def _foreign(connection: Connection, why: str) -> SchemaMismatch:
    name = connection.engine.url.render_as_string(hide_password=True)
    return SchemaMismatch(
        f"La base {name} n'est pas celle de la borne : {why}. Rien n'y est changé ; donnez à la "
        "borne une base à elle, vide au début."
    )


@again_after_conflict
def migrate(store: Store) -> None:
    """Bring the tables to HEAD, all of it or nothing. Does nothing when they are there.

    Takes the time it takes, and on SQLite waits as long for another program that does the same;
    elsewhere see `Store`'s `patience`.

    Raises StoreUnreachable; SchemaMismatch when the tables are newer, or another program's;
    StoreError when the database or what is in it does not let them be changed.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with store.writing(patience=HOUSEKEEPING if store.is_sqlite else None) as connection:
        schema_version(connection)  # nothing is written, not even a lock, where we are strangers
        if not store.is_sqlite:
            _wait_for_other_upgrades(connection)
        version = schema_version(connection)
        if version is not None and version not in known:
            raise SchemaMismatch(mismatch(store, version))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except DBAPIError as error:
            raise _not_upgraded(store, error) from error


def _wait_for_other_upgrades(connection: Connection) -> None:
    """Two upgrades at once: the second finds it done.

    They meet at a table of theirs, since anyone with a login may take an advisory lock. Whoever
    only reads it, as terminals do, is in nobody's way.
    """
    try:
        with connection.begin_nested():
            connection.execute(VERSION_TABLE)
    except DBAPIError as error:
        # Made at the same moment by another upgrade: this has waited for it.
        if getattr(error.orig, "sqlstate", None) not in ("23505", "42P07"):
            raise
    connection.execute(text("LOCK TABLE alembic_version IN EXCLUSIVE MODE"))
    connection.execute(text(f"SET LOCAL lock_timeout = {int(LOCK_SECONDS * 1000)}"))


def _not_upgraded(store: Store, error: DBAPIError) -> Exception:
    """What is said of it; errors that the store says itself are left to it."""
    state = getattr(error.orig, "sqlstate", None)
    if state == "55P03":  # lock_not_available
        return StoreError(
            f"Un programme se sert encore des tables de {store.name} : arrêtez les bornes et leurs "
            "pages, puis recommencez. Rien n'est changé."
        )
    if not isinstance(to_store_error(error, store.name), (StoreFault, IntegrityError)):
        return error
    why = " ".join(str(error.orig).split())[:200]
    return StoreError(
        f"Les tables de {store.name} n'ont pas pu être mises à la version {HEAD} : {why}. "
        "Rien n'est changé."
    )
