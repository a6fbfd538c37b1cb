"""What the probe looks at: the kiosk, and a page of the same content in Chromium."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import IO

from benchmarks.kiosk_under_test import environment_for
from benchmarks.page_content import make_page
from benchmarks.screen import VirtualScreen
from benchmarks.walker import Place, Shown

CHROMIUM_HINT = "Chromium is missing: sudo apt-get install chromium"
KIOSK_MODE = (
    "--kiosk",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate",
    "--window-position=0,0",
)


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


class _Program:
    """A process group of its own, ended whole."""

    def __init__(self, command: list[str], environ: dict[str, str], log: Path) -> None:
        self._path = log
        self._log: IO[bytes] = log.open("ab")
        self.started = perf_counter()
        self._process = subprocess.Popen(
            command,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            start_new_session=True,
        )
        self.pid = self._process.pid

    def check(self) -> None:
        """Raises RuntimeError, with its last words, when it has ended."""
        if self._process.poll() is not None:
            raise RuntimeError(f"it has ended: {self._path.read_text()[-2000:]}")

    def close(self) -> None:
        for one in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.pid, one)
                self._process.wait(8)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        for pipe in (self._process.stdin, self._process.stdout, self._log):
            if pipe is not None:
                pipe.close()


class Kiosk(_Program):
    """`kiosk run`; with `tells`, it also says what is on its screen when it is asked."""

    name = "kiosk"

    def __init__(self, screen: VirtualScreen, folder: Path, *, tells: bool) -> None:
        module = "benchmarks.kiosk_under_test" if tells else "kiosk"
        command = [sys.executable, "-m", module, *([] if tells else ["run"])]
        data = folder / "kiosk"
        data.mkdir(exist_ok=True)
        environ = environment_for(data) | {"DISPLAY": screen.display}
        super().__init__(command, environ, folder / "kiosk.log")

    def shown(self, screen: VirtualScreen) -> Shown:  # noqa: ARG002
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(b"?\n")
        self._process.stdin.flush()
        return _read(self._process.stdout.readline().decode())


class Page(_Program):
    """The same content in Chromium's kiosk mode. It says what is on it by its title."""

    name = "Chromium"

    def __init__(self, screen: VirtualScreen, folder: Path, *, tells: bool) -> None:  # noqa: ARG002
        page = folder / "page"
        if not page.exists():
            page.mkdir()
            make_page(page)
        width, height = screen.size
        command = [
            chromium() or "chromium",
            *KIOSK_MODE,
            f"--user-data-dir={folder / 'chromium'}",
            f"--window-size={width},{height}",
            (page / "index.html").as_uri(),
        ]
        super().__init__(command, os.environ | {"DISPLAY": screen.display}, folder / "page.log")

    def shown(self, screen: VirtualScreen) -> Shown:
        shown = _read(screen.title())
        return Shown(shown.screen, ()) if shown.screen == "Attract" else shown


def _read(told: str) -> Shown:
    begins, ends = told.find("{"), told.rfind("}")
    if begins < 0:
        raise ValueError(f"a screen that says nothing of itself: {told!r}")
    said = json.loads(told[begins : ends + 1])
    return Shown(said["screen"], tuple(Place(*place) for place in said["buttons"]))
