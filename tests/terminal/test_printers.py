"""A printer in a bad mood: the screen goes on, the booking stands, the truth is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.devices.printer_address import open_printer
from kiosk.terminal.pin import choose_pin
from kiosk.ticket.qr import read_qr
from kiosk.visit.tickets import Printing
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.staff import StaffView
from kiosk.visit.view.tickets import TicketView
from tests.agenda.world import MovingClock
from tests.devices.receipt_printer import PAPER_FINE
from tests.devices.tcp_printer import Behaviour, TcpPrinter
from tests.terminal.floor import Floor, impatient


@contextmanager
def opened(data: Path, machine: TcpPrinter, seconds: float = 0.25) -> Iterator[Floor]:
    floor = Floor(data, impatient(machine, seconds), MovingClock())
    try:
        floor.opens()
        yield floor
    finally:
        floor.stop()


@pytest.mark.parametrize(
    ("behaviour", "printing", "truth"),
    [
        ("hangs", "failed", "L'imprimante ne répond pas."),
        ("hangs_midway", "failed", "L'imprimante ne répond pas."),
        ("refuses", "failed", "L'imprimante ne répond pas."),
        ("cuts_off", "failed", "L'imprimante ne répond pas."),
        ("offline", "failed", "L'imprimante ne répond pas."),
        ("no_paper", "no_paper", "L'imprimante n'a plus de papier, l'équipe le sait."),
        ("runs_out", "no_paper", "L'imprimante n'a plus de papier, l'équipe le sait."),
        ("silent", "unknown", "Si le ticket ne sort pas, photographiez l'écran"),
        ("nonsense", "unknown", "Si le ticket ne sort pas, photographiez l'écran"),
        ("near_end", "printed", "L'imprimante a fini"),
    ],
)
def test_whatever_the_printer_does_the_booking_stands_and_the_visitor_is_told_the_truth(
    behaviour: Behaviour, printing: Printing, truth: str, tmp_path: Path
) -> None:
    with TcpPrinter(behaviour) as machine, opened(tmp_path, machine) as floor:
        floor.books()
        (booking,) = floor.confirmed()
        floor.until(lambda: floor.sees(TicketView).printing != "waiting", "news of the paper")
        floor.until(lambda: floor.sees(TicketView).picture, "the ticket's picture")
        assert floor.sees(TicketView).printing == printing
        assert floor.reads(truth)
        assert booking.code == floor.code
        again = "Imprimer encore une fois" if printing == "printed" else "Essayer encore d'imprimer"
        assert again in floor.labels()
        floor.until(lambda: floor.paper_was(printing), "the store to know")


def test_while_a_printer_hangs_this_visitor_goes_on_and_the_next_one_books_too(
    tmp_path: Path,
) -> None:
    """It is let go only at the end: all that happens before happens while it hangs."""
    with TcpPrinter("hangs") as machine, opened(tmp_path, machine, seconds=60) as floor:
        floor.books()
        floor.until(lambda: floor.sees(TicketView).picture, "the ticket's picture")
        assert floor.sees(TicketView).printing == "waiting"
        assert [one.status for one in floor.agenda.bookings()] == ["confirmed"]
        floor.touch("Accueil")
        floor.sees(HomeView)
        floor.touch("Revoir mon ticket", "Terminer", "Bien", "Fermer")
        floor.sees(AttractView)

        floor.walks_until_stuck()
        floor.finds_times()
        floor.holds("9 h 30", "ali")
        assert floor.sees(ConfirmView).confirm.enabled
        floor.confirms()
        floor.until(lambda: floor.sees(TicketView).picture, "the second ticket's picture")
        assert floor.sees(TicketView).printing == "waiting"
        assert [one.status for one in floor.agenda.bookings()] == ["confirmed", "confirmed"]
        assert floor.rows("SELECT DISTINCT printing FROM ticket") == [("waiting",)]

        machine.__exit__(None, None, None)  # somebody pulls its plug
        floor.until(lambda: floor.sees(TicketView).printing == "failed")
        floor.until(lambda: floor.rows("SELECT DISTINCT printing FROM ticket") == [("failed",)])


def test_the_paper_of_a_visitor_who_has_left_says_nothing_to_the_next_one(tmp_path: Path) -> None:
    with TcpPrinter("hangs") as machine, opened(tmp_path, machine, seconds=60) as floor:
        floor.books()
        floor.until(lambda: floor.sees(TicketView).picture)
        floor.finishes()
        floor.wakes()
        before = floor.terminal.visit
        machine.__exit__(None, None, None)
        floor.finish_all_work()
        assert floor.paper_was("failed")
        assert floor.terminal.visit == before
        floor.sees(HomeView)


def test_a_visitor_prints_once_more_when_there_is_paper_again(tmp_path: Path) -> None:
    with TcpPrinter("no_paper") as machine, opened(tmp_path, machine) as floor:
        floor.books()
        floor.until(lambda: floor.sees(TicketView).printing == "no_paper")
        machine.machine.paper = PAPER_FINE
        floor.touch("Essayer encore d'imprimer")
        assert floor.sees(TicketView).printing == "waiting"
        floor.until(lambda: floor.sees(TicketView).printing == "printed")
        assert read_qr(machine.image()) == floor.url
        assert "Imprimer encore une fois" not in floor.labels()
        floor.until(lambda: floor.paper_was("printed"))


def test_the_log_of_a_failed_printing_names_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with TcpPrinter("cuts_off") as machine, opened(tmp_path, machine) as floor:
        floor.books()
        floor.until(lambda: floor.sees(TicketView).printing == "failed")
        assert floor.rows("SELECT first_name FROM booking") == [("Zoé",)]
        code = floor.code
    assert "Ticket: failed." in caplog.text
    assert "zoé" not in caplog.text.lower()
    assert code not in caplog.text


def test_a_terminal_without_a_printer_shows_the_ticket_and_keeps_it_in_a_folder(
    tmp_path: Path,
) -> None:
    floor = Floor(tmp_path, open_printer(f"folder:{tmp_path / 'tickets'}"), MovingClock())
    floor.opens()
    floor.books()
    floor.until(lambda: floor.sees(TicketView).printing == "shown")
    assert floor.reads("Photographiez-le, ou recopiez le code.")
    assert {file.suffix for file in (tmp_path / "tickets").iterdir()} == {".png", ".pdf"}
    floor.stop()


@pytest.mark.parametrize(
    ("behaviour", "says"),
    [
        ("ready", "L'imprimante est prête"),
        ("no_paper", "papier"),
        ("refuses", "On ne peut pas joindre l'imprimante"),
    ],
)
def test_staff_are_told_what_the_printer_says(
    behaviour: Behaviour, says: str, tmp_path: Path
) -> None:
    choose_pin(tmp_path / "staff-pin", "2580")
    with TcpPrinter(behaviour) as machine, opened(tmp_path, machine) as floor:
        floor.tries_pin("2580")
        floor.sees(StaffView)
        floor.until_reads(says)
        floor.touch("Imprimer un essai")
        floor.until(lambda: not floor.reads("nous interrogeons l'imprimante"), "the trial")
        assert machine.machine.cut.is_set() == (behaviour == "ready")


def test_the_team_reads_on_the_first_screen_that_paper_is_out_until_it_is_back(
    tmp_path: Path,
) -> None:
    with TcpPrinter("no_paper") as machine, opened(tmp_path, machine) as floor:
        floor.until(lambda: floor.reads("Pour l'équipe : Il n'y a plus de papier."))
        floor.wakes()
        assert not floor.reads("Pour l'équipe"), "a visitor is not bothered with it"
        floor.terminal.recover()
        assert floor.reads("Pour l'équipe")
        machine.machine.paper = PAPER_FINE
        floor.pass_time(60)
        floor.until(lambda: not floor.reads("Pour l'équipe"), "the printer well again")
