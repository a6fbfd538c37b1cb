"""What can be touched. One class for every button: it acts when the finger leaves inside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate, plate_texture
from kiosk.visit.events import Touch


@dataclass(frozen=True, slots=True)
class TurnPage:
    """More of the same screen, up or down: known to the screen alone."""

    step: int


Meaning = Touch | TurnPage


class TouchTarget:
    """A place on the screen and the event that its touch means."""

    __slots__ = (
        "__weakref__",
        "_down",
        "_image",
        "_up",
        "box",
        "enabled",
        "event",
        "key",
        "pressed",
        "words",
    )

    def __init__(self, box: Box, event: Meaning, words: str, enabled: bool = True) -> None:
        self.box = box
        self.event = event
        self.words = words
        self.enabled = enabled
        self.key = False
        """A key of a keyboard or a pad: those may be smaller."""
        self.pressed = False
        self._image: Any = None
        self._up: Plate | None = None
        self._down: Plate | None = None

    def wear(self, draw: Callable[[Plate, Box], Any], up: Plate, down: Plate) -> None:
        """Draw its ground (`Drawing.plate_at`), and keep what it looks like pressed."""
        self._image = draw(up, self.box)
        self._up, self._down = up, down

    def on_press(self, *_: object) -> None:
        self.pressed = True
        self._show(self._down)

    def on_cancel(self, *_: object) -> None:
        self.pressed = False
        self._show(self._up)

    def on_release(self, *_: object) -> Meaning:
        """The finger has left inside: what that means."""
        self.on_cancel()
        return self.event

    def _show(self, plate: Plate | None) -> None:
        if self._image is None or plate is None:
            return
        self._image.texture, self._image.border = plate_texture(plate)
