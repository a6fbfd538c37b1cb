"""The store does not answer: said plainly, with a way on, and nothing done twice."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.store.damaged_file import aside
from kiosk.visit.bookings import kind_of
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.person import SignView
from kiosk.visit.view.steps import ReadStepView
from kiosk.visit.view.ticket_lookup import ResumeView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.view.times import TimesView
from kiosk.visit.views import NoticeView
from tests.terminal.floor import Floor, locked_by_another_process

TROUBLE = "Nous n'arrivons pas à noter votre demande."
OFFER = "Nous notons votre demande"


@contextmanager
def out_of_reach(floor: Floor) -> Iterator[None]:
    """The folder of the store is gone, as a drive that is no longer mounted."""
    elsewhere = floor.data.with_name("elsewhere")
    floor.agenda.store.close()
    floor.data.rename(elsewhere)
    try:
        yield
    finally:
        elsewhere.rename(floor.data)


def test_a_booking_that_could_not_be_written_is_tried_again_and_made_once(
    floor: Floor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    floor.walks_until_stuck()
    floor.finds_times("Par téléphone")
    floor.touch("9 h")
    floor.types("0612345678")
    floor.touch("Continuer")
    floor.types("zoé")
    floor.touch("Continuer")
    floor.until(lambda: floor.sees(ConfirmView).confirm.enabled)
    with locked_by_another_process(floor.data / "kiosk.db"):
        floor.touch("Oui, je réserve")
        floor.until_reads(OFFER)
        assert {"Essayer encore", "Quelqu'un, maintenant"} <= set(floor.labels())
        floor.touch("Essayer encore")
        assert floor.reads("Zoé")
    floor.touch("Oui, je réserve")
    floor.until_sees(TicketView)
    assert [one.status for one in floor.agenda.bookings()] == ["confirmed"]
    assert floor.rows("SELECT count(*) FROM ticket") == [(1,)]

    assert "did not answer: Book" in caplog.text  # staff can see what happened
    for private in ("zoé", "0612345678", "06 12 34 56 78"):
        assert private not in caplog.text.lower()


def test_a_seat_that_could_not_be_held_is_held_when_the_visitor_tries_again(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.touch("9 h")
    with locked_by_another_process(floor.data / "kiosk.db"):
        floor.touch("Continuer sans prénom")
        floor.until_reads(OFFER)
    floor.touch("Essayer encore")
    floor.until(lambda: floor.sees(ConfirmView).confirm.enabled)
    assert [one.status for one in floor.agenda.bookings()] == ["held"]


def test_a_call_for_someone_stands_on_the_screen_even_if_it_cannot_be_written_down(
    floor: Floor, caplog: pytest.LogCaptureFixture
) -> None:
    floor.walks_until_stuck()
    with out_of_reach(floor):
        floor.touch("Quelqu'un, maintenant")
        floor.until(lambda: "A job failed" in caplog.text, "the failure")
        floor.sees(SignView)
        floor.touch("Je suis là pour vous aider")
        floor.sees(ReadStepView)
        floor.until(lambda: caplog.text.count("A job failed") == 2, "the second failure")
        floor.sees(ReadStepView)


def test_times_that_could_not_be_looked_up_are_looked_up_again(floor: Floor) -> None:
    floor.walks_until_stuck()
    with out_of_reach(floor):
        floor.touch("Ici, en face à face")
        floor.until_sees(NoticeView)
    floor.touch("Essayer encore")
    floor.until(lambda: floor.sees(TimesView).nearest, "times")


def test_a_ticket_that_could_not_be_looked_up_is_no_wrong_code(floor: Floor) -> None:
    floor.books()
    code = floor.code
    floor.finishes()
    floor.wakes()
    floor.touch("J'ai un ticket")
    with out_of_reach(floor):
        for _time in range(6):
            floor.types(code)
            floor.until_reads(TROUBLE)
            floor.touch("Essayer encore")
            floor.sees(ResumeView)
    floor.types(code)
    floor.until_reads("Voici votre rendez-vous")


def test_a_store_that_was_removed_books_nothing_into_thin_air(floor: Floor) -> None:
    """The file is gone while the program runs: it would be easy to write on, for nobody."""
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds()
    for file in floor.data.glob("kiosk.db*"):
        file.rename(file.with_name(f"moved-{file.name}"))
    floor.touch("Oui, je réserve")
    floor.until_reads(OFFER)
    for file in floor.data.glob("kiosk.db*"):
        file.unlink()
    for file in floor.data.glob("moved-*"):
        file.rename(file.with_name(file.name.removeprefix("moved-")))
    floor.touch("Essayer encore", "Oui, je réserve")
    floor.until_sees(TicketView)
    assert [one.status for one in floor.agenda.bookings()] == ["confirmed"]


def test_what_comes_too_late_is_dropped_and_its_seat_given_back(floor: Floor) -> None:
    """The store is slow; the visitor has gone before it says that the seat is held."""
    floor.walks_until_stuck()
    floor.finds_times()
    floor.touch("9 h")
    with locked_by_another_process(floor.data / "kiosk.db"):
        floor.touch("Continuer sans prénom")
        floor.pass_time(90)
        floor.sees(AttractView)
    floor.until(lambda: [one.status for one in floor.agenda.bookings()] == ["expired"])
    floor.sees(AttractView)
    floor.walks_until_stuck()
    floor.finds_times()
    assert "9 h" in floor.labels()


def test_the_booking_of_a_visitor_who_left_too_early_stands_and_is_shown_to_nobody_else(
    floor: Floor,
) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds()
    with locked_by_another_process(floor.data / "kiosk.db"):
        floor.touch("Oui, je réserve")
        floor.pass_time(90)
        floor.wakes()
    floor.finish_all_work()
    assert [one.status for one in floor.agenda.bookings()] == ["confirmed"]
    assert floor.terminal.visit.issued is None
    assert "J'ai un ticket" in floor.labels()  # and not "Revoir mon ticket"


def test_a_file_damaged_while_the_terminal_runs_is_set_aside_and_enquiries_are_written(
    floor: Floor, caplog: pytest.LogCaptureFixture
) -> None:
    file = floor.data / "kiosk.db"
    floor.walks_until_stuck()
    copy = floor.data.with_name("copy.db")
    floor.rows(f"VACUUM INTO '{copy}'")
    floor.agenda.store.close()
    file.write_bytes(b"a shopping list, not a database\n" * 300)

    floor.touch("Ici, en face à face")
    floor.until_reads(OFFER)
    floor.touch("Je reviendrai avec un ticket")
    floor.until_sees(TicketView)
    code = floor.code
    floor.until(lambda: aside(file), "the file set aside")
    floor.finishes()
    floor.pass_time(61)
    floor.until(lambda: floor.terminal.context.store_trouble, "what staff are told")
    assert floor.reads("Pour l'équipe : la base est abîmée")
    assert aside(file)[0].name in caplog.text

    copy.rename(file)
    floor.pass_time(61)
    floor.until(lambda: not floor.terminal.context.store_trouble, "the backup")
    floor.until(lambda: floor.agenda.bookings(), "the delivery")
    assert [(kind_of(one), one.code) for one in floor.agenda.bookings()] == [("enquiry", code)]
    assert not floor.reads("Pour l'équipe")
