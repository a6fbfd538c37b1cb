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
    try:
        return _typed()
    except EOFError:  # Ctrl+D
        raise PinError("Rien n'a été tapé : le code n'est pas changé.") from None
    except UnicodeDecodeError:
        raise PinError("Ce qui est donné n'est pas du texte : le code n'est pas changé.") from None


def _typed() -> str:
    if sys.stdin is None:
        raise EOFError
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.removeprefix("\ufeff").strip()  # as Windows marks what it sends
    first = getpass.getpass("Nouveau code (4 à 12 chiffres) : ")
    if getpass.getpass("Le même, encore une fois : ") != first:
        raise PinError("Les deux codes ne sont pas pareils : rien n'est changé.")
    return first
