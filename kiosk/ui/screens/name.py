"""A first name or a nickname, if they like."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.widgets.keyboard import Keyboard
from kiosk.ui.widgets.typed_field import lay_typing
from kiosk.visit.view.person import NameView

FULL = True


def draw(drawing: Drawing, view: NameView, area: Area) -> None:
    lay_typing(drawing, area, view.title, view.subtitle, view.typed, view.accept, Keyboard())
