"""`kiosk db upgrade` and `kiosk db status`: the tables of the store."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.cli.assembly import make_data_folder
from kiosk.settings import load
from kiosk.store.engine import Store
from kiosk.store.schema import HEAD, migrate, mismatch, store_version

NOT_THERE = 1
"""The exit status of `status` when the tables are not at this program's version."""


@contextmanager
def _store(config: Path | None, database: str | None) -> Iterator[Store]:
    """The named database, else that of the settings; an upgrade takes the time it takes."""
    settings = load(config)
    if database is None:
        make_data_folder(settings)
    store = Store(database or settings.database_url, patience=math.inf)
    try:
        yield store
    finally:
        store.close()


def upgrade(config: Path | None, database: str | None) -> int:
    with _store(config, database) as store:
        before = store_version(store)
        migrate(store)
        if before == HEAD:
            print(f"{store.name} : rien à faire, les tables sont à la version {HEAD}.")
        else:
            print(f"{store.name} : les tables sont maintenant à la version {HEAD}.")
    return 0


def status(config: Path | None, database: str | None) -> int:
    with _store(config, database) as store:
        version = store_version(store)
        if version == HEAD:
            print(f"{store.name} : les tables sont à la version {HEAD}, celle du programme.")
            return 0
        print(mismatch(store, version))
    return NOT_THERE
