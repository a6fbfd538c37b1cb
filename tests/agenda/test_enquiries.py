"""Requests written elsewhere: delivered once, given a time, forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import BookingClosed, NoSuchBooking, SeatTaken
from kiosk.agenda.late_delivery import (
    close_enquiry,
    deliver_enquiry,
    deliver_steps,
    give_time,
)
from kiosk.agenda.tickets import token_hash
from kiosk.store.tables import booking, ticket, ticket_token
from kiosk.ticket.codes import new_code
from kiosk.visit.bookings import Booking, NotedEnquiry, kind_of
from kiosk.visit.tickets import LocalTicket
from kiosk.visit.values import Enquiry, Progress, StuckAt
from tests.agenda.world import MONDAY, MovingClock, taken, times

NAME = "Zoé-Cunégonde"
PHONE = "0639981234"
TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MADE = LocalTicket(code="BCDFGHJK", token_hashes=(token_hash(TOKEN),), printing="printed")
STEPS = Progress(service="write-cv", trail=("one", "two"))


def asked(enquiry_id: str = "r", **other: object) -> Enquiry:
    made = Enquiry(
        id=enquiry_id,
        topic="write-cv",
        mode="phone",
        language="en",
        asked_at=MONDAY,
        first_name=NAME,
        phone=PHONE,
        stuck_at=StuckAt(service="write-cv", step="two"),
        progress=STEPS,
    )
    return replace(made, **other)  # type: ignore[arg-type]


def deliver(agenda: Agenda, request: Enquiry, made: LocalTicket = MADE) -> Booking:
    return agenda.write(deliver_enquiry, request, made, new_code)


def counts(agenda: Agenda) -> tuple[int, ...]:
    """How many bookings of all kinds, tickets and tokens there are."""
    with agenda.store.reading() as connection:
        return tuple(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (booking, ticket, ticket_token)
        )


def private(agenda: Agenda, booking_id: str) -> tuple[str | None, str | None]:
    with agenda.store.reading() as connection:
        row = connection.execute(
            select(booking.c.first_name, booking.c.phone).where(booking.c.id == booking_id)
        ).one()
        return row.first_name, row.phone


def hold(agenda: Agenda, booking_id: str, number: int = 0) -> int:
    chosen = times(agenda)[number]
    agenda.hold(booking_id, chosen.session_id, "other", "face", None, "fr")
    return chosen.session_id


def book(agenda: Agenda, booking_id: str, token: str, code: str = "HJLNNFJK") -> None:
    agenda.book(booking_id, NAME, None, None, "fr", lambda: code, lambda: token)


def test_an_enquiry_delivered_twice_is_there_once_with_its_own_ticket(agenda: Agenda) -> None:
    first = deliver(agenda, asked())
    assert deliver(agenda, asked()) == first
    assert counts(agenda) == (1, 1, 1)
    assert isinstance(first, NotedEnquiry)
    assert (first.status, first.mode, first.code) == ("waiting", "phone", MADE.code)
    for found in (agenda.find_by_code(MADE.code), agenda.find_by_token(TOKEN)):
        assert found is not None
        assert found.bookings == (first,)
        assert (found.walks, found.language) == ((STEPS,), "en")
    assert agenda.today().enquiries == 1
    assert private(agenda, "r") == (NAME, PHONE)


def test_two_visitors_whose_tickets_have_one_code_keep_their_own_qr(agenda: Agenda) -> None:
    deliver(agenda, asked("first"))
    other = replace(MADE, token_hashes=(token_hash("Z" * 26),))
    second = deliver(agenda, asked("second"), other)
    assert second.code not in (None, MADE.code)
    by_qr = agenda.find_by_token("Z" * 26)
    assert by_qr is not None
    assert by_qr.booking is not None
    assert [one.id for one in by_qr.bookings] == ["second"]
    by_code = agenda.find_by_code(MADE.code)
    assert by_code is not None
    assert by_code.booking is not None
    assert [one.id for one in by_code.bookings] == ["first"]


def test_a_booking_in_doubt_that_got_through_counts_and_there_is_no_request(
    agenda: Agenda, amina: int
) -> None:
    session_id = hold(agenda, "x")
    book(agenda, "x", TOKEN)
    found = deliver(agenda, asked(in_doubt="x"))
    assert deliver(agenda, asked(in_doubt="x")) == found
    assert (found.id, kind_of(found), found.status) == ("x", "appointment", "confirmed")
    assert counts(agenda) == (1, 1, 1)
    assert taken(agenda, session_id) == 1
    assert agenda.today().enquiries == 0
    assert private(agenda, "x") == (NAME, PHONE)  # who asked to be called can be


def test_a_qr_printed_for_a_request_opens_the_appointment_that_got_through(
    agenda: Agenda, amina: int
) -> None:
    hold(agenda, "x")
    book(agenda, "x", "Y" * 26)
    deliver(agenda, asked(in_doubt="x"))
    assert counts(agenda) == (1, 1, 2)
    for token in (TOKEN, "Y" * 26):
        found = agenda.find_by_token(token)
        assert found is not None
        assert found.booking is not None
        assert [one.id for one in found.bookings] == ["x"]


def test_an_appointment_in_doubt_that_is_past_leaves_a_request_on_the_same_paper(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    """The store was silent for hours: nobody came to what nobody knew of."""
    session_id = hold(agenda, "x")
    book(agenda, "x", TOKEN, MADE.code)
    clock.pass_time(hours=5)
    request = deliver(agenda, asked(in_doubt="x"))
    assert deliver(agenda, asked(in_doubt="x")) == request
    assert (kind_of(request), request.status, request.code) == ("enquiry", "waiting", MADE.code)
    found = agenda.find_by_token(TOKEN)
    assert found is not None
    assert found.bookings == (request,)
    assert agenda.booking("x").status == "over"
    assert taken(agenda, session_id) == 1


def test_a_hold_in_doubt_whose_time_is_past_is_left_as_it_ran_out(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    session_id = hold(agenda, "x")
    clock.pass_time(hours=5)
    assert kind_of(deliver(agenda, asked(in_doubt="x"))) == "enquiry"
    assert agenda.booking("x").status == "expired"
    assert taken(agenda, session_id) == 0


@pytest.mark.parametrize("minutes", [0, 5])
def test_a_booking_in_doubt_that_did_not_get_through_never_does_after_the_request(
    agenda: Agenda, amina: int, clock: MovingClock, minutes: int
) -> None:
    """Neither while the seat is held nor after, however late the confirmation comes."""
    session_id = hold(agenda, "x")
    clock.pass_time(minutes=minutes)
    times(agenda)  # holds that ran out are swept
    assert kind_of(deliver(agenda, asked(in_doubt="x"))) == "enquiry"
    assert taken(agenda, session_id) == 0
    with pytest.raises(BookingClosed):
        book(agenda, "x", "Y" * 26)
    assert agenda.today().enquiries == 1
    assert taken(agenda, session_id) == 0


def test_an_enquiry_given_a_time_is_an_appointment_with_the_same_ticket(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    deliver(agenda, asked())
    session_id = agenda.free_times("write-cv", "phone", limit=1)[0].session_id
    made = agenda.write(give_time, "r", session_id)
    assert agenda.write(give_time, "r", session_id) == made
    assert (made.id, kind_of(made), made.status) == ("r", "appointment", "confirmed")
    assert made.code == MADE.code
    assert taken(agenda, session_id) == 1
    assert agenda.today().enquiries == 0
    deliver(agenda, asked())  # cut off before it heard that it was done
    assert counts(agenda) == (1, 1, 1)
    assert agenda.cancel("r").status == "cancelled"
    assert taken(agenda, session_id) == 0


def test_a_time_that_is_taken_is_given_to_no_request(agenda: Agenda, amina: int) -> None:
    deliver(agenda, asked())
    session_id = hold(agenda, "x")
    with pytest.raises(SeatTaken):
        agenda.write(give_time, "r", session_id)
    assert agenda.today().enquiries == 1
    with pytest.raises(NoSuchBooking):
        agenda.write(give_time, "nobody", session_id)
    with pytest.raises(BookingClosed):
        agenda.write(give_time, "x", session_id)


def test_an_enquiry_withdrawn_or_answered_loses_its_name_at_once(agenda: Agenda) -> None:
    deliver(agenda, asked())
    assert agenda.cancel("r").status == "cancelled"
    assert private(agenda, "r") == (None, None)
    other = replace(MADE, code="HJLNNFJK", token_hashes=(token_hash("Z" * 26),))
    deliver(agenda, asked("s"), other)
    assert agenda.write(close_enquiry, "s").status == "over"
    assert agenda.write(close_enquiry, "s").status == "over"
    assert private(agenda, "s") == (None, None)
    assert agenda.cancel("s").status == "over"
    deliver(agenda, asked())
    assert agenda.booking("r").status == "cancelled"
    assert agenda.today().enquiries == 0


def test_an_enquiry_that_nobody_answers_is_forgotten_with_its_ticket(
    agenda: Agenda, clock: MovingClock, tmp_path: Path
) -> None:
    deliver(agenda, asked())
    clock.pass_time(days=29)
    assert agenda.purge().names == 0
    clock.pass_time(days=1, hours=1)
    done = agenda.purge()
    assert (done.names, done.tickets, done.bookings) == (1, 1, 0)
    assert agenda.booking("r").status == "over"
    clock.pass_time(days=60)
    assert agenda.purge().bookings == 1
    assert counts(agenda) == (0, 0, 0)


def test_steps_delivered_twice_are_one_ticket(agenda: Agenda, clock: MovingClock) -> None:
    made_at: datetime = clock() - timedelta(minutes=3)
    for _time in range(2):
        agenda.write(deliver_steps, STEPS, "fr", MADE, made_at, new_code)
    assert counts(agenda) == (0, 1, 1)
    found = agenda.find_by_code(MADE.code)
    assert found is not None
    assert (found.bookings, found.walks) == ((), (STEPS,))


def test_the_terminal_counts_the_enquiries_that_need_a_time(agenda: Agenda) -> None:
    assert agenda.today().enquiries == 0
    deliver(agenda, asked())
    assert agenda.today().enquiries == 1
    agenda.write(close_enquiry, "r")
    assert agenda.today().enquiries == 0
