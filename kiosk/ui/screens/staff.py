"""What staff can do on the terminal itself."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.tokens import INK, WHITE
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import grid
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.paragraph import title
from kiosk.visit.view.staff import StaffView


def draw(drawing: Drawing, view: StaffView, area: Area) -> None:
    head = [title(drawing, view.title), NoteBox(drawing.say(view.printer), "printer", WHITE, INK)]
    head.append(NoteBox(drawing.say(view.scan), "scan-barcode", WHITE, INK))
    if view.enquiries:
        head.append(NoteBox(drawing.say(view.enquiries), "inbox"))
    actions = [Press(action, "body") for action in view.actions]
    columns = 2 if drawing.tokens.landscape else 1
    lay(drawing, area, Plan(head, grid(actions, columns), [Press(view.leave)], start_share=0.34))
