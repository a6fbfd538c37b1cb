"""The ticket as on paper, and the truth about the paper."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block, Row
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.ticket_picture import Code, TicketPicture
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import TicketView


def draw(scene: Scene, view: TicketView, area: Area) -> None:
    head: list[Block] = [title(scene, view.title), sentence(scene, view.text)]
    ways: list[Block] = [Press(view.reprint)] if view.reprint else []
    ways += [Press(way) for way in view.ways]
    paper = TicketPicture(view.picture)
    if scene.tokens.landscape:
        head.append(Code(view.code))
        lay(scene, area, Plan(head, [paper], _pairs(ways), left_share=0.56, middle=True))
    else:
        lay(scene, area, Plan([*head, Code(view.code)], [paper], _pairs(ways)))


def _pairs(ways: list[Block]) -> list[Block]:
    """Two a row, so that the paper has room; the last, main one alone when they are odd."""
    if len(ways) < 2:
        return ways
    start = len(ways) % 2
    rows: list[Block] = list(ways[:start])
    rows += [Row(ways[at : at + 2]) for at in range(start, len(ways), 2)]
    return rows
