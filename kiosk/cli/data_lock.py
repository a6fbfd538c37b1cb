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
from kiosk.system_errors import reason

FILE = "kiosk.lock"

log = logging.getLogger(__name__)


class DataFolderInUse(KioskError):  # noqa: N818
    """Another terminal uses this data folder."""


class DataLock:
    """Held from its making until it is closed, or the program is gone.

    Raises DataFolderInUse; KioskError when the folder cannot be written to.
    """

    def __init__(self, data: Path) -> None:
        handle = _opened(data)
        self._handle: int | None = handle
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = os.read(handle, 20).decode("ascii", "replace").strip()
            self.close()
            raise DataFolderInUse(
                f"Une borne se sert déjà du dossier {data} (processus {who or 'inconnu'}). "
                "Arrêtez-la, ou donnez à celle-ci un dossier à elle par le réglage data."
            ) from None
        except OSError as error:  # some network drives know no locks
            log.warning("%s cannot be locked (%s): start one terminal only.", data, error.strerror)
        else:
            os.truncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())

    def close(self) -> None:
        """Once or more."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> DataLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _opened(data: Path) -> int:
    try:
        return os.open(data / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise KioskError(f"Le dossier {data} ne s'écrit pas : {reason(error)}.") from error
