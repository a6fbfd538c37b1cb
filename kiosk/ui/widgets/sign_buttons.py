"""Buttons on the brick ground of the sign."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.tokens import PERSON, PERSON_PRESSED, PERSON_SOFT, WHITE, Size
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.visit.views import Button


class OnBrick(Element):
    """White and large for who comes to help; a white edge for the rest."""

    def __init__(self, said: Button, filled: bool = False) -> None:
        self.said = said
        self._filled = filled

    def _words(self, drawing: Drawing) -> Paragraph:
        size: Size = "strong" if self._filled or not drawing.tokens.cramped else "body"
        ink = PERSON if self._filled else WHITE
        words = drawing.say(self.said.label)
        return Paragraph(words, size, bold=True, colour=ink, align="start", balanced=True)

    def _side(self, drawing: Drawing) -> float:
        return drawing.tokens.size("strong") * (1.4 if self._filled else 1.0)

    def _room(self, drawing: Drawing, width: float) -> float:
        return width - self._side(drawing) - drawing.tokens.pad * 2.2

    def height(self, drawing: Drawing, width: float) -> float:
        words = self._words(drawing).height(drawing, self._room(drawing, width))
        high = drawing.tokens.button * (
            1.25 if self._filled and not drawing.tokens.cramped else 1.0
        )
        return max(high, words + drawing.tokens.pad)

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens, said = drawing.tokens, self.said
        if self._filled:
            up = Plate(WHITE, tokens.radius)
            down = Plate(PERSON_SOFT, tokens.radius)
        else:
            up = Plate(PERSON, tokens.radius, WHITE, tokens.stroke)
            down = Plate(PERSON_PRESSED, tokens.radius, WHITE, tokens.stroke)
        drawing.touchable(box, said.event, drawing.say(said.label)).wear(drawing.plate_at, up, down)
        words = self._words(drawing)
        side, gap = self._side(drawing), tokens.pad * 0.6
        room = self._room(drawing, box.width)
        size = tokens.size(words.size)
        lines = words.lines(drawing, room)
        wide = max(drawing.letters.width(line, "bold", size) for line in lines) + 2
        group = box.centred(side + gap + wide, box.height)
        drawing.icon(said.icon, side, words.colour, group.start_part(side))
        words.draw(drawing, group.without_start(side + gap))
