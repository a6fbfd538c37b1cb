"""Tickets sent to a printer on the network, in all its moods."""

from __future__ import annotations

import time

import pytest
from PIL import Image

from kiosk.devices.escpos_printer import EscposPrinter
from kiosk.devices.printer import PrinterState
from kiosk.devices.printer_address import open_printer
from kiosk.devices.printer_connections import NetworkConnection
from kiosk.ticket.qr import qr_image, read_qr
from kiosk.visit.tickets import Printing
from tests.devices.tcp_printer import Behaviour, TcpPrinter

URL = "HTTPS://ICI.EXAMPLE/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture
def ticket() -> Image.Image:
    """A picture as long as a real ticket, with its QR."""
    paper = Image.new("1", (576, 1500), 1)
    paper.paste(qr_image(URL, 576), (100, 900))
    return paper


def no_pause(seconds: float) -> None:
    """The machine on the other side prints at once."""


def impatient(printer: TcpPrinter) -> EscposPrinter:
    """The real adapter, which waits less than it would in a real place."""
    return EscposPrinter(
        "Imprimante",
        lambda: NetworkConnection("127.0.0.1", printer.port, timeout=0.25),
        pause=no_pause,
        patience=0.4,
    )


@pytest.mark.parametrize("behaviour", ["ready", "near_end", "silent", "empty", "nonsense"])
def test_what_comes_out_on_paper_is_the_ticket_dot_for_dot(
    behaviour: Behaviour, ticket: Image.Image
) -> None:
    with TcpPrinter(behaviour) as printer:
        impatient(printer).print_ticket(ticket, "HJLNNFJK")
        printed = printer.image()
    assert printed.tobytes() == ticket.tobytes()
    assert read_qr(printed) == URL


@pytest.mark.parametrize(
    ("behaviour", "state"),
    [
        ("ready", "printed"),
        ("near_end", "printed"),
        ("runs_out", "no_paper"),
        ("silent", "unknown"),
        ("empty", "unknown"),
        ("nonsense", "unknown"),
        ("goes_silent", "failed"),
        ("hangs", "failed"),
        ("hangs_midway", "failed"),
        ("cuts_off", "failed"),
        ("refuses", "failed"),
    ],
)
def test_staff_and_the_visitor_are_told_what_became_of_the_paper(
    behaviour: Behaviour, state: Printing, ticket: Image.Image
) -> None:
    with TcpPrinter(behaviour) as printer:
        outcome = impatient(printer).print_ticket(ticket, "HJLNNFJK")
    assert outcome.state == state
    assert outcome.detail.endswith((".", "?"))


@pytest.mark.parametrize(("behaviour", "state"), [("no_paper", "no_paper"), ("offline", "failed")])
def test_nothing_is_sent_to_a_printer_that_cannot_print(
    behaviour: Behaviour, state: Printing, ticket: Image.Image
) -> None:
    with TcpPrinter(behaviour) as printer:
        assert impatient(printer).print_ticket(ticket, "HJLNNFJK").state == state
        assert set(printer.received) <= set(b"\x10\x04\x01")


@pytest.mark.parametrize(
    ("behaviour", "state"),
    [
        ("ready", "ready"),
        ("near_end", "near_end"),
        ("no_paper", "no_paper"),
        ("offline", "offline"),
        ("silent", "unknown"),
        ("empty", "unknown"),
        ("nonsense", "unknown"),
        ("hangs", "unknown"),
        ("refuses", "offline"),
    ],
)
def test_staff_ask_how_the_printer_is(behaviour: Behaviour, state: PrinterState) -> None:
    with TcpPrinter(behaviour) as printer:
        status = impatient(printer).status()
    assert status.state == state
    assert status.says.endswith((".", "?"))


def test_as_it_is_set_up_in_a_place_a_printer_that_hangs_is_given_up_in_seconds(
    ticket: Image.Image,
) -> None:
    with TcpPrinter("hangs_midway") as machine:
        printer = open_printer(machine.address)
        started = time.monotonic()
        outcome = printer.print_ticket(ticket, "HJLNNFJK")
        assert outcome.state == "failed"
        assert time.monotonic() - started < 6


def test_the_printer_is_given_the_time_to_let_the_paper_out_before_it_is_asked_again(
    ticket: Image.Image,
) -> None:
    pauses: list[float] = []
    with TcpPrinter("ready") as machine:
        wire = lambda: NetworkConnection("127.0.0.1", machine.port)  # noqa: E731
        EscposPrinter("Imprimante", wire, pause=pauses.append).print_ticket(ticket, "HJLNNFJK")
    assert pauses == [pytest.approx(1.875)]  # 187.5 mm at 100 mm/s


def test_two_tickets_one_after_the_other(ticket: Image.Image) -> None:
    with TcpPrinter("ready") as machine:
        printer = impatient(machine)
        states = [printer.print_ticket(ticket, code).state for code in ("HJLNNFJK", "BCDFGHJK")]
    assert states == ["printed", "printed"]


def test_a_printer_that_takes_the_ticket_drop_by_drop_is_given_up_too(ticket: Image.Image) -> None:
    """It never stops for long, so that only the whole can have lasted too long."""

    def wire() -> NetworkConnection:
        made = NetworkConnection("127.0.0.1", machine.port)
        made.all_sent_within = 0.5
        return made

    with TcpPrinter("trickles") as machine:
        started = time.monotonic()
        outcome = EscposPrinter("Imprimante", wire, pause=no_pause).print_ticket(ticket, "HJLNNFJK")
        assert time.monotonic() - started < 5
    assert (outcome.state, outcome.detail) == (
        "failed",
        "L'imprimante est trop lente : le ticket n'est pas parti.",
    )
