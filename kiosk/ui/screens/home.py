"""Three doors and a small one."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Card, Press
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import HomeView


def draw(scene: Scene, view: HomeView, area: Area) -> None:
    main: list[Block] = [Card(door) for door in view.doors]
    if view.unfinished:
        main.insert(0, Press(view.unfinished))
    foot: list[Block] = [Press(view.ticket)]
    head = [title(scene, view.title), sentence(scene, view.subtitle)]
    lay(scene, area, Plan(head, main, foot))
