"""The screen itself is the sign: large and warm, seen across the room, still."""

from __future__ import annotations

from kiosk.ui.drawing import Align, Drawing
from kiosk.ui.frame import Area
from kiosk.ui.geometry import Box
from kiosk.ui.tokens import PERSON, WHITE, Size
from kiosk.ui.widgets.element import Element, Row, Stack
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.ui.widgets.sign_buttons import OnBrick
from kiosk.visit.view.person import SignView

GROUND = PERSON


def draw(drawing: Drawing, view: SignView, area: Area) -> None:
    tokens = drawing.tokens
    body = area.body
    ways: list[Element] = [OnBrick(view.came, filled=True)]
    quiet = [OnBrick(way) for way in (view.meanwhile, view.no_longer) if way]
    ways.append(Row(quiet))
    foot = Stack(ways)
    height = foot.height(drawing, body.width)
    foot.draw(drawing, body.lower(height))
    _call(drawing, view, body.without_bottom(height + tokens.gap))


def _call(drawing: Drawing, view: SignView, room: Box) -> None:
    tokens = drawing.tokens
    align: Align = "start" if tokens.landscape else "centre"
    if tokens.landscape:
        side = min(room.height, room.width * 0.26)
        drawing.icon("hand", side * 0.9, WHITE, room.start_part(side))
        room = room.without_start(side + tokens.gap * 2)
    size: Size = "hour" if tokens.cramped else "sign"
    words: list[Element] = [
        Paragraph(
            drawing.say(view.title), size, bold=True, colour=WHITE, align=align, balanced=True
        )
    ]
    words.append(
        Paragraph(drawing.say(view.reassurance), "strong", bold=True, colour=WHITE, align=align)
    )
    stack = Stack(words, tokens.gap * 1.2)
    height = stack.height(drawing, room.width)
    if tokens.landscape:
        stack.draw(drawing, room.centred(room.width, height))
        return
    side = min(room.height - height - tokens.gap, room.width * 0.62)
    group = room.centred(room.width, side + tokens.gap + height)
    drawing.icon("hand", side, WHITE, group.upper(side))
    stack.draw(drawing, group.lower(height))
