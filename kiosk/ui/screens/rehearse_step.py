"""A drawn page to rehearse on: nothing is sent, nothing can break."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.browser_page import browser_page
from kiosk.ui.widgets.notes import Note, good_note
from kiosk.ui.widgets.step import step_foot, step_head, step_text
from kiosk.visit.views import PageBlock, RehearseStepView


def draw(scene: Scene, view: RehearseStepView, area: Area) -> None:
    head = [*step_head(scene, view.head), *_lesson(scene, view)]
    if view.lesson is None:  # the lesson takes the sentences' place: the page stays where it is
        head[2:2] = step_text(scene, view.text)
    foot = [step_foot(view.stuck, view.done)]
    page = browser_page(scene, view.safe, view.page)
    lay(scene, area, Plan(head, page, foot, gap=0.0))


def _lesson(scene: Scene, view: RehearseStepView) -> list[Block]:
    if view.lesson is None:
        return []
    words = scene.say(view.lesson)
    if view.found:
        return [good_note(words)]
    # Once the place glows, it is the place that has to be seen.
    return [Note(words, "hand-helping", wanted=not any(map(_glows, view.page)))]


def _glows(block: PageBlock) -> bool:
    return block.glows or any(glows for _words, _touch, glows in block.items)
