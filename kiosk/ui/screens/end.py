"""How it was: three faces, and the end."""

from __future__ import annotations

from kiosk.catalog.model import ThemeColour
from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block, Row
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.faces import FaceCard
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import EndView

COLOURS: tuple[ThemeColour, ...] = ("green", "yellow", "pink")


def draw(scene: Scene, view: EndView, area: Area) -> None:
    head: list[Block] = [title(scene, view.title), sentence(scene, view.subtitle)]
    faces = [FaceCard(face, COLOURS[at % 3]) for at, face in enumerate(view.faces)]
    foot: list[Block] = [Press(view.keep_steps)] if view.keep_steps else []
    foot.append(Press(view.skip))
    lay(scene, area, Plan(head, [Row(faces)], foot, middle=True))
