"""One terminal a data folder: two would print, deliver and tidy in each other's way.

The system itself keeps the lock (flock) and frees it when the program ends, however it ends.
Commands that only look (`kiosk outbox`, `kiosk bookings`…) and the page do not take it.
"""

from __future__ import annotations

import fcntl
import logging
import os
from pathlib import Path

from kiosk.errors import KioskError

FILE = "kiosk.lock"

log = logging.getLogger(__name__)


class DataFolderInUse(KioskError):  # noqa: N818
    """Another terminal uses this data folder."""


class DataLock:
    """Held from its making until it is closed, or the program is gone.

    Raises DataFolderInUse; KioskError when the folder cannot be written to.
    """

    def __init__(self, data: Path) -> None:
        self._handle = _opened(data)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = os.read(self._handle, 20).decode("ascii", "replace").strip()
            self.close()
            raise DataFolderInUse(
                f"Une borne se sert déjà du dossier {data} (processus {who or 'inconnu'}). "
                "Arrêtez-la, ou donnez à celle-ci un dossier à elle par le réglage data."
            ) from None
        except OSError as error:  # some network drives know no locks
            log.warning("%s cannot be locked (%s): start one terminal only.", data, error.strerror)
        else:
            os.truncate(self._handle, 0)
            os.write(self._handle, f"{os.getpid()}\n".encode())

    def close(self) -> None:
        os.close(self._handle)


def _opened(data: Path) -> int:
    try:
        return os.open(data / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        why = error.strerror or "il est refusé"
        raise KioskError(f"Le dossier {data} ne s'écrit pas : {why}.") from error
