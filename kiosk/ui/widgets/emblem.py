"""Still pictures: an icon on coloured shapes, calm and cheap to draw."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalog.model import ThemeColour
from kiosk.ui.geometry import Box
from kiosk.ui.plates import Plate
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import PERSON, THEMES, WHITE, Colour
from kiosk.ui.widgets.block import Block


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of the picture; everything as a share of its side. Round is 0 to 0.5."""

    x: float
    y: float
    side: float
    round: float
    colour: ThemeColour


COMPOSITIONS: tuple[tuple[Shape, ...], ...] = (
    (
        Shape(0.02, 0.46, 0.46, 0.5, "yellow"),
        Shape(0.56, 0.02, 0.42, 0.24, "mint"),
        Shape(0.70, 0.66, 0.26, 0.5, "pink"),
        Shape(0.06, 0.06, 0.24, 0.24, "blue"),
    ),
    (
        Shape(0.00, 0.02, 0.44, 0.24, "mint"),
        Shape(0.54, 0.50, 0.46, 0.5, "peach"),
        Shape(0.10, 0.68, 0.26, 0.5, "violet"),
        Shape(0.72, 0.08, 0.22, 0.24, "yellow"),
    ),
    (
        Shape(0.04, 0.04, 0.40, 0.5, "blue"),
        Shape(0.52, 0.54, 0.46, 0.24, "green"),
        Shape(0.68, 0.08, 0.26, 0.5, "yellow"),
        Shape(0.04, 0.70, 0.24, 0.24, "pink"),
    ),
    (
        Shape(0.54, 0.46, 0.46, 0.5, "peach"),
        Shape(0.02, 0.02, 0.42, 0.24, "blue"),
        Shape(0.06, 0.68, 0.26, 0.5, "mint"),
        Shape(0.70, 0.06, 0.24, 0.24, "violet"),
    ),
)


def emblem(scene: Scene, icon: str, number: int, box: Box, colour: Colour = PERSON) -> None:
    """The icon on a white round, among shapes; `number` chooses the arrangement."""
    side = box.width
    if side < 8:
        return
    for shape in COMPOSITIONS[number % len(COMPOSITIONS)]:
        across = round(shape.side * side)
        place = Box(box.x + shape.x * side, box.y + shape.y * side, across, across)
        _disc(scene, THEMES[shape.colour][0], shape.round, place)
    middle = round(side * 0.62)
    _disc(scene, WHITE, 0.5, box.centred(middle, middle))
    scene.icon(icon, middle * 0.56, colour, box)


def _disc(scene: Scene, colour: Colour, roundness: float, box: Box) -> None:
    scene.plate(Plate(colour, max(2, int(box.width * roundness) - 3)), box)


class Medal(Block):
    """An icon on a round ground, at the head of a screen."""

    def __init__(self, icon: str, colour: ThemeColour) -> None:
        self._icon = icon
        self._colour: ThemeColour = colour

    def _side(self, scene: Scene) -> int:
        times = 1.6 if scene.tokens.cramped else 2.6
        return round(scene.tokens.icon * times)

    def height(self, scene: Scene, _width: float) -> float:
        return self._side(scene)

    def draw(self, scene: Scene, box: Box) -> None:
        side = self._side(scene)
        ground, ink = THEMES[self._colour]
        spot = box.left_part(side)
        scene.plate(Plate(ground, side // 2 - 3), spot)
        scene.icon(self._icon, side * 0.54, ink, spot)


class Middle(Medal):
    """The same in the middle of the room."""

    def draw(self, scene: Scene, box: Box) -> None:
        side = self._side(scene)
        super().draw(scene, box.centred(side, side))
