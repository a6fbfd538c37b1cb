"""Waits for something to do, without drawing or counting frames meanwhile.

Kivy's own loop wakes up sixty times a second; this one sleeps until a touch, a key, a
worker or the clock wants something, and begins a frame at once when one does.
"""

from __future__ import annotations

import threading
import time

from kivy.base import EventLoop, runTouchApp
from kivy.core.window import Window

from kiosk.ui import sdl

LOOK_SECONDS = 0.008
"""How often SDL is asked where it cannot wait by itself (offscreen, without a display server)."""

REST_LOOK_SECONDS = 0.025
"""The same when nothing has come for a while: the first touch may wait a moment longer."""

REST_AFTER_SECONDS = 10.0

WAITING_DRIVERS = ("x11", "wayland")
"""Where SDL sleeps until the display server says something."""


class Loop:
    """Turns of the window: listen, let what came act, draw if something changed."""

    def __init__(self) -> None:
        start()
        self._woken = threading.Event()
        self._sdl = sdl.library()
        self.driver = sdl.video_driver()
        """What SDL draws with: "x11", "KMSDRM", "offscreen"; empty where that cannot be told."""
        self._waits = self.driver in WAITING_DRIVERS
        self._last_input = time.monotonic()

    def listen(self) -> None:
        """Take what the display server has said."""
        Window.mainloop()

    def draw(self) -> None:
        """Kivy's own turn; a frame if something changed."""
        EventLoop.idle()

    def wake(self) -> None:
        """End the present or the next wait; from any thread."""
        self._woken.set()
        if self._waits and self._sdl is not None:
            event = sdl.Event()
            event.common.type = sdl.USER_EVENT
            sdl.push(event)

    def wait(self, seconds: float) -> None:
        """Until input arrives or `wake` is called, at most so long."""
        if self._woken.is_set() or seconds <= 0:
            self._woken.clear()
            return
        if self._waits and self._sdl is not None:
            self._sdl.SDL_WaitEventTimeout(None, max(1, int(seconds * 1000)))
        else:
            self._look_until(time.monotonic() + seconds)
        self._woken.clear()

    def _look_until(self, deadline: float) -> None:
        while (left := deadline - (now := time.monotonic())) > 0:
            if self._sdl is not None and self._sdl.SDL_PollEvent(None):
                self._last_input = now
                return
            rests = now - self._last_input > REST_AFTER_SECONDS
            look = REST_LOOK_SECONDS if rests else LOOK_SECONDS
            if self._woken.wait(min(left, look)) or self._sdl is None:
                return


def start() -> None:
    """Open the window and its input, once in a process."""
    if EventLoop.status != "started":
        EventLoop.ensure_window()
        runTouchApp(embedded=True)
