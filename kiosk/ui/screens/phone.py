"""A telephone number, only where the helper is to call."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.pad import digits
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.ui.widgets.typed_field import Field
from kiosk.visit.view.person import PhoneView


def draw(drawing: Drawing, view: PhoneView, area: Area) -> None:
    head: list[Element] = [title(drawing, view.title)]
    if not (drawing.tokens.cramped and view.note):
        head.append(sentence(drawing, view.subtitle))
    head.append(Field(view.typed, "strong" if drawing.tokens.cramped else "title"))
    if view.note:
        head.append(NoteBox(drawing.say(view.note), "info", wanted=True))
    lay(drawing, area, Plan(head, [digits(plus=True)], [Press(view.accept)], start_share=0.5))
