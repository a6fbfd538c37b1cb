"""Cards to touch: one leads on, or several are picked first."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import grid
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.views import CardsView


def draw(drawing: Drawing, view: CardsView, area: Area) -> None:
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    cards = grid([Press(card) for card in view.cards], 2)
    foot = [Press(view.go)] if view.go else []
    lay(drawing, area, Plan(head, cards, foot, start_share=0.36))
