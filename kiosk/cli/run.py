"""`kiosk run`: the kiosk on its screen."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.settings import Settings, load

if TYPE_CHECKING:
    from kiosk.cli.data_lock import DataLock


def run(config: Path | None, *, windowed: bool) -> int:
    """Show the kiosk until staff quit. Wrong settings are said before anything opens."""
    settings = load(config)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("kiosk").setLevel(logging.INFO)

    from kiosk.cli.assembly import make_data_folder
    from kiosk.cli.data_lock import DataLock

    make_data_folder(settings)
    with DataLock(settings.data) as lock:  # refused before the screen has its own say
        return _run(settings, lock, windowed=windowed)


def _run(settings: Settings, lock: DataLock, *, windowed: bool) -> int:
    from kiosk.ui.environment import has_display, prepare

    if not has_display():
        raise KioskError(
            "Il n'y a pas d'écran ici (ni DISPLAY ni WAYLAND_DISPLAY). "
            "Pour voir une visite en images : kiosk tour --out visite"
        )
    prepare(size=settings.screen, windowed=windowed, cursor=windowed or settings.cursor)

    from kiosk.cli.assembly import assemble
    from kiosk.cli.beside import start_beside

    parts = assemble(settings, lock=lock)
    page = start_beside(settings)
    try:
        from kiosk.devices.scanner import ScanReader
        from kiosk.ui.app import KioskApp
        from kiosk.ui.sound import Chime
        from kiosk.ui.tokens import Tokens

        app = KioskApp(
            parts.terminal,
            Tokens(*settings.screen, settings.screen_inches),
            scanner=ScanReader(),
            chime=Chime(),
            zone=parts.terminal.around.zone.key,
        )
        app.run()
    finally:
        page.close()
        parts.close()
    return 0
