"""A face to touch, and what it says."""

from __future__ import annotations

from kiosk.catalog.model import ThemeColour
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.widgets.button_styles import tile_look
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.visit.views import Button


class FaceCard(Element):
    grows = 0.4

    def __init__(self, said: Button, colour: ThemeColour) -> None:
        self.said = said
        self._colour: ThemeColour = colour

    def _words(self, drawing: Drawing) -> Paragraph:
        ink = tile_look(drawing.tokens, self._colour).ink
        return Paragraph(
            drawing.say(self.said.label), "strong", bold=True, colour=ink, align="centre"
        )

    def _side(self, drawing: Drawing, width: float) -> float:
        return min(width * 0.62, drawing.tokens.icon * 2.6)

    def height(self, drawing: Drawing, width: float) -> float:
        tokens = drawing.tokens
        words = self._words(drawing).height(drawing, width - tokens.pad)
        return self._side(drawing, width) + words + 2.4 * tokens.pad

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens, said = drawing.tokens, self.said
        look = tile_look(tokens, self._colour)
        drawing.touchable(box, said.event, drawing.say(said.label)).wear(
            drawing.plate_at, look.up, look.down
        )
        words = self._words(drawing)
        inner = box.inset(tokens.pad / 2, 0).without_bottom(tokens.edge)
        side = self._side(drawing, box.width)
        height = words.height(drawing, inner.width)
        group = inner.centred(inner.width, side + tokens.pad * 0.5 + height)
        drawing.icon(said.icon, side, look.ink, group.upper(side))
        words.draw(drawing, group.lower(height))
