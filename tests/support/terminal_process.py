"""`kiosk run` in a process of its own, that says what is on its screen."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

OFFSCREEN = {"SDL_VIDEODRIVER": "offscreen"}
"""Drawn nowhere, as asked: there is no display server, and nobody touches it."""

PATIENCE = 90.0
"""Seconds; a shared machine may be slow."""


@dataclass(frozen=True, slots=True)
class Shown:
    screen: str
    size: tuple[int, int]
    """Of the layout, in pixels."""
    typed: str
    places: dict[str, tuple[float, float]]
    """The middle of each button by its event, in pixels from the top left."""


class TerminalProcess:
    """A context manager. `environ` is added to that of a terminal of its own in `folder`."""

    def __init__(self, folder: Path, environ: dict[str, str], *arguments: str) -> None:
        self.folder = folder
        # What another test has set for its own window is not the terminal's.
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("KIOSK_", "KIVY_", "SDL_"))
            and name not in ("DISPLAY", "WAYLAND_DISPLAY")
        }
        kept |= {"KIOSK_DATA": str(folder / "data"), "PYTHONUNBUFFERED": "1"}
        kept |= {"KIOSK_WEB_PORT": str(_free_port()), "KIOSK_IDLE_SECONDS": "3600"}
        self._environ = kept | environ
        self._arguments = arguments or ("-m", "tests.support.under_test")

    def __enter__(self) -> Self:
        self._errors: IO[bytes] = (self.folder / "errors").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, *self._arguments],
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        self._errors.close()

    @property
    def errors(self) -> str:
        """What it has said on standard error so far."""
        return (self.folder / "errors").read_text(encoding="utf-8")

    def wake(self) -> None:
        """As a finger on the first screen does, where there is no screen that can be touched."""
        self._ask("wake")

    def breaks(self, part: str) -> None:
        """A real fault in this part of it: see `tests.support.faults`."""
        self._ask(f"break {part}")

    def shown(self) -> Shown | None:
        """What is on the screen; None while it is not open yet."""
        return self._ask("")

    def _ask(self, order: str) -> Shown | None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line.startswith("{"):
            assert line, self.errors  # it has ended
            return None
        told = json.loads(line)
        places = {event: (x, y) for event, x, y in told["buttons"]}
        return Shown(told["screen"], tuple(told["size"]), told["typed"], places)

    def wait_until(self, reached: Callable[[Shown], bool], seconds: float = PATIENCE) -> Shown:
        deadline = time.monotonic() + seconds
        while True:
            shown = self.shown()
            if shown is not None and reached(shown):
                return shown
            assert time.monotonic() < deadline, shown
            time.sleep(0.02)

    def wait_for(self, screen: str, seconds: float = PATIENCE) -> Shown:
        return self.wait_until(lambda shown: shown.screen == screen, seconds)

    def stop(self, *signals: signal.Signals) -> float:
        """Ask it to end, by SIGTERM if nothing is said; how many seconds that took."""
        begun = time.monotonic()
        for number in signals or (signal.SIGTERM,):
            self.process.send_signal(number)
        self.process.wait(PATIENCE)
        return time.monotonic() - begun


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
