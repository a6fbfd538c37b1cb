"""The agenda that a terminal or a page starts with, whatever its database does."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.demonstration import demonstration_place
from kiosk.agenda.place import Place
from kiosk.agenda.rules_file import forget_file
from kiosk.catalog.model import Catalog
from kiosk.cli.place_agenda import agenda_of, agenda_without_store, described_place
from kiosk.settings import Settings
from kiosk.store.damaged_file import set_aside, what_was_set_aside
from kiosk.store.engine import Store
from kiosk.store.errors import StoreDamaged, StoreError, StoreUnreachable
from kiosk.terminal import last_place

if TYPE_CHECKING:
    from kiosk.clocks import Clock

log = logging.getLogger(__name__)


def agenda_at_startup(
    settings: Settings, catalog: Catalog, clock: Clock, *, of_terminal: bool = False
) -> Agenda:
    """While the database is silent, the place known last: requests are written there. A terminal
    without a file of the place leaves its rules to the board.

    Raises StoreUnreachable when no place is known; other StoreErrors, PlaceFileError.
    """
    try:
        agenda = agenda_of(settings, catalog, clock)
        if of_terminal and settings.place is None:
            forget_file(agenda.store, agenda.place.id, settings.terminal)
    except StoreUnreachable as silent:
        place = last_place.recall(settings.data)
        if place is None and isinstance(silent, StoreDamaged):
            place = _place_never_reached(settings, catalog)
        if place is None:
            raise
        log.warning("%s La borne démarre au dernier lieu connu, %s.", silent, place.name)
        return agenda_without_store(settings, catalog, clock, place)
    last_place.remember(settings.data, agenda.place)
    return agenda


def set_damaged_database_aside(settings: Settings, clock: Clock) -> None:
    """Before a terminal opens its database: see `kiosk/store/damaged_file.py`. Never raises."""
    store = Store(settings.database_url)
    try:
        said = store.set_aside_if_damaged(clock())
        if said is None and store.file is not None:
            said = _empty_again(settings, store.file, clock)
    except (StoreError, OSError) as error:
        said = str(error)
    finally:
        store.close()
    if said:
        log.error("%s", said)


def _empty_again(settings: Settings, file: Path, clock: Clock) -> str | None:
    """A file of no bytes where there was a database: a disk that lost power leaves such files."""
    if not file.is_file() or file.stat().st_size or last_place.recall(settings.data) is None:
        return None
    return what_was_set_aside(file, set_aside(file, clock()))


def _place_never_reached(settings: Settings, catalog: Catalog) -> Place:
    """What its operator describes, else what would have been made."""
    place = demonstration_place(1)  # a file of one terminal numbers its only place so
    file = described_place(settings, catalog)
    if file is None:
        return place
    described = file.place
    return replace(
        place,
        name=described.name,
        address=described.address,
        zone=described.time_zone,
        region=described.region,
        demonstration=False,
    )
