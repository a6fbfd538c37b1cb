"""A receipt printer at the end of a real serial line (a pseudo-terminal)."""

from __future__ import annotations

import os
import select
import threading
from types import TracebackType

from tests.devices.receipt_printer import ReceiptPrinter


class PtyPrinter:
    """`with PtyPrinter() as printer:` answers on the device `printer.path`.

    `reads=False` is a printer that never takes a byte; `talks=False` answers nothing.
    """

    def __init__(self, *, reads: bool = True, talks: bool = True) -> None:
        self.machine = ReceiptPrinter()
        self._reads, self._talks = reads, talks
        self._stop = threading.Event()
        self._ours, self._theirs = os.openpty()
        self.path = os.ttyname(self._theirs)
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> PtyPrinter:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()
        os.close(self._theirs)
        os.close(self._ours)

    def _serve(self) -> None:
        while not self._stop.is_set():
            ready, _, _ = select.select([self._ours], [], [], 0.02)
            if not ready or not self._reads:
                self._stop.wait(0 if self._reads else 0.02)
                continue
            answers = self.machine.feed(os.read(self._ours, 4096))
            if answers and self._talks:
                os.write(self._ours, answers)
