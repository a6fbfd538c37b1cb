"""The ESC/POS bytes of the last ticket in a file, as a printer would get them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.devices.escpos_bytes import SILENT, ticket_bytes
from kiosk.devices.printer import PrinterStatus, PrintOutcome
from kiosk.paper import ROLL_80_MM

if TYPE_CHECKING:
    from PIL.Image import Image


class FilePrinter:
    """For a file, or for a printer's device node such as /dev/usb/lp0, which tells nothing."""

    def __init__(self, path: Path, *, width: int = ROLL_80_MM) -> None:
        self.path = path
        self.width = width

    @property
    def description(self) -> str:
        return f"Fichier {self.path}"

    def status(self) -> PrinterStatus:
        if self._is_device():
            return SILENT
        if self.path.parent.is_dir():
            return PrinterStatus("ready", "Le fichier du ticket peut être écrit.")
        return PrinterStatus("offline", f"Le dossier {self.path.parent} n'existe pas.")

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:  # noqa: ARG002
        try:
            self.path.write_bytes(ticket_bytes(image))
        except OSError as error:
            return PrintOutcome("failed", f"On ne peut pas écrire {self.path} : {error}")
        if self._is_device():
            return PrintOutcome("unknown", "Le ticket est parti. L'imprimante ne dit rien.")
        return PrintOutcome("printed", f"Le ticket est dans {self.path}.")

    def _is_device(self) -> bool:
        return self.path.exists() and not self.path.is_file()
