"""What staff can do on the terminal itself."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import INK, WHITE
from kiosk.ui.widgets.block import grid
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.notes import Note
from kiosk.ui.widgets.words import title
from kiosk.visit.views import StaffView


def draw(scene: Scene, view: StaffView, area: Area) -> None:
    head = [title(scene, view.title), Note(scene.say(view.printer), "printer", WHITE, INK)]
    head.append(Note(scene.say(view.scan), "scan-barcode", WHITE, INK))
    if view.requests:
        head.append(Note(scene.say(view.requests), "inbox"))
    actions = [Press(action, "body") for action in view.actions]
    columns = 2 if scene.tokens.landscape else 1
    lay(scene, area, Plan(head, grid(actions, columns), [Press(view.leave)], left_share=0.34))
