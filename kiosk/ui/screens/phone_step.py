"""A QR, to go on with one's own telephone."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.qr_picture import QrPicture
from kiosk.ui.widgets.step import step_foot, step_head, step_text
from kiosk.visit.view.steps import PhoneStepView


def draw(drawing: Drawing, view: PhoneStepView, area: Area) -> None:
    text, note = (
        step_text(drawing, view.text),
        NoteBox(drawing.say(view.without_phone), "smartphone"),
    )
    head = step_head(drawing, view.head)
    main: list[Element] = [QrPicture(view.address)]
    if drawing.tokens.landscape:
        head += text
        main.append(note)
    else:
        main = [*text, *main, note]
    foot = [step_foot(view.stuck, view.done)]
    lay(drawing, area, Plan(head, main, foot))
