"""What a receipt printer does with the bytes it gets, whatever they come through."""

from __future__ import annotations

import threading

from PIL import Image

PAPER_FINE = 0b0001_0010
PAPER_NEAR_END = 0b0001_1110
PAPER_OUT = 0b0111_0010
ONLINE = 0b0001_0010
OFFLINE = 0b0001_1010


class ReceiptPrinter:
    """Reads ESC/POS: reset, `GS v 0` rasters, feeds, cuts and `DLE EOT` questions."""

    def __init__(self, paper: int = PAPER_FINE, printer: int = ONLINE) -> None:
        self.paper = paper
        self.printer = printer
        self.received = b""
        self.cut = threading.Event()
        self._unread = b""
        self._row_bytes = 0
        self._rows = b""

    def feed(self, data: bytes) -> bytes:
        """Take some bytes; gives the answers to the questions that stand in them."""
        self.received += data
        self._unread += data
        answers = b""
        while (step := self._one()) is not None:
            answers += step
        return answers

    def image(self) -> Image.Image:
        """What came out on the paper until the cut; waits for the cut."""
        assert self.cut.wait(5), "the paper was never cut"
        size = (self._row_bytes * 8, len(self._rows) // self._row_bytes)
        return Image.frombytes("1", size, bytes(byte ^ 0xFF for byte in self._rows))

    def _one(self) -> bytes | None:
        """Carry out one command; None while it is not all there."""
        head = self._unread
        if head.startswith(b"\x10\x04") and len(head) >= 3:
            self._unread = head[3:]
            return bytes([self.paper if head[2] == 4 else self.printer])
        if head.startswith(b"\x1b@"):
            return self._drop(2)
        if head.startswith(b"\x1bd") and len(head) >= 3:
            return self._drop(3)
        if head.startswith(b"\x1dV") and len(head) >= 3:
            self.cut.set()
            return self._drop(3)
        if head.startswith(b"\x1dv0") and len(head) >= 8:
            return self._raster(head)
        assert len(head) < 8, f"not a command: {head[:8]!r}"
        return None

    def _drop(self, count: int) -> bytes:
        self._unread = self._unread[count:]
        return b""

    def _raster(self, head: bytes) -> bytes | None:
        row_bytes, rows = head[4] + 256 * head[5], head[6] + 256 * head[7]
        end = 8 + row_bytes * rows
        if len(head) < end:
            return None
        self._row_bytes = row_bytes
        self._rows += head[8:end]
        return self._drop(end)
