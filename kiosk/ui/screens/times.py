"""When: the next three free times in large, then other days."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.emblem import Middle
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.ui.widgets.time_cards import TimeCard
from kiosk.visit.view.times import TimesView


def draw(drawing: Drawing, view: TimesView, area: Area) -> None:
    head: list[Element] = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    main: list[Element] = []
    if view.note:
        note = NoteBox(drawing.say(view.note), "hourglass" if view.looking else "info", wanted=True)
        main.append(note)
    main += [TimeCard(time) for time in view.nearest]
    if view.other_days:
        main.append(Press(view.other_days))
    if not main:
        main.append(Middle("hourglass" if view.looking else "calendar-x", "yellow"))
    foot = [Press(view.now)] if view.now else []
    lay(drawing, area, Plan(head, main, foot, middle=not view.nearest))
