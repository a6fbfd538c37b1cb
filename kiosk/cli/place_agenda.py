"""The agenda of the place that the settings name: made, looked at, or without its database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.place import Place
from kiosk.agenda.terminals import look_up_place
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.catalog.model import Catalog
from kiosk.cli.data_folder import make_data_folder
from kiosk.clocks import Clock, system_clock
from kiosk.settings import Settings
from kiosk.store.engine import Store
from kiosk.store.read_only import NoStoreYet, open_to_look
from kiosk.store.schema import open_store

if TYPE_CHECKING:
    from kiosk.agenda.place_file import PlaceFile


def agenda_of(settings: Settings, catalog: Catalog, clock: Clock = system_clock) -> Agenda:
    """The agenda of this terminal's place; made, or described anew, at first use.

    Raises StoreError, PlaceFileError.
    """
    make_data_folder(settings)
    described = described_place(settings, catalog)
    store = open_store(settings.database_url)
    try:
        agenda = open_agenda(
            store,
            clock=clock,
            theme_of=_themes(catalog).get,
            themes=[theme.id for theme in catalog.themes],
            terminal_id=settings.terminal,
            described=described.place if described else None,
            rules=described.rules if described else None,
        )
    except BaseException:
        store.close()
        raise
    return _as_set(settings, agenda)


def agenda_to_look_at(settings: Settings, catalog: Catalog, clock: Clock = system_clock) -> Agenda:
    """The agenda as it is, for whoever examines it: nothing is made, described or migrated.

    Raises NoStoreYet when a start would make it first; StoreError, PlaceFileError, WrongPlace.
    """
    described = described_place(settings, catalog)
    store = open_to_look(settings.database_url)
    try:
        place = look_up_place(store, settings.terminal, described.place.key if described else None)
        if place is None:
            raise NoStoreYet("Le lieu n'est pas encore dans la base : la borne l'y met au départ.")
        agenda = Agenda(
            store=store,
            place=place,
            terminal=settings.terminal,
            clock=TrustedClock(clock),
            theme_of=_themes(catalog).get,
        )
    except BaseException:
        store.close()
        raise
    return _as_set(settings, agenda)


def agenda_without_store(
    settings: Settings, catalog: Catalog, clock: Clock, place: Place
) -> Agenda:
    """The agenda of a place whose database is not asked anything yet."""
    agenda = Agenda(
        store=Store(settings.database_url),
        place=place,
        terminal=settings.terminal,
        clock=TrustedClock(clock),
        theme_of=_themes(catalog).get,
    )
    return _as_set(settings, agenda)


def described_place(settings: Settings, catalog: Catalog) -> PlaceFile | None:
    """The place as the operator describes it; None to keep the one the store has."""
    if settings.place is None:
        return None
    from kiosk.agenda.place_file import read_place_file

    topics = [theme.id for theme in catalog.themes] + [one.id for one in catalog.services]
    return read_place_file(settings.place, topics)


def _as_set(settings: Settings, agenda: Agenda) -> Agenda:
    return replace(
        agenda,
        lead=timedelta(minutes=settings.lead_minutes),
        keep=timedelta(days=settings.keep_days),
        most_at_once=settings.persons_per_sponsor,
    )


def _themes(catalog: Catalog) -> dict[str, str]:
    """The theme of each service."""
    return {service.id: service.theme for service in catalog.services}
