"""One service: what it is for, what to have at hand, how long, and "Commencer"."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.button_styles import card_look
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Stack
from kiosk.ui.widgets.notes import Facts
from kiosk.ui.widgets.paragraph import Beside, Paragraph, sentences
from kiosk.visit.view.services import ServiceView


def draw(drawing: Drawing, view: ServiceView, area: Area) -> None:
    head = [Banner(drawing.say(view.title), view.icon, view.colour, over=drawing.say(view.theme))]
    main: list[Element] = [sentences(drawing, view.purpose)]
    main.append(Facts(view.facts, card_look(drawing.tokens).up))
    if view.at_hand:
        main += _at_hand(drawing, view)
    lay(drawing, area, Plan(head, main, [Press(view.start)], start_share=0.38))


def _at_hand(drawing: Drawing, view: ServiceView) -> list[Element]:
    title = Paragraph(drawing.say(view.at_hand_title), "strong", bold=True)
    lines = [Beside("check", Paragraph(drawing.say(thing), "body")) for thing in view.at_hand]
    return [Stack([title, *lines], drawing.tokens.gap * 0.5)]
