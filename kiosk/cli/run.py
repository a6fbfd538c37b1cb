"""`kiosk run`: the kiosk on its screen."""

from __future__ import annotations

from pathlib import Path

from kiosk.errors import KioskError
from kiosk.redaction import set_up_logging
from kiosk.settings import load


def run(config: Path | None, *, windowed: bool) -> int:
    """Show the kiosk until staff quit. Wrong settings are said before anything opens."""
    settings = load(config)
    set_up_logging()

    from kiosk.ui.environment import has_display, prepare

    if not has_display():
        raise KioskError(
            "Il n'y a pas d'écran ici (ni DISPLAY ni WAYLAND_DISPLAY). "
            "Pour voir une visite en images : kiosk tour --out visite"
        )
    prepare(size=settings.screen, windowed=windowed, cursor=windowed or settings.cursor)

    from kiosk.cli.assembly import assemble
    from kiosk.cli.beside import start_beside

    parts = assemble(settings)
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
