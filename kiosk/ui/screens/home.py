"""Four doors and a small one."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card, Press
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.home import HomeView


def draw(drawing: Drawing, view: HomeView, area: Area) -> None:
    main: list[Element] = [Card(door) for door in view.doors]
    if view.unfinished:
        main.insert(0, Press(view.unfinished))
    foot: list[Element] = [Press(view.ticket)]
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    lay(drawing, area, Plan(head, main, foot))
