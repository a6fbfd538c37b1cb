"""Booking with a ticket in hand: the same paper, one appointment, no seat lost."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import BookingClosed, NoSuchBooking, SeatTaken
from kiosk.agenda.self_service import (
    AnotherAppointment,
    Wanted,
    ask_by_ticket,
    book_by_ticket,
)
from kiosk.store.engine import Store, sqlite_url
from kiosk.store.errors import StoreUnreachable
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.bookings import kind_of
from kiosk.visit.values import Enquiry, Progress
from tests.agenda.world import MovingClock, times

STEPS = Progress(service="write-cv", trail=("one",))


def ticket(agenda: Agenda) -> str:
    code, _token = agenda.issue_ticket(None, STEPS, "fr", new_code, new_token)
    return code


def wanted(key: str, session_id: int, *, instead_of: str | None = None) -> Wanted:
    return Wanted(
        booking_id=key,
        session_id=session_id,
        topic="write-cv",
        mode="face",
        language="fr",
        first_name="Sam",
        instead_of=instead_of,
    )


def test_the_appointment_goes_onto_the_ticket(agenda: Agenda, amina: int) -> None:
    code, session_id = ticket(agenda), times(agenda)[0].session_id
    booked = agenda.write(book_by_ticket, code, wanted("a", session_id))
    assert (booked.status, booked.code) == ("confirmed", code)
    found = agenda.find_by_code(code)
    assert found is not None
    assert (found.bookings, found.walks) == ((booked,), (STEPS,))


def test_asking_twice_is_asking_once(agenda: Agenda, amina: int) -> None:
    code, session_id = ticket(agenda), times(agenda)[0].session_id
    first = agenda.write(book_by_ticket, code, wanted("a", session_id))
    assert agenda.write(book_by_ticket, code, wanted("a", session_id)) == first
    assert agenda.bookings() == [first]


def test_a_second_appointment_is_not_taken_unknown_to_the_first(agenda: Agenda, amina: int) -> None:
    code, free = ticket(agenda), times(agenda)
    agenda.write(book_by_ticket, code, wanted("a", free[0].session_id))
    with pytest.raises(AnotherAppointment):
        agenda.write(book_by_ticket, code, wanted("b", free[1].session_id))
    assert len(times(agenda)) == len(free) - 1


def test_an_appointment_is_given_up_only_for_one_that_is_had(agenda: Agenda, amina: int) -> None:
    code, free = ticket(agenda), times(agenda)
    agenda.write(book_by_ticket, code, wanted("a", free[0].session_id))
    agenda.write(book_by_ticket, ticket(agenda), wanted("other", free[1].session_id))
    with pytest.raises(SeatTaken):
        agenda.write(book_by_ticket, code, wanted("b", free[1].session_id, instead_of="a"))
    assert agenda.booking("a").status == "confirmed"
    booked = agenda.write(book_by_ticket, code, wanted("c", free[2].session_id, instead_of="a"))
    assert (booked.code, agenda.booking("a").status) == (code, "cancelled")
    assert agenda.booking("a").code is None


def test_a_form_from_before_a_cancel_does_not_book_again(agenda: Agenda, amina: int) -> None:
    code, free = ticket(agenda), times(agenda)
    agenda.write(book_by_ticket, code, wanted("a", free[0].session_id))
    agenda.write(book_by_ticket, code, wanted("b", free[1].session_id, instead_of="a"))
    with pytest.raises((BookingClosed, AnotherAppointment)):
        agenda.write(book_by_ticket, code, wanted("a", free[0].session_id))
    assert [one.id for one in agenda.bookings() if one.status == "confirmed"] == ["b"]


def test_an_enquiry_goes_onto_the_ticket_and_gives_the_seat_back(
    agenda: Agenda, clock: MovingClock, amina: int
) -> None:
    code, free = ticket(agenda), times(agenda)
    agenda.write(book_by_ticket, code, wanted("a", free[0].session_id))
    asked = Enquiry(
        id="r", topic="write-cv", mode="phone", language="fr", asked_at=clock(), phone="0612345678"
    )
    with pytest.raises(AnotherAppointment):
        agenda.write(ask_by_ticket, code, asked, instead_of=None)
    for _again in range(2):
        noted = agenda.write(ask_by_ticket, code, asked, instead_of="a")
        assert (kind_of(noted), noted.status, noted.code) == ("enquiry", "waiting", code)
    assert times(agenda) == free
    agenda.write(book_by_ticket, code, wanted("b", free[1].session_id))
    assert (agenda.booking("r").status, agenda.booking("b").code) == ("over", code)


def test_an_unknown_ticket_books_nothing(agenda: Agenda, amina: int) -> None:
    with pytest.raises(NoSuchBooking):
        agenda.write(book_by_ticket, "BBBBBBBB", wanted("a", times(agenda)[0].session_id))
    assert agenda.bookings() == []


def test_eight_phones_with_the_same_paper_make_one_appointment(agenda: Agenda, amina: int) -> None:
    code, free = ticket(agenda), times(agenda)[:8]
    ready = threading.Barrier(8)

    def press(number: int) -> bool:
        ready.wait(timeout=10)
        try:
            agenda.write(book_by_ticket, code, wanted(f"k{number}", free[number].session_id))
        except AnotherAppointment:
            return False
        return True

    with ThreadPoolExecutor(8) as phones:
        done = list(phones.map(press, range(8)))
    assert sum(done) == 1
    assert len([one for one in agenda.bookings() if one.status == "confirmed"]) == 1


def test_a_store_that_is_away_does_not_answer(agenda: Agenda, tmp_path: Path) -> None:
    agenda.check()
    with pytest.raises(StoreUnreachable):
        replace(agenda, store=Store(sqlite_url(tmp_path))).check()
