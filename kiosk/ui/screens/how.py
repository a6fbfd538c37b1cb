"""How one wants to meet a person: now, or at a time, here or from afar."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.person import HowView


def draw(drawing: Drawing, view: HowView, area: Area) -> None:
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    main: list[Element] = [Card(way, "peach") for way in (*view.modes,)]
    if view.now:
        main.insert(0, Card(view.now, "peach"))
    if view.together:
        main.append(Card(view.together, "violet", detail="small"))
    lay(drawing, area, Plan(head, main))
