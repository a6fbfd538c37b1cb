"""The themes, each on its colour."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Tile
from kiosk.ui.widgets.element import grid
from kiosk.ui.widgets.paragraph import title
from kiosk.visit.view.services import ThemesView


def draw(drawing: Drawing, view: ThemesView, area: Area) -> None:
    tiles = [Tile(theme) for theme in view.themes]
    lay(drawing, area, Plan([title(drawing, view.title)], grid(tiles, 2), start_share=0.3))
