"""A printer in memory, for the tests and the tours of the rooms above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.devices.escpos_bytes import READY
from kiosk.devices.printer import PrinterStatus, PrintOutcome
from kiosk.paper import ROLL_80_MM
from kiosk.visit.tickets import Printing

if TYPE_CHECKING:
    from PIL.Image import Image


class MemoryPrinter:
    """Keeps what it was given; `ends` is what becomes of the next tickets."""

    description = "Imprimante en mémoire"

    def __init__(self, *, width: int = ROLL_80_MM, ends: Printing = "printed") -> None:
        self.width = width
        self.ends = ends
        self.says = READY
        self.tickets: list[tuple[str, Image]] = []

    def status(self) -> PrinterStatus:
        return self.says

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:
        if self.ends in ("printed", "shown", "unknown"):
            self.tickets.append((code, image))
        return PrintOutcome(self.ends, self.says.says)
