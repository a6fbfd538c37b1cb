"""The folder of a terminal's own files, and what lies where in it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.settings import Settings
from kiosk.system_errors import reason


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


def guard_file(settings: Settings) -> Path:
    """Where wrong PINs are counted."""
    return settings.data / "staff-guard.json"
