"""A CUPS queue: any office printer, by the `lp` and `lpstat` commands."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.devices.escpos_bytes import NO_PAPER, SILENT
from kiosk.devices.printer import DeviceError, PrinterStatus, PrintOutcome
from kiosk.paper import ROLL_80_MM, pdf_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

COMMAND_WITHIN = 5.0
PRINTED_WITHIN = 15.0
"""Seconds: for one command to answer, and for the queue to be rid of a ticket."""

_JOB = re.compile(r"request id is (\S+)")


class CupsPrinter:
    """Sends the PDF, then looks whether the queue has handed it on."""

    def __init__(
        self,
        queue: str,
        *,
        width: int = ROLL_80_MM,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.queue = queue
        self.width = width
        self._pause = pause
        self._clock = clock

    @property
    def description(self) -> str:
        return f"File d'impression {self.queue}"

    def status(self) -> PrinterStatus:
        try:
            said = _run(["lpstat", "-l", "-p", self.queue])
        except DeviceError as error:
            return PrinterStatus("offline", str(error))
        if "media-empty" in said or "media-needed" in said:
            return NO_PAPER
        if "disabled" in said:
            return PrinterStatus("offline", f"La file {self.queue} est arrêtée.")
        if "media-low" in said:
            return PrinterStatus("near_end", "Il reste peu de papier.")
        if "is idle" in said or "now printing" in said:
            return PrinterStatus("ready", f"La file {self.queue} est prête.")
        return SILENT

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:
        before = self.status()
        if before.state in ("no_paper", "offline"):
            state = before.state
            return PrintOutcome("no_paper" if state == "no_paper" else "failed", before.says)
        try:
            said = _run(["lp", "-d", self.queue, "-t", code, "-"], pdf_bytes(image))
            job = _JOB.search(said)
            return self._follow(job.group(1)) if job else _unknown()
        except DeviceError as error:
            return PrintOutcome("failed", str(error))

    def _follow(self, job: str) -> PrintOutcome:
        """Wait for the job to leave the queue; one that stays has an unknown end."""
        deadline = self._clock() + PRINTED_WITHIN
        while job in _run(["lpstat", "-W", "not-completed", "-o", self.queue]).split():
            if self._clock() > deadline:
                now = self.status()
                return PrintOutcome("no_paper", now.says) if now is NO_PAPER else _unknown()
            self._pause(0.5)
        return PrintOutcome("printed", "La file d'impression a remis le ticket à l'imprimante.")


def _unknown() -> PrintOutcome:
    return PrintOutcome("unknown", "Le ticket attend dans la file d'impression.")


def _run(command: list[str], data: bytes = b"") -> str:
    """What a command says, in the C locale. Raises DeviceError when it fails or hangs."""
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=COMMAND_WITHIN,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
    except FileNotFoundError as error:
        raise DeviceError(
            f"La commande {command[0]} n'est pas installée : installez cups-client."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise DeviceError(f"La commande {command[0]} ne répond pas.") from error
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip()
        raise DeviceError(f"La commande {command[0]} a échoué : {why}")
    return done.stdout.decode(errors="replace")
