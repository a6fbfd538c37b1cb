"""One file a screen, named as its view: `HomeView` is drawn by `home.py`.

Each has a `draw`, a `GROUND` where it is not drawn on paper, and is `FULL` where a small screen
has no line to spare.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.tokens import PAPER, Colour
from kiosk.visit.views import Body

Draw = Callable[[Drawing, Any, Area], None]


def draw_of(body: Body) -> Draw:
    """What draws such a body."""
    draw: Draw = _screen(type(body).__name__).draw
    return draw


def ground_of(body: Body) -> Colour:
    """The colour that is behind it."""
    ground: Colour = getattr(_screen(type(body).__name__), "GROUND", PAPER)
    return ground


def is_full(body: Body) -> bool:
    """Whether it needs all of a small screen: a keyboard whose keys must not shrink."""
    return bool(getattr(_screen(type(body).__name__), "FULL", False))


def load() -> None:
    """Bring every screen in before the first touch: none waits for its file."""
    for kind in Body.__subclasses__():
        _screen(kind.__name__)


@cache
def _screen(view: str) -> ModuleType:
    words = re.findall("[A-Z][a-z]*", view.removesuffix("View"))
    return import_module(f"{__name__}.{'_'.join(words).lower()}")


load()
