"""One picture on the whole screen, without Kivy and without OpenGL: what still draws when the rest
of the program does not. Structures and constants are those of SDL2's headers.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable
from typing import Any

from PIL.Image import Image

from kiosk.ui import sdl
from kiosk.ui.display import NOWHERE, DisplayError, Mode, asked_driver, library_alone

VIDEO = 0x20
CENTRED = 0x2FFF0000
FULLSCREEN_DESKTOP = 0x1001
ABGR8888 = 376840196
"""SDL_PIXELFORMAT_RGBA32 on little-endian machines: Pillow's RGBA."""

HOLD_SECONDS = 5.0
"""A finger that rests so long on the screen asks to try again."""

LOOK_SECONDS = 0.5


class BareScreen:
    """A context manager: the screen, until it is left. Raises DisplayError."""

    def __init__(self, told: tuple[int, int]) -> None:
        """`told` is the size in pixels where nothing is drawn anywhere."""
        os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")
        os.environ.setdefault("SDL_TOUCH_MOUSE_EVENTS", "0")
        if driver := asked_driver():
            os.environ.setdefault("SDL_VIDEODRIVER", driver)
        self._sdl = sdl_alone()
        mode = Mode()
        if self._sdl.SDL_Init(VIDEO) or self._sdl.SDL_GetDesktopDisplayMode(0, ctypes.byref(mode)):
            raise self._wrong()
        nowhere = self._sdl.SDL_GetCurrentVideoDriver().decode() in NOWHERE
        self.size = told if nowhere else (mode.width, mode.height)
        flags = 0 if nowhere else FULLSCREEN_DESKTOP
        self._window = self._sdl.SDL_CreateWindow(b"kiosk", CENTRED, CENTRED, *self.size, flags)
        if not self._window:
            raise self._wrong()
        self._sdl.SDL_ShowCursor(0)

    def __enter__(self) -> BareScreen:
        return self

    def __exit__(self, *_: object) -> None:
        self._sdl.SDL_Quit()

    def _wrong(self) -> DisplayError:
        return DisplayError(f"L'écran ne répond pas : {self._sdl.SDL_GetError().decode()}")

    def put(self, picture: Image) -> None:
        """Show this, which is as large as the screen."""
        pixels = picture.convert("RGBA").tobytes()
        wide, high = picture.size
        surface = self._sdl.SDL_GetWindowSurface(self._window)
        drawn = self._sdl.SDL_CreateRGBSurfaceWithFormatFrom(
            pixels, wide, high, 32, wide * 4, ABGR8888
        )
        if not surface or not drawn:
            raise self._wrong()
        self._sdl.SDL_UpperBlit(drawn, None, surface, None)
        self._sdl.SDL_UpdateWindowSurface(self._window)
        self._sdl.SDL_FreeSurface(drawn)

    def keep(
        self,
        picture: Image,
        seconds: float,
        is_over: Callable[[], bool],
        *,
        hold: float = HOLD_SECONDS,
    ) -> None:
        """Show it for so long, or until a finger rests on it, or `is_over`, which is asked about
        twice a second."""
        end, event, since = time.monotonic() + seconds, sdl.Event(), float("inf")
        while time.monotonic() < end and not is_over():
            self.put(picture)  # whatever covered it
            if self._sdl.SDL_WaitEventTimeout(ctypes.byref(event), int(LOOK_SECONDS * 1000)):
                since = _held_since(since, event.common.type)
            if time.monotonic() - since >= hold:
                return


def _held_since(since: float, kind: int) -> float:
    if kind in (sdl.FINGER_DOWN, sdl.MOUSE_DOWN):
        return time.monotonic()
    return float("inf") if kind in (sdl.FINGER_UP, sdl.MOUSE_UP) else since


def sdl_alone() -> Any:
    """SDL, with what its pointers are: they would be cut to numbers of 32 bits."""
    loaded = library_alone()
    pointer = ctypes.c_void_p
    for name in ("SDL_CreateWindow", "SDL_GetWindowSurface", "SDL_CreateRGBSurfaceWithFormatFrom"):
        getattr(loaded, name).restype = pointer
    loaded.SDL_CreateWindow.argtypes = (ctypes.c_char_p, *[ctypes.c_int] * 4, ctypes.c_uint32)
    loaded.SDL_GetWindowSurface.argtypes = (pointer,)
    loaded.SDL_CreateRGBSurfaceWithFormatFrom.argtypes = (
        ctypes.c_char_p,
        *[ctypes.c_int] * 4,
        ctypes.c_uint32,
    )
    loaded.SDL_UpperBlit.argtypes = (pointer,) * 4
    loaded.SDL_UpdateWindowSurface.argtypes = loaded.SDL_FreeSurface.argtypes = (pointer,)
    loaded.SDL_GetError.restype = loaded.SDL_GetCurrentVideoDriver.restype = ctypes.c_char_p
    return loaded
