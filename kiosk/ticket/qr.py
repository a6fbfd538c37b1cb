"""The QR of a ticket: drawn so that any telephone reads it off thermal paper, and read back.

Level Q survives a tenth of the symbol hidden. At 203 dpi a module of 6 dots is 0.75 mm;
a symbol under 30 mm is one that telephones miss; four modules of white must stand around
it (ISO/IEC 18004).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import KioskError

if TYPE_CHECKING:
    from PIL.Image import Image

MODULE_DOTS = 6
SYMBOL_DOTS = 240
QUIET_MODULES = 4


class TicketError(KioskError):
    """A ticket cannot be drawn; says what to change."""


def qr_image(text: str, width: int) -> Image:
    """The QR with its quiet zone, at most `width` dots wide.

    Raises TicketError when `text` is too long for modules of 6 dots on this paper.
    """
    import qrcode
    from PIL import Image as Images
    from qrcode.exceptions import DataOverflowError

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=QUIET_MODULES)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (ValueError, DataOverflowError):  # no QR at all is so large
        raise _too_long(text) from None
    rows = code.get_matrix()
    modules = len(rows)
    dots = max(MODULE_DOTS, -(-SYMBOL_DOTS // (modules - 2 * QUIET_MODULES)))
    if modules * dots > width:
        raise _too_long(text)
    small = Images.new("L", (modules, modules))
    small.putdata([0 if dark else 255 for row in rows for dark in row])
    return small.resize((modules * dots, modules * dots), Images.Resampling.NEAREST)


def _too_long(text: str) -> TicketError:
    return TicketError(
        f"L'adresse du QR a {len(text)} caractères : trop pour ce papier. "
        "Choisissez une adresse publique plus courte."
    )


def read_qr(image: Image) -> str | None:
    """The text of the first QR found in a picture, or None."""
    import zxingcpp

    found = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    return str(found[0].text) if found else None
