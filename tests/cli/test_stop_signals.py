"""Asked to stop by a signal: the visit ends kindly, and the program within five seconds."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.paths import ROOT
from tests.support.terminal_process import OFFSCREEN, TerminalProcess

SOON = 8.0
"""Seconds. A terminal takes one, and five at most; a machine that does ten other things, more."""


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """Takes connections, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def test_each_signal_ends_the_terminal_with_success(tmp_path: Path, silent: socket.socket) -> None:
    """Also a second one, and while the printer never answers."""
    hangs = {"KIOSK_PRINTER": f"tcp://127.0.0.1:{silent.getsockname()[1]}"}
    asked: dict[str, tuple[tuple[signal.Signals, ...], dict[str, str]]] = {
        "term": ((signal.SIGTERM,), {}),
        "int": ((signal.SIGINT,), {}),
        "hup twice": ((signal.SIGHUP, signal.SIGTERM), hangs),
    }
    with ExitStack() as opened:
        terminals = {}
        for name, (_signals, environ) in asked.items():
            (tmp_path / name).mkdir()
            one = TerminalProcess(tmp_path / name, OFFSCREEN | environ)
            terminals[name] = opened.enter_context(one)
        for name, terminal in terminals.items():
            terminal.wait_for("AttractView")
            assert terminal.stop(*asked[name][0]) < SOON
            assert terminal.process.returncode == 0, terminal.errors
            assert "Traceback" not in terminal.errors


def test_a_terminal_that_still_waits_for_its_store_can_be_stopped(
    tmp_path: Path, silent: socket.socket
) -> None:
    url = f"postgresql+psycopg://kiosk@127.0.0.1:{silent.getsockname()[1]}/kiosk"
    with TerminalProcess(tmp_path, OFFSCREEN | {"KIOSK_DATABASE": url}) as terminal:
        silent.settimeout(60)
        connection, _ = silent.accept()
        with connection:
            assert terminal.stop(signal.SIGTERM) < SOON
        assert terminal.process.returncode == 0, terminal.errors
        assert "Traceback" not in terminal.errors


def test_the_page_is_stopped(tmp_path: Path) -> None:
    arguments = ("-m", "kiosk", "web", "--host", "127.0.0.1")
    with TerminalProcess(tmp_path, {}, *arguments) as page:
        assert page.process.stdout is not None
        assert "La page du QR" in page.process.stdout.readline()
        assert page.stop(signal.SIGHUP) < SOON
        assert page.process.returncode == 0, page.errors
        assert "Traceback" not in page.errors


def test_a_tour_that_is_stopped_says_that_it_is_not_whole(tmp_path: Path) -> None:
    arguments = ("-m", "kiosk", "tour", "--out", str(tmp_path / "tour"), "--size", "540x960")
    with TerminalProcess(tmp_path, OFFSCREEN, *arguments) as tour:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob("tour/*.png")):
            assert time.monotonic() < deadline, tour.errors
            time.sleep(0.02)
        assert tour.stop(signal.SIGTERM) < SOON
        assert tour.process.returncode == 128 + signal.SIGTERM
        assert "arrêtée avant sa fin" in tour.errors
        assert "Traceback" not in tour.errors


WAITS_FOR_EVER = """
import sys, threading
from kiosk.cli.stop_signals import StopRequests
with StopRequests(status=7, seconds=0.2) as stop:
    stop.tell = lambda: None
    print("ready", flush=True)
    while True:
        threading.Event().wait(60)
"""


ENDS_SLOWLY = """
import atexit, signal, threading
from kiosk.cli.stop_signals import StopRequested, StopRequests
atexit.register(lambda: (print("ending", flush=True), threading.Event().wait(1.0)))
try:
    with StopRequests() as stop:
        print("ready", flush=True)
        threading.Event().wait(60)
except StopRequested:
    pass
"""


def test_a_second_request_while_the_program_ends_is_no_failure() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDS_SLOWLY], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "ending\n"
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


def test_a_program_that_cannot_leave_is_ended() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITS_FOR_EVER], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 7


def test_ctrl_c_while_the_program_is_still_loaded_is_quiet(tmp_path: Path) -> None:
    """The first thing that is loaded is one that interrupts."""
    (tmp_path / "logging.py").write_text("raise KeyboardInterrupt\n")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import kiosk.__main__ as one;"
    done = subprocess.run(
        [sys.executable, "-c", code + "sys.exit(one.main())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, "")
