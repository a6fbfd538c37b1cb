"""The place is closed: when it opens, and what helps meanwhile."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.tokens import GO, Size
from kiosk.ui.widgets.element import Element, Stack
from kiosk.ui.widgets.emblem import emblem
from kiosk.ui.widgets.paragraph import Paragraph, sentence, title
from kiosk.visit.view.opening_times import ClosedView


def draw(drawing: Drawing, view: ClosedView, area: Area) -> None:
    tokens = drawing.tokens
    body = area.body
    size: Size = "title" if tokens.cramped else "hour"
    blocks: list[Element] = [title(drawing, view.title, "centre", size)]
    if view.opens:
        opens = drawing.say(view.opens)
        large: Size = "strong" if tokens.cramped else "title"
        blocks.append(Paragraph(opens, large, bold=True, colour=GO, align="centre"))
    blocks += [sentence(drawing, line, "centre", "body") for line in view.meanwhile]
    words = Stack(blocks, tokens.gap * (0.9 if tokens.cramped else 1.4))
    height = words.height(drawing, body.width)
    side = min(body.width * 0.5, body.height - height - 2 * tokens.gap, 460 * tokens.unit)
    if side < tokens.target:
        words.draw(drawing, body.centred(body.width, height))
        return
    group = body.centred(body.width, side + 2 * tokens.gap + height)
    emblem(drawing, "moon", 3, group.upper(side).centred(side, side))
    words.draw(drawing, group.lower(height))
