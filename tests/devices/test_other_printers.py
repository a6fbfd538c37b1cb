"""Tickets by serial line, USB, a CUPS queue, a folder and a file."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from escpos.printer import Dummy
from PIL import Image

from kiosk.devices.cups_printer import CupsPrinter
from kiosk.devices.escpos_bytes import RASTER_ROWS, ticket_bytes
from kiosk.devices.escpos_printer import EscposPrinter
from kiosk.devices.folder_printer import FolderPrinter
from kiosk.devices.ipp import cups_server
from kiosk.devices.memory_printer import MemoryPrinter
from kiosk.devices.printer_address import open_printer
from kiosk.devices.printer_connections import SerialConnection
from kiosk.paper import DPI
from kiosk.ticket.qr import qr_image, read_qr
from tests.devices.ipp_server import (
    ABORTED,
    CANCELED,
    COMPLETED,
    NOT_FOUND,
    PROCESSING,
    ipp_server,
    refuses,
    says,
)
from tests.devices.pty_printer import PtyPrinter
from tests.devices.receipt_printer import PAPER_OUT, ReceiptPrinter

URL = "HTTPS://ICI.EXAMPLE/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


@pytest.fixture
def ticket() -> Image.Image:
    paper = Image.new("1", (576, 500), 1)
    paper.paste(qr_image(URL, 576), (100, 50))
    return paper


def test_the_bytes_are_those_that_python_escpos_makes(ticket: Image.Image) -> None:
    theirs = Dummy()
    theirs.profile.profile_data = {
        "media": {"width": {"pixels": 576}},
        "features": {"paperPartCut": True},
    }
    theirs.hw("INIT")
    theirs.image(ticket, fragment_height=RASTER_ROWS)
    theirs.cut(mode="PART")
    assert ticket_bytes(ticket) == theirs.output


def on_the_line(printer: PtyPrinter) -> EscposPrinter:
    return EscposPrinter(
        "Imprimante",
        lambda: SerialConnection(printer.path, 115200, timeout=0.25),
        pause=lambda _: None,
    )


def test_a_serial_printer_prints_and_says_so(ticket: Image.Image) -> None:
    with PtyPrinter() as printer:
        assert on_the_line(printer).print_ticket(ticket, "HJLNNFJK").state == "printed"
        assert read_qr(printer.machine.image()) == URL


def test_a_serial_printer_without_paper_gets_nothing(ticket: Image.Image) -> None:
    with PtyPrinter() as printer:
        printer.machine.paper = PAPER_OUT
        assert on_the_line(printer).print_ticket(ticket, "HJLNNFJK").state == "no_paper"
        assert not printer.machine.cut.is_set()


def test_a_serial_printer_that_tells_nothing_still_prints(ticket: Image.Image) -> None:
    with PtyPrinter(talks=False) as printer:
        assert on_the_line(printer).print_ticket(ticket, "HJLNNFJK").state == "unknown"
        assert read_qr(printer.machine.image()) == URL


def test_a_serial_printer_that_takes_nothing_is_given_up(ticket: Image.Image) -> None:
    with PtyPrinter(reads=False) as printer:
        started = time.monotonic()
        assert on_the_line(printer).print_ticket(ticket, "HJLNNFJK").state == "failed"
        assert time.monotonic() - started < 3


@pytest.mark.parametrize("address", ["serial:/dev/tty-that-is-not-there", "usb:ffff:fffe"])
def test_a_printer_that_is_not_plugged_in_fails_with_a_sentence(
    address: str, ticket: Image.Image
) -> None:
    printer = open_printer(address)
    outcome = printer.print_ticket(ticket, "HJLNNFJK")
    assert outcome.state == "failed"
    assert "allumée" in outcome.detail
    assert printer.status().state == "offline"


def test_a_folder_shows_the_ticket_as_a_picture_and_a_page(
    tmp_path: Path, ticket: Image.Image
) -> None:
    printer = FolderPrinter(tmp_path / "tickets", now=lambda: NOW)
    assert printer.print_ticket(ticket, "HJLNNFJK").state == "shown"
    names = sorted(file.name for file in printer.folder.iterdir())
    assert names == ["20261123-103000-HJLNNFJK.pdf", "20261123-103000-HJLNNFJK.png"]
    with Image.open(printer.folder / names[1]) as png:
        assert read_qr(png) == URL
    document = pypdfium2.PdfDocument(printer.folder / names[0])
    assert read_qr(document[0].render(scale=DPI / 72).to_pil()) == URL
    document.close()


def test_a_folder_keeps_tickets_a_day_and_leaves_other_files_alone(
    tmp_path: Path, ticket: Image.Image
) -> None:
    printer = FolderPrinter(tmp_path, now=lambda: NOW)
    printer.print_ticket(ticket, "HJLNNFJK")
    (tmp_path / "notes.png").write_text("not ours")
    for file, hours in [("20261123-103000-HJLNNFJK.png", 25), ("notes.png", 25)]:
        old = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(tmp_path / file, (old, old))
    young = (NOW - timedelta(hours=23)).timestamp()
    os.utime(tmp_path / "20261123-103000-HJLNNFJK.pdf", (young, young))
    assert printer.status().state == "shown"
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["20261123-103000-HJLNNFJK.pdf", "notes.png"]


def test_a_folder_that_cannot_be_made_fails_with_a_sentence(
    tmp_path: Path, ticket: Image.Image
) -> None:
    (tmp_path / "file").write_text("in the way")
    printer = FolderPrinter(tmp_path / "file" / "tickets")
    assert printer.print_ticket(ticket, "HJLNNFJK").state == "failed"
    assert printer.status().state == "offline"


def test_a_file_holds_the_bytes_that_a_printer_would_get(
    tmp_path: Path, ticket: Image.Image, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ticket.bin"
    printer = open_printer(f"file:{path}")
    assert printer.status().state == "ready"
    assert printer.print_ticket(ticket, "HJLNNFJK").state == "printed"
    machine = ReceiptPrinter()
    machine.feed(path.read_bytes())
    assert machine.image().tobytes() == ticket.tobytes()
    assert capsys.readouterr().out == ""


def test_a_device_node_takes_the_ticket_and_tells_nothing(ticket: Image.Image) -> None:
    printer = open_printer("file:/dev/null")
    assert printer.status().state == "unknown"
    assert printer.print_ticket(ticket, "HJLNNFJK").state == "unknown"


def test_a_file_in_a_folder_that_is_not_there_fails(tmp_path: Path, ticket: Image.Image) -> None:
    printer = open_printer(f"file:{tmp_path}/nowhere/ticket.bin")
    assert printer.print_ticket(ticket, "HJLNNFJK").state == "failed"
    assert printer.status().state == "offline"


def test_a_printer_in_memory_ends_as_it_is_told(ticket: Image.Image) -> None:
    printer = MemoryPrinter()
    assert printer.print_ticket(ticket, "HJLNNFJK").state == "printed"
    printer.ends = "no_paper"
    assert printer.print_ticket(ticket, "BCDFGHJK").state == "no_paper"
    assert [code for code, _ in printer.tickets] == ["HJLNNFJK"]


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for `lp` and `lpstat`, found before any other."""
    place = tmp_path / "bin"
    place.mkdir()
    monkeypatch.setenv("PATH", f"{place}:/usr/bin:/bin")
    return place


def command(place: Path, name: str, script: str) -> None:
    file = place / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


IDLE = 'echo "printer TICKETS is idle.  enabled since Mon Nov 23"'
TAKES = (
    'cat > "$(dirname "$0")/ticket.pdf"; echo "$*" > "$0.asked";'
    ' echo "request id is TICKETS-7 (1 file(s))"'
)


def queue(server: str = "/nowhere") -> CupsPrinter:
    ticks = iter(range(1000))
    return CupsPrinter(
        "TICKETS",
        pause=lambda _: None,
        clock=lambda: float(next(ticks)),
        server=lambda: server,
    )


def test_a_cups_queue_is_given_the_page_and_followed_until_its_job_is_completed(
    commands: Path, ticket: Image.Image
) -> None:
    command(commands, "lpstat", IDLE)
    command(commands, "lp", TAKES)
    with ipp_server([says(PROCESSING), says(PROCESSING), says(COMPLETED)]) as server:
        assert queue(server).print_ticket(ticket, "HJLNNFJK").state == "printed"
    assert "HJLNNFJK" not in (commands / "lp.asked").read_text(), "queues keep a history"
    document = pypdfium2.PdfDocument(commands / "ticket.pdf")
    assert read_qr(document[0].render(scale=DPI / 72).to_pil()) == URL
    document.close()


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (says(PROCESSING), "unknown"),
        (says(COMPLETED), "printed"),
        (says(CANCELED), "failed"),
        (says(ABORTED), "failed"),
        (says(77), "unknown"),
        (refuses(NOT_FOUND), "unknown"),
        (refuses(0x0403), "unknown"),
        (b"", "unknown"),
        (says(COMPLETED)[:-9], "unknown"),
        (b"<html>a proxy</html>", "unknown"),
    ],
)
def test_only_what_cups_says_of_the_job_itself_is_believed(
    answer: bytes, state: str, commands: Path, ticket: Image.Image
) -> None:
    """A job that is over may have been printed, cancelled, aborted or forgotten."""
    command(commands, "lpstat", IDLE)
    command(commands, "lp", TAKES)
    with ipp_server([answer]) as server:
        assert queue(server).print_ticket(ticket, "HJLNNFJK").state == state


def test_a_ticket_that_cups_took_has_an_unknown_end_when_it_cannot_be_asked(
    commands: Path, ticket: Image.Image
) -> None:
    command(commands, "lpstat", IDLE)
    command(commands, "lp", TAKES)
    outcome = queue("/nowhere/cups.sock").print_ticket(ticket, "HJLNNFJK")
    assert (outcome.state, outcome.detail) == (
        "unknown",
        "CUPS ne dit pas ce que devient le ticket.",
    )


def test_a_command_that_hangs_may_have_taken_the_ticket(
    commands: Path, ticket: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.devices.cups_printer.COMMAND_WITHIN", 0.5)
    command(commands, "lpstat", IDLE)
    command(commands, "lp", "exec sleep 60")
    outcome = queue().print_ticket(ticket, "HJLNNFJK")
    assert (outcome.state, outcome.detail) == ("unknown", "La commande lp ne répond pas.")


@pytest.mark.parametrize(
    ("chosen", "settings", "server"),
    [
        ("", "", "localhost"),
        ("cups.example.org:8631", "ServerName other", "cups.example.org:8631"),
        ("", "# x\nServerName cups.example.org\n", "cups.example.org"),
        ("/run/else.sock", "", "/run/else.sock"),
    ],
)
def test_cups_is_asked_where_lp_sends_the_ticket(
    chosen: str, settings: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.devices.ipp.SOCKET", tmp_path / "no.sock")
    (tmp_path / "client.conf").write_text(settings)
    assert cups_server({"CUPS_SERVER": chosen}, tmp_path / "client.conf") == server


@pytest.mark.parametrize(
    ("told", "state", "ends"),
    [
        ("printer TICKETS is idle.", "ready", "unknown"),
        ("printer TICKETS disabled since Mon", "offline", "failed"),
        ("printer TICKETS is idle.\n\tRejecting Jobs", "offline", "failed"),
        ("printer TICKETS is idle.\nAlerts: cover-open-error", "offline", "failed"),
        ("printer TICKETS is idle.\nDescription: disabled visitors", "ready", "unknown"),
        ("printer TICKETS is idle.\nAlerts: media-empty-error", "no_paper", "no_paper"),
        ("printer TICKETS is idle.\nAlerts: media-low-report", "near_end", "unknown"),
        ("", "unknown", "unknown"),
    ],
)
def test_what_cups_says_of_the_printer_is_told_to_staff(
    told: str, state: str, ends: str, commands: Path, ticket: Image.Image
) -> None:
    command(commands, "lpstat", f"printf '{told}\\n'")
    command(commands, "lp", "cat > /dev/null; echo queued")
    assert queue().status().state == state
    assert queue().print_ticket(ticket, "HJLNNFJK").state == ends


def test_a_queue_that_refuses_fails_with_what_it_said(commands: Path, ticket: Image.Image) -> None:
    command(commands, "lpstat", IDLE)
    command(commands, "lp", 'cat > /dev/null; echo "lp: no such destination" >&2; exit 1')
    outcome = queue().print_ticket(ticket, "HJLNNFJK")
    assert outcome.state == "failed"
    assert "no such destination" in outcome.detail


def test_without_cups_on_the_machine_staff_are_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ticket: Image.Image
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = queue().print_ticket(ticket, "HJLNNFJK")
    assert outcome.state == "failed"
    assert "cups-client" in outcome.detail
