"""Other days, and the free times of the one looked at."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, grid
from kiosk.ui.widgets.paragraph import Paragraph, title
from kiosk.visit.view.times import DaysView
from kiosk.visit.views import Button


def draw(drawing: Drawing, view: DaysView, area: Area) -> None:
    """The day looked at and its hours come first; the other days stand under them."""
    main: list[Element] = []
    picked = next((day for day in view.days if day.picked), None)
    if picked and view.times:
        main.append(_day_title(drawing, picked))
        main += grid([Press(time, "strong") for time in view.times], 3)
    main += grid([Press(day, "body") for day in view.days if not day.picked], 2)
    foot = [Press(view.now)] if view.now else []
    lay(drawing, area, Plan([title(drawing, view.title)], main, foot, start_share=0.3))


def _day_title(drawing: Drawing, day: Button) -> Paragraph:
    words = Paragraph(drawing.say(day.label), "strong", bold=True)
    words.wanted = words.words
    return words
