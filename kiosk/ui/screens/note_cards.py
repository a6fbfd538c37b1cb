"""What it is about: cards to touch."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import grid
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.notes import NoteCardsView


def draw(drawing: Drawing, view: NoteCardsView, area: Area) -> None:
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    cards = grid([Press(card) for card in view.cards], 2)
    lay(drawing, area, Plan(head, cards, start_share=0.36))
