"""The staff's code."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.pad import digits
from kiosk.ui.widgets.paragraph import title
from kiosk.ui.widgets.typed_field import Field
from kiosk.visit.view.staff import StaffPinView


def draw(drawing: Drawing, view: StaffPinView, area: Area) -> None:
    head: list[Element] = [
        title(drawing, view.title),
        Field("•" * view.dots, "title", centred=True),
    ]
    if view.note:
        head.append(NoteBox(drawing.say(view.note), "info", wanted=True))
    foot = [Row([Press(view.leave), Press(view.accept)], [2, 3])]
    pad = digits(enabled=view.enabled)
    lay(drawing, area, Plan(head, [pad], foot, start_share=0.5))
