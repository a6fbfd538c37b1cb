"""What one wants to speak about."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card, Tile
from kiosk.ui.widgets.element import Element, grid
from kiosk.ui.widgets.paragraph import title
from kiosk.visit.view.person import TopicView


def draw(drawing: Drawing, view: TopicView, area: Area) -> None:
    coloured: list[Element] = [Tile(topic) for topic in view.topics if topic.colour]
    others: list[Element] = [Card(topic) for topic in view.topics if not topic.colour]
    main = [*grid(coloured, 2), *others]
    lay(drawing, area, Plan([title(drawing, view.title)], main, start_share=0.3))
