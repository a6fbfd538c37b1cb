"""At most three ideas, each with its reason, and always a person."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card, Press
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.orientation import SuggestionsView


def draw(drawing: Drawing, view: SuggestionsView, area: Area) -> None:
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    main = [Card(suggestion) for suggestion in view.suggestions]
    lay(drawing, area, Plan(head, main, [Press(view.person)]))
