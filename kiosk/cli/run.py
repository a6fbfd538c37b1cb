"""`kiosk run`: the kiosk on its screen."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.logging_setup import log_as_set
from kiosk.cli.stop_signals import StopRequested, StopRequests
from kiosk.errors import KioskError
from kiosk.settings import Settings, load
from kiosk.type.files import check_own_letters
from kiosk.ui.display import (
    NOWHERE,
    Display,
    DisplayProbe,
    asked_driver,
    check_driver,
    is_display_said,
    named,
)

if TYPE_CHECKING:
    from kiosk.cli.assembly import Parts
    from kiosk.cli.data_lock import DataLock
    from kiosk.cli.embedded_web import Closable
    from kiosk.terminal.fault_record import FaultRecord
    from kiosk.ui.app import KioskApp

log = logging.getLogger(__name__)

ANSWERS_SECONDS, FINISHING_SECONDS, PAGE_SECONDS = 2.6, 0.7, 0.4
"""When the program is asked to stop: for the paper and what the store still answers, for the rest
that workers are at, for the page. Together less than `stopping.LONGEST_SECONDS`."""

SCREEN_LOST = 1
"""The exit status when the screen goes away."""

BEGIN_ANEW = 70
"""The exit status after too many faults, EX_SOFTWARE of sysexits.h: systemd starts it again."""

RESTART = 75
"""The exit status when the program is to begin again: not 0, so that systemd starts it
(`Restart=on-failure`), and EX_TEMPFAIL, "try again", for whatever else watches over it."""


def run(config: Path | None, *, windowed: bool) -> int:
    """Show the kiosk until staff quit, or a signal asks to stop: then 0; RESTART when it was
    ordered to begin again, or tries again after a crash loop; BEGIN_ANEW after too many faults.

    Raises KioskError for wrong settings, before anything opens, and for a screen that is not
    there.
    """
    settings = load(config)
    log_as_set(settings, "run")

    from kiosk.cli.data_folder import make_data_folder
    from kiosk.cli.data_lock import DataLock
    from kiosk.clocks import system_clock
    from kiosk.terminal.fault_record import FaultRecord

    make_data_folder(settings)
    with DataLock(settings.data) as lock:  # refused before the screen has its own say
        if not is_display_said():
            raise KioskError(
                "Il n'y a pas d'écran ici (ni DISPLAY ni WAYLAND_DISPLAY). "
                "Pour voir une visite en images : kiosk tour --out visite"
            )
        record = FaultRecord(settings.data, system_clock)
        record.begin()
        if record.in_a_crash_loop:
            return _out_of_service(settings, record)
        return _watched(settings, config, lock, record, windowed=windowed)


def _watched(
    settings: Settings, config: Path | None, lock: DataLock, record: FaultRecord, *, windowed: bool
) -> int:
    """What ends otherwise than by a return or a sentence for the operator was a crash."""
    status = 0
    try:
        check_own_letters()
        with StopRequests() as stop, suppress(StopRequested):
            status = _run(settings, config, stop, lock, record, windowed=windowed)
    except KioskError:
        record.end()
        raise
    if record.too_many and stop.requested is None:
        log.error("Too many faults in a short time: the program begins anew")
        return BEGIN_ANEW
    record.end()
    return status


def _out_of_service(settings: Settings, record: FaultRecord) -> int:
    """After a crash loop: as little of the program as can be, until it is tried again."""
    from kiosk.cli import crash_loop_screen

    log.error("Too many crashes in a short time: out of service for a while")
    try:
        with StopRequests() as stop:
            tried_again = crash_loop_screen.show(settings, stop)
    except KioskError:  # no screen: it is waited for, and nothing is forgiven
        record.end()
        raise
    record.forgive()
    return RESTART if tried_again else 0


def _run(
    settings: Settings,
    config: Path | None,
    stop: StopRequests,
    lock: DataLock,
    record: FaultRecord,
    *,
    windowed: bool,
) -> int:
    """The exit status."""
    with DisplayProbe() as look:  # the screen answers, or not, while the rest is put together
        from kiosk.cli.assembly import assemble
        from kiosk.cli.embedded_web import start_beside

        parts = assemble(settings, lock=lock, config=config, on_fault=record.happened)
        page = start_beside(settings)
        try:
            display = look.wait()
            _prepare(settings, _size(settings, display, windowed), windowed=windowed)
            _show(settings, parts, page, stop, record, windowed=windowed)
        finally:
            _end(parts, page, hurried=stop.requested is not None)
    return _ended(parts, stop)


def _ended(parts: Parts, stop: StopRequests) -> int:
    if not parts.terminal.restarts or stop.requested is not None:
        return 0
    print(
        "La borne s'arrête pour redémarrer, comme on le lui a ordonné. Si rien ne la relance "
        "(systemd le fait), lancez : kiosk run",
        file=sys.stderr,
    )
    return RESTART


def _show(
    settings: Settings,
    parts: Parts,
    page: Closable,
    stop: StopRequests,
    record: FaultRecord,
    *,
    windowed: bool,
) -> None:
    app = _opened(settings, parts, windowed=windowed)

    from kiosk.cli.service_manager import ServiceManager
    from kiosk.ui.x_server_loss import when_display_is_lost

    def asked_to_stop() -> None:
        record.end()
        app.stop()

    def screen_is_lost() -> None:
        record.end()
        _screen_is_lost(app, parts, page)

    manager = ServiceManager(os.environ)
    app.faults = record
    app.on_turn = lambda: manager.turned(_status(parts))
    when_display_is_lost(screen_is_lost)
    stop.tell = asked_to_stop
    try:
        if stop.requested is None:
            app.run()
    finally:
        manager.stopping()


def _status(parts: Parts) -> str:
    """As `kiosk terminals` says it."""
    from kiosk.agenda.terminal_words import STATES

    state = parts.terminal.snapshot.state
    return STATES.get(state, state).capitalize()


def _size(settings: Settings, display: Display, windowed: bool) -> tuple[int, int]:
    """Of the window: the screen's own, or what was told where there is none, as asked."""
    if display.driver in NOWHERE:
        return settings.screen
    return display.fitting(settings.screen) if windowed else (display.width, display.height)


def _prepare(settings: Settings, size: tuple[int, int], *, windowed: bool) -> None:
    """A window of the screen's own size: made of another, X cuts it where no window manager is."""
    from kiosk.ui.environment import prepare

    os.environ.setdefault("SDL_VIDEODRIVER", asked_driver())
    prepare(size=size, windowed=windowed, cursor=windowed or settings.cursor)


def _opened(settings: Settings, parts: Parts, *, windowed: bool) -> KioskApp:
    """On the screen that was meant. Raises DisplayError."""
    from kiosk.devices.scanner import ScanReader
    from kiosk.ui.app import KioskApp
    from kiosk.ui.monitors import ScreenFollower
    from kiosk.ui.sound import ChimeSound
    from kiosk.ui.tokens import Tokens

    app = KioskApp(
        parts.terminal,
        Tokens(*settings.screen, settings.screen_inches),
        scanner=ScanReader(),
        chime=ChimeSound(),
        zone=parts.terminal.context.zone.key,
    )
    check_driver(app.loop.driver)
    if not windowed and app.loop.driver == "x11":
        try:
            app.screen = ScreenFollower(app.loop)
        except OSError as error:
            log.warning("A screen that is turned will not be noticed: %s", error)
    return app


def _end(parts: Parts, page: Closable, *, hurried: bool) -> None:
    if not hurried:
        page.close()
        parts.close()
        return
    parts.end(ANSWERS_SECONDS)
    parts.close(FINISHING_SECONDS)
    page.close(PAGE_SECONDS)


def _screen_is_lost(app: KioskApp, parts: Parts, page: Closable) -> None:
    """Never returns: Xlib would go on as if its screen were there."""
    print(
        f"L'écran {named()} a disparu : la borne s'arrête, et doit être relancée.",
        file=sys.stderr,
        flush=True,
    )
    try:
        app.part_from_screen()
        parts.terminal.stop()
        _end(parts, page, hurried=True)
    finally:
        os._exit(SCREEN_LOST)
