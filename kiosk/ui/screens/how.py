"""How one wants to meet a person: now, or at a time, here or from afar."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Card
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import HowView


def draw(scene: Scene, view: HowView, area: Area) -> None:
    head = [title(scene, view.title), sentence(scene, view.subtitle)]
    main: list[Block] = [Card(way, "peach") for way in (view.now, *view.modes)]
    lay(scene, area, Plan(head, main))
