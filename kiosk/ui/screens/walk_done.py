"""All steps are done: what now."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import lay_tidings
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.emblem import Medal
from kiosk.ui.widgets.paragraph import sentences, title
from kiosk.visit.view.steps import WalkDoneView


def draw(drawing: Drawing, view: WalkDoneView, area: Area) -> None:
    told: list[Element] = [Medal("check", view.colour), title(drawing, view.title)]
    told.append(sentences(drawing, view.text, "body"))
    lay_tidings(drawing, area, told, [Press(way) for way in view.ways])
