"""How it was: three faces, and the end."""

from __future__ import annotations

from kiosk.catalog.model import ThemeColour
from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.ui.widgets.rating_faces import FaceCard
from kiosk.visit.view.end import EndView

COLOURS: tuple[ThemeColour, ...] = ("green", "yellow", "pink")

FULL = True


def draw(drawing: Drawing, view: EndView, area: Area) -> None:
    head: list[Element] = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    faces = [FaceCard(face, COLOURS[at % 3]) for at, face in enumerate(view.faces)]
    foot: list[Element] = [Press(view.keep_steps)] if view.keep_steps else []
    foot.append(Press(view.skip))
    lay(drawing, area, Plan(head, [Row(faces)], foot, middle=True))
