"""A store to look into: whatever is done with it, nothing is made, migrated or written.

What examines a terminal must be free to run at any time, also beside it, also before it.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from kiosk.store.database_url import POSTGRES, address_of
from kiosk.store.engine import Store
from kiosk.store.errors import SchemaMismatch, StoreError
from kiosk.store.schema import HEAD, mismatch, store_version
from kiosk.store.time_limit import PATIENCE


class NoStoreYet(StoreError):  # noqa: N818
    """There is no file, or no table in it: a first start makes them."""


def open_to_look(url: str, *, patience: float = PATIENCE) -> Store:
    """A store whose `reading` serves and whose `writing` does not (on a file; on a server it
    is the caller's to let alone).

    Raises NoStoreYet for a file that a start would make; SchemaMismatch when the tables are not
    at this program's version; StoreUnreachable; StoreError for a wrong address.
    """
    store = Store(look_url(url), patience=patience)
    try:
        version = store_version(store)
        if version is None and store.is_sqlite:
            raise NoStoreYet(f"{file_of(url)} n'a pas encore de tables : la borne les fait.")
        if version != HEAD:
            raise SchemaMismatch(mismatch(Store(url), version))  # named as its operator does
    except BaseException:
        store.close()
        raise
    return store


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for another kind. Raises StoreError."""
    address = address_of(url)
    if address.drivername == POSTGRES or not address.database:
        return None
    return Path(address.database)


def look_url(url: str) -> str:
    """The address under which a SQLite file is opened read-only; others as they are.

    A file without a journal is read as one that nobody changes: SQLite would make a journal
    only to read. Raises NoStoreYet when there is no file.
    """
    file = file_of(url)
    if file is None:
        return url
    if not file.is_file() or not file.stat().st_size:
        raise NoStoreYet(f"Il n'y a pas encore de base à {file} : la borne la fait au départ.")
    journal = file.with_name(f"{file.name}-wal")
    still = "" if journal.exists() else "&immutable=1"
    return f"sqlite:///file:{quote(str(file.absolute()))}?mode=ro{still}&uri=true"
