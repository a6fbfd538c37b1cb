"""A CUPS queue: any office printer, by the commands of cups-client and one question in IPP."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.devices.escpos_bytes import NO_PAPER, SILENT
from kiosk.devices.ipp import JobState, cups_server, job_state
from kiosk.devices.printer import DeviceError, DeviceSilentError, PrinterStatus, PrintOutcome
from kiosk.paper import ROLL_80_MM, pdf_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

COMMAND_WITHIN = 5.0
PRINTED_WITHIN = 15.0
"""Seconds: for one command to answer, and for a ticket's job to end."""

TITLE = "Ticket"
"""Of the job: CUPS keeps it in its history, where no code of a visitor has to be."""

_JOB = re.compile(r"request id is (\S+-(\d+))")
_DISABLED = re.compile(r"(?m)^printer \S+ disabled")
_REJECTING = re.compile(r"(?m)^\s+Rejecting Jobs")
_STANDING = ("cover-open", "door-open", "media-jam", "offline-report", "shutdown")
"""Reasons (RFC 8011, 5.4.12) for which nothing comes out until somebody comes."""


class CupsPrinter:
    """Sends the PDF, then asks how its job ended: completed is printed, and nothing else is."""

    def __init__(
        self,
        queue: str,
        *,
        width: int = ROLL_80_MM,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        server: Callable[[], str] = cups_server,
    ) -> None:
        self.queue = queue
        self.width = width
        self._pause = pause
        self._clock = clock
        self._server = server

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
        if _DISABLED.search(said):
            return PrinterStatus("offline", f"La file {self.queue} est arrêtée : cupsenable.")
        if _REJECTING.search(said):
            return PrinterStatus("offline", f"La file {self.queue} refuse tout : cupsaccept.")
        if any(reason in said for reason in _STANDING):
            return PrinterStatus("offline", f"La file {self.queue} attend quelqu'un.")
        if "media-low" in said:
            return PrinterStatus("near_end", "Il reste peu de papier.")
        if "is idle" in said or "now printing" in said:
            return PrinterStatus("ready", f"La file {self.queue} est prête.")
        return SILENT

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:  # noqa: ARG002
        before = self.status()
        if before.state in ("no_paper", "offline"):
            state = before.state
            return PrintOutcome("no_paper" if state == "no_paper" else "failed", before.says)
        try:
            said = _run(["lp", "-d", self.queue, "-t", TITLE, "-"], pdf_bytes(image))
        except DeviceSilentError as error:  # it may have been taken
            return _unknown(str(error))
        except DeviceError as error:
            return PrintOutcome("failed", str(error))
        job = _JOB.search(said)
        return self._follow(job[1], int(job[2])) if job else _unknown(STILL_THERE)

    def _follow(self, job: str, number: int) -> PrintOutcome:
        """Wait for the job's end; one that goes on has an unknown end."""
        deadline = self._clock() + PRINTED_WITHIN
        try:
            while (outcome := _ended(state := self._state(number))) is None:
                if self._clock() > deadline:
                    return self._give_up(job, number, state)
                self._pause(0.5)
        except DeviceError as error:  # it was taken, and may well come out
            return _unknown(str(error))
        return outcome

    def _state(self, number: int) -> JobState:
        return job_state(self.queue, number, self._server())

    def _give_up(self, job: str, number: int, state: JobState) -> PrintOutcome:
        """Where somebody has to come first, or the queue tries again by and by, the ticket would
        come out for another visitor: it is taken out of the queue."""
        now = self.status()
        stands = now.state in ("no_paper", "offline")
        if not stands and state not in ("held", "stopped"):
            return _unknown(STILL_THERE)
        _run(["cancel", job])
        ended = self._state(number)
        if ended != "canceled":
            return _ended(ended) or _unknown(STILL_THERE)
        return PrintOutcome(
            "no_paper" if now is NO_PAPER else "failed", now.says if stands else NOT_PRINTED
        )


NOT_PRINTED = "La file d'impression n'arrive pas à imprimer : le ticket en est retiré."
STILL_THERE = "Le ticket attend dans la file d'impression."


def _unknown(detail: str) -> PrintOutcome:
    return PrintOutcome("unknown", detail)


def _ended(state: JobState) -> PrintOutcome | None:
    """What the job's own state says of the paper; None while it is not over."""
    match state:
        case "completed":
            return PrintOutcome("printed", "La file d'impression dit que le ticket est imprimé.")
        case "canceled":
            return PrintOutcome("failed", "Quelqu'un a annulé le ticket dans la file d'impression.")
        case "aborted":
            return PrintOutcome("failed", "La file d'impression a abandonné le ticket.")
        case "gone":
            return _unknown("La file d'impression ne sait plus rien du ticket.")
        case _:
            return None


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
        raise DeviceSilentError(f"La commande {command[0]} ne répond pas.") from error
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip()
        raise DeviceError(f"La commande {command[0]} a échoué : {why}")
    return done.stdout.decode(errors="replace")
