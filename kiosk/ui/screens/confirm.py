"""Everything about the appointment, while its seat is held."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Row
from kiosk.ui.widgets.paragraph import title
from kiosk.ui.widgets.time_cards import AppointmentCard, Held
from kiosk.visit.view.booking_confirmation import ConfirmView


def draw(drawing: Drawing, view: ConfirmView, area: Area) -> None:
    card = AppointmentCard(drawing.say(view.hour), drawing.say(view.day), view.lines)
    held = Held(drawing.say(view.held), view.share_left)
    foot = [Row([Press(view.change), Press(view.confirm)], [2, 3])]
    head = [title(drawing, view.title)]
    if drawing.tokens.landscape:
        lay(drawing, area, Plan([*head, held], [card], foot, start_share=0.46, middle=True))
    else:
        lay(drawing, area, Plan(head, [card, held], foot))
