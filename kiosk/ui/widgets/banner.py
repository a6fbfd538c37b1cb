"""Says which theme one is in, by its colour, its icon and its name."""

from __future__ import annotations

from kiosk.catalog.model import ThemeColour
from kiosk.ui.geometry import Box
from kiosk.ui.plates import Plate
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import THEMES, Size
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.words import Words


class Banner(Block):
    def __init__(self, name: str, icon: str, colour: ThemeColour, over: str = "") -> None:
        self._name = name
        self._icon = icon
        self._colour: ThemeColour = colour
        self._over = over

    def _words(self, scene: Scene, width: float) -> list[Words]:
        ink = THEMES[self._colour][1]
        size = self._fitting(scene, width)
        words = [Words(self._name, size, bold=True, colour=ink, balanced=True)]
        if self._over:
            words.insert(0, Words(self._over, "small", colour=ink))
        return words

    def _fitting(self, scene: Scene, width: float) -> Size:
        """A title's size, or less where a word would be cut in two."""
        points = scene.tokens.size("title")
        words = self._name.split(" ")
        widest = max(scene.letters.width(word, "bold", points) for word in words)
        return "title" if widest <= width else "strong"

    def _inner(self, scene: Scene, width: float) -> float:
        return width - 2 * scene.tokens.pad - self._side(scene) - scene.tokens.pad * 0.8

    def _side(self, scene: Scene) -> float:
        return scene.tokens.icon * (1.0 if scene.tokens.landscape else 1.5)

    def height(self, scene: Scene, width: float) -> float:
        inner = self._inner(scene, width)
        words = sum(part.height(scene, inner) for part in self._words(scene, inner))
        return max(words, self._side(scene)) + 1.6 * scene.tokens.pad

    def draw(self, scene: Scene, box: Box) -> None:
        tokens = scene.tokens
        ground, ink = THEMES[self._colour]
        scene.plate(Plate(ground, tokens.radius), box)
        inner = box.inset(tokens.pad, 0)
        side = self._side(scene)
        scene.icon(self._icon, side, ink, inner.left_part(side))
        inner = inner.without_left(side + tokens.pad * 0.8)
        words = self._words(scene, inner.width)
        heights = [part.height(scene, inner.width) for part in words]
        inner = inner.centred(inner.width, sum(heights))
        for part, height in zip(words, heights, strict=True):
            part.draw(scene, inner.upper(height))
            inner = inner.without_top(height)
