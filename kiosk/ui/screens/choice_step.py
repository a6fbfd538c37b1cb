"""A question; its answers branch, or teach."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.notes import good_note
from kiosk.ui.widgets.step import step_foot, step_head, step_text
from kiosk.visit.view.steps import ChoiceStepView


def draw(drawing: Drawing, view: ChoiceStepView, area: Area) -> None:
    main: list[Element] = [*step_text(drawing, view.text)]
    main += [Card(answer, view.head.colour, arrow=False) for answer in view.answers]
    if view.feedback:
        main.append(good_note(drawing.say(view.feedback)))
    foot = [step_foot(view.stuck, view.done)]
    lay(drawing, area, Plan(step_head(drawing, view.head), main, foot))
