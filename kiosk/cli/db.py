"""`kiosk db`: the tables of the store, its places, and what has served in all of them."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from pathlib import Path

from kiosk.agenda.apply_place_file import put_place
from kiosk.agenda.errors import ClockDoubtful
from kiosk.agenda.place_file import read_place
from kiosk.agenda.purge_places import purge_places
from kiosk.agenda.trusted_clock import TrustedClock, with_year
from kiosk.catalog.load import load as load_catalog
from kiosk.cli.confirmation import confirmed_by_operator
from kiosk.cli.data_folder import make_data_folder
from kiosk.clocks import system_clock
from kiosk.settings import load
from kiosk.store.engine import Store
from kiosk.store.read_only import NoStoreYet, look_url
from kiosk.store.schema import HEAD, migrate, mismatch, open_store, store_version

NOT_THERE = 1
"""The exit status of `status` when the tables are older than this program, or not made yet."""

TOO_NEW = 3
"""The exit status of `status` when the tables are newer than this program, which does not start
then. `kiosk-version` goes back to no such program."""

NOT_ALL = 1
"""The exit status of `purge` when a place could not be tidied."""


@contextmanager
def _store(config: Path | None, database: str | None) -> Iterator[Store]:
    """The named database, else that of the settings; an upgrade takes the time it takes."""
    settings = load(config)
    if database is None:
        make_data_folder(settings)
    with _closed_after(Store(database or settings.database_url, patience=math.inf)) as store:
        yield store


@contextmanager
def _closed_after(store: Store) -> Iterator[Store]:
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
    """Looks, and makes neither folder nor file."""
    url = database or load(config).database_url
    said = Store(url)
    try:
        look = look_url(url)
    except NoStoreYet:
        print(mismatch(said, None))
        return NOT_THERE
    with _closed_after(Store(look)) as store:
        version = store_version(store)
    if version == HEAD:
        print(f"{said.name} : les tables sont à la version {HEAD}, celle du programme.")
        return 0
    print(mismatch(said, version))
    return NOT_THERE if version is None or version < HEAD else TOO_NEW


def place(config: Path | None, database: str | None, file: Path) -> int:
    """Make a described place, or bring it up to date, before its terminals may."""
    settings = load(config)
    catalog = load_catalog(settings.catalog)
    topics = [theme.id for theme in catalog.themes] + [one.id for one in catalog.services]
    described = read_place(file, topics)
    store = open_store(database or settings.database_url)
    try:
        made = put_place(store, described)
    finally:
        store.close()
    print(f"{made.name} : lieu numéro {made.id}, connu comme « {described.key} ».")
    return 0


def purge(config: Path | None, database: str | None, *, yes: bool) -> int:
    """Erase what has served in every place, also what terminals may not delete.

    What goes wrong in one place is said, and the others are tidied all the same. The store's
    hour judges. Raises ClockDoubtful when this machine shows another one.
    """
    settings = load(config)
    store = open_store(database or settings.database_url, patience=math.inf)
    keep, done, lost, wrong = timedelta(days=settings.keep_days), 0, 0, 0
    clock = TrustedClock(system_clock)
    try:
        with store.reading() as connection:
            doubt = clock.look(connection, deciding=True)
        if doubt:
            raise ClockDoubtful(f"{doubt.says(UTC)} Rien n'est effacé.")
        print(f"Il est {with_year(clock(), UTC)} (UTC).")
        if not (
            yes or confirmed_by_operator(f"Effacer ce qui a servi dans {store.name} ? [oui/non] ")
        ):
            print("Rien n'est effacé.")
            return NOT_ALL
        for one in purge_places(store, clock=clock, keep=keep):
            if one.purged is None:
                wrong += 1
                print(f"Lieu numéro {one.place_id}, pas rangé : {one.why}", file=sys.stderr)
            else:
                done, lost = done + 1, lost + one.purged.bookings
    finally:
        store.close()
    print(f"{done} lieux rangés, {lost} anciens rendez-vous effacés.")
    return NOT_ALL if wrong else 0
