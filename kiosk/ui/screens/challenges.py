"""All challenges, a card each."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card, Press
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.challenges import ChallengesView


def draw(drawing: Drawing, view: ChallengesView, area: Area) -> None:
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    cards = [Card(one, detail="small") for one in view.challenges]
    foot = [Press(view.take)] if view.take else []
    lay(drawing, area, Plan(head, cards, foot, start_share=0.36))
