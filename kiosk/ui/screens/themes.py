"""The themes, each on its colour."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import grid
from kiosk.ui.widgets.buttons import Tile
from kiosk.ui.widgets.words import title
from kiosk.visit.views import ThemesView


def draw(scene: Scene, view: ThemesView, area: Area) -> None:
    tiles = [Tile(theme) for theme in view.themes]
    lay(scene, area, Plan([title(scene, view.title)], grid(tiles, 2), left_share=0.3))
