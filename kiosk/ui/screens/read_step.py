"""A step to read and do."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.notes import Note
from kiosk.ui.widgets.step import Reading, step_foot, step_head
from kiosk.visit.views import ReadStepView


def draw(scene: Scene, view: ReadStepView, area: Area) -> None:
    main: list[Block] = [Reading(view.icon, view.text, view.head.colour)]
    if view.tip:
        main.append(Note(scene.say(view.tip)))
    foot = [step_foot(view.stuck, view.done)]
    lay(scene, area, Plan(step_head(scene, view.head), main, foot))
