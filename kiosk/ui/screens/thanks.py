"""Thanks; everything is wiped."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Centred, Stack
from kiosk.ui.widgets.emblem import emblem
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.end import ThanksView


def draw(drawing: Drawing, view: ThanksView, area: Area) -> None:
    tokens = drawing.tokens
    body = area.body
    widest = min(body.width, 900 * max(tokens.unit, 0.75))
    words = Stack(
        [
            title(drawing, view.title, "centre", "title" if tokens.cramped else "hour"),
            sentence(drawing, view.text, "centre", "body"),
            Centred(Press(view.leave), widest * 0.7),
        ],
        tokens.gap * 1.4,
    )
    height = words.height(drawing, widest)
    side = min(body.width * 0.6, body.height - height - tokens.gap, 520 * tokens.unit)
    group = body.centred(widest, side + tokens.gap + height)
    emblem(drawing, "heart-handshake", 0, group.upper(side).centred(side, side))
    words.draw(drawing, group.lower(height))
