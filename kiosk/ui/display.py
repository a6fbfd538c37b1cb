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
from pathlib import Path
from typing import Any, Self

from kiosk.errors import KioskError

PATIENCE_SECONDS = 8.0
"""A display server that is there answers in a tenth of a second, on a busy machine in two."""

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

    def fitting(self, size: tuple[int, int]) -> tuple[int, int]:
        """That size, made smaller where the screen is: a window beyond its edges is cut."""
        less = min(1.0, self.width / size[0], self.height / size[1])
        return round(size[0] * less), round(size[1] * less)

    def __str__(self) -> str:
        return f"{named()}, {self.width}x{self.height}"


class DisplayProbe:
    """One look at the display, begun at once; `wait` gives what was seen."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.ui.display"],
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
        answer = json.loads(told) if told.startswith("{") else {"error": "il s'est interrompu"}
        if "error" in answer:
            raise _no_answer(answer["error"])
        return Display(**answer)


def look(patience: float = PATIENCE_SECONDS) -> Display:
    """The display as it is now. Raises DisplayError."""
    with DisplayProbe(patience) as one:
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


def main() -> int:
    """Say on standard output, in JSON, what is seen, or why there is nothing."""
    try:
        told: dict[str, Any] = asdict(_seen())
    except OSError as error:
        told = {"error": str(error)}
    print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
