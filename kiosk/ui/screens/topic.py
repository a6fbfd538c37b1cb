"""What one wants to speak about."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block, grid
from kiosk.ui.widgets.buttons import Card, Tile
from kiosk.ui.widgets.words import title
from kiosk.visit.views import TopicView


def draw(scene: Scene, view: TopicView, area: Area) -> None:
    coloured: list[Block] = [Tile(topic) for topic in view.topics if topic.colour]
    others: list[Block] = [Card(topic) for topic in view.topics if not topic.colour]
    main = [*grid(coloured, 2), *others]
    lay(scene, area, Plan([title(scene, view.title)], main, left_share=0.3))
