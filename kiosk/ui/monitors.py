"""The monitors as the X server has them now: SDL looks at them only once, at the start.

A screen is turned, or changed for another, while the program runs; where no window manager
is there to make the window as large as the screen again, that is done here.
"""

from __future__ import annotations

import ctypes
import logging
from typing import Any

from kivy.core.window import Window

from kiosk.ui.loop import Loop

log = logging.getLogger(__name__)

Place = tuple[int, int, int, int]
"""Left, top, width and height, in pixels."""

LOOKS = 2
"""So many looks in a row find the window wrong: a window manager has had its time to mend it."""


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo of RandR 1.5."""

    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs_count", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("width_mm", ctypes.c_int),
        ("height_mm", ctypes.c_int),
        ("outputs", ctypes.c_void_p),
    )


class Monitors:
    """By a connection of its own to the X server, kept open; none where there is none."""

    def __init__(self) -> None:
        self._randr: Any = None
        self._display: Any = None
        self._root = ctypes.c_ulong()
        try:
            x11, randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        except OSError as missing:
            log.warning("A screen that is turned will not be noticed: %s", missing)
            return
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        randr.XRRGetMonitors.restype = ctypes.POINTER(_Monitor)
        display = x11.XOpenDisplay(None)
        if display:
            self._display, self._randr = ctypes.c_void_p(display), randr
            self._root = ctypes.c_ulong(x11.XDefaultRootWindow(self._display))

    def look(self) -> list[Place]:
        """The primary one first; none is told while a screen is off or between two modes."""
        if self._randr is None:
            return []
        count = ctypes.c_int()
        found = self._randr.XRRGetMonitors(self._display, self._root, 1, ctypes.byref(count))
        if not found:
            return []
        monitors = sorted((found[n] for n in range(count.value)), key=lambda one: not one.primary)
        places = [(one.x, one.y, one.width, one.height) for one in monitors]
        self._randr.XRRFreeMonitors(found)
        return [one for one in places if one[2] > 0 and one[3] > 0]


class ScreenFollower:
    """Keeps the window as large as its monitor; `follow` is called about once a second."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._monitors = Monitors()
        self._wrong = 0

    def follow(self) -> None:
        monitors = self._monitors.look()
        if not monitors or _window() in monitors:
            self._wrong = 0
            return
        self._wrong += 1
        if self._wrong >= LOOKS:
            self._wrong = 0
            self._cover(_monitor_of(_window(), monitors))

    def _cover(self, monitor: Place) -> None:
        log.info("The screen is %s x %s now: the window follows", monitor[2], monitor[3])
        if Window.fullscreen:
            # SDL would make it as large as the monitor was at the start.
            Window.fullscreen = False
            self._loop.draw()
        Window.size = monitor[2:]
        self._loop.draw()
        Window.left, Window.top = monitor[:2]
        self._loop.draw()


def _window() -> Place:
    width, height = Window.system_size
    return round(Window.left), round(Window.top), round(width), round(height)


def _monitor_of(window: Place, monitors: list[Place]) -> Place:
    """The one that its top left corner is on; the first where it is on none."""
    x, y = window[:2]
    for monitor in monitors:
        left, top, width, height = monitor
        if left <= x < left + width and top <= y < top + height:
            return monitor
    return monitors[0]
