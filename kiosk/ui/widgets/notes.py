"""Notes, the hint, and how far one is."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.text import Text
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.tokens import GO, HINT, HINT_INK, LINE, SOFT, THEMES, Colour
from kiosk.ui.widgets.button_styles import box_plate
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import Beside, Paragraph


class NoteBox(Element):
    """A sentence on a coloured ground, with an icon."""

    def __init__(
        self,
        words: str,
        icon: str = "lightbulb",
        ground: Colour = HINT,
        ink: Colour = HINT_INK,
        wanted: bool = False,
    ) -> None:
        self._inside = Beside(icon, Paragraph(words, "body", colour=ink), ink)
        self._ground = ground
        self.wanted = words if wanted else ""

    def height(self, drawing: Drawing, width: float) -> float:
        pad = drawing.tokens.pad
        return self._inside.height(drawing, width - 2 * pad) + 1.5 * pad

    def draw(self, drawing: Drawing, box: Box) -> None:
        pad = drawing.tokens.pad
        drawing.plate(box_plate(drawing.tokens, self._ground), box)
        self._inside.draw(drawing, box.inset(pad, 0.75 * pad))


def good_note(words: str, wanted: bool = True) -> NoteBox:
    """What went well, or what an answer teaches."""
    ground, ink = THEMES["mint"]
    return NoteBox(words, "circle-check", ground, ink, wanted)


class ProgressBar(Element):
    """ "S'actualiser · Étape 2 sur 6", and a bar in as many parts."""

    def __init__(self, words: str, position: int, total: int, colour: Colour = GO) -> None:
        self._words = Paragraph(words, "small", colour=SOFT)
        self._position = position
        self._total = total
        self._colour = colour

    def _thick(self, drawing: Drawing) -> int:
        return max(6, round(14 * drawing.tokens.unit))

    def height(self, drawing: Drawing, width: float) -> float:
        words = self._words.height(drawing, width)
        return words + self._thick(drawing) * 1.8

    def draw(self, drawing: Drawing, box: Box) -> None:
        thick = self._thick(drawing)
        self._words.draw(drawing, box.without_bottom(thick * 1.8))
        gap = max(3.0, thick * 0.6)
        wide = (box.width - gap * (self._total - 1)) / self._total
        for number in range(self._total):
            colour = self._colour if number < self._position else LINE
            part = Box(box.x + number * (wide + gap), box.y + thick * 0.4, wide, thick)
            drawing.plate(Plate(colour, thick // 2), part)


class Facts(Element):
    """Lines of an icon and a sentence each, on a white card."""

    divides = True

    def __init__(self, facts: tuple[tuple[str, Text], ...], plate: Plate) -> None:
        self._facts = facts
        self._plate = plate

    def _lines(self, drawing: Drawing) -> list[Beside]:
        return [
            Beside(icon, Paragraph(drawing.say(text), "body"), GO) for icon, text in self._facts
        ]

    def height(self, drawing: Drawing, width: float) -> float:
        pad, gap = drawing.tokens.pad, drawing.tokens.gap * 0.6
        heights = [line.height(drawing, width - 2 * pad) for line in self._lines(drawing)]
        return sum(heights) + gap * (len(heights) - 1) + 1.6 * pad

    def parts(self, _drawing: Drawing, _width: float) -> Sequence[Element]:
        return [Facts((fact,), self._plate) for fact in self._facts]

    def draw(self, drawing: Drawing, box: Box) -> None:
        pad, gap = drawing.tokens.pad, drawing.tokens.gap * 0.6
        drawing.plate(self._plate, box)
        inner = box.inset(pad, 0.8 * pad)
        for line in self._lines(drawing):
            height = line.height(drawing, inner.width)
            line.draw(drawing, inner.upper(height))
            inner = inner.without_top(height + gap)
