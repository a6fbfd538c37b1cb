"""The SDL that Kivy draws through, called where Kivy does not say what is needed.

Structures and constants are those of SDL2's headers, which the whole of SDL2 keeps.
"""

from __future__ import annotations

import ctypes
import logging
from functools import cache
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

WINDOW_EVENT = 0x200
MOUSE_MOTION, MOUSE_DOWN, MOUSE_UP, MOUSE_WHEEL = 0x400, 0x401, 0x402, 0x403
FINGER_DOWN, FINGER_UP, FINGER_MOTION = 0x700, 0x701, 0x702
USER_EVENT = 0x8000

HIDDEN, MINIMIZED, FOCUS_LOST = 2, 7, 13
"""What a window event may tell."""

LEFT_BUTTON = 1
LEFT_HELD = 1
"""Of the buttons held, as a mouse motion tells them."""
TOUCH_MOUSE = 0xFFFFFFFF
"""The mouse that SDL makes out of a finger (SDL_TOUCH_MOUSEID)."""


class Common(ctypes.Structure):
    _fields_ = (("type", ctypes.c_uint32), ("timestamp", ctypes.c_uint32))


class FingerEvent(ctypes.Structure):
    """`x` and `y` are shares of the window from its top left, 0 to 1."""

    _fields_ = (
        ("type", ctypes.c_uint32),
        ("timestamp", ctypes.c_uint32),
        ("device", ctypes.c_int64),
        ("finger", ctypes.c_int64),
        ("x", ctypes.c_float),
        ("y", ctypes.c_float),
        ("dx", ctypes.c_float),
        ("dy", ctypes.c_float),
        ("pressure", ctypes.c_float),
        ("window", ctypes.c_uint32),
    )


class MouseMotion(ctypes.Structure):
    """`x` and `y` are the window's points from its top left."""

    _fields_ = (
        ("type", ctypes.c_uint32),
        ("timestamp", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
        ("which", ctypes.c_uint32),
        ("held", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
        ("dx", ctypes.c_int32),
        ("dy", ctypes.c_int32),
    )


class MouseButton(ctypes.Structure):
    """`x` and `y` are the window's points from its top left."""

    _fields_ = (
        ("type", ctypes.c_uint32),
        ("timestamp", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
        ("which", ctypes.c_uint32),
        ("button", ctypes.c_uint8),
        ("state", ctypes.c_uint8),
        ("clicks", ctypes.c_uint8),
        ("padding", ctypes.c_uint8),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
    )


class WindowEvent(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_uint32),
        ("timestamp", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
        ("event", ctypes.c_uint8),
        ("padding", ctypes.c_uint8 * 3),
        ("data1", ctypes.c_int32),
        ("data2", ctypes.c_int32),
    )


class Event(ctypes.Union):
    _fields_ = (
        ("common", Common),
        ("finger", FingerEvent),
        ("motion", MouseMotion),
        ("button", MouseButton),
        ("window", WindowEvent),
        ("longest", ctypes.c_ubyte * 128),  # SDL_Event has 56
    )


class Rect(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_int) for name in ("x", "y", "width", "height"))


EventWatch = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Event))
"""Hears each event before it is queued, in the thread that queues it."""


@cache
def library() -> Any:
    """The SDL among the libraries of this process; None where there is none."""
    try:
        maps = Path("/proc/self/maps").read_text()
    except OSError:
        return None
    found = (line.split()[-1] for line in maps.splitlines() if "libSDL2-2" in line)
    path = next(found, None)
    if path is None:
        log.warning("SDL is not among the loaded libraries: touches cannot be heard")
        return None
    loaded = ctypes.CDLL(path)
    loaded.SDL_GetCurrentVideoDriver.restype = ctypes.c_char_p
    loaded.SDL_GetError.restype = ctypes.c_char_p
    return loaded


def push(event: Event) -> None:
    """Queue an event as if a device had sent it; from any thread."""
    library().SDL_PushEvent(ctypes.byref(event))


def video_driver() -> str:
    """What SDL draws with: "x11", "KMSDRM", "offscreen"; empty where that cannot be told."""
    found = library().SDL_GetCurrentVideoDriver() if library() is not None else None
    return found.decode() if found else ""
