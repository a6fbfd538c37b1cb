"""This terminal rests."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.widgets.element import Stack
from kiosk.ui.widgets.emblem import emblem
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.staff import OutOfServiceView


def draw(drawing: Drawing, view: OutOfServiceView, area: Area) -> None:
    tokens = drawing.tokens
    body = area.body
    words = Stack(
        [
            title(drawing, view.title, "centre", "title" if tokens.cramped else "hour"),
            sentence(drawing, view.text, "centre", "strong"),
        ],
        tokens.gap * 1.4,
    )
    height = words.height(drawing, body.width)
    side = min(body.width * 0.6, body.height - height - 2 * tokens.gap, 560 * tokens.unit)
    group = body.centred(body.width, side + 2 * tokens.gap + height)
    emblem(drawing, "coffee", 3, group.upper(side).centred(side, side))
    words.draw(drawing, group.lower(height))
