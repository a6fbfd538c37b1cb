"""At most three ideas, each with its reason, and always a person."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.buttons import Card, Press
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import SuggestionsView


def draw(scene: Scene, view: SuggestionsView, area: Area) -> None:
    head = [title(scene, view.title), sentence(scene, view.subtitle)]
    main = [Card(suggestion) for suggestion in view.suggestions]
    lay(scene, area, Plan(head, main, [Press(view.person)]))
