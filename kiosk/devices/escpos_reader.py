"""Reads ESC/POS bytes back into the picture that a printer would make of them.

Only what `escpos_bytes` writes: reset, `GS v 0` rasters, feed, cut. It is how the tour
proves that the printed QR holds the right address.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from kiosk.devices.printer import DeviceError

if TYPE_CHECKING:
    from PIL.Image import Image

RESET = b"\x1b@"
RASTER = b"\x1dv0"
FEED = b"\x1bd"
CUT = b"\x1dV"


def read_ticket(sent: bytes) -> Image:
    """The picture of a ticket, black on white. Raises DeviceError for bytes of another kind."""
    from PIL import Image as Images

    rows: list[bytes] = []
    width = at = 0
    while at < len(sent):
        head = sent[at:]
        if head.startswith(RESET):
            at += len(RESET)
        elif head.startswith((FEED, CUT)):
            at += 3
        elif head.startswith(RASTER):
            stride, height = struct.unpack_from("<HH", sent, at + 4)
            at += 8
            rows.append(sent[at : at + stride * height])
            at += stride * height
            width = stride * 8
        else:
            raise DeviceError(f"Un octet inattendu à la position {at} : {sent[at]:#04x}.")
    ink = b"".join(rows)
    if not width or len(ink) % (width // 8):
        raise DeviceError("Il n'y a pas de ticket entier dans ces octets.")
    height = len(ink) * 8 // width
    paper = bytes(255 - byte for byte in ink)
    return Images.frombytes("1", (width, height), paper)
