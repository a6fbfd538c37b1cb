"""A folder in place of paper: each ticket as a PNG and a PDF. The default."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.devices.printer import PrinterStatus, PrintOutcome
from kiosk.paper import ROLL_80_MM, pdf_bytes, png_bytes
from kiosk.system_errors import reason

if TYPE_CHECKING:
    from PIL.Image import Image

KEPT_FOR = timedelta(days=1)
"""A ticket names nobody, and yet nobody needs it longer than that."""

_OURS = re.compile(r"\d{8}-\d{6}-[A-Z]+\.(png|pdf)")


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


class FolderPrinter:
    """Writes tickets named by time and code, and takes away its own that are a day old."""

    def __init__(
        self, folder: Path, *, width: int = ROLL_80_MM, now: Callable[[], datetime] = _now
    ) -> None:
        self.folder = folder
        self.width = width
        self._now = now
        self.tidies = True
        """False for whoever only examines: asking how it is then takes nothing away."""

    @property
    def description(self) -> str:
        return f"Pas d'imprimante : les tickets vont dans le dossier {self.folder}"

    def status(self) -> PrinterStatus:
        """Looks and makes nothing: the folder is made with the first ticket."""
        there = self.folder
        while not there.exists() and there != there.parent:
            there = there.parent
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            return PrinterStatus("offline", f"On ne peut pas écrire dans le dossier : {there}")
        if self.tidies and there == self.folder:
            with suppress(OSError):
                self._tidy()
        return PrinterStatus("shown", "Les tickets sont montrés à l'écran et gardés un jour.")

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:
        name = f"{self._now():%Y%m%d-%H%M%S}-{code}"
        try:
            self._tidy()
            (self.folder / f"{name}.png").write_bytes(png_bytes(image))
            (self.folder / f"{name}.pdf").write_bytes(pdf_bytes(image))
        except OSError as error:
            why = reason(error)  # and not the file's name, which has the code
            return PrintOutcome("failed", f"On ne peut pas écrire dans le dossier : {why}")
        return PrintOutcome("shown", f"Le ticket est à l'écran, et dans {self.folder}.")

    def _tidy(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        oldest = (self._now() - KEPT_FOR).timestamp()
        for file in self.folder.iterdir():
            if _OURS.fullmatch(file.name) and file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
