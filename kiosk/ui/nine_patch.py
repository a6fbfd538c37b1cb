"""Grounds with round, smooth corners: small pictures stretched in nine parts.

Drawn once by Pillow at four times their size: smooth without multisampling, and one
layer on the screen for a fill, its edge and its soft lower side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from kivy.graphics.texture import Texture
from PIL import Image, ImageDraw

from kiosk.ui.tokens import Colour

FINER = 4


@dataclass(frozen=True, slots=True)
class Plate:
    """How a ground looks. `line` is the edge's colour, `under` the lower side's."""

    fill: Colour
    radius: int
    line: Colour | None = None
    stroke: int = 0
    under: Colour | None = None
    edge: int = 0
    """How far the lower side shows."""
    sunk: bool = False
    """Pressed: the face has gone down onto its lower side."""


@cache
def plate_texture(plate: Plate) -> Any:
    """The picture and its four borders: bottom, right, top, left."""
    corner = plate.radius + plate.stroke + 1
    side = 2 * corner + 4
    height = side + plate.edge
    image = _drawn(plate, side, height)
    texture = texture_of(image, nearest=True)
    return texture, (
        corner + plate.edge,
        corner,
        corner + (plate.edge if plate.sunk else 0),
        corner,
    )


def texture_of(image: Image.Image, nearest: bool = False) -> Any:
    """A picture as OpenGL has it."""
    flipped = image.convert("RGBA").transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    texture = Texture.create(size=image.size, colorfmt="rgba")
    texture.blit_buffer(flipped.tobytes(), colorfmt="rgba", bufferfmt="ubyte")
    if nearest:
        texture.mag_filter = "nearest"
        texture.min_filter = "nearest"
    return texture


def _drawn(plate: Plate, side: int, height: int) -> Image.Image:
    drop = plate.edge if plate.sunk else 0
    top = _mask(side, height, plate.radius, (0, drop, side, side + drop))
    whole = top
    colours = Image.new("RGB", (side, height), plate.under or plate.line or plate.fill)
    if plate.edge and not plate.sunk:
        whole = _mask(side, height, plate.radius, (0, 0, side, height))
    colours.paste(plate.line or plate.fill, mask=top)
    if plate.stroke and plate.line:
        inner_radius = max(1, plate.radius - plate.stroke)
        s = plate.stroke
        inner = _mask(side, height, inner_radius, (s, s + drop, side - s, side + drop - s))
        colours.paste(plate.fill, mask=inner)
    colours.putalpha(whole)
    return colours


def _mask(width: int, height: int, radius: int, box: tuple[int, int, int, int]) -> Image.Image:
    mask = Image.new("L", (width * FINER, height * FINER), 0)
    left, top, right, bottom = (edge * FINER for edge in box)
    ImageDraw.Draw(mask).rounded_rectangle(
        (left, top, right - 1, bottom - 1), radius * FINER, fill=255
    )
    return mask.resize((width, height), Image.Resampling.BOX)
