"""A first name or a nickname, if they like."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.keyboard import Keyboard
from kiosk.ui.widgets.typing import lay_typing
from kiosk.visit.views import NameView


def draw(scene: Scene, view: NameView, area: Area) -> None:
    lay_typing(scene, area, view.title, view.subtitle, view.typed, view.accept, Keyboard())
