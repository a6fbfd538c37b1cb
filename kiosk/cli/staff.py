"""`kiosk staff pin`."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from kiosk.cli.assembly import make_data_folder
from kiosk.settings import load
from kiosk.terminal.pin import PinError, choose_pin


def pin(config: Path | None) -> int:
    """Asks twice at a keyboard; reads one line otherwise. The PIN itself is kept nowhere."""
    settings = load(config)
    make_data_folder(settings)
    choose_pin(settings.data / "staff-pin", _asked())
    (settings.data / "staff-guard.json").unlink(missing_ok=True)
    print("Le code de l'équipe est choisi.")
    return 0


def _asked() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    first = getpass.getpass("Nouveau code (4 à 12 chiffres) : ")
    if getpass.getpass("Le même, encore une fois : ") != first:
        raise PinError("Les deux codes ne sont pas pareils : rien n'est changé.")
    return first
