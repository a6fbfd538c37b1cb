"""One kind question, to find where to begin."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Card
from kiosk.ui.widgets.notes import Progress
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import OrientationView


def draw(scene: Scene, view: OrientationView, area: Area) -> None:
    head: list[Block] = [
        Progress(scene.say(view.place), view.position, view.total),
        title(scene, view.title),
    ]
    if view.text:
        head.append(sentence(scene, view.text))
    main = [Card(answer, "yellow") for answer in view.answers]
    lay(scene, area, Plan(head, main))
