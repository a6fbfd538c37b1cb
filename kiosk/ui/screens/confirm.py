"""Everything about the appointment, while its seat is held."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Row
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.times import Appointment, Held
from kiosk.ui.widgets.words import title
from kiosk.visit.views import ConfirmView


def draw(scene: Scene, view: ConfirmView, area: Area) -> None:
    card = Appointment(scene.say(view.hour), scene.say(view.day), view.lines)
    held = Held(scene.say(view.held), view.share_left)
    foot = [Row([Press(view.change), Press(view.confirm)], [2, 3])]
    head = [title(scene, view.title)]
    if scene.tokens.landscape:
        lay(scene, area, Plan([*head, held], [card], foot, left_share=0.46, middle=True))
    else:
        lay(scene, area, Plan(head, [card, held], foot))
