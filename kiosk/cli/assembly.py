"""A terminal put together from its settings."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kiosk.agenda.demonstration import fill_a_session
from kiosk.agenda.demonstration_figures import add_figures
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.catalog.load import load as load_catalog
from kiosk.catalog.model import Catalog
from kiosk.cli.data_folder import guard_file, make_data_folder
from kiosk.cli.data_lock import DataLock
from kiosk.cli.doctor import examine_oneself
from kiosk.cli.page_address import page_address
from kiosk.cli.startup import agenda_at_startup, set_damaged_database_aside
from kiosk.clocks import Clock, system_clock
from kiosk.devices.printer_address import open_printer
from kiosk.settings import Settings, settings_file
from kiosk.store.engine import Store
from kiosk.terminal.effect_runner import EffectRunner, Tools
from kiosk.terminal.in_service import is_in_service, kept_open_until
from kiosk.terminal.kept_message import kept_message
from kiosk.terminal.lockout import PINS, Lockout
from kiosk.terminal.loop import Terminal
from kiosk.terminal.pin import PinKeeper
from kiosk.terminal.workers import nothing
from kiosk.visit.state import Context
from kiosk.visit.values import Mode
from kiosk.web.visitor.external_pages import Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A running terminal and what has to be closed after it."""

    terminal: Terminal
    runner: EffectRunner
    store: Store
    catalog: Catalog
    lock: DataLock

    def end(self, seconds: float) -> None:
        """The visit is over: its paper comes out, and what the store still answers is taken, so
        that a seat held too late is given back. At most so long."""
        deadline = time.monotonic() + seconds
        while self.runner.is_busy and time.monotonic() < deadline:
            self.terminal.drain()
            time.sleep(0.02)
        self.terminal.drain()

    def close(self, seconds: float = 20.0) -> None:
        """Finish what is under way, in so many seconds."""
        self.runner.stop(seconds)
        self.store.close()
        self.lock.close()


def pins_of(settings: Settings, clock: Clock) -> PinKeeper:
    guard = Lockout(PINS, clock, guard_file(settings))
    return PinKeeper(settings.data / "staff-pin", guard)


def assemble(
    settings: Settings,
    clock: Clock = system_clock,
    lock: DataLock | None = None,
    *,
    config: Path | None = None,
    on_fault: Callable[[], None] = nothing,
) -> Parts:
    """A terminal at its first screen, with its workers running.

    `lock` is that of its data folder, when it is held already; `config`, the file that was named
    for its settings; `on_fault` hears of faults in what workers do for a visit. Raises KioskError;
    DataFolderInUse when there is a terminal on this folder.
    """
    make_data_folder(settings)
    lock = lock or DataLock(settings.data)
    try:
        return _assembled(settings, clock, lock, config, on_fault)
    except BaseException:
        lock.close()
        raise


def _assembled(
    settings: Settings,
    clock: Clock,
    lock: DataLock,
    config: Path | None,
    on_fault: Callable[[], None],
) -> Parts:
    catalog = load_catalog(settings.catalog)
    printer = open_printer(settings.printer_address, width=settings.paper_dots)
    set_damaged_database_aside(settings, clock)
    agenda = agenda_at_startup(settings, catalog, clock, of_terminal=True)
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
        place_address=agenda.place.address,
        kept_open_until=kept_open_until(settings.data),
        message=kept_message(settings.data),
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
        location=settings.location,
        clock=agenda.clock,
        furnish=_furnishing(catalog) if agenda.place.demonstration else None,
        booked_elsewhere=lambda topic: Outside(settings.outside).has(
            settings.modes, topic, agenda.theme_of(topic)
        ),
        examine=lambda: examine_oneself(settings, settings_file(config)),
    )
    runner = EffectRunner(tools, terminal.deliver, on_fault=on_fault)
    terminal.doer = runner
    return Parts(terminal=terminal, runner=runner, store=agenda.store, catalog=catalog, lock=lock)


def _furnishing(catalog: Catalog) -> Callable[[UnitOfWork], None]:
    """What the demonstration place has each day, once its sessions are planned."""

    def furnish(work: UnitOfWork) -> None:
        fill_a_session(work)
        add_figures(work, catalog)

    return furnish
