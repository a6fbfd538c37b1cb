"""What was said here, and what was done."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.tokens import SOFT
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row, Stack
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.paragraph import Paragraph, sentence, title
from kiosk.visit.view.notes import SaidNote, WallView


def draw(drawing: Drawing, view: WallView, area: Area) -> None:
    head: list[Element] = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    main: list[Element] = []
    if view.note:
        main.append(NoteBox(drawing.say(view.note), "info"))
    main += [_said(drawing, one) for one in view.said]
    foot = [Row([Press(one) for one in view.tell])]
    lay(drawing, area, Plan(head, main, foot, start_share=0.38))


def _said(drawing: Drawing, one: SaidNote) -> Element:
    told: list[Element] = [Paragraph(drawing.say(one.words), "strong", bold=True)]
    if one.answer:
        told.append(Paragraph(drawing.say(one.answer), "body", colour=SOFT))
    told.append(Press(one.agree, "body"))
    return Stack(told, drawing.tokens.gap * 0.5)
