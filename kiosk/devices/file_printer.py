"""The ESC/POS bytes of the last ticket in a file, as a printer would get them."""

from __future__ import annotations

import errno
import os
import select
import stat
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.devices.escpos_bytes import SILENT, ticket_bytes
from kiosk.devices.output_queue import output_queue
from kiosk.devices.printer import DeviceError, PrinterStatus, PrintOutcome
from kiosk.paper import ROLL_80_MM
from kiosk.system_errors import reason

if TYPE_CHECKING:
    from PIL.Image import Image

STALLED_AFTER = 2.0
"""Seconds in which nothing at all is taken, after which a device is given up."""

ALL_TAKEN_WITHIN = 60.0
"""Seconds for a whole ticket, even if it trickles: a slow line takes most of a minute."""

_POLL = 0.02


class FilePrinter:
    """For a file, or for a printer's device node such as /dev/usb/lp0, which tells nothing."""

    def __init__(
        self,
        path: Path,
        *,
        width: int = ROLL_80_MM,
        stalled_after: float = STALLED_AFTER,
        all_taken_within: float = ALL_TAKEN_WITHIN,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path = path
        self.width = width
        self._stalled_after = stalled_after
        self._all_taken_within = all_taken_within
        self._clock = clock

    @property
    def description(self) -> str:
        return f"Fichier {self.path}"

    def status(self) -> PrinterStatus:
        try:
            kind = self.path.stat().st_mode
        except FileNotFoundError:
            return self._not_there()
        except OSError as error:
            return PrinterStatus("offline", f"{self.path} ne s'ouvre pas : {reason(error)}.")
        if stat.S_ISDIR(kind):
            return PrinterStatus("offline", f"{self.path} est un dossier. Essayez folder:.")
        if not os.access(self.path, os.W_OK):
            return PrinterStatus("offline", f"La borne n'a pas le droit d'écrire {self.path}.")
        if stat.S_ISREG(kind):
            return PrinterStatus("ready", "Le fichier du ticket peut être écrit.")
        return SILENT

    def _not_there(self) -> PrinterStatus:
        if self._is_unplugged():
            return PrinterStatus("offline", f"{self.path} n'existe pas : est-elle branchée ?")
        if self.path.parent.is_dir():
            return PrinterStatus("ready", "Le fichier du ticket peut être écrit.")
        return PrinterStatus("offline", f"Le dossier {self.path.parent} n'existe pas.")

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:  # noqa: ARG002
        try:
            is_file = self._write(ticket_bytes(image))
        except DeviceError as error:
            return PrintOutcome("failed", str(error))
        except OSError as error:
            return PrintOutcome("failed", f"On ne peut pas écrire {self.path} : {_why(error)}.")
        if is_file:
            return PrintOutcome("printed", f"Le ticket est dans {self.path}.")
        return PrintOutcome("unknown", "Le ticket est parti. L'imprimante ne dit rien.")

    def _is_unplugged(self) -> bool:
        """A node that is not there is a printer without its cable, not a file to be made."""
        return self.path.is_relative_to("/dev") and not self.path.exists()

    def _write(self, data: bytes) -> bool:
        """Never waits for a reader, a cable or a line that is stopped. True for a plain file."""
        if self._is_unplugged():
            raise DeviceError(f"{self.path} n'existe pas : l'imprimante est-elle branchée ?")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        descriptor = os.open(self.path, flags, 0o666)
        try:
            self._give(descriptor, data)
            return stat.S_ISREG(os.fstat(descriptor).st_mode)
        finally:
            _drop_what_waits(descriptor)
            os.close(descriptor)

    def _give(self, descriptor: int, data: bytes) -> None:
        left, moved_at = memoryview(data), self._clock()
        deadline = moved_at + self._all_taken_within
        ready = select.poll()
        ready.register(descriptor, select.POLLOUT)
        while left:
            ready.poll(_POLL * 1000)
            try:
                taken = os.write(descriptor, left)
            except BlockingIOError:
                taken = 0
            left = left[taken:]
            moved_at = self._look(bool(taken), moved_at, deadline)
        waiting = output_queue(descriptor)
        while waiting:
            time.sleep(_POLL)
            before, waiting = waiting, output_queue(descriptor)
            moved_at = self._look(waiting < before, moved_at, deadline)

    def _look(self, moved: bool, moved_at: float, deadline: float) -> float:
        """When something was taken last. Raises DeviceError when that was too long ago."""
        now = self._clock()
        if moved:
            moved_at = now
        if now - moved_at > self._stalled_after or now > deadline:
            raise DeviceError(f"{self.path} ne prend plus rien : l'imprimante est bloquée.")
        return moved_at


def _drop_what_waits(descriptor: int) -> None:
    """Closing a line waits for what it has not sent, half a minute and more."""
    if os.isatty(descriptor):
        with suppress(OSError, termios.error):
            termios.tcflush(descriptor, termios.TCOFLUSH)


def _why(error: OSError) -> str:
    if error.errno == errno.ENXIO:
        return "personne ne lit de l'autre côté"
    return reason(error)
