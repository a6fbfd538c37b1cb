"""The services of one theme."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.buttons import Card
from kiosk.ui.widgets.paragraph import sentence
from kiosk.visit.view.services import ServicesView


def draw(drawing: Drawing, view: ServicesView, area: Area) -> None:
    head = [
        Banner(drawing.say(view.title), view.icon, view.colour),
        sentence(drawing, view.subtitle),
    ]
    cards = [Card(service, view.colour, detail="small") for service in view.services]
    lay(drawing, area, Plan(head, cards, start_share=0.36))
