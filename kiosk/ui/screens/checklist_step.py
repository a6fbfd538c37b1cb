"""What to have at hand, ticked one by one."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import TickLine
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.step import step_foot, step_head, step_text
from kiosk.visit.view.steps import ChecklistStepView


def draw(drawing: Drawing, view: ChecklistStepView, area: Area) -> None:
    main: list[Element] = [*step_text(drawing, view.text), *(TickLine(item) for item in view.items)]
    if view.tip:
        main.append(NoteBox(drawing.say(view.tip)))
    foot = [step_foot(view.stuck, view.done)]
    lay(drawing, area, Plan(step_head(drawing, view.head), main, foot))
