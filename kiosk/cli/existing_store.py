"""A database that is there already, for commands that look at it or order something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.settings import load
from kiosk.store.engine import Store
from kiosk.store.read_only import open_to_look


@contextmanager
def existing_store(config: Path | None, database: str | None) -> Iterator[Store]:
    """A database that is there, at this program's version; never made, never migrated."""
    settings = load(config)
    url = settings.database_url
    if database is not None:
        url = database if "://" in database else f"sqlite:///{Path(database).absolute()}"
    open_to_look(url).close()
    store = Store(url)
    try:
        yield store
    finally:
        store.close()
