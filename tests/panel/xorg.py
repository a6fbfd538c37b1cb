"""A real Xorg whose screen is nowhere and whose touchscreen is this test.

Debian's `inputtest` driver makes the touchscreen: what is written to its socket are the
touches of a panel with ten fingers, and arrive as the XInput2 events of a real one.
"""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

HERE = Path(__file__).resolve().parent
DRIVER = Path("/usr/lib/xorg/modules/input/inputtest_drv.so")
HINT = (
    "Xorg with its inputtest driver is missing: sudo apt-get install -y --no-install-recommends"
    " xserver-xorg-core xserver-xorg-video-dummy x11-xserver-utils xdotool"
)

BEGIN, UPDATE, END = 18, 19, 20
"""XI_TouchBegin, XI_TouchUpdate, XI_TouchEnd."""
VERSION, TOUCH, SYNCHRONISE = 0, 6, 1
"""Messages of the driver's protocol 1.1 (xf86-input-inputtest-protocol.h)."""
AXIS_MOST = 65535
AXES = 64


class Xorg:
    """A context manager; `display` is what DISPLAY has to say. Skips where it is not there."""

    def __init__(self, folder: Path, size: tuple[int, int] = (1080, 1920)) -> None:
        self.size = size
        self.display = ""
        self._folder = folder
        self.panel: Panel

    def __enter__(self) -> Self:
        if shutil.which("Xorg") is None or not DRIVER.exists():
            pytest.skip(HINT)
        config = self._folder / "xorg.conf"
        text = (HERE / "xorg.conf").read_text().replace("@FOLDER@", str(self._folder))
        config.write_text(text.replace("@SIZE@", f"{self.size[0]}x{self.size[1]}"))
        read, write = os.pipe()
        command = ["Xorg", "-displayfd", str(write), "-config", str(config), "-noreset"]
        command += ["-nolisten", "tcp", "-logfile", str(self._folder / "Xorg.log")]
        self.process = subprocess.Popen(
            command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, (self._folder / "Xorg.log").read_text()
        self.display = f":{number}"
        self.panel = Panel(self._folder / "touch.sock", self.size)
        self.set_mode(*self.size)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.panel.close()
        self.process.terminate()
        self.process.wait(20)

    def set_mode(self, width: int, height: int) -> None:
        """Another size, as when a screen is turned: programs hear the same of both."""
        self.run("xrandr", "--output", "DUMMY0", "--mode", f"{width}x{height}")
        self.run("xrandr", "--fb", f"{width}x{height}")
        self.size = self.panel.size = (width, height)

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command,
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, (command, done.stderr)
        return done.stdout


class Panel:
    """Ten fingers; places are pixels from the top left. One connection for its whole life."""

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        self.size = size
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(20)
        self._socket.connect(str(path))
        self._socket.sendall(struct.pack("<IIHH", 12, VERSION, 1, 1))
        self._socket.recv(64)

    def close(self) -> None:
        self._socket.close()

    def down(self, finger: int, x: float, y: float) -> None:
        self._touch(finger, BEGIN, x, y)

    def move(self, finger: int, x: float, y: float) -> None:
        self._touch(finger, UPDATE, x, y)

    def up(self, finger: int, x: float, y: float) -> None:
        self._touch(finger, END, x, y)

    def tap(self, x: float, y: float, finger: int = 0) -> None:
        self.down(finger, x, y)
        self.up(finger, x, y)

    def _touch(self, finger: int, kind: int, x: float, y: float) -> None:
        values = [0.0] * AXES
        values[0] = x * AXIS_MOST / (self.size[0] - 1)
        values[1] = y * AXIS_MOST / (self.size[1] - 1)
        axes = bytes([0b11]) + bytes(AXES // 8 - 1)
        body = struct.pack("<III", finger, kind, 0) + axes + bytes(4)
        body += struct.pack(f"<{AXES}d", *values) * 2
        self._socket.sendall(struct.pack("<II", 8 + len(body), TOUCH) + body)
        self._socket.sendall(struct.pack("<II", 8, SYNCHRONISE))
        self._socket.recv(64)  # the server has taken it
