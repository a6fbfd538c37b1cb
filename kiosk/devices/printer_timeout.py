"""Any printer, given up in time even when the system itself never comes back.

A driver, a mount that is gone or a name that nobody resolves can hold a call where no
time-out reaches. Such a call is left alone on a thread of its own, which ends with the
program; until it comes back, the printer is said to be blocked and nothing more is asked
of it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from kiosk.devices.printer import Printer, PrinterStatus, PrintOutcome

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

STATUS_WITHIN = 15.0
PRINTED_WITHIN = 120.0
"""Seconds, well over what the printers themselves allow: they know better what is wrong."""

BLOCKED = (
    "L'imprimante ne rend pas la main : elle est bloquée. Éteignez-la et rallumez-la ;"
    " si cela dure, redémarrez la borne."
)


class PrinterWithTimeout:
    """Asks `printer`, and no longer than so many seconds."""

    def __init__(
        self,
        printer: Printer,
        *,
        status_within: float = STATUS_WITHIN,
        printed_within: float = PRINTED_WITHIN,
    ) -> None:
        self.printer = printer
        self._status_within = status_within
        self._printed_within = printed_within
        self._stuck: threading.Thread | None = None

    @property
    def width(self) -> int:
        return self.printer.width

    @property
    def description(self) -> str:
        return self.printer.description

    def status(self) -> PrinterStatus:
        said = self._within(self._status_within, self.printer.status)
        return said or PrinterStatus("offline", BLOCKED)

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:
        printed = self._within(self._printed_within, lambda: self.printer.print_ticket(image, code))
        return printed or PrintOutcome("failed", BLOCKED)

    def _within(self, seconds: float, ask: Callable[[], T]) -> T | None:
        """What it answers; None when it does not in time, or is still held by an earlier call."""
        if self._stuck is not None and self._stuck.is_alive():
            return None
        answers: queue.SimpleQueue[T | Exception] = queue.SimpleQueue()

        def call() -> None:
            try:
                answers.put(ask())
            except Exception as error:
                answers.put(error)

        self._stuck = threading.Thread(target=call, name="printer call", daemon=True)
        self._stuck.start()
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            return None
        self._stuck = None
        if isinstance(answer, Exception):
            raise answer
        return answer
