"""The ESC/POS bytes of a ticket, and what a printer's status bytes mean.

Commands and bits are those of Epson's ESC/POS reference: `GS v 0` prints a raster,
`DLE EOT n` asks for a status in real time and is answered by one byte in which bits 0
and 7 are 0, and bits 1 and 4 are 1.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from kiosk.devices.printer import PrinterStatus

if TYPE_CHECKING:
    from PIL.Image import Image

ASK_PRINTER = b"\x10\x04\x01"
ASK_PAPER = b"\x10\x04\x04"

RESET = b"\x1b@"
FEED_AND_CUT = b"\x1bd\x06\x1dV\x01"
"""Six lines, so that the blade falls below the last one; the cut leaves a point uncut."""

RASTER_ROWS = 240
"""Rows sent in one raster: a height under 256 suits the printers that read one byte of it."""

_INVERTED = bytes(range(255, -1, -1))

_FIXED_BITS, _FIXED = 0b1001_0011, 0b0001_0010
_PAPER_OUT, _PAPER_NEAR_END = 0b0110_0000, 0b0000_1100
_OFFLINE = 0b0000_1000

READY = PrinterStatus("ready", "L'imprimante est prête.")
NEAR_END = PrinterStatus("near_end", "Le rouleau de papier est bientôt fini.")
NO_PAPER = PrinterStatus("no_paper", "Il n'y a plus de papier.")
OFFLINE = PrinterStatus(
    "offline", "L'imprimante est en pause : capot ouvert, ou bourrage de papier."
)
SILENT = PrinterStatus("unknown", "L'imprimante ne dit rien de son état.")


def ticket_bytes(image: Image) -> bytes:
    """Everything that is sent for one ticket: reset, the picture, feed and cut.

    The same bytes as python-escpos makes, without its four conversions of the picture.
    """
    stride = (image.width + 7) // 8
    # Paper is white where a picture has ones and a raster zeroes.
    ink = bytes(image.convert("1").tobytes()).translate(_INVERTED)
    rasters = []
    for top in range(0, image.height, RASTER_ROWS):
        rows = min(RASTER_ROWS, image.height - top)
        head = b"\x1dv0\x00" + struct.pack("<HH", stride, rows)
        rasters.append(head + ink[top * stride : (top + rows) * stride])
    return RESET + b"".join(rasters) + FEED_AND_CUT


def status_byte(answer: bytes) -> int | None:
    """The last byte of an answer that has the form of a status; None if there is none."""
    found = [byte for byte in answer if byte & _FIXED_BITS == _FIXED]
    return found[-1] if found else None


def paper_says(answer: bytes) -> PrinterStatus:
    """What the answer to ASK_PAPER means; an empty or odd one means nothing."""
    byte = status_byte(answer)
    if byte is None:
        return SILENT
    if byte & _PAPER_OUT:
        return NO_PAPER
    return NEAR_END if byte & _PAPER_NEAR_END else READY


def is_offline(answer: bytes) -> bool:
    """Whether the answer to ASK_PRINTER says that it does not print now."""
    byte = status_byte(answer)
    return byte is not None and bool(byte & _OFFLINE)
