"""Still pictures: an icon on coloured shapes, calm and cheap to draw."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalog.model import ThemeColour
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.tokens import PERSON, THEMES, WHITE, Colour
from kiosk.ui.widgets.element import Element


@dataclass(frozen=True, slots=True)
class EmblemPart:
    """A part of the picture; everything as a share of its side. Round is 0 to 0.5."""

    x: float
    y: float
    side: float
    round: float
    colour: ThemeColour


COMPOSITIONS: tuple[tuple[EmblemPart, ...], ...] = (
    (
        EmblemPart(0.02, 0.46, 0.46, 0.5, "yellow"),
        EmblemPart(0.56, 0.02, 0.42, 0.24, "mint"),
        EmblemPart(0.70, 0.66, 0.26, 0.5, "pink"),
        EmblemPart(0.06, 0.06, 0.24, 0.24, "blue"),
    ),
    (
        EmblemPart(0.00, 0.02, 0.44, 0.24, "mint"),
        EmblemPart(0.54, 0.50, 0.46, 0.5, "peach"),
        EmblemPart(0.10, 0.68, 0.26, 0.5, "violet"),
        EmblemPart(0.72, 0.08, 0.22, 0.24, "yellow"),
    ),
    (
        EmblemPart(0.04, 0.04, 0.40, 0.5, "blue"),
        EmblemPart(0.52, 0.54, 0.46, 0.24, "green"),
        EmblemPart(0.68, 0.08, 0.26, 0.5, "yellow"),
        EmblemPart(0.04, 0.70, 0.24, 0.24, "pink"),
    ),
    (
        EmblemPart(0.54, 0.46, 0.46, 0.5, "peach"),
        EmblemPart(0.02, 0.02, 0.42, 0.24, "blue"),
        EmblemPart(0.06, 0.68, 0.26, 0.5, "mint"),
        EmblemPart(0.70, 0.06, 0.24, 0.24, "violet"),
    ),
)


def emblem(drawing: Drawing, icon: str, number: int, box: Box, colour: Colour = PERSON) -> None:
    """The icon on a white round, among shapes; `number` chooses the arrangement."""
    side = box.width
    if side < 8:
        return
    for shape in COMPOSITIONS[number % len(COMPOSITIONS)]:
        across = round(shape.side * side)
        place = Box(box.x + shape.x * side, box.y + shape.y * side, across, across)
        _disc(drawing, THEMES[shape.colour][0], shape.round, place)
    middle = round(side * 0.62)
    _disc(drawing, WHITE, 0.5, box.centred(middle, middle))
    drawing.icon(icon, middle * 0.56, colour, box)


def _disc(drawing: Drawing, colour: Colour, roundness: float, box: Box) -> None:
    drawing.plate(Plate(colour, max(2, int(box.width * roundness) - 3)), box)


class Medal(Element):
    """An icon on a round ground, at the head of a screen."""

    def __init__(self, icon: str, colour: ThemeColour) -> None:
        self._icon = icon
        self._colour: ThemeColour = colour

    def _side(self, drawing: Drawing) -> int:
        times = 1.6 if drawing.tokens.cramped else 2.6
        return round(drawing.tokens.icon * times)

    def height(self, drawing: Drawing, _width: float) -> float:
        return self._side(drawing)

    def draw(self, drawing: Drawing, box: Box) -> None:
        side = self._side(drawing)
        ground, ink = THEMES[self._colour]
        spot = box.start_part(side)
        drawing.plate(Plate(ground, side // 2 - 3), spot)
        drawing.icon(self._icon, side * 0.54, ink, spot)


class Middle(Medal):
    """The same in the middle of the room."""

    def draw(self, drawing: Drawing, box: Box) -> None:
        side = self._side(drawing)
        super().draw(drawing, box.centred(side, side))
