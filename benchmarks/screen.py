"""A virtual screen, looked at and touched from outside.

Xvfb keeps its picture in a mapped file, which is read without asking anything of the X
server or of the program that draws; touches go in by XTest, as from a touchscreen.
"""

from __future__ import annotations

import mmap
import shutil
import struct
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self

XVFB_HINT = "Xvfb is missing: sudo apt-get install xvfb"
WATCHED_EVERY = 12
"""Rows in pixels: nothing that changes on a screen is lower than this."""
_XWD_FIELDS = 25
_HEADER_SIZE, _BYTES_PER_LINE, _COLOURS = 0, 12, 19
"""Where they stand among the 32-bit fields of an XWD header (X11/XWDFile.h)."""


def has_xvfb() -> bool:
    return shutil.which("Xvfb") is not None


class VirtualScreen:
    """One Xvfb of `size` pixels; a context manager. `display` is what DISPLAY has to say."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.display = ""
        self._folder = TemporaryDirectory(prefix="screen-")

    def __enter__(self) -> Self:
        width, height = self.size
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24"]
        command += ["-nocursor", "-nolisten", "tcp", "-fbdir", self._folder.name]
        self._server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._server.stdout is not None
        self.display = f":{self._server.stdout.readline().strip()}"
        self._map()
        self._connect()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._pixels.close()
        self._server.terminate()
        self._server.wait(10)
        if self._server.stdout is not None:
            self._server.stdout.close()
        self._folder.cleanup()

    def _map(self) -> None:
        path = Path(self._folder.name) / "Xvfb_screen0"
        with path.open("r+b") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(f">{_XWD_FIELDS}I", self._pixels[: 4 * _XWD_FIELDS])
        start = header[_HEADER_SIZE] + 12 * header[_COLOURS]
        line = header[_BYTES_PER_LINE]
        rows = range(0, self.size[1], WATCHED_EVERY)
        self._rows = [slice(start + row * line, start + (row + 1) * line) for row in rows]

    def _connect(self) -> None:
        from Xlib import display

        self._connection: Any = display.Display(self.display)
        self._root: Any = self._connection.screen().root

    def look(self) -> bytes:
        """The watched rows of the picture as it is now."""
        return b"".join([self._pixels[row] for row in self._rows])

    def title(self) -> str:
        """The longest title of the windows that are open."""
        named = self._connection.intern_atom("_NET_WM_NAME")
        titles = [_title_of(window, named) for window in _windows(self._root)]
        return max(titles, key=len, default="")

    # Touches

    def move(self, x: float, y: float) -> None:
        from Xlib import X
        from Xlib.ext import xtest

        xtest.fake_input(self._connection, X.MotionNotify, x=round(x), y=round(y))
        self._connection.sync()

    def press(self) -> None:
        self._button(down=True)

    def release(self) -> None:
        self._button(down=False)

    def _button(self, *, down: bool) -> None:
        from Xlib import X
        from Xlib.ext import xtest

        xtest.fake_input(self._connection, X.ButtonPress if down else X.ButtonRelease, 1)
        self._connection.flush()

    # Waiting

    def still(self, quiet: float, most: float) -> bytes:
        """Wait until nothing has moved for `quiet` seconds, `most` in all; the picture then."""
        picture, since = self.look(), monotonic()
        end = since + most
        while monotonic() - since < quiet and monotonic() < end:
            sleep(0.005)
            now = self.look()
            if now != picture:
                picture, since = now, monotonic()
        return picture


def _windows(window: Any) -> list[Any]:
    children = window.query_tree().children
    return [window, *(deep for child in children for deep in _windows(child))]


def _title_of(window: Any, named: int) -> str:
    from Xlib import X

    title = window.get_full_property(named, X.AnyPropertyType)
    return bytes(title.value).decode(errors="replace") if title else ""
