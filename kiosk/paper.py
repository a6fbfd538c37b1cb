"""Paper rolls in dots and millimetres, and a drawn ticket as PNG or PDF.

Receipt printers of 203 dpi put exactly 8 dots on a millimetre.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_MM = 8
DPI = DOTS_PER_MM * 25.4

ROLL_80_MM = 576
ROLL_58_MM = 384
"""The dots that can be printed across the two rolls in use: 72 mm and 48 mm."""

_ROLL_MM = {ROLL_80_MM: 80, ROLL_58_MM: 58}


def png_bytes(image: Image) -> bytes:
    """The ticket as a PNG that says its resolution, 203 dots to the inch."""
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(DPI, DPI), optimize=True)
    return out.getvalue()


def pdf_bytes(image: Image) -> bytes:
    """The ticket as a PDF page as wide as its roll (80 or 58 mm), at its real size."""
    from PIL import Image as Images

    width = _ROLL_MM.get(image.width, 0) * DOTS_PER_MM or image.width
    page = Images.new("1", (width, image.height), 1)
    page.paste(image, ((width - image.width) // 2, 0))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=DPI)
    return out.getvalue()
