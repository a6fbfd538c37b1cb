"""A receipt printer that speaks ESC/POS, over the network, USB or a serial line."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from kiosk.devices.escpos_bytes import (
    ASK_PAPER,
    ASK_PRINTER,
    OFFLINE,
    is_offline,
    paper_says,
    ticket_bytes,
)
from kiosk.devices.printer import DeviceError, PrinterStatus, PrintOutcome
from kiosk.paper import DOTS_PER_MM, ROLL_80_MM

if TYPE_CHECKING:
    from PIL.Image import Image

MM_PER_SECOND = 100.0
"""Slow for a receipt printer, whose leaflets say 150 to 300 mm/s."""


class Wire(Protocol):
    """A connection to a printer; see `kiosk.devices.wires`."""

    def open(self) -> None: ...

    def send(self, data: bytes) -> None: ...

    def ask(self, query: bytes) -> bytes: ...

    def close(self) -> None: ...


class EscposPrinter:
    """Asks for the paper, prints, then asks again: only then is a ticket "printed".

    `wire` makes a new, closed connection; `pause` is given the seconds to wait while
    the paper comes out.
    """

    def __init__(
        self,
        description: str,
        wire: Callable[[], Wire],
        *,
        width: int = ROLL_80_MM,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.description = description
        self.width = width
        self._wire = wire
        self._pause = pause

    def status(self) -> PrinterStatus:
        try:
            with self._connected() as wire:
                return _ask(wire)
        except DeviceError as error:
            return PrinterStatus("offline", str(error))

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:  # noqa: ARG002
        data = ticket_bytes(image)
        try:
            with self._connected() as wire:
                before = _ask(wire)
                if before.state in ("no_paper", "offline"):
                    return _not_sent(before)
                wire.send(data)
                self._pause(image.height / DOTS_PER_MM / MM_PER_SECOND)
                return _outcome(before, _ask(wire))
        except DeviceError as error:
            return PrintOutcome("failed", str(error))

    @contextmanager
    def _connected(self) -> Iterator[Wire]:
        wire = self._wire()
        wire.open()
        try:
            yield wire
        finally:
            wire.close()


def _ask(wire: Wire) -> PrinterStatus:
    """The paper first: a printer without paper says that it is offline too."""
    paper = paper_says(wire.ask(ASK_PAPER))
    if paper.state in ("unknown", "no_paper"):
        return paper
    return OFFLINE if is_offline(wire.ask(ASK_PRINTER)) else paper


def _not_sent(before: PrinterStatus) -> PrintOutcome:
    return PrintOutcome("no_paper" if before.state == "no_paper" else "failed", before.says)


def _outcome(before: PrinterStatus, after: PrinterStatus) -> PrintOutcome:
    if after.state in ("no_paper", "offline"):
        return _not_sent(after)
    if after.state != "unknown":
        return PrintOutcome("printed", after.says)
    if before.state != "unknown":
        return PrintOutcome("failed", "L'imprimante répondait, puis elle s'est tue.")
    return PrintOutcome("unknown", "Le ticket est parti. L'imprimante ne dit pas s'il est sorti.")
