"""A ticket in a real CUPS is printed when its job says so, and not when it is merely gone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from kiosk.devices.cups_printer import NOT_PRINTED, CupsPrinter, _ended
from kiosk.devices.ipp import job_state
from kiosk.devices.printer import PrintOutcome
from tests.devices.cups_server import CUPSD, INSTALL, Cups, cups_server

pytestmark = pytest.mark.skipif(CUPSD is None, reason=f"no cupsd here: {INSTALL}")

TICKET = Image.new("1", (576, 300), 1)


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cups]:
    with cups_server(tmp_path_factory.mktemp("cups")) as server:
        yield server


def shortly(_seconds: float) -> None:
    threading.Event().wait(0.05)


@pytest.fixture
def printer(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> CupsPrinter:
    monkeypatch.setenv("CUPS_SERVER", cups.address)
    return CupsPrinter("TICKETS", pause=shortly)


def patient_until(so: Callable[[], bool]) -> CupsPrinter:
    """The fifteen seconds are over when something is so."""
    started = iter((0.0,))
    return CupsPrinter(
        "TICKETS", pause=shortly, clock=lambda: next(started, 1000.0 if so() else 1.0)
    )


def test_a_job_that_is_completed_is_printed(cups: Cups, printer: CupsPrinter) -> None:
    cups.queue("TICKETS", "prints")
    assert printer.status().state == "ready"
    assert printer.print_ticket(TICKET, "HJLNNFJK").state == "printed"
    assert (cups.here / "paper").read_bytes().startswith(b"%PDF")


def test_a_job_that_is_aborted_is_not(cups: Cups, printer: CupsPrinter) -> None:
    cups.queue("TICKETS", "fails")
    outcome = printer.print_ticket(TICKET, "HJLNNFJK")
    assert outcome == PrintOutcome("failed", "La file d'impression a abandonné le ticket.")


def test_a_job_that_somebody_cancels_is_not(cups: Cups, printer: CupsPrinter) -> None:
    cups.queue("TICKETS", "holds")
    looks = []

    def pause(_seconds: float) -> None:
        looks.append(1)
        if len(looks) == 1:
            cups.run("cancel", "-a", "TICKETS")
        shortly(0)

    outcome = CupsPrinter("TICKETS", pause=pause).print_ticket(TICKET, "HJLNNFJK")
    assert outcome.state == "failed"
    assert "annulé" in outcome.detail


def test_a_job_that_goes_on_has_an_unknown_end(cups: Cups, printer: CupsPrinter) -> None:
    cups.queue("TICKETS", "holds")
    begun = cups.here / "begun"
    begun.unlink(missing_ok=True)
    assert patient_until(begun.exists).print_ticket(TICKET, "HJLNNFJK").state == "unknown"
    cups.run("cancel", "-a", "TICKETS")


def test_a_job_that_the_server_has_forgotten_has_an_unknown_end(cups: Cups) -> None:
    """A server that keeps no history forgets a job with its end."""
    cups.queue("TICKETS", "holds")
    assert job_state("TICKETS", 99_999, cups.address) == "gone"
    ended = _ended("gone")
    assert ended
    assert ended.state == "unknown"


def test_a_queue_that_stops_under_a_ticket_does_not_print_it_for_somebody_else(
    cups: Cups, printer: CupsPrinter
) -> None:
    cups.queue("TICKETS", "fails", policy="stop-printer")
    stopped = patient_until(lambda: printer.status().state == "offline")
    outcome = stopped.print_ticket(TICKET, "HJLNNFJK")
    assert (outcome.state, "arrêtée" in outcome.detail) == ("failed", True)
    assert cups.run("lpstat", "-W", "not-completed", "-o", "TICKETS") == ""


def test_a_queue_that_tries_again_later_does_not_print_it_for_somebody_else(
    cups: Cups,
    printer: CupsPrinter,
) -> None:
    cups.queue("TICKETS", "fails", policy="retry-job")
    outcome = patient_until(lambda: _is_held(cups)).print_ticket(TICKET, "HJLNNFJK")
    assert outcome == PrintOutcome("failed", NOT_PRINTED)
    assert cups.run("lpstat", "-W", "not-completed", "-o", "TICKETS") == ""


def _is_held(cups: Cups) -> bool:
    waiting = cups.run("lpstat", "-l", "-W", "not-completed", "-o", "TICKETS")
    return "resources-are-not-ready" in waiting


def test_a_queue_that_is_stopped_or_refuses_gets_nothing(cups: Cups, printer: CupsPrinter) -> None:
    cups.queue("TICKETS", "prints")
    cups.run("cupsdisable", "TICKETS")
    assert printer.status().state == "offline"
    assert printer.print_ticket(TICKET, "HJLNNFJK").state == "failed"
    cups.run("cupsenable", "TICKETS")
    cups.run("cupsreject", "TICKETS")
    assert printer.status().state == "offline"
    assert printer.print_ticket(TICKET, "HJLNNFJK").state == "failed"
    cups.run("cupsaccept", "TICKETS")
    assert printer.print_ticket(TICKET, "HJLNNFJK").state == "printed"


def test_a_queue_whose_name_says_disabled_is_none(cups: Cups, printer: CupsPrinter) -> None:
    cups.queue("disabled-desk", "prints")
    assert CupsPrinter("disabled-desk").status().state == "ready"
    assert printer.status().state == "ready"
