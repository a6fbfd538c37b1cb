"""`kiosk staff pin` and `kiosk staff unlock`."""

from __future__ import annotations

from pathlib import Path

from kiosk.cli.data_folder import guard_file, make_data_folder
from kiosk.cli.typed_secret import typed_twice
from kiosk.errors import KioskError
from kiosk.settings import Settings, load
from kiosk.system_errors import reason
from kiosk.terminal.lockout import lift
from kiosk.terminal.pin import PinError, choose_pin


def pin(config: Path | None) -> int:
    """Asks twice at a keyboard; reads one line otherwise. The PIN itself is kept nowhere."""
    settings = load(config)
    make_data_folder(settings)
    chosen = typed_twice("Nouveau code (4 à 12 chiffres) : ", "code", PinError)
    choose_pin(settings.data / "staff-pin", chosen)
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
