"""Is somebody still there? One touch to go on, as often as wanted."""

from __future__ import annotations

from kiosk.ui.drawing import Align, Drawing
from kiosk.ui.frame import Area
from kiosk.ui.geometry import Box
from kiosk.ui.page_layout import columns
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Stack
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.ui.widgets.ring import ring
from kiosk.visit.view.staff import StillThereView


def draw(drawing: Drawing, view: StillThereView, area: Area) -> None:
    tokens = drawing.tokens
    ways = Stack([Press(one) for one in (view.stay, view.need_time) if one is not None])
    align: Align = "start" if tokens.landscape else "centre"
    words = Stack(
        [
            title(drawing, view.title, align, "title" if tokens.cramped else "hour"),
            sentence(drawing, view.text, align),
        ]
    )
    if tokens.landscape:
        first, _header, second = columns(drawing, area, 0.56)
        height = ways.height(drawing, first.width)
        ways.draw(drawing, first.lower(height))
        above = first.without_bottom(height + tokens.gap)
        words.draw(drawing, above.centred(first.width, words.height(drawing, first.width)))
        _ring(drawing, view, second)
        return
    body = area.body
    body = body.without_bottom(body.height * 0.06).without_top(body.height * 0.05)
    body = _from_below(drawing, body, ways)
    height = words.height(drawing, body.width)
    words.draw(drawing, body.upper(height))
    _ring(drawing, view, body.without_top(height))


def _from_below(drawing: Drawing, body: Box, ways: Stack) -> Box:
    height = ways.height(drawing, body.width)
    ways.draw(drawing, body.lower(height))
    return body.without_bottom(height + drawing.tokens.gap)


def _ring(drawing: Drawing, view: StillThereView, room: Box) -> None:
    side = min(room.width * 0.8, room.height * 0.86, 620 * max(drawing.tokens.unit, 0.7))
    ring(drawing, room.centred(side, side), view.share_left, str(view.seconds_left))
