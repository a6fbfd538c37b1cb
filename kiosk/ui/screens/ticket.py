"""The ticket as on paper, and the truth about the paper."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.ui.widgets.ticket_picture import CodePlate, TicketPicture
from kiosk.visit.view.tickets import TicketView

FULL = True


def draw(drawing: Drawing, view: TicketView, area: Area) -> None:
    head: list[Element] = [title(drawing, view.title), sentence(drawing, view.text)]
    ways: list[Element] = [Press(view.reprint)] if view.reprint else []
    ways += [Press(way) for way in view.ways]
    paper = TicketPicture(view.picture)
    if drawing.tokens.landscape:
        head.append(CodePlate(view.code))
        lay(drawing, area, Plan(head, [paper], _pairs(ways), start_share=0.56, middle=True))
    else:
        lay(drawing, area, Plan([*head, CodePlate(view.code)], [paper], _pairs(ways)))


def _pairs(ways: list[Element]) -> list[Element]:
    """Two a row, so that the paper has room; the last, main one alone when they are odd."""
    if len(ways) < 2:
        return ways
    start = len(ways) % 2
    rows: list[Element] = list(ways[:start])
    rows += [Row(ways[at : at + 2]) for at in range(start, len(ways), 2)]
    return rows
