"""A ticket in hand: scan it, or type its letters on a pad of sixteen."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.pad import Pad
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.ui.widgets.typed_field import Field
from kiosk.visit.view.ticket_lookup import ResumeView


def draw(drawing: Drawing, view: ResumeView, area: Area) -> None:
    head: list[Element] = [title(drawing, view.title)]
    told = NoteBox(drawing.say(view.note), "info", wanted=True) if view.note else None
    if told is None or not drawing.tokens.cramped:
        head.append(sentence(drawing, view.subtitle))
    head.append(Field(view.typed, "strong" if drawing.tokens.landscape else "title", centred=True))
    if told:
        head.append(told)
    foot = [Row([Press(view.person), Press(view.erase)], [3, 2])]
    lay(drawing, area, Plan(head, [Pad(view.letters, 4)], foot, start_share=0.5))
