"""A mouse, as SDL tells of one."""

from __future__ import annotations

from kivy.core.window import Window

from kiosk.ui import sdl

LEFT, MIDDLE, RIGHT = 1, 2, 3


class Mouse:
    """Its places are in pixels from the bottom left."""

    def __init__(self, which: int = 0) -> None:
        self._which = which

    def press(self, x: float, y: float, button: int = LEFT) -> None:
        self._button(sdl.MOUSE_DOWN, x, y, button)

    def release(self, x: float, y: float, button: int = LEFT) -> None:
        self._button(sdl.MOUSE_UP, x, y, button)

    def click(self, x: float, y: float, button: int = LEFT) -> None:
        self.press(x, y, button)
        self.release(x, y, button)

    def move(self, x: float, y: float, *, held: bool) -> None:
        event = sdl.Event()
        event.motion.type = sdl.MOUSE_MOTION
        event.motion.which = self._which
        event.motion.held = sdl.LEFT_HELD if held else 0
        event.motion.x, event.motion.y = _point(x, y)
        sdl.push(event)

    def wheel(self) -> None:
        event = sdl.Event()
        event.common.type = sdl.MOUSE_WHEEL
        sdl.push(event)

    def _button(self, kind: int, x: float, y: float, button: int) -> None:
        event = sdl.Event()
        event.button.type = kind
        event.button.which = self._which
        event.button.button = button
        event.button.x, event.button.y = _point(x, y)
        sdl.push(event)


def _point(x: float, y: float) -> tuple[int, int]:
    return round(x), round(Window.height - 1 - y)


def window_event(what: int) -> None:
    """The window is hidden, minimised, and the like."""
    event = sdl.Event()
    event.window.type = sdl.WINDOW_EVENT
    event.window.event = what
    sdl.push(event)
