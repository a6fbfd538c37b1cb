"""A terminal put together from its settings."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.place import Place
from kiosk.agenda.terminals import look_up_place
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.catalog.load import load as load_catalog
from kiosk.catalog.model import Catalog
from kiosk.cli.data_lock import DataLock
from kiosk.cli.startup import agenda_at_startup, set_damaged_database_aside
from kiosk.clocks import Clock, system_clock
from kiosk.devices.printer_address import open_printer
from kiosk.errors import KioskError
from kiosk.settings import Settings
from kiosk.store.engine import Store
from kiosk.store.read_only import NoStoreYet, open_to_look
from kiosk.store.schema import open_store
from kiosk.system_errors import reason
from kiosk.terminal.effect_runner import EffectRunner, Tools
from kiosk.terminal.in_service import is_in_service
from kiosk.terminal.lockout import PINS, Lockout
from kiosk.terminal.loop import Terminal
from kiosk.terminal.pin import PinKeeper
from kiosk.visit.state import Context
from kiosk.visit.values import Mode
from kiosk.web.public_address import OwnAddress, here, telephones_open
from kiosk.web.visitor.external_pages import Outside

if TYPE_CHECKING:
    from kiosk.agenda.place_file import DescribedPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A running terminal and what has to be closed after it."""

    terminal: Terminal
    duties: EffectRunner
    store: Store
    catalog: Catalog
    lock: DataLock

    def end(self, seconds: float) -> None:
        """The visit is over: its paper comes out, and what the store still answers is taken, so
        that a seat held too late is given back. At most so long."""
        deadline = time.monotonic() + seconds
        while self.duties.is_busy and time.monotonic() < deadline:
            self.terminal.drain()
            time.sleep(0.02)
        self.terminal.drain()

    def close(self, seconds: float = 20.0) -> None:
        """Finish what is under way, in so many seconds."""
        self.duties.stop(seconds)
        self.store.close()
        self.lock.close()


def make_data_folder(settings: Settings) -> None:
    """Raises KioskError, in a sentence, when it cannot be made."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        why = reason(error)
        raise KioskError(f"Le dossier {settings.data} ne peut pas être créé : {why}.") from error
    _keep_private(settings)


def _keep_private(settings: Settings) -> None:
    """The database holds names: it is its owner's alone, whatever made it."""
    file = settings.data / "kiosk.db"
    if not settings.database:
        # None is made here: an empty one would be taken for what a power cut left. And a name that
        # leads to a device, /dev/null say, is everybody's.
        with suppress(OSError):
            if file.is_file():
                file.chmod(0o600)


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
            described=described,
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


def described_place(settings: Settings, catalog: Catalog) -> DescribedPlace | None:
    """The place as the operator describes it; None to keep the one the store has."""
    if settings.place is None:
        return None
    from kiosk.agenda.place_file import read_place

    topics = [theme.id for theme in catalog.themes] + [one.id for one in catalog.services]
    return read_place(settings.place, topics)


def page_url(settings: Settings) -> str:
    """Where the page is found now: at this machine's own address when none is set."""
    return settings.public_url or here(settings.web_port, settings.web_host)


def page_address(settings: Settings) -> Callable[[], str]:
    """What the QR of a ticket starts with, worked out each time: a network comes up late, and
    may come back as another. Empty while no telephone could open the page.
    """
    own = OwnAddress(settings.web_port, lambda port: here(port, settings.web_host))

    def address() -> str:
        url = settings.public_url or own()
        return url if telephones_open(url) else ""

    return address


def guard_file(settings: Settings) -> Path:
    """Where wrong PINs are counted."""
    return settings.data / "staff-guard.json"


def pins_of(settings: Settings, clock: Clock) -> PinKeeper:
    guard = Lockout(PINS, clock, guard_file(settings))
    return PinKeeper(settings.data / "staff-pin", guard)


def assemble(
    settings: Settings, clock: Clock = system_clock, lock: DataLock | None = None
) -> Parts:
    """A terminal at its first screen, with its workers running.

    `lock` is that of its data folder, when it is held already. Raises KioskError;
    DataFolderInUse when there is a terminal on this folder.
    """
    make_data_folder(settings)
    lock = lock or DataLock(settings.data)
    try:
        return _assembled(settings, clock, lock)
    except BaseException:
        lock.close()
        raise


def _assembled(settings: Settings, clock: Clock, lock: DataLock) -> Parts:
    catalog = load_catalog(settings.catalog)
    printer = open_printer(settings.printer_address, width=settings.paper_dots)
    set_damaged_database_aside(settings, clock)
    agenda = agenda_at_startup(settings, catalog, clock)
    context = Context(
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
    terminal = Terminal(context, agenda.clock)
    tools = Tools(
        agenda=agenda,
        catalog=catalog,
        printer=printer,
        pins=pins_of(settings, agenda.clock),
        public_url=page_address(settings),
        hold_seconds=settings.hold_seconds,
        data=settings.data,
        clock=agenda.clock,
        booked_elsewhere=lambda topic: Outside(settings.outside).has(
            settings.modes, topic, agenda.theme_of(topic)
        ),
    )
    duties = EffectRunner(tools, terminal.deliver)
    terminal.doer = duties
    return Parts(terminal=terminal, duties=duties, store=agenda.store, catalog=catalog, lock=lock)
