"""Sessions to come, by day."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card, Press
from kiosk.ui.widgets.element import Element, Stack
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.paragraph import Paragraph, sentence, title
from kiosk.visit.view.together import ProgrammeView


def draw(drawing: Drawing, view: ProgrammeView, area: Area) -> None:
    head: list[Element] = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    main: list[Element] = []
    if view.note:
        main.append(NoteBox(drawing.say(view.note), "info"))
    for day, sessions in view.days:
        first, *others = [Card(one, "yellow", detail="small") for one in sessions]
        # A day's name never stands alone at the foot of a page.
        main.append(Stack([Paragraph(drawing.say(day), "strong", bold=True), first]))
        main += others
    foot = [Press(view.wish)] if view.wish else []
    lay(drawing, area, Plan(head, main, foot, start_share=0.36))
