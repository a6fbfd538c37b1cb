"""A question; its answers branch, or teach."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Card
from kiosk.ui.widgets.notes import good_note
from kiosk.ui.widgets.step import step_foot, step_head, step_text
from kiosk.visit.views import ChoiceStepView


def draw(scene: Scene, view: ChoiceStepView, area: Area) -> None:
    main: list[Block] = [*step_text(scene, view.text)]
    main += [Card(answer, view.head.colour, arrow=False) for answer in view.answers]
    if view.feedback:
        main.append(good_note(scene.say(view.feedback)))
    foot = [step_foot(view.stuck, view.done)]
    lay(scene, area, Plan(step_head(scene, view.head), main, foot))
