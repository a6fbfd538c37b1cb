"""A QR to read with one's own telephone, and its address in large letters."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q

from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate, texture_of
from kiosk.ui.tokens import LINE, WHITE
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import Paragraph

QUIET_MODULES = 4


@lru_cache(maxsize=8)
def qr_image(address: str) -> Image.Image:
    """One pixel a module, with the quiet zone; level Q survives dirt and reflections."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_MODULES, box_size=1)
    code.add_data(address)
    code.make(fit=True)
    matrix = code.get_matrix()
    image = Image.new("L", (len(matrix), len(matrix)), 255)
    image.putdata([0 if dark else 255 for row in matrix for dark in row])
    return image


class QrPicture(Element):
    def __init__(self, address: str) -> None:
        self._address = address

    def _shown(self) -> Paragraph:
        words = self._address.removeprefix("https://").removesuffix("/")
        return Paragraph(words, "strong", bold=True, align="centre", balanced=True)

    def _scale(self, drawing: Drawing, width: float) -> int:
        """Pixels a module: whole ones, so that edges stay sharp."""
        least = drawing.tokens.mm(38) if drawing.tokens.cramped else 430 * drawing.tokens.unit
        modules = qr_image(self._address).width
        return max(2, round(min(width * 0.7, least) / modules))

    def height(self, drawing: Drawing, width: float) -> float:
        side = self._scale(drawing, width) * qr_image(self._address).width
        return side + self._shown().height(drawing, width) + drawing.tokens.gap

    def draw(self, drawing: Drawing, box: Box) -> None:
        image = qr_image(self._address)
        side = self._scale(drawing, box.width) * image.width
        top = box.upper(side).centred(side, side)
        tokens = drawing.tokens
        drawing.plate(
            Plate(WHITE, tokens.radius // 2, LINE, tokens.stroke), top.inset(-tokens.stroke)
        )
        texture: Any = texture_of(image, nearest=True)
        drawing.picture(texture, top)
        shown = self._shown()
        shown.draw(drawing, box.lower(shown.height(drawing, box.width)))
