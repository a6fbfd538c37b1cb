"""Says which theme one is in, by its colour, its icon and its name."""

from __future__ import annotations

from kiosk.catalog.model import ThemeColour
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.tokens import THEMES, Size
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import Paragraph


class Banner(Element):
    def __init__(self, name: str, icon: str, colour: ThemeColour, over: str = "") -> None:
        self._name = name
        self._icon = icon
        self._colour: ThemeColour = colour
        self._over = over

    def _words(self, drawing: Drawing, width: float) -> list[Paragraph]:
        ink = THEMES[self._colour][1]
        size = self._fitting(drawing, width)
        words = [Paragraph(self._name, size, bold=True, colour=ink, balanced=True)]
        if self._over:
            words.insert(0, Paragraph(self._over, "small", colour=ink))
        return words

    def _fitting(self, drawing: Drawing, width: float) -> Size:
        """A title's size, or less where a word would be cut in two."""
        points = drawing.tokens.size("title")
        words = self._name.split(" ")
        widest = max(drawing.letters.width(word, "bold", points) for word in words)
        return "title" if widest <= width else "strong"

    def _inner(self, drawing: Drawing, width: float) -> float:
        return width - 2 * drawing.tokens.pad - self._side(drawing) - drawing.tokens.pad * 0.8

    def _side(self, drawing: Drawing) -> float:
        return drawing.tokens.icon * (1.0 if drawing.tokens.landscape else 1.5)

    def height(self, drawing: Drawing, width: float) -> float:
        inner = self._inner(drawing, width)
        words = sum(part.height(drawing, inner) for part in self._words(drawing, inner))
        return max(words, self._side(drawing)) + 1.6 * drawing.tokens.pad

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens = drawing.tokens
        ground, ink = THEMES[self._colour]
        drawing.plate(Plate(ground, tokens.radius), box)
        inner = box.inset(tokens.pad, 0)
        side = self._side(drawing)
        drawing.icon(self._icon, side, ink, inner.start_part(side))
        inner = inner.without_start(side + tokens.pad * 0.8)
        words = self._words(drawing, inner.width)
        heights = [part.height(drawing, inner.width) for part in words]
        inner = inner.centred(inner.width, sum(heights))
        for part, height in zip(words, heights, strict=True):
            part.draw(drawing, inner.upper(height))
            inner = inner.without_top(height)
