"""Where typed letters stand, and the screen with the keyboard."""

from __future__ import annotations

from kiosk.i18n.text import Text
from kiosk.ui.drawing import Align, Drawing
from kiosk.ui.frame import Area
from kiosk.ui.geometry import Box
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.tokens import GO, INK, SOFT, Size
from kiosk.ui.widgets.button_styles import field_plate
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row
from kiosk.ui.widgets.keyboard import Keyboard
from kiosk.ui.widgets.paragraph import Paragraph, sentence, title
from kiosk.visit.views import Button


class Field(Element):
    """One line of typed letters, with the place of the next one."""

    def __init__(
        self, typed: str, size: Size = "title", *, centred: bool = False, empty: str = ""
    ) -> None:
        self._typed = typed
        self._size: Size = size
        self._centred = centred
        self._empty = empty

    def height(self, drawing: Drawing, _width: float) -> float:
        line = drawing.tokens.line(drawing.tokens.size(self._size))
        return max(line + drawing.tokens.pad * 0.8, drawing.tokens.button)

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens = drawing.tokens
        drawing.plate(field_plate(tokens), box)
        inner = box.inset(tokens.pad, 0)
        if not self._typed and self._empty:
            hint = Paragraph(self._empty, "small", colour=SOFT)
            if hint.height(drawing, inner.width) <= box.height:
                hint.draw(drawing, inner)
            return
        size = self._fitting(drawing, inner.width)
        wide = drawing.letters.width(self._typed, "bold", size)
        align: Align = "centre" if self._centred else "start"
        drawing.line(self._typed, "bold", size, INK, inner, align)
        if not self._centred:
            high = size * 0.9
            caret = Box(inner.x + wide + 4, box.middle[1] - high / 2, max(3, tokens.stroke), high)
            drawing.fill(GO, caret)

    def _fitting(self, drawing: Drawing, width: float) -> int:
        """A long name is written smaller, never cut."""
        size = drawing.tokens.size(self._size)
        while size > 12 and drawing.letters.width(self._typed, "bold", size) > width - 8:
            size -= 2
        return size


class SentenceField(Element):
    """Several lines of what is typed, so that a long sentence can be read again; of a longer one
    the last lines."""

    LINES = 4

    def __init__(self, typed: str) -> None:
        self._typed = typed

    def height(self, drawing: Drawing, _width: float) -> float:
        return drawing.tokens.line(drawing.tokens.size("strong")) * self.LINES + drawing.tokens.pad

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens = drawing.tokens
        drawing.plate(field_plate(tokens), box)
        inner = box.inset(tokens.pad, tokens.pad / 2)
        # The place of the next letter: a space at the end of a line would not be seen else.
        lines = Paragraph(f"{self._typed}|", "strong").lines(drawing, inner.width)[-self.LINES :]
        step = tokens.line(tokens.size("strong"))
        for number, line in enumerate(lines):
            place = Box(inner.x, inner.top - step * (number + 1), inner.width, step)
            drawing.line(line, "regular", tokens.size("strong"), INK, place, "start")


def lay_typing(
    drawing: Drawing,
    area: Area,
    heading: Text,
    under: Text,
    typed: str,
    accept: Button,
    keyboard: Keyboard,
    leave: Button | None = None,
    tall: Element | None = None,
) -> None:
    """A title, what is typed, the keyboard over the whole width, and the way on. `tall`: what
    stands for it where there is room for several lines."""
    if not drawing.tokens.landscape:
        head: list[Element] = [title(drawing, heading), sentence(drawing, under)]
        foot = Row([Press(leave), Press(accept)], [2, 3]) if leave else Press(accept)
        lay(drawing, area, Plan([*head, tall or Field(typed)], [keyboard], [foot]))
        return
    body = area.body
    gap = drawing.tokens.gap
    name, band = title(drawing, heading), area.beside_header
    if not band.height:
        band = body.upper(name.height(drawing, body.width))
        body = body.without_top(band.height + gap)
    name.draw(drawing, band)
    if not drawing.tokens.cramped:
        told = sentence(drawing, under)
        height = told.height(drawing, body.width)
        told.draw(drawing, body.upper(height))
        body = body.without_top(height + gap)
    empty = drawing.say(under) if drawing.tokens.cramped else ""
    row = Row([Field(typed, empty=empty), Press(accept)], [3, 2])
    if leave:
        row = Row([Press(leave), Field(typed, empty=empty), Press(accept)], [2, 5, 2])
    height = row.height(drawing, body.width)
    row.draw(drawing, body.upper(height))
    keyboard.draw(drawing, body.without_top(height + gap))
