"""One challenge: why, how, and what to do where it is hard."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.button_styles import card_look
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.notes import Facts, NoteBox
from kiosk.ui.widgets.paragraph import Paragraph, sentence
from kiosk.visit.view.challenges import ICON, ChallengeView


def draw(drawing: Drawing, view: ChallengeView, area: Area) -> None:
    head: list[Element] = [
        Banner(drawing.say(view.title), ICON, view.colour),
        Paragraph(drawing.say(view.facts), "body", bold=True),
        sentence(drawing, view.why),
    ]
    main: list[Element] = []
    if view.note:
        main.append(NoteBox(drawing.say(view.note), "info", wanted=True))
    plate = card_look(drawing.tokens).up
    main.append(Facts(tuple(("arrow-right", step) for step in view.how), plate))
    main.append(NoteBox(drawing.say(view.if_stuck), "lightbulb"))
    if view.leads_to:
        main.append(Press(view.leads_to, "body"))
    lay(drawing, area, Plan(head, main, [Press(way) for way in view.ways], start_share=0.42))
