"""While a mouse's button is held, X gives every touch to that mouse: one whose button stays down,
or one forgotten behind the screen with something on it, would keep all fingers out."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

from kiosk.ui import sdl

NOW = 0
"""CurrentTime, of the X protocol."""


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
    info = sdl.window_info()
    return ctypes.c_void_p(info.display) if info is not None else None
