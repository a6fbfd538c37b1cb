"""Drives the real screens by real touches: for the tour, the tests and the benchmarks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from kivy.core.window import Window
from kivy.graphics.opengl import (
    GL_RGB,
    GL_UNSIGNED_BYTE,
    glFinish,
    glReadPixels,
)
from PIL import Image

from kiosk.errors import KioskError
from kiosk.ui import sdl
from kiosk.ui.app import KioskApp, Scanner, TerminalBehind
from kiosk.ui.drawing import Drawing, Written
from kiosk.ui.kivy_loop import start
from kiosk.ui.tokens import Tokens
from kiosk.ui.touch_target import Meaning, TouchTarget, TurnPage

MOST_TURNS = 200
DEVICE = -77
"""No touchscreen's own number."""


class DriverError(KioskError):
    """What was to be touched is not on the screen, or what was waited for does not come."""


class Finger:
    """One touch, sent by SDL as a touchscreen's own are; its places are in pixels."""

    _next = 0

    def __init__(self, x: float, y: float) -> None:
        Finger._next += 1
        self._number = Finger._next
        self._place = (x, y)

    def touch(self) -> None:
        self._push(sdl.FINGER_DOWN)

    def slide(self, x: float, y: float) -> None:
        self._place = (x, y)
        self._push(sdl.FINGER_MOTION)

    def leave(self) -> None:
        self._push(sdl.FINGER_UP)

    def _push(self, kind: int) -> None:
        event = sdl.Event()
        event.finger.type = kind
        event.finger.device, event.finger.finger = DEVICE, self._number
        event.finger.x = self._place[0] / (Window.width - 1.0)
        event.finger.y = 1.0 - self._place[1] / (Window.height - 1.0)
        sdl.push(event)


class Driver:
    """`with Driver(terminal, size=(1080, 1920)) as driver:` opens the screens of a terminal.

    `inches` is the screen's diagonal, 0 for the usual one. `clock` gives monotonic seconds.
    """

    def __init__(
        self,
        terminal: TerminalBehind,
        *,
        size: tuple[int, int],
        inches: float = 0.0,
        scanner: Scanner | None = None,
        clock: Callable[[], float] = time.monotonic,
        double_tap_seconds: float = 0.0,
        text_scale: float = 1.0,
    ) -> None:
        start()
        if (Window.width, Window.height) != size:
            Window.size = size
        tokens = Tokens(*size, inches, text_scale)
        self.terminal = terminal
        self.app = KioskApp(
            terminal,
            tokens,
            scanner=scanner,
            clock=clock,
            double_tap_seconds=double_tap_seconds,
        )

    def __enter__(self) -> Driver:
        self.app.open()
        self.settle()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.app.close()
        self.turn()

    @property
    def drawing(self) -> Drawing:
        drawing = self.app.stage.drawing
        assert drawing is not None
        return drawing

    # Time

    def turn(self) -> None:
        """One turn of the loop, and its frame wholly drawn."""
        self.app.turn()
        glFinish()

    def settle(self) -> None:
        """Until nothing is left to draw."""
        for _ in range(MOST_TURNS):
            self.turn()
            if not Window.canvas.needs_redraw:
                return
        raise DriverError("L'écran ne s'arrête pas de changer.")

    def until(self, reached: Callable[[], bool], seconds: float) -> None:
        """Until workers have brought about what is waited for. Raises DriverError."""
        deadline = time.monotonic() + seconds
        while True:
            self.settle()
            if reached():
                return
            left = deadline - time.monotonic()
            if left <= 0:
                raise DriverError(f"Après {seconds:g} s, l'écran attendu n'est pas venu.")
            self.app.loop.wait(min(left, 0.02))

    # Touches

    def find(self, event: Meaning) -> TouchTarget:
        """The button that sends this event, on this page of the screen. Raises DriverError."""
        for button in self.drawing.buttons:
            if button.event == event:
                return button
        raise DriverError(f"Rien à toucher pour {event} sur {self.screen}.")

    def turn_to(self, event: Meaning) -> None:
        """Touch "Plus bas" or "Plus haut" until the button is there. Raises DriverError."""
        if self.shows(event):
            return
        while self.shows(TurnPage(-1)):
            self._tap_button(self.find(TurnPage(-1)))
        while not self.shows(event):
            self._tap_button(self.find(TurnPage(1) if self.shows(TurnPage(1)) else event))

    def shows(self, event: Meaning) -> bool:
        return any(button.event == event for button in self.drawing.buttons)

    def tap(self, event: Meaning) -> None:
        """Touch the button that sends this event, wherever on the screen's pages it is."""
        self.turn_to(event)
        button = self.find(event)
        if not button.enabled:
            raise DriverError(f"{event} ne peut pas être touché maintenant.")
        self._tap_button(button)

    def tap_at(self, across: float, up: float) -> None:
        """Touch a place, as shares (0 to 1) of the width and, from the bottom, the height."""
        self.press(across * Window.width, up * Window.height)

    def press(self, x: float, y: float) -> None:
        """Touch and leave at a place in pixels."""
        finger = Finger(x, y)
        finger.touch()
        self.turn()
        finger.leave()
        self.settle()

    def _tap_button(self, button: TouchTarget) -> None:
        self.press(*button.box.middle)

    # What is on

    @property
    def screen(self) -> str:
        return type(self.terminal.view.body).__name__

    def texts(self) -> list[Written]:
        """All words on the screen with their boxes and places."""
        return list(self.drawing.texts)

    def pages(self) -> int:
        """Into how many parts the screen had to be cut."""
        return self.drawing.pages

    def screenshot(self, path: Path) -> None:
        """The real pixels, as a PNG."""
        self.image().save(path)

    def image(self) -> Image.Image:
        Window.dispatch("on_draw")
        glFinish()
        width, height = Window.width, Window.height
        pixels: Any = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
        image = Image.frombytes("RGB", (width, height), bytes(pixels))
        return image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
