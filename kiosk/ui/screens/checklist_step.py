"""What to have at hand, ticked one by one."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Tick
from kiosk.ui.widgets.notes import Note
from kiosk.ui.widgets.step import step_foot, step_head, step_text
from kiosk.visit.views import ChecklistStepView


def draw(scene: Scene, view: ChecklistStepView, area: Area) -> None:
    main: list[Block] = [*step_text(scene, view.text), *(Tick(item) for item in view.items)]
    if view.tip:
        main.append(Note(scene.say(view.tip)))
    foot = [step_foot(view.stuck, view.done)]
    lay(scene, area, Plan(step_head(scene, view.head), main, foot))
