"""Devices that would wait for ever are given up, and staff are told what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from kiosk.devices.file_printer import FilePrinter
from kiosk.devices.printer import PrinterStatus, PrintOutcome
from kiosk.devices.printer_address import open_printer
from kiosk.devices.printer_timeout import BLOCKED, PrinterWithTimeout

TICKET = Image.effect_noise((576, 1500), 80).convert("1")
"""Longer than what a pipe or a line takes by itself."""

SOON = 10.0
"""Seconds; each of these waited for ever."""


def printed(printer: FilePrinter | PrinterWithTimeout) -> PrintOutcome:
    """On a thread, so that a printer that never comes back fails the test and not the run."""
    outcome: list[PrintOutcome] = []
    call = threading.Thread(
        target=lambda: outcome.append(printer.print_ticket(TICKET, "HJLNNFJK")), daemon=True
    )
    call.start()
    call.join(SOON)
    assert outcome, "it waits for ever"
    return outcome[0]


def on(path: Path | str) -> FilePrinter:
    return FilePrinter(Path(path), stalled_after=0.2)


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "printer")
    outcome = printed(on(tmp_path / "printer"))
    assert (outcome.state, "personne ne lit" in outcome.detail) == ("failed", True)


def test_a_pipe_whose_reader_sleeps_is_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "printer")
    reader = os.open(tmp_path / "printer", os.O_RDONLY | os.O_NONBLOCK)
    outcome = printed(on(tmp_path / "printer"))
    os.close(reader)
    assert (outcome.state, "bloquée" in outcome.detail) == ("failed", True)


def test_a_line_that_is_stopped_is_given_up_and_closed_without_waiting() -> None:
    ours, theirs = os.openpty()
    termios.tcflow(theirs, termios.TCOOFF)
    outcome = printed(on(os.ttyname(theirs)))
    os.close(theirs)
    os.close(ours)
    assert (outcome.state, "bloquée" in outcome.detail) == ("failed", True)


def test_a_full_device_says_so() -> None:
    outcome = printed(on("/dev/full"))
    assert outcome.state == "failed"
    assert outcome.detail == "On ne peut pas écrire /dev/full : il n'y a plus de place."


def test_a_printer_whose_cable_is_out_is_no_file_to_be_made() -> None:
    printer = on("/dev/usb-printer-that-is-out")
    assert printer.status().state == "offline"
    assert printed(printer).state == "failed"
    assert not printer.path.exists()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    printer = on(tmp_path)
    assert printer.status().state == "offline"
    assert printed(printer).state == "failed"


class Held:
    """A driver that holds every call until it is let go."""

    width = 576
    description = "Imprimante"

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.calls = 0

    def status(self) -> PrinterStatus:
        self.calls += 1
        self.let_go.wait()
        return PrinterStatus("ready", "Prête.")

    def print_ticket(self, image: Image.Image, code: str) -> PrintOutcome:
        self.status()
        return PrintOutcome("printed", code)


def test_a_driver_that_never_comes_back_is_given_up_once_and_taken_again_when_it_does() -> None:
    driver = Held()
    printer = PrinterWithTimeout(driver, status_within=0.05, printed_within=0.05)
    assert printed(printer) == PrintOutcome("failed", BLOCKED)
    assert printer.status() == PrinterStatus("offline", BLOCKED)
    assert driver.calls == 1, "what is blocked is not asked again and again"
    driver.let_go.set()
    deadline = time.monotonic() + SOON
    while printer.status().state != "ready" and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    assert printed(printer) == PrintOutcome("printed", "HJLNNFJK")


def test_what_a_driver_raises_is_raised() -> None:
    class Broken(Held):
        def status(self) -> PrinterStatus:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        PrinterWithTimeout(Broken()).status()


@pytest.mark.parametrize("address", ["folder:t", "tcp://h", "usb:04b8:0e15", "cups:q", "file:f"])
def test_every_printer_of_the_settings_has_an_end(address: str) -> None:
    assert isinstance(open_printer(address), PrinterWithTimeout)


ENDING = """
import threading
from datetime import UTC, datetime
from PIL import Image
from kiosk.devices.printer_timeout import PrinterWithTimeout
from kiosk.terminal.handling import Asker
from kiosk.terminal.printing import PrintDesk
from kiosk.visit.effects import LookAtPrinter
from kiosk.visit.scenes import Home
from kiosk.visit.state import Visit
from tests.devices.test_printer_timeout import Held

driver = Held()
desk = PrintDesk(
    PrinterWithTimeout(driver), lambda _news: None, lambda _code, _said: None,
    clock=lambda: datetime.now(UTC), answer=lambda _order, _outcome: None,
)
desk.look(LookAtPrinter(), Asker(Visit(id="v", scene=Home(), touched_at=0.0), ""))
while not driver.calls:
    threading.Event().wait(0.01)
desk.stop()
print("ended")
"""


def test_the_program_ends_while_a_printer_holds_its_call() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDING], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "ended\n")
