"""All steps are done: what now."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.emblem import Medal
from kiosk.ui.widgets.words import sentences, title
from kiosk.visit.views import WalkDoneView


def draw(scene: Scene, view: WalkDoneView, area: Area) -> None:
    head: list[Block] = [Medal("check", view.colour), title(scene, view.title)]
    head.append(sentences(scene, view.text))
    main = [Press(way) for way in view.ways]
    lay(scene, area, Plan(head, main, middle=scene.tokens.landscape))
