"""The screen itself is the sign: large and warm, seen across the room, still."""

from __future__ import annotations

from kiosk.ui.drawing import Align, Drawing
from kiosk.ui.frame import Area
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.tokens import PERSON, WHITE, Size
from kiosk.ui.widgets.element import Element, Row, Stack
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.ui.widgets.sign_buttons import OnBrick
from kiosk.visit.view.person import SignView

GROUND = PERSON


def draw(drawing: Drawing, view: SignView, area: Area) -> None:
    tokens = drawing.tokens
    body = area.body
    foot = Stack(_ways(view))
    height = foot.height(drawing, body.width)
    foot.draw(drawing, body.lower(height))
    _call(drawing, view, body.without_bottom(height + tokens.gap))


def _ways(view: SignView) -> list[Element]:
    came, no_longer = OnBrick(view.came, filled=True), OnBrick(view.no_longer)
    if view.nobody_came:
        return [OnBrick(view.meanwhile, filled=True), Row([came, no_longer], weights=(1.4, 1.0))]
    return [came, Row([OnBrick(view.meanwhile), no_longer])]


def _who(drawing: Drawing, view: SignView, side: float, place: Box) -> None:
    """The hand that calls; or whoever is on the way, by the letters on their badge."""
    if not view.initials:
        drawing.icon("hand", side, WHITE, place)
        return
    across = round(side)
    disc = place.centred(across, across)
    drawing.plate(Plate(WHITE, max(2, across // 2 - 3)), disc)
    size = round(across * (0.42 if len(view.initials) > 1 else 0.56))
    drawing.line(view.initials, "bold", size, PERSON, disc, "centre")


def _call(drawing: Drawing, view: SignView, room: Box) -> None:
    tokens = drawing.tokens
    align: Align = "start" if tokens.landscape else "centre"
    if tokens.landscape:
        side = min(room.height, room.width * 0.26)
        _who(drawing, view, side * 0.9, room.start_part(side))
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
    _who(drawing, view, side, group.upper(side))
    stack.draw(drawing, group.lower(height))
