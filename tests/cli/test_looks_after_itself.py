"""A terminal that looks after itself: faults, crashes, and systemd, which listens as it does."""

from __future__ import annotations

import json
import signal
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.cli.run import BEGIN_ANEW
from kiosk.terminal.fault_record import FaultRecord
from tests.support.faults import SECRET
from tests.support.terminal_process import OFFSCREEN, TerminalProcess

WATCHDOG_SECONDS = 3.0
SOON = 10.0
"""The first screen is there again at once; a shared machine may be slow."""


class Systemd:
    """The end of the notify socket that systemd reads."""

    def __init__(self, folder: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(folder / "notify"))
        self.environ = OFFSCREEN | {
            "NOTIFY_SOCKET": str(folder / "notify"),
            "WATCHDOG_USEC": str(int(WATCHDOG_SECONDS * 1e6)),
        }

    def hears(self, seconds: float, until: str = "") -> list[str]:
        """All lines within so many seconds, or until one of them comes."""
        lines: list[str] = []
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not (until and until in lines):
            self._socket.settimeout(left)
            try:
                lines += self._socket.recv(4096).decode().splitlines()
            except TimeoutError:
                break
        return lines

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    systemd = Systemd(tmp_path)
    yield systemd
    systemd.close()


def counted(folder: Path) -> tuple[int, int]:
    """Faults of this run, crashes before it."""
    kept = json.loads((folder / "data" / "faults.json").read_text())
    return len(kept["faults"]), len(kept["crashes"])


def wake(terminal: TerminalProcess) -> None:
    terminal.wait_for("AttractView")
    terminal.wake()
    terminal.wait_for("HomeView")


def test_faults_end_visits_and_the_third_begins_the_program_anew(
    tmp_path: Path, systemd: Systemd
) -> None:
    with TerminalProcess(tmp_path, systemd.environ) as terminal:
        assert "STATUS=Libre" in systemd.hears(90, "READY=1")
        for part in ("draw", "callback"):
            wake(terminal)
            terminal.breaks(part)
            begun = time.monotonic()
            terminal.wait_for("AttractView")
            assert time.monotonic() - begun < SOON
        wake(terminal)
        terminal.breaks("update")
        assert terminal.process.wait(30) == BEGIN_ANEW
        assert terminal.errors.count("A fault: the visit is ended") == 3
        assert "ValueError" in terminal.errors
        assert not any(part in terminal.errors for part in SECRET.split(", "))
        assert "STOPPING=1" in systemd.hears(5, "STOPPING=1")
    assert counted(tmp_path) == (3, 0)
    with TerminalProcess(tmp_path, systemd.environ) as terminal:
        wake(terminal)
        assert counted(tmp_path) == (0, 1)
        terminal.breaks("worker")  # whoever asked is answered, and goes on
        terminal.wait_until(lambda _shown: counted(tmp_path) == (1, 1))
        assert terminal.wait_until(bool).screen not in ("HomeView", "AttractView")
        terminal.breaks("view")
        terminal.wait_for("AttractView", SOON)
        assert counted(tmp_path) == (2, 1)
        # Nothing is touched, and nothing is drawn: it lives.
        systemd.hears(0.1)
        for _time in range(2):
            assert "WATCHDOG=1" in systemd.hears(WATCHDOG_SECONDS, "WATCHDOG=1")
        wake(terminal)
        terminal.breaks("freeze")
        assert any("WATCHDOG=1" not in systemd.hears(1.2 * WATCHDOG_SECONDS) for _time in range(3))


def test_a_crash_loop_ends_in_a_plain_screen_until_it_is_tried_again(
    tmp_path: Path, systemd: Systemd
) -> None:
    (tmp_path / "data").mkdir()
    for _crash in range(3):
        FaultRecord(tmp_path / "data", lambda: datetime.now(UTC)).begin()
    with TerminalProcess(tmp_path, systemd.environ, "-m", "kiosk", "run") as terminal:
        assert "STATUS=Hors service après trop de pannes" in systemd.hears(60, "READY=1")
        assert "WATCHDOG=1" in systemd.hears(WATCHDOG_SECONDS, "WATCHDOG=1")
        terminal.stop(signal.SIGTERM)
        assert terminal.process.returncode == 0, terminal.errors
        assert "Traceback" not in terminal.errors
    record = FaultRecord(tmp_path / "data", lambda: datetime.now(UTC))
    record.begin()
    assert not record.in_a_crash_loop


def test_what_is_long_ago_and_what_ended_well_counts_no_more(tmp_path: Path) -> None:
    now = datetime(2026, 11, 28, 9, tzinfo=UTC)

    def starts(after: timedelta) -> FaultRecord:
        nonlocal now
        now += after
        record = FaultRecord(tmp_path, lambda: now)
        record.begin()
        return record

    starts(timedelta())
    starts(timedelta(minutes=1)).end()
    assert not starts(timedelta(minutes=1)).in_a_crash_loop
    assert not starts(timedelta(minutes=1)).in_a_crash_loop  # two
    assert not starts(timedelta(minutes=9)).in_a_crash_loop  # the first is long ago
    looping = starts(timedelta(seconds=10))
    assert looping.in_a_crash_loop
    looping.forgive()
    assert not starts(timedelta(seconds=10)).in_a_crash_loop


HELD = """
import ctypes, sys, threading, time
from PIL import Image
from kiosk.ui import sdl
from kiosk.ui.bare_screen import BareScreen, sdl_alone
with BareScreen((320, 480)) as screen:
    touch = sdl.Event()
    touch.common.type = sdl.FINGER_DOWN
    sdl_alone().SDL_PushEvent(ctypes.byref(touch))
    begun = time.monotonic()
    screen.keep(Image.new("RGB", screen.size, "red"), 30, lambda: False, hold=0.2)
    print(time.monotonic() - begun < 5, "kivy" in sys.modules)
"""


def test_a_finger_that_rests_on_the_plain_screen_tries_again(tmp_path: Path) -> None:
    with TerminalProcess(tmp_path, OFFSCREEN, "-c", HELD) as process:
        told, errors = process.process.communicate(timeout=60)[0], process.errors
    assert told == "True False\n", errors
