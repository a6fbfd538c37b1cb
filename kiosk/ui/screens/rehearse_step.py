"""A drawn page to rehearse on: nothing is sent, nothing can break."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.browser_page import browser_page
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.notes import NoteBox, good_note
from kiosk.ui.widgets.step import step_foot, step_head, step_text
from kiosk.visit.view.rehearsal import PageBlock
from kiosk.visit.view.steps import RehearseStepView


def draw(drawing: Drawing, view: RehearseStepView, area: Area) -> None:
    head = [*step_head(drawing, view.head), *_lesson(drawing, view)]
    if view.lesson is None:  # the lesson takes the sentences' place: the page stays where it is
        head[2:2] = step_text(drawing, view.text)
    foot = [step_foot(view.stuck, view.done)]
    page = browser_page(drawing, view.safe, view.page)
    lay(drawing, area, Plan(head, page, foot, gap=0.0))


def _lesson(drawing: Drawing, view: RehearseStepView) -> list[Element]:
    if view.lesson is None:
        return []
    words = drawing.say(view.lesson)
    if view.found:
        return [good_note(words)]
    # Once the place glows, it is the place that has to be seen.
    return [NoteBox(words, "hand-helping", wanted=not any(map(_glows, view.page)))]


def _glows(block: PageBlock) -> bool:
    return block.glows or any(glows for _words, _touch, glows in block.items)
