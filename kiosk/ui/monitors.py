"""The monitors as the X server has them now: SDL looks at them only once, at the start.

A screen is turned, or changed for another, while the program runs; where no window manager
is there to make the window as large as the screen again, that is done here.
"""

from __future__ import annotations

import ctypes
import logging

from kivy.core.window import Window

from kiosk.ui import sdl
from kiosk.ui.kivy_loop import Loop

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


class XServer:
    """A connection of its own to the X server, kept open. Raises OSError where there is none."""

    def __init__(self, window: int) -> None:
        self._x11, self._randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._randr.XRRGetMonitors.restype = ctypes.POINTER(_Monitor)
        display = self._x11.XOpenDisplay(None)
        if not display:
            raise OSError("no second connection to the X server")
        self._display = ctypes.c_void_p(display)
        self._window = ctypes.c_ulong(window)
        self._root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))

    def monitors(self) -> list[Place]:
        """The primary one first; none is told while a screen is off or between two modes."""
        count = ctypes.c_int()
        found = self._randr.XRRGetMonitors(self._display, self._root, 1, ctypes.byref(count))
        if not found:
            return []
        told = sorted((found[n] for n in range(count.value)), key=lambda one: not one.primary)
        places = [(one.x, one.y, one.width, one.height) for one in told]
        self._randr.XRRFreeMonitors(found)
        return [one for one in places if one[2] > 0 and one[3] > 0]

    def window(self) -> Place:
        """Where the window really is, whatever SDL believes."""
        root, child = ctypes.c_ulong(), ctypes.c_ulong()
        x, y = ctypes.c_int(), ctypes.c_int()
        width, height, border, depth = (ctypes.c_uint() for _ in range(4))
        out = [ctypes.byref(one) for one in (root, x, y, width, height, border, depth)]
        self._x11.XGetGeometry(self._display, self._window, *out)
        corner = (ctypes.byref(one) for one in (x, y, child))
        self._x11.XTranslateCoordinates(self._display, self._window, self._root, 0, 0, *corner)
        return x.value, y.value, width.value, height.value

    def place_window(self, place: Place) -> None:
        self._x11.XMoveResizeWindow(self._display, self._window, *place)
        self._x11.XSync(self._display, 0)


class ScreenFollower:
    """Keeps the window as large as its monitor; `follow` is called about once a second.

    Raises OSError where no X server can be asked.
    """

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        info = sdl.window_info()
        if info is None:
            raise OSError("the window is not one of X11")
        self._server = XServer(info.window)
        self._wrong = 0

    def follow(self) -> None:
        monitors, window = self._server.monitors(), self._server.window()
        if not monitors or window in monitors:
            self._wrong = 0
            return
        self._wrong += 1
        if self._wrong >= LOOKS:
            self._wrong = 0
            self._cover(_monitor_of(window, monitors))

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
        self._server.place_window(monitor)  # whatever SDL took for done already


def _monitor_of(window: Place, monitors: list[Place]) -> Place:
    """The one that its middle is on; the first where it is on none."""
    x, y = window[0] + window[2] / 2, window[1] + window[3] / 2
    for monitor in monitors:
        left, top, width, height = monitor
        if left <= x < left + width and top <= y < top + height:
            return monitor
    return monitors[0]
