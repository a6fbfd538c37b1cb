"""One session: whether to come, and how many."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.paragraph import Paragraph, title
from kiosk.ui.widgets.time_cards import AppointmentCard
from kiosk.visit.view.session import SessionView

FULL = True


def draw(drawing: Drawing, view: SessionView, area: Area) -> None:
    main: list[Element] = []
    if view.note:
        main.append(NoteBox(drawing.say(view.note), "info", wanted=True))
    main.append(AppointmentCard(drawing.say(view.hour), drawing.say(view.day), view.lines))
    if view.how_many:
        main.append(Paragraph(drawing.say(view.how_many), "strong", bold=True))
        main.append(Row([Press(one) for one in view.persons]))
    if view.ways:
        main.append(Row([Press(one) for one in view.ways]))
    foot: list[Element] = [Press(view.others)]
    if view.join:
        foot = [Row([Press(view.others), Press(view.join)], [2, 3])]
    lay(drawing, area, Plan([title(drawing, view.title)], main, foot, start_share=0.4))
