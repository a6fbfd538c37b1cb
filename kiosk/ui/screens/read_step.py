"""A step to read and do."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.step import ReadingText, step_foot, step_head
from kiosk.visit.view.steps import ReadStepView


def draw(drawing: Drawing, view: ReadStepView, area: Area) -> None:
    main: list[Element] = [ReadingText(view.icon, view.text, view.head.colour)]
    if view.tip:
        main.append(NoteBox(drawing.say(view.tip)))
    foot = [step_foot(view.stuck, view.done)]
    lay(drawing, area, Plan(step_head(drawing, view.head), main, foot))
