"""What steps have in common: the head, "Je bloque" and "C'est fait"."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.catalog.model import ThemeColour
from kiosk.i18n.text import Text
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.tokens import INK, THEMES, Size
from kiosk.ui.widgets.buttons import Press, pictogram
from kiosk.ui.widgets.element import Element, Row, Stack
from kiosk.ui.widgets.notes import ProgressBar
from kiosk.ui.widgets.paragraph import Paragraph, sentences, title
from kiosk.visit.view.steps import StepHead
from kiosk.visit.views import Button


def step_head(drawing: Drawing, head: StepHead) -> list[Element]:
    place = drawing.say(head.place).replace(" ", "\u00a0")
    where = f"{drawing.say(head.service)} · {place}"
    colour = THEMES[head.colour][1]
    return [ProgressBar(where, head.position, head.total, colour), title(drawing, head.title)]


def step_text(drawing: Drawing, text: Sequence[Text]) -> list[Element]:
    return [sentences(drawing, text)] if text else []


def step_foot(stuck: Button, done: Button | None) -> Element:
    """Both at the bottom; the way on is larger, and at the end."""
    if done is None:
        return Press(stuck)
    return Row([Press(stuck), Press(done)], [4, 5])


class ReadingText(Element):
    """Sentences to read, one idea each, beside their picture."""

    def __init__(self, icon: str, text: Sequence[Text], colour: ThemeColour) -> None:
        self._icon = icon
        self._text = text
        self._colour: ThemeColour = colour

    def _side(self, drawing: Drawing) -> float:
        return drawing.tokens.icon * (1.2 if drawing.tokens.cramped else 2.2)

    def _beside(self, drawing: Drawing) -> bool:
        return drawing.tokens.landscape

    def _words(self, drawing: Drawing) -> Stack:
        size: Size = "body" if drawing.tokens.cramped else "strong"
        words = [Paragraph(drawing.say(text), size, colour=INK) for text in self._text]
        return Stack(words, drawing.tokens.gap * 0.9)

    def height(self, drawing: Drawing, width: float) -> float:
        side, gap = self._side(drawing), drawing.tokens.gap * 1.2
        words = self._words(drawing)
        if self._beside(drawing):
            return max(side, words.height(drawing, width - side - gap))
        return side + gap + words.height(drawing, width)

    def draw(self, drawing: Drawing, box: Box) -> None:
        side, gap = self._side(drawing), drawing.tokens.gap * 1.2
        spot = box.upper(side).start_part(side)
        pictogram(drawing, self._icon, self._colour, spot)
        beside = self._beside(drawing)
        rest = box.without_start(side + gap) if beside else box.without_top(side + gap)
        words = self._words(drawing)
        words.draw(drawing, rest.upper(words.height(drawing, rest.width)))

    def parts(self, drawing: Drawing, width: float) -> Sequence[Element]:
        return self._words(drawing).parts(drawing, width)
