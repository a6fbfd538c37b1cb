"""How much time is left, as a ring and a number."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kivy.graphics import Color, Ellipse
from PIL import Image, ImageDraw

from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import texture_of
from kiosk.ui.tokens import GO, INK, LINE_STRONG, PAPER, Colour, share
from kiosk.ui.widgets.paragraph import Paragraph


@lru_cache(maxsize=2)
def _mask(side: int, thick: int, ground: Colour) -> Any:
    """The ground with a ring cut out of it, smooth at its edges."""
    finer = 2
    image = Image.new("L", (side * finer, side * finer), 255)
    draw = ImageDraw.Draw(image)
    draw.ellipse((finer, finer, side * finer - finer, side * finer - finer), fill=0)
    inner = thick * finer
    draw.ellipse((inner, inner, side * finer - inner, side * finer - inner), fill=255)
    mask = image.resize((side, side), Image.Resampling.BOX)
    ring = Image.new("RGB", (side, side), ground)
    ring.putalpha(mask)
    return texture_of(ring)


def ring(drawing: Drawing, box: Box, share_left: float, words: str) -> None:
    side = round(box.width)
    thick = round(side * 0.11)
    inner = drawing.placed(box.inset(2))
    pos, size = (round(inner.x), round(inner.y)), (round(inner.width), round(inner.height))
    drawing.canvas.add(Color(*share(LINE_STRONG)))
    drawing.canvas.add(Ellipse(pos=pos, size=size))
    drawing.canvas.add(Color(*share(GO)))
    left = max(0.0, min(1.0, share_left)) * 360
    drawing.canvas.add(Ellipse(pos=pos, size=size, angle_start=360 - left, angle_end=360))
    place = Box(round(box.x), round(box.y), side, side)
    drawing.picture(_mask(side, thick, PAPER), place)
    number = Paragraph(words, "sign", bold=True, colour=INK, align="centre")
    number.draw(drawing, box.centred(box.width * 0.7, number.height(drawing, box.width)))
