"""Whether there is a screen to draw on, how large it is, and whether it can be touched.

A display server may be silent for ever, or end whoever asks it: it is asked by a process of
its own, `python -m kiosk.ui.display`, which is given a time to answer.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from math import hypot
from pathlib import Path
from typing import Any, Self

from kiosk.errors import KioskError

PATIENCE_SECONDS = 8.0
"""A display server that is there answers in a tenth of a second, on a busy machine in two."""

CLOSELY = "--closely"

NO_PLATE = 96.0
"""Dots an inch that X servers invent where a screen does not tell its size."""

OPENGL, HIDDEN = 0x2, 0x8
RENDERER, VERSION = 0x1F01, 0x1F02
"""SDL_WINDOW_OPENGL and SDL_WINDOW_HIDDEN; GL_RENDERER and GL_VERSION."""

NOWHERE = ("offscreen", "dummy", "evdev")
"""What SDL falls back to, drawing nowhere; right only where the operator asks for it by name."""


class DisplayError(KioskError):
    """There is no screen to draw on, or it is gone."""


@dataclass(frozen=True, slots=True)
class Display:
    driver: str
    """What SDL draws with: "x11", "KMSDRM"."""
    width: int
    height: int
    touchscreens: int
    inches: float = 0.0
    """Its diagonal, as the screen itself says; 0 when it does not, or was not looked at closely."""
    graphics: str = ""
    """What draws on it by OpenGL, and which version; empty when nothing does, or as above."""

    def fitting(self, size: tuple[int, int]) -> tuple[int, int]:
        """That size, made smaller where the screen is: a window beyond its edges is cut."""
        less = min(1.0, self.width / size[0], self.height / size[1])
        return round(size[0] * less), round(size[1] * less)

    def __str__(self) -> str:
        return f"{named()}, {self.width}x{self.height}"


class DisplayProbe:
    """One look at the display, begun at once; `wait` gives what was seen."""

    def __init__(self, patience: float = PATIENCE_SECONDS, *, closely: bool = False) -> None:
        """`closely`: how large it is, and what draws, too; that takes a window nobody sees."""
        self._patience = patience
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.ui.display", *([CLOSELY] if closely else [])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()

    def wait(self) -> Display:
        """Raises DisplayError when there is no screen, or none that answers in time."""
        try:
            told, _ = self._process.communicate(timeout=self._patience)
        except subprocess.TimeoutExpired:
            raise _no_answer(f"rien en {self._patience:g} s") from None
        lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
        answer: dict[str, Any] = {}
        for line in lines or [{"error": "il s'est interrompu"}]:
            answer |= line
        if "error" in answer:
            raise _no_answer(answer["error"])
        return Display(**answer)


def look(patience: float = PATIENCE_SECONDS) -> Display:
    """The display as it is now. Raises DisplayError."""
    with DisplayProbe(patience) as one:
        return one.wait()


def look_closely() -> Display:
    """The same, with its size and what draws. Raises DisplayError."""
    with DisplayProbe(closely=True) as one:
        return one.wait()


def is_display_said() -> bool:
    """Whether the environment names a screen, or a way to draw of the operator's own."""
    return bool(named())


def asked_driver() -> str:
    """What SDL is to draw with: the operator's own choice, else X11 where DISPLAY is set."""
    chosen = os.environ.get("SDL_VIDEODRIVER", "")
    return chosen or ("x11" if os.environ.get("DISPLAY") else "")


def named() -> str:
    """How the environment names the screen; empty when it does not."""
    by_x11 = asked_driver() in ("", "x11")
    names = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    for name in names if by_x11 else reversed(names):
        if os.environ.get(name):
            return f"{name}={os.environ[name]}"
    return ""


def check_driver(got: str) -> None:
    """Raises DisplayError when SDL draws with something else than was meant."""
    if not _is_meant(got):
        raise _no_answer(f"SDL dessine par {got or 'rien'}")


def _is_meant(driver: str) -> bool:
    asked = asked_driver().lower()
    if asked:
        return driver.lower() in asked.split(",")
    return driver.lower() not in (*NOWHERE, "")


def _no_answer(why: str) -> DisplayError:
    advice = "Vérifiez que la session graphique est ouverte et que cet utilisateur y a droit"
    if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY"):
        advice = "La borne dessine par X11 : lancez Xwayland, ou une session X11, et réglez DISPLAY"
    return DisplayError(f"L'écran {named()} ne répond pas ({why}). {advice}, puis recommencez.")


# In a process of its own


class Mode(ctypes.Structure):
    """SDL_DisplayMode."""

    _fields_ = (
        ("format", ctypes.c_uint32),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("refresh", ctypes.c_int),
        ("driver_data", ctypes.c_void_p),
    )


def library_alone() -> Any:
    """The SDL that comes with Kivy, without the rest of it."""
    spec = find_spec("kivy")
    beside = Path(spec.origin).parent.with_name("Kivy.libs") if spec and spec.origin else Path()
    found = next(iter(sorted(beside.glob("libSDL2-2*"))), None)
    return ctypes.CDLL(str(found) if found else "libSDL2-2.0.so.0")


def _seen() -> Display:
    """Raises OSError, which says why there is nothing."""
    sdl, mode = library_alone(), Mode()
    sdl.SDL_GetError.restype = ctypes.c_char_p
    sdl.SDL_GetCurrentVideoDriver.restype = ctypes.c_char_p
    if sdl.SDL_VideoInit(asked_driver().encode() or None) != 0:
        raise OSError(sdl.SDL_GetError().decode(errors="replace"))
    driver = sdl.SDL_GetCurrentVideoDriver().decode()
    if not _is_meant(driver):
        raise OSError(f"SDL dessine par {driver}")
    if sdl.SDL_GetDesktopDisplayMode(0, ctypes.byref(mode)) != 0:
        raise OSError(sdl.SDL_GetError().decode(errors="replace"))
    return Display(driver, mode.width, mode.height, sdl.SDL_GetNumTouchDevices())


def _inches(sdl: Any, display: Display) -> float:
    dots = ctypes.c_float(0.0)
    if sdl.SDL_GetDisplayDPI(0, ctypes.byref(dots), None, None) != 0 or dots.value <= 0:
        return 0.0
    if abs(dots.value - NO_PLATE) < 1:
        return 0.0
    return float(hypot(display.width, display.height) / dots.value)


def _graphics(sdl: Any) -> str:
    """By a window of a few pixels that is never shown; empty where none can be drawn in."""
    for name in ("SDL_CreateWindow", "SDL_GL_CreateContext", "SDL_GL_GetProcAddress"):
        getattr(sdl, name).restype = ctypes.c_void_p
    window = sdl.SDL_CreateWindow(b"", 0, 0, 16, 16, OPENGL | HIDDEN)
    if not window or not sdl.SDL_GL_CreateContext(ctypes.c_void_p(window)):
        return ""
    found = sdl.SDL_GL_GetProcAddress(b"glGetString")
    if not found:
        return ""
    says = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_uint)(found)
    return ", ".join((says(one) or b"?").decode(errors="replace") for one in (RENDERER, VERSION))


def main(words: list[str]) -> int:
    """Say on standard output, in JSON, what is seen, or why there is nothing; what may end this
    process, which is a graphics driver's affair, on a line of its own after."""
    try:
        display = _seen()
    except OSError as error:
        print(json.dumps({"error": str(error)}), flush=True)
        return 0
    print(json.dumps(asdict(display)), flush=True)
    if CLOSELY in words:
        sdl = library_alone()
        print(json.dumps({"inches": _inches(sdl, display)}), flush=True)
        print(json.dumps({"graphics": _graphics(sdl)}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
