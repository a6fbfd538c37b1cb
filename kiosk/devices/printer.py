"""What a printer is to the rest of the kiosk, whatever it is plugged with.

No printer ever raises because of its paper, its cable or its mood: what happened is
the outcome, with a sentence for staff. Every call ends within a bounded time, and may
take some seconds: it belongs on a worker thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from kiosk.errors import KioskError
from kiosk.visit.tickets import Printing

if TYPE_CHECKING:
    from PIL.Image import Image


class DeviceError(KioskError):
    """A device cannot be reached or was named wrongly; the message is for staff."""


class DeviceBusyError(DeviceError):
    """The device serves another program or another terminal just now."""


class DeviceSilentError(DeviceError):
    """It was asked, and does not say what it did."""


class DeviceRefusedError(DeviceError):
    """It is there and takes no connection: it may be busy, or not set up."""


PrinterState = Literal["ready", "near_end", "no_paper", "offline", "busy", "unknown", "shown"]
"""near_end: it prints, and the roll is nearly over; busy: it serves another terminal just
now; unknown: it answers nothing; shown: there is none, tickets are on the screen."""


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    state: PrinterState
    says: str
    """For staff, in French."""


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    state: Printing
    """Never "waiting"."""
    detail: str
    """For staff, in French: what happened, and what to look at."""


class Printer(Protocol):
    @property
    def width(self) -> int:
        """The dots across its paper: 576 or 384. Tickets must be drawn that wide."""

    @property
    def description(self) -> str:
        """What and where it is, for staff, in French."""

    def status(self) -> PrinterStatus: ...

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:
        """Print a drawn ticket and cut the paper. `code` is the ticket's short code."""
