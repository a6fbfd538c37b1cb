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
    SILENT,
    is_offline,
    paper_says,
    ticket_bytes,
)
from kiosk.devices.printer import (
    DeviceBusyError,
    DeviceError,
    DeviceRefusedError,
    PrinterStatus,
    PrintOutcome,
)
from kiosk.paper import DOTS_PER_MM, ROLL_80_MM

if TYPE_CHECKING:
    from PIL.Image import Image

MM_PER_SECOND = 100.0
"""Slow for a receipt printer, whose leaflets say 150 to 300 mm/s."""


STATUS_PATIENCE = 4.0
PRINT_PATIENCE = 10.0
"""Seconds in which another terminal's ticket is out, and the printer is free again."""

BUSY_AT_MOST = 120.0
"""Seconds after which a printer that is always busy needs somebody."""

BUSY = "L'imprimante est occupée : elle sert sans doute un autre poste."
HELD = "L'imprimante reste occupée : un autre poste la garde, ou elle est bloquée."
AT_A_LOSS = "L'imprimante ne prend rien : elle est bloquée, ou un autre poste la garde."


class PrinterConnection(Protocol):
    """A connection to a printer; see `kiosk.devices.printer_connections`."""

    shared: bool
    silent: bool

    def open(self) -> None: ...

    def send(self, data: bytes) -> None: ...

    def ask(self, query: bytes) -> bytes: ...

    def hear(self) -> bytes: ...

    def close(self) -> None: ...


class EscposPrinter:
    """Asks for the paper, prints, then asks again: only then is a ticket "printed".

    Other terminals may use the same printer, which serves one connection after the other:
    one that takes no connection, or answers nothing although it did before, is waited for, and
    then it is busy. `wire` makes a new, closed connection; `pause` is given the seconds to wait
    while the paper comes out; `patience` are the seconds to wait for another terminal's ticket.
    """

    def __init__(
        self,
        description: str,
        wire: Callable[[], PrinterConnection],
        *,
        width: int = ROLL_80_MM,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PRINT_PATIENCE,
    ) -> None:
        self.description = description
        self.width = width
        self._wire = wire
        self._pause = pause
        self._clock = clock
        self._patience = patience
        self._answers: bool | None = None
        """It has answered once; False when it took a whole ticket without a word."""
        self._busy_since: float | None = None

    def status(self) -> PrinterStatus:
        try:
            with self._connected(min(STATUS_PATIENCE, self._patience)) as (wire, deadline):
                return self._free(self._look(wire, deadline))
        except DeviceBusyError as busy:
            says = self._held_too_long()
            return PrinterStatus("offline", says) if says else PrinterStatus("busy", str(busy))
        except DeviceError as error:
            return PrinterStatus("offline", str(error))

    def print_ticket(self, image: Image, code: str) -> PrintOutcome:  # noqa: ARG002
        try:
            with self._connected(self._patience) as (wire, deadline):
                before = self._free(self._look(wire, deadline))
                if before.state in ("no_paper", "offline"):
                    return _not_sent(before)
                return self._print(wire, image, before)
        except DeviceBusyError as busy:
            says = self._held_too_long()
            return PrintOutcome("failed", says) if says else PrintOutcome("busy", str(busy))
        except DeviceError as error:
            return PrintOutcome("failed", str(error))

    def _print(self, wire: PrinterConnection, image: Image, before: PrinterStatus) -> PrintOutcome:
        try:
            wire.send(ticket_bytes(image))
        except DeviceError as error:
            lost = wire.shared and wire.silent
            return PrintOutcome("failed", AT_A_LOSS if lost else str(error))
        self._pause(image.height / DOTS_PER_MM / MM_PER_SECOND)
        after = _ask(wire)
        if self._answers is None and wire.silent:
            self._answers = False
        return _outcome(before, after)

    @contextmanager
    def _connected(self, patience: float) -> Iterator[tuple[PrinterConnection, float]]:
        """An open connection, and until when another terminal is waited for."""
        deadline = self._clock() + patience
        wire = self._open(deadline)
        try:
            yield wire, deadline
        finally:
            wire.close()

    def _open(self, deadline: float) -> PrinterConnection:
        while True:
            wire = self._wire()
            try:
                wire.open()
            except (DeviceBusyError, DeviceRefusedError) as error:
                if self._clock() < deadline:
                    self._pause(0.25)
                    continue
                if isinstance(error, DeviceRefusedError) and self._answers:
                    raise DeviceBusyError(BUSY) from error
                raise
            return wire

    def _look(self, wire: PrinterConnection, deadline: float) -> PrinterStatus:
        """How it is. Nothing is sent to a printer that has always answered, until it does again:
        the ticket would come out in pieces, between those of others. Raises DeviceBusyError."""
        status = _ask(wire)
        while wire.silent and wire.shared and self._answers is not False:
            if self._clock() >= deadline:
                if self._answers:
                    raise DeviceBusyError(BUSY)
                return SILENT
            status = _with_the_rest(wire, wire.hear())
        if status.state != "unknown":
            self._answers = True
        return status

    def _free(self, status: PrinterStatus) -> PrinterStatus:
        self._busy_since = None
        return status

    def _held_too_long(self) -> str:
        """What to say when it is busy no more, but stuck; empty before that."""
        if self._busy_since is None:
            self._busy_since = self._clock()
        return HELD if self._clock() - self._busy_since > BUSY_AT_MOST else ""


def _ask(wire: PrinterConnection) -> PrinterStatus:
    return _with_the_rest(wire, wire.ask(ASK_PAPER))


def _with_the_rest(wire: PrinterConnection, answer: bytes) -> PrinterStatus:
    """The paper first: a printer without paper says that it is offline too."""
    paper = paper_says(answer)
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
