"""A ticket in hand: scan it, or type its letters on a pad of sixteen."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block, Row
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.notes import Note
from kiosk.ui.widgets.pad import Pad
from kiosk.ui.widgets.typing import Field
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import ResumeView


def draw(scene: Scene, view: ResumeView, area: Area) -> None:
    head: list[Block] = [title(scene, view.title)]
    told = Note(scene.say(view.note), "info", wanted=True) if view.note else None
    if told is None or not scene.tokens.cramped:
        head.append(sentence(scene, view.subtitle))
    head.append(Field(view.typed, "strong" if scene.tokens.landscape else "title", centred=True))
    if told:
        head.append(told)
    foot = [Row([Press(view.person), Press(view.erase)], [3, 2])]
    lay(scene, area, Plan(head, [Pad(view.letters, 4)], foot, left_share=0.5))
