"""All that a ticket holds, a card each."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card, Press
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.ticket_contents import TicketContentsView


def draw(drawing: Drawing, view: TicketContentsView, area: Area) -> None:
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    cards = [Card(thing, "yellow", keeps_detail=True) for thing in view.things]
    lay(drawing, area, Plan(head, cards, [Press(view.print)]))
