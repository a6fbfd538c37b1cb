"""A telephone number, only where the helper is to call."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.notes import Note
from kiosk.ui.widgets.pad import digits
from kiosk.ui.widgets.typing import Field
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import PhoneView


def draw(scene: Scene, view: PhoneView, area: Area) -> None:
    head: list[Block] = [title(scene, view.title)]
    if not (scene.tokens.cramped and view.note):
        head.append(sentence(scene, view.subtitle))
    head.append(Field(view.typed, "strong" if scene.tokens.cramped else "title"))
    if view.note:
        head.append(Note(scene.say(view.note), "info", wanted=True))
    lay(scene, area, Plan(head, [digits(plus=True)], [Press(view.accept)], left_share=0.5))
