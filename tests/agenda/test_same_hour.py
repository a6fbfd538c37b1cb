"""Nobody is in two places: whichever way something comes onto a ticket, what it has at that hour is
said, and one of the two is given up."""

from __future__ import annotations

import threading

import pytest

from kiosk.agenda import appointments, attendance, enquiries
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.errors import SeatTaken
from kiosk.agenda.programme import programme
from kiosk.agenda.same_hour import SameHour
from kiosk.agenda.self_service import Wanted, book_by_ticket
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.bookings import Attendance, WaitingPlace
from kiosk.visit.values import Enquiry
from tests.agenda.world import MONDAY, a_paper, add_helper, add_rule, times, wrong_seats

AT_TEN = MONDAY.replace(hour=10)


@pytest.fixture
def workshop(agenda: Agenda) -> int:
    """At 14, as an appointment of Amina's half hours from 14 on; two seats, and a list."""
    add_rule(
        agenda,
        add_helper(agenda, "Amina"),
        starts=MONDAY.replace(hour=14).time(),
        ends=MONDAY.replace(hour=16).time(),
    )
    return add_workshop(agenda, "Je fais mon CV")


def add_workshop(agenda: Agenda, title: str) -> int:
    add_rule(
        agenda,
        None,
        starts=MONDAY.replace(hour=14).time(),
        ends=MONDAY.replace(hour=15).time(),
        minutes=60,
        kind="workshop",
        title=title,
        location="Ici",
        seats=2,
        waiting_list=3,
    )
    agenda.plan()
    return next(one.session.id for one in agenda.read(programme) if one.session.title == title)


def comes(agenda: Agenda, key: str, session_id: int, persons: int = 1, carnet: str = "") -> str:
    wanted = WantedSeats(booking_id=key, session_id=session_id, persons=persons, wait=True)
    _booked, code, _token = agenda.write(attendance.attend, wanted, a_paper(carnet=carnet))
    return code


def books(agenda: Agenda, key: str, number: int, carnet: str, instead_of: str = "") -> None:
    time = times(agenda)[number]
    agenda.hold(key, time.session_id, "other", "face", None, "fr")
    agenda.write(appointments.book, key, None, None, None, a_paper(carnet=carnet), instead_of)


def test_an_appointment_at_the_hour_of_a_seat_is_refused_until_one_is_given_up(
    agenda: Agenda, workshop: int
) -> None:
    code = comes(agenda, "seat", workshop)
    with pytest.raises(SameHour) as said:
        books(agenda, "b", 0, code)
    assert said.value.booking_id == "seat"
    assert agenda.booking("seat").status == "confirmed"
    books(agenda, "b", 0, code, instead_of="seat")
    assert agenda.booking("seat").status == "cancelled"
    assert agenda.booking("b").status == "confirmed"
    books(agenda, "later", 2, code)  # at 15, when the workshop would have been over
    assert wrong_seats(agenda.store) == []


def test_on_the_page_too(agenda: Agenda, workshop: int) -> None:
    code = comes(agenda, "seat", workshop)
    wanted = Wanted(
        booking_id="b",
        session_id=times(agenda)[1].session_id,
        topic="other",
        mode="face",
        language="fr",
    )
    with pytest.raises(SameHour):
        agenda.write(book_by_ticket, code, wanted)
    agenda.cancel("seat")
    assert agenda.write(book_by_ticket, code, wanted).status == "confirmed"


def test_an_appointment_is_not_moved_onto_something_else(agenda: Agenda, workshop: int) -> None:
    code = comes(agenda, "seat", workshop)
    books(agenda, "b", 2, code)
    with pytest.raises(SameHour):
        agenda.move("b", times(agenda)[0].session_id)
    assert wrong_seats(agenda.store) == []


def test_nobody_is_moved_up_into_two_places(agenda: Agenda, workshop: int) -> None:
    other = add_workshop(agenda, "Je cherche")
    comes(agenda, "all", other, 2)
    code = comes(agenda, "first", other)
    comes(agenda, "second", other)
    comes(agenda, "seat", workshop, carnet=code)
    agenda.cancel("all")
    assert isinstance(agenda.booking("second"), Attendance)
    waits = agenda.booking("first")
    assert isinstance(waits, WaitingPlace)
    assert waits.rank == 1
    agenda.cancel("seat")
    assert isinstance(agenda.booking("first"), Attendance)
    assert wrong_seats(agenda.store) == []


def test_what_only_waits_is_in_nobodys_way(agenda: Agenda, workshop: int) -> None:
    comes(agenda, "all", workshop, 2)
    code = comes(agenda, "waits", workshop)
    books(agenda, "b", 0, code)
    assert agenda.booking("b").status == "confirmed"


def test_an_hour_that_is_there_no_more_is_said_as_any_that_is_gone(
    agenda: Agenda, workshop: int
) -> None:
    """Purged while somebody looked at it."""
    code = comes(agenda, "seat", workshop)
    books(agenda, "b", 2, code)
    gone = workshop + 1000
    with pytest.raises(SeatTaken):
        agenda.move("b", gone)
    wanted = Wanted(booking_id="c", session_id=gone, topic="other", mode="face", language="fr")
    with pytest.raises(SeatTaken):
        agenda.write(book_by_ticket, comes(agenda, "other", workshop), wanted)
    asked = Enquiry(id="e", topic="other", mode="face", language="fr", asked_at=MONDAY)
    agenda.write(enquiries.write, asked)
    agenda.issue_ticket("e", None, "fr", new_code, new_token)
    with pytest.raises(SeatTaken):
        agenda.write(enquiries.give_time, "e", gone)


def test_booked_and_moved_up_at_the_same_moment_it_is_one_of_the_two(
    agenda: Agenda, workshop: int
) -> None:
    comes(agenda, "all", workshop, 2)
    code = comes(agenda, "waits", workshop)
    time = times(agenda)[0]
    agenda.hold("b", time.session_id, "other", "face", None, "fr")
    leaves = threading.Thread(target=agenda.cancel, args=("all",))
    with agenda.writing() as work:
        appointments.book(work, "b", None, None, None, a_paper(carnet=code))
        leaves.start()
        leaves.join(0.5)  # nobody is moved up before it is known whether this one comes
        assert leaves.is_alive()
    leaves.join()
    assert agenda.booking("b").status == "confirmed"
    assert isinstance(agenda.booking("waits"), WaitingPlace)
    assert wrong_seats(agenda.store) == []
