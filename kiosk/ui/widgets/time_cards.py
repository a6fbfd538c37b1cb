"""Times and appointments: the hour in large, the day, what to know."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.text import Text
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.tokens import GO, INK, LINE_STRONG, SOFT, Size
from kiosk.ui.widgets.button_styles import button_look, card_look
from kiosk.ui.widgets.element import Element, Stack
from kiosk.ui.widgets.notes import Facts
from kiosk.ui.widgets.paragraph import Beside, Paragraph
from kiosk.visit.views import Button


class TimeCard(Element):
    """A free time to choose."""

    grows = 0.5
    most = 1.3

    def __init__(self, said: Button) -> None:
        self.said = said

    def _words(self, drawing: Drawing) -> Stack:
        words: list[Element] = [
            Paragraph(drawing.say(self.said.label), "title", bold=True, colour=INK)
        ]
        if self.said.detail:
            words.append(Paragraph(drawing.say(self.said.detail), "body", colour=SOFT))
        return Stack(words, 0)

    def _arrow(self, drawing: Drawing) -> float:
        return drawing.tokens.size("strong") * 1.1

    def _inner(self, drawing: Drawing, width: float) -> float:
        return width - self._arrow(drawing) - 2.5 * drawing.tokens.pad

    def height(self, drawing: Drawing, width: float) -> float:
        words = self._words(drawing).height(drawing, self._inner(drawing, width))
        return max(words + drawing.tokens.pad * 1.1, drawing.tokens.button)

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens, said = drawing.tokens, self.said
        look = button_look(tokens, "plain", said.enabled, said.picked)
        words = drawing.say(said.label)
        drawing.touchable(box, said.event, words, said.enabled).wear(
            drawing.plate_at, look.up, look.down
        )
        inner = box.inset(tokens.pad, 0)
        arrow = self._arrow(drawing)
        drawing.icon("arrow-right", arrow, GO, inner.end_part(arrow))
        inner = inner.start_part(self._inner(drawing, box.width))
        stack = self._words(drawing)
        stack.draw(drawing, inner.centred(inner.width, stack.height(drawing, inner.width)))


class AppointmentCard(Element):
    """Everything about one appointment, on a white card."""

    divides = True

    def __init__(self, hour: str, day: str, lines: tuple[tuple[str, Text], ...]) -> None:
        self._hour = hour
        self._day = day
        self._lines = lines

    def _inside(self, drawing: Drawing) -> Stack:
        gap = drawing.tokens.gap
        size: Size = "title" if drawing.tokens.cramped else "hour"
        when: list[Element] = [
            Paragraph(self._hour, size, bold=True),
            Paragraph(self._day, "strong", bold=True, colour=SOFT),
        ]
        size_told: Size = "body" if drawing.tokens.landscape else "strong"
        side = drawing.tokens.size(size_told) * 1.1
        lines = [
            Beside(icon, Paragraph(drawing.say(text), size_told), GO, side)
            for icon, text in self._lines
        ]
        told = [Stack(lines, gap * 0.6)] if lines else []
        return Stack([Stack(when, 0), *told], gap)

    def height(self, drawing: Drawing, width: float) -> float:
        pad = drawing.tokens.pad * 1.2
        return self._inside(drawing).height(drawing, width - 2 * pad) + 2 * pad

    def parts(self, drawing: Drawing, _width: float) -> Sequence[Element]:
        """When, then each thing to know on a card of its own."""
        plate = card_look(drawing.tokens).up
        alone = [Facts((line,), plate) for line in self._lines]
        return [AppointmentCard(self._hour, self._day, ()), *alone]

    def draw(self, drawing: Drawing, box: Box) -> None:
        drawing.plate(card_look(drawing.tokens).up, box)
        tokens = drawing.tokens
        self._inside(drawing).draw(drawing, box.inset(tokens.pad * 1.2))


class Held(Element):
    """For how long the seat is kept: words, and a line that gets shorter."""

    def __init__(self, words: str, share_left: float) -> None:
        self._words = Paragraph(words, "body", bold=True, colour=INK)
        self._share = max(0.0, min(1.0, share_left))

    def _thick(self, drawing: Drawing) -> int:
        return max(8, round(18 * drawing.tokens.unit))

    def height(self, drawing: Drawing, width: float) -> float:
        return self._words.height(drawing, width) + self._thick(drawing) * 2

    def draw(self, drawing: Drawing, box: Box) -> None:
        thick = self._thick(drawing)
        self._words.draw(drawing, box.without_bottom(2 * thick))
        line = Box(box.x, box.y + thick / 2, box.width, thick)
        drawing.plate(Plate(LINE_STRONG, thick // 2 - 1), line)
        left = line.width * self._share
        if left > thick:
            drawing.plate(Plate(GO, thick // 2 - 1), line.start_part(left))
