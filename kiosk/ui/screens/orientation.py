"""One kind question, to find where to begin."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.notes import ProgressBar
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.orientation import OrientationView


def draw(drawing: Drawing, view: OrientationView, area: Area) -> None:
    head: list[Element] = [
        ProgressBar(drawing.say(view.place), view.position, view.total),
        title(drawing, view.title),
    ]
    if view.text:
        head.append(sentence(drawing, view.text))
    main = [Card(answer, "yellow") for answer in view.answers]
    lay(drawing, area, Plan(head, main))
