"""While a mouse's button is held, X gives every touch to that mouse: one whose button stays down,
or one forgotten behind the screen with something on it, would keep all fingers out."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

from kiosk.ui import sdl

WINDOW = 1
"""SDL counts its windows from 1, and there is one."""
X11 = 2
"""SDL_SYSWM_X11."""
NOW = 0
"""CurrentTime, of the X protocol."""


class _Info(ctypes.Structure):
    """SDL_SysWMinfo, as far as it is needed here."""

    _fields_ = (
        ("version", ctypes.c_uint8 * 3),
        ("system", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("rest", ctypes.c_ubyte * 64),
    )


def let_pointer_go() -> None:
    """End the grab that a pressed button begins; its release is told all the same."""
    display = _display()
    if display is not None:
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XUngrabPointer(display, NOW)
        x11.XFlush(display)


@cache
def _display() -> Any:
    """The connection that SDL has to the X server; None where it has none."""
    library, info = sdl.library(), _Info()
    if sdl.video_driver() != "x11":
        return None
    library.SDL_GetWindowFromID.restype = ctypes.c_void_p
    library.SDL_GetVersion(ctypes.byref(info))
    window = ctypes.c_void_p(library.SDL_GetWindowFromID(WINDOW))
    known = library.SDL_GetWindowWMInfo(window, ctypes.byref(info))
    return ctypes.c_void_p(info.display) if known and info.system == X11 else None
