"""One printer for several terminals: it serves one after the other, and busy is not blocked."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from kiosk.devices.escpos_printer import AT_A_LOSS, BUSY, HELD, EscposPrinter
from kiosk.devices.printer import PrintOutcome
from kiosk.devices.printer_connections import NetworkConnection, SerialConnection
from kiosk.ticket.qr import qr_image, read_qr
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.tickets import TicketView
from tests.agenda.world import MovingClock
from tests.devices.pty_printer import PtyPrinter
from tests.devices.tcp_printer import TcpPrinter
from tests.terminal.floor import Floor

URL = "HTTPS://ICI.EXAMPLE/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture
def ticket() -> Image.Image:
    paper = Image.new("1", (576, 1500), 1)
    paper.paste(qr_image(URL, 576), (100, 900))
    return paper


class Till(EscposPrinter):
    """A terminal's printer; its time is its own, so that a busy machine changes nothing."""

    def __init__(self, machine: TcpPrinter, *, patience: float = 1.0, step: float = 0.0) -> None:
        """Each look at its clock is `step` seconds later."""
        self.now = 0.0
        self.step = step
        self.refused = threading.Event()
        super().__init__(
            "Imprimante",
            lambda: NetworkConnection("127.0.0.1", machine.port, timeout=0.3),
            pause=self._wait,
            clock=self._later,
            patience=patience,
        )

    def _later(self) -> float:
        self.now += self.step
        return self.now

    def _wait(self, _seconds: float) -> None:
        self.refused.set()
        threading.Event().wait(0.02)


def prints(till: Till, ticket: Image.Image, outcomes: list[PrintOutcome]) -> threading.Thread:
    """Begun, and not waited for."""
    call = threading.Thread(
        target=lambda: outcomes.append(till.print_ticket(ticket, "HJLNNFJK")), daemon=True
    )
    call.start()
    return call


@contextmanager
def held(machine: TcpPrinter) -> Iterator[None]:
    """Another till is connected, and the printer serves it."""
    with socket.create_connection(("127.0.0.1", machine.port)) as other:
        other.sendall(b"\x10\x04\x04")
        assert other.recv(16), "it is served"
        yield


@pytest.mark.parametrize("has_heard_it", [True, False])
def test_a_printer_that_another_till_holds_is_waited_for(
    has_heard_it: bool, ticket: Image.Image
) -> None:
    """A till that starts meanwhile cannot know that silence is not the printer's way."""
    with TcpPrinter("ready") as machine:
        till = Till(machine)
        if has_heard_it:
            assert till.status().state == "ready"
        outcomes: list[PrintOutcome] = []
        with held(machine):
            call = prints(till, ticket, outcomes)
            call.join(0.5)  # longer than one question is waited for
            assert outcomes == []
        call.join(15)
        assert [outcome.state for outcome in outcomes] == ["printed"]
        assert read_qr(machine.image()) == URL


def test_a_printer_that_stays_with_another_till_is_busy_and_gets_nothing(
    ticket: Image.Image,
) -> None:
    with TcpPrinter("ready") as machine:
        till = Till(machine, step=0.5)
        assert till.status().state == "ready"
        with held(machine):
            assert till.print_ticket(ticket, "HJLNNFJK") == PrintOutcome("busy", BUSY)
            assert till.status().state == "busy"
        assert till.status().state == "ready", "what was asked meanwhile is behind it"
        assert set(machine.received) <= set(b"\x10\x04\x01"), "questions only"


def test_a_printer_that_is_always_busy_needs_somebody(ticket: Image.Image) -> None:
    with TcpPrinter("ready") as machine:
        till = Till(machine, step=0.5)
        assert till.status().state == "ready"
        with held(machine):
            assert till.status().state == "busy"
            till.now += 121
            assert (till.status().state, till.status().says) == ("offline", HELD)
            assert till.print_ticket(ticket, "HJLNNFJK") == PrintOutcome("failed", HELD)
        assert till.status().state == "ready"
        with held(machine):
            assert till.status().state == "busy", "counted from its last answer"


def test_who_has_never_heard_it_does_not_say_that_it_is_blocked(ticket: Image.Image) -> None:
    with TcpPrinter("hangs") as machine:
        outcome = Till(machine, step=0.5).print_ticket(ticket, "HJLNNFJK")
    assert outcome == PrintOutcome("failed", AT_A_LOSS)


def test_a_printer_that_refuses_a_second_connection_is_tried_again(ticket: Image.Image) -> None:
    machine = TcpPrinter("ready")  # bound, and not listening yet
    till = Till(machine)
    outcomes: list[PrintOutcome] = []
    call = prints(till, ticket, outcomes)
    assert till.refused.wait(10)
    with machine:
        call.join(15)
        assert [outcome.state for outcome in outcomes] == ["printed"]


def test_three_tills_at_once_all_print(ticket: Image.Image) -> None:
    outcomes: list[PrintOutcome] = []
    with TcpPrinter("ready") as machine:
        calls = [prints(Till(machine), ticket, outcomes) for _till in range(3)]
        for call in calls:
            call.join(30)
    assert [outcome.state for outcome in outcomes] == ["printed"] * 3


def test_a_printer_that_never_says_a_word_is_waited_for_once(ticket: Image.Image) -> None:
    with TcpPrinter("silent") as machine:
        till = Till(machine, patience=0.0)
        assert till.print_ticket(ticket, "HJLNNFJK").state == "unknown"
        till._patience = 1000.0
        started = time.monotonic()
        assert till.print_ticket(ticket, "HJLNNFJK").state == "unknown"
        assert time.monotonic() - started < 10


def test_a_serial_line_that_another_program_uses_is_busy(ticket: Image.Image) -> None:
    with PtyPrinter() as machine:
        other = SerialConnection(machine.path, 115200)
        other.open()
        till = EscposPrinter(
            "Imprimante",
            lambda: SerialConnection(machine.path, 115200),
            pause=lambda _: None,
            patience=0,
        )
        assert till.print_ticket(ticket, "HJLNNFJK").state == "busy"
        other.close()
        assert till.status().state == "ready"


def test_the_visitor_is_told_that_it_is_busy_and_may_try_until_it_is_not(tmp_path: Path) -> None:
    with TcpPrinter("ready") as machine:
        till = Till(machine, step=0.5)
        assert till.status().state == "ready"
        floor = Floor(tmp_path, till, MovingClock())
        try:
            with held(machine):
                floor.opens()
                floor.books()
                floor.until(lambda: floor.sees(TicketView).printing == "busy", "the truth")
                assert floor.reads("L'imprimante est occupée.")
                floor.touch("Essayer encore d'imprimer")
                floor.until(lambda: floor.sees(TicketView).printing == "busy", "the truth again")
                floor.until(lambda: floor.paper_was("busy"), "the store to know")
            floor.touch("Essayer encore d'imprimer")
            floor.until(lambda: floor.sees(TicketView).printing == "printed", "the paper")
            assert read_qr(machine.image()) == floor.url
            floor.finishes()
            floor.sees(AttractView)
            assert not floor.reads("Pour l'équipe"), "a busy printer needs nobody"
        finally:
            floor.stop()
