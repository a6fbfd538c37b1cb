"""Words on the ground: titles, sentences, lists."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.text import Text
from kiosk.ui.drawing import Align, Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.text_layout import Face
from kiosk.ui.tokens import INK, SOFT, Colour, Size
from kiosk.ui.widgets.element import Element, Stack


class Paragraph(Element):
    """A paragraph. Balanced ones have lines of much the same width."""

    def __init__(
        self,
        words: str,
        size: Size = "body",
        *,
        bold: bool = False,
        colour: Colour = INK,
        align: Align = "start",
        balanced: bool = False,
    ) -> None:
        self.words = words
        self.size: Size = size
        self.bold = bold
        self.colour = colour
        self.align: Align = align
        self.balanced = balanced

    def lines(self, drawing: Drawing, width: float) -> list[str]:
        breaking = drawing.letters.balanced if self.balanced else drawing.letters.lines
        return breaking(self.words, self._face, drawing.tokens.size(self.size), width)

    @property
    def _face(self) -> Face:
        return "bold" if self.bold else "regular"

    def _line(self, drawing: Drawing) -> int:
        return drawing.tokens.line(drawing.tokens.size(self.size), self.bold)

    def height(self, drawing: Drawing, width: float) -> float:
        return len(self.lines(drawing, width)) * self._line(drawing)

    def draw(self, drawing: Drawing, box: Box) -> None:
        step = self._line(drawing)
        lines = self.lines(drawing, box.width)
        top = box.top - max(0.0, (box.height - step * len(lines)) / 2)
        size = drawing.tokens.size(self.size)
        for number, line in enumerate(lines):
            place = Box(box.x, top - step * (number + 1), box.width, step)
            drawing.line(line, self._face, size, self.colour, place, self.align, source=self.words)

    def parts(self, drawing: Drawing, width: float) -> Sequence[Element]:
        lines = self.lines(drawing, width)
        if len(lines) < 4:
            return (self,)
        return [self._with("\n".join(lines[at : at + 3])) for at in range(0, len(lines), 3)]

    def _with(self, words: str) -> Paragraph:
        return Paragraph(words, self.size, bold=self.bold, colour=self.colour, align=self.align)


def title(
    drawing: Drawing, text: Text | str, align: Align = "start", size: Size = "title"
) -> Paragraph:
    return Paragraph(drawing.say(text), size, bold=True, align=align, balanced=True)


def sentence(
    drawing: Drawing, text: Text | str, align: Align = "start", size: Size = "body"
) -> Paragraph:
    return Paragraph(drawing.say(text), size, colour=SOFT, align=align, balanced=align == "centre")


def sentences(drawing: Drawing, texts: Sequence[Text], size: Size = "body") -> Element:
    """One after the other with a little air: one idea each."""
    gap = drawing.tokens.gap * 0.7
    return Stack([Paragraph(drawing.say(text), size, colour=SOFT) for text in texts], gap)


class Beside(Element):
    """An icon, and a block beside it."""

    def __init__(self, icon: str, block: Element, colour: Colour = INK, size: float = 0.0) -> None:
        self.icon = icon
        self.block = block
        self.colour = colour
        self._size = size

    def _side(self, drawing: Drawing) -> float:
        return self._size or drawing.tokens.size("body") * 1.15

    def _taken(self, drawing: Drawing) -> float:
        return self._side(drawing) + drawing.tokens.pad * 0.6

    def height(self, drawing: Drawing, width: float) -> float:
        return max(self.block.height(drawing, width - self._taken(drawing)), self._side(drawing))

    def draw(self, drawing: Drawing, box: Box) -> None:
        side = self._side(drawing)
        rest = box.without_start(self._taken(drawing))
        height = self.block.height(drawing, rest.width)
        size = self.block.size if isinstance(self.block, Paragraph) else "body"
        first = min(box.height, drawing.tokens.line(drawing.tokens.size(size)))
        spare = max(0.0, (box.height - height) / 2)
        at = Box(box.x, box.top - spare - first, side, first)
        drawing.icon(self.icon, side, self.colour, at)
        self.block.draw(drawing, rest)
