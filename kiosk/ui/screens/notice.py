"""Something to know, and the ways on."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import lay_tidings
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.emblem import Medal
from kiosk.ui.widgets.words import sentences, title
from kiosk.visit.views import NoticeView


def draw(scene: Scene, view: NoticeView, area: Area) -> None:
    told: list[Block] = [Medal(view.icon, "yellow"), title(scene, view.title)]
    told.append(sentences(scene, view.text, "body"))
    lay_tidings(scene, area, told, [Press(way) for way in view.ways])
