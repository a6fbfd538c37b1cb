"""An appointment found by its code."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.paragraph import title
from kiosk.ui.widgets.time_cards import AppointmentCard
from kiosk.visit.view.ticket_lookup import AppointmentView


def draw(drawing: Drawing, view: AppointmentView, area: Area) -> None:
    main: list[Element] = [
        AppointmentCard(drawing.say(view.hour), drawing.say(view.day), view.lines)
    ]
    if view.note:
        main.insert(0, NoteBox(drawing.say(view.note), "info", wanted=True))
    ways = [Press(way) for way in view.ways]
    lay(drawing, area, Plan([title(drawing, view.title)], main, ways, start_share=0.46))
