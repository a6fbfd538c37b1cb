"""All steps are done: what now."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import lay_tidings
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.emblem import Medal
from kiosk.ui.widgets.words import sentences, title
from kiosk.visit.views import WalkDoneView


def draw(scene: Scene, view: WalkDoneView, area: Area) -> None:
    told: list[Block] = [Medal("check", view.colour), title(scene, view.title)]
    told.append(sentences(scene, view.text, "body"))
    lay_tidings(scene, area, told, [Press(way) for way in view.ways])
