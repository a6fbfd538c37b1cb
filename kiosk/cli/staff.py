"""`kiosk staff pin` and `kiosk staff unlock`."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from kiosk.cli.data_folder import guard_file, make_data_folder
from kiosk.errors import KioskError
from kiosk.settings import Settings, load
from kiosk.system_errors import reason
from kiosk.terminal.lockout import lift
from kiosk.terminal.pin import PinError, choose_pin


def pin(config: Path | None) -> int:
    """Asks twice at a keyboard; reads one line otherwise. The PIN itself is kept nowhere."""
    settings = load(config)
    make_data_folder(settings)
    choose_pin(settings.data / "staff-pin", _asked())
    _lift(settings)
    print("Le code de l'équipe est choisi.")
    return 0


def unlock(config: Path | None) -> int:
    """Ends the wait after wrong PINs, in the running terminal too."""
    settings = load(config)
    if not guard_file(settings).exists():
        print(
            f"Aucun code faux n'est noté dans {settings.data}. Si la borne demande d'attendre,"
            " lancez cette commande avec son utilisateur et ses réglages."
        )
        return 0
    _lift(settings)
    print("L'attente est finie : on peut essayer le code de l'équipe tout de suite.")
    return 0


def _lift(settings: Settings) -> None:
    file = guard_file(settings)
    try:
        lift(file)
    except OSError as error:
        raise KioskError(
            f"L'attente n'est pas levée : {file} ne peut pas être supprimé ({reason(error)})."
            " Lancez cette commande avec l'utilisateur de la borne."
        ) from error


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
