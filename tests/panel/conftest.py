"""A real Xorg with a ten-finger touchscreen, and the terminal on it. For `make races`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.panel.xorg import Xorg
from tests.support.terminal_process import Shown, TerminalProcess

FULL = "RACES" in os.environ


@pytest.fixture(scope="session", autouse=True)
def _only_in_full() -> None:
    if not FULL:
        pytest.skip("A whole Xorg and its terminal: make races")


class Hands:
    """Whoever stands before the terminal: touches what the screen shows, where it shows it."""

    def __init__(self, xorg: Xorg, terminal: TerminalProcess) -> None:
        self.xorg = xorg
        self.panel = xorg.panel
        self.terminal = terminal

    def sees(self, event: str) -> Shown:
        """Wait until something on the screen means this, and may be touched already."""
        shown = self.terminal.wait_until(lambda one: self._named(one, event) is not None)
        time.sleep(0.4)  # a touch so soon after a screen changed was meant for the one before
        return shown

    def touches(self, event: str) -> None:
        shown = self.sees(event)
        name = self._named(shown, event)
        assert name is not None
        self.panel.tap(*shown.places[name])

    def wakes(self) -> None:
        """From whatever screen to Home."""
        shown = self.terminal.wait_until(lambda one: bool(one.places))
        if shown.screen == "AttractView":
            self.touches("Wake")
        elif "GoHome()" in shown.places:
            self.touches("GoHome")
        self.sees("OpenThemes")

    @staticmethod
    def _named(shown: Shown, event: str) -> str | None:
        found = (name for name in shown.places if name.startswith((f"{event}(", event + " ")))
        return event if event in shown.places else next(found, None)


@pytest.fixture(scope="module")
def xorg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Xorg]:
    with Xorg(tmp_path_factory.mktemp("xorg")) as xorg:
        yield xorg


@pytest.fixture(scope="module")
def running(xorg: Xorg, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TerminalProcess]:
    folder = tmp_path_factory.mktemp("terminal")
    with TerminalProcess(folder, {"DISPLAY": xorg.display}) as terminal:
        terminal.wait_for("AttractView")
        yield terminal


@pytest.fixture
def hands(xorg: Xorg, running: TerminalProcess) -> Hands:
    return Hands(xorg, running)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
