"""A terminal put together from its settings."""

from __future__ import annotations

import logging
import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.terminals import look_up_place
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.catalog.load import load as load_catalog
from kiosk.catalog.model import Catalog
from kiosk.clocks import Clock, system_clock
from kiosk.devices.addresses import open_printer
from kiosk.errors import KioskError
from kiosk.settings import Settings
from kiosk.store.engine import Store
from kiosk.store.errors import StoreUnreachable
from kiosk.store.looking import NoStoreYet, open_to_look
from kiosk.store.schema import open_store
from kiosk.terminal import last_place
from kiosk.terminal.duties import Duties, Tools
from kiosk.terminal.guard import PINS, Guard
from kiosk.terminal.loop import Terminal
from kiosk.terminal.pin import PinKeeper
from kiosk.terminal.service import is_in_service
from kiosk.visit.state import Around
from kiosk.visit.values import Mode
from kiosk.web.address import here
from kiosk.web.outside import Outside

if TYPE_CHECKING:
    from kiosk.agenda.describe import DescribedPlace

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A running terminal and what has to be closed after it."""

    terminal: Terminal
    duties: Duties
    store: Store
    catalog: Catalog

    def close(self) -> None:
        self.duties.stop()
        self.store.close()


def make_data_folder(settings: Settings) -> None:
    """Raises KioskError, in a sentence, when it cannot be made."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        why = error.strerror or "il est refusé"
        raise KioskError(f"Le dossier {settings.data} ne peut pas être créé : {why}.") from error
    _keep_private(settings)


def _keep_private(settings: Settings) -> None:
    """The database holds names: it is its owner's alone, whatever the folder allows."""
    if not settings.database:
        with suppress(OSError):
            (settings.data / "kiosk.db").touch(mode=0o600)
            (settings.data / "kiosk.db").chmod(0o600)


def agenda_of(settings: Settings, catalog: Catalog, clock: Clock = system_clock) -> Agenda:
    """The agenda of this terminal's place; made, or described anew, at first use.

    Raises StoreError, PlaceFileError.
    """
    make_data_folder(settings)
    agenda = open_agenda(
        open_store(settings.database_url),
        clock=clock,
        theme_of=_themes(catalog).get,
        themes=[theme.id for theme in catalog.themes],
        terminal_id=settings.terminal,
        described=_described(settings, catalog),
    )
    return _as_set(settings, agenda)


def agenda_to_look_at(settings: Settings, catalog: Catalog, clock: Clock = system_clock) -> Agenda:
    """The agenda as it is, for whoever examines it: nothing is made, described or migrated.

    Raises NoStoreYet when a start would make it first; StoreError, PlaceFileError, WrongPlace.
    """
    described = _described(settings, catalog)
    store = open_to_look(settings.database_url)
    try:
        place = look_up_place(store, settings.terminal, described.key if described else None)
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


def _as_set(settings: Settings, agenda: Agenda) -> Agenda:
    return replace(
        agenda,
        lead=timedelta(minutes=settings.lead_minutes),
        keep=timedelta(days=settings.keep_days),
    )


def _themes(catalog: Catalog) -> dict[str, str]:
    """The theme of each service."""
    return {service.id: service.theme for service in catalog.services}


def _agenda_to_start_with(settings: Settings, catalog: Catalog, clock: Clock) -> Agenda:
    """While a database elsewhere is silent, the place known last: requests are written there."""
    try:
        agenda = agenda_of(settings, catalog, clock)
    except StoreUnreachable:
        place = last_place.recall(settings.data) if settings.database else None
        if place is None:
            raise
        log.warning("The store does not answer: started at the place known last, %s", place.name)
        agenda = Agenda(
            store=Store(settings.database_url),
            place=place,
            terminal=settings.terminal,
            clock=TrustedClock(clock),
            theme_of=_themes(catalog).get,
        )
        return _as_set(settings, agenda)
    last_place.remember(settings.data, agenda.place)
    return agenda


def _described(settings: Settings, catalog: Catalog) -> DescribedPlace | None:
    """The place as the operator describes it; None to keep the one the store has."""
    if settings.place is None:
        return None
    from kiosk.agenda.describe import read_place

    topics = [theme.id for theme in catalog.themes] + [one.id for one in catalog.services]
    return read_place(settings.place, topics)


def page_url(settings: Settings) -> str:
    """What the QR of tickets starts with: this machine's own address when none is set."""
    return settings.public_url or here(settings.web_port)


def pins_of(settings: Settings, clock: Clock) -> PinKeeper:
    guard = Guard(PINS, clock, settings.data / "staff-guard.json")
    return PinKeeper(settings.data / "staff-pin", guard)


def assemble(settings: Settings, clock: Clock = system_clock) -> Parts:
    """A terminal at its first screen, with its workers running. Raises KioskError."""
    catalog = load_catalog(settings.catalog)
    printer = open_printer(settings.printer_address, width=settings.paper_dots)
    agenda = _agenda_to_start_with(settings, catalog, clock)
    around = Around(
        catalog=catalog,
        now=agenda.clock(),
        place_name=agenda.place.name,
        demonstration=agenda.place.demonstration,
        languages=settings.languages,
        modes=cast(tuple[Mode, ...], settings.modes),
        idle_seconds=settings.idle_seconds,
        warning_seconds=settings.warning_seconds,
        hold_seconds=settings.hold_seconds,
        new_id=lambda: str(uuid.uuid4()),
        in_service=is_in_service(settings.data),
        zone=agenda.place.zone,
    )
    terminal = Terminal(around, agenda.clock)
    tools = Tools(
        agenda=agenda,
        catalog=catalog,
        printer=printer,
        pins=pins_of(settings, agenda.clock),
        public_url=page_url(settings),
        hold_seconds=settings.hold_seconds,
        data=settings.data,
        clock=agenda.clock,
        booked_elsewhere=lambda topic: Outside(settings.outside).has(
            settings.modes, topic, agenda.theme_of(topic)
        ),
    )
    duties = Duties(tools, terminal.deliver)
    terminal.doer = duties
    return Parts(terminal=terminal, duties=duties, store=agenda.store, catalog=catalog)
