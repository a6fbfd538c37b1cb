"""A QR, to go on with one's own telephone."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.notes import Note
from kiosk.ui.widgets.qr import Qr
from kiosk.ui.widgets.step import step_foot, step_head, step_text
from kiosk.visit.views import PhoneStepView


def draw(scene: Scene, view: PhoneStepView, area: Area) -> None:
    text, note = step_text(scene, view.text), Note(scene.say(view.without_phone), "smartphone")
    head = step_head(scene, view.head)
    main: list[Block] = [Qr(view.address)]
    if scene.tokens.landscape:
        head += text
        main.append(note)
    else:
        main = [*text, *main, note]
    foot = [step_foot(view.stuck, view.done)]
    lay(scene, area, Plan(head, main, foot))
