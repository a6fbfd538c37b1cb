"""The staff's code."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block, Row
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.notes import Note
from kiosk.ui.widgets.pad import digits
from kiosk.ui.widgets.typing import Field
from kiosk.ui.widgets.words import title
from kiosk.visit.views import StaffPinView


def draw(scene: Scene, view: StaffPinView, area: Area) -> None:
    head: list[Block] = [title(scene, view.title), Field("•" * view.dots, "title", centred=True)]
    if view.note:
        head.append(Note(scene.say(view.note), "info", wanted=True))
    foot = [Row([Press(view.leave), Press(view.accept)], [2, 3])]
    pad = digits(enabled=view.enabled)
    lay(scene, area, Plan(head, [pad], foot, left_share=0.5))
