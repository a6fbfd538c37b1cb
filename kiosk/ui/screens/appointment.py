"""An appointment found by its code."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.paragraph import title
from kiosk.ui.widgets.time_cards import AppointmentCard
from kiosk.visit.view.ticket_lookup import AppointmentView

MOST_IN_A_COLUMN = 3
"""On a small screen; the two short ones before the last stand side by side then."""

FULL = True


def draw(drawing: Drawing, view: AppointmentView, area: Area) -> None:
    main: list[Element] = [
        AppointmentCard(drawing.say(view.hour), drawing.say(view.day), view.lines)
    ]
    if view.note:
        main.insert(0, NoteBox(drawing.say(view.note), "info", wanted=True))
    ways: list[Element] = [Press(way) for way in view.ways]
    if len(ways) > MOST_IN_A_COLUMN and drawing.tokens.cramped:
        ways = [*ways[:-3], Row(ways[-3:-1]), ways[-1]]
    lay(drawing, area, Plan([title(drawing, view.title)], main, ways, start_share=0.46))
