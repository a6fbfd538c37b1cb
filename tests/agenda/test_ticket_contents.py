"""A ticket holds several things: two appointments, walks, and an event for each in a calendar."""

from __future__ import annotations

import pytest

from kiosk.agenda import seat_offer, seats, tickets
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import AgendaError, NoSuchTicket
from kiosk.agenda.self_service import Wanted, book_by_ticket, cancel_by_ticket
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.bookings import Booking, Seen
from kiosk.visit.tickets import FoundTicket
from kiosk.visit.values import Progress
from tests.agenda.world import MovingClock, book_held, times

CODE = "BCDFGHJK"
WALK = Progress(service="write-cv", trail=("start", "photo"), finished=False)


def add(work: UnitOfWork, booking_id: str, session_id: int) -> Booking:
    """One more appointment onto the paper."""
    asked = seat_offer.Asked(topic="other", mode="face", stuck_at=None, language="fr")
    seats.hold(work, booking_id, session_id, asked)
    booked = seats.confirm(work, booking_id, "Zoé", None)
    tickets.add_booking(work, CODE, booking_id)
    return booked


@pytest.fixture
def both(agenda: Agenda, amina: int) -> FoundTicket:
    """An appointment at half past ten, and then one at nine, on one paper."""
    nine, *_, late = times(agenda)[:4]
    agenda.hold("late", late.session_id, "other", "face", None, "fr")
    book_held(agenda, "late", code=CODE)
    agenda.write(add, "early", nine.session_id)
    return on_paper(agenda)


def on_paper(agenda: Agenda) -> FoundTicket:
    found = agenda.find_by_code(CODE)
    assert found is not None
    return found


def test_both_are_found_in_the_order_of_their_hours(agenda: Agenda, both: FoundTicket) -> None:
    assert [(one.id, one.status, one.code) for one in both.bookings] == [
        ("early", "confirmed", CODE),
        ("late", "confirmed", CODE),
    ]
    assert {one.code for one in agenda.bookings()} == {CODE}


def test_each_is_an_event_of_its_own_whatever_becomes_of_the_other(
    agenda: Agenda, both: FoundTicket
) -> None:
    assert [(one.uid, one.sequence) for one in both.events] == [("early", 0), ("late", 0)]
    agenda.move("late", times(agenda)[-1].session_id)
    agenda.write(cancel_by_ticket, CODE, Seen.of(both.bookings[0]))
    after = on_paper(agenda)
    assert {one.booking_id: (one.uid, one.sequence) for one in after.events} == {
        "early": ("early", 1),
        "late": ("late", 1),
    }
    assert {one.id: one.status for one in after.bookings} == {
        "early": "cancelled",
        "late": "confirmed",
    }


def test_one_that_is_given_up_for_another_leaves_the_other_where_it_is(
    agenda: Agenda, both: FoundTicket
) -> None:
    free = times(agenda)[0]
    wanted = Wanted(
        booking_id="new",
        session_id=free.session_id,
        topic="other",
        mode="face",
        language="fr",
        instead_of="late",
        seen=Seen.of(both.bookings[1]),
    )
    for _time in range(2):
        assert agenda.write(book_by_ticket, CODE, wanted).id == "new"
    after = on_paper(agenda)
    assert {one.id for one in after.bookings} == {"early", "new"}
    assert agenda.booking("late").status == "cancelled"
    assert {one.booking_id: one.uid for one in after.events} == {"early": "early", "new": "late"}


def test_the_paper_serves_thirty_days_after_the_last_thing_on_it(
    agenda: Agenda, both: FoundTicket, clock: MovingClock
) -> None:
    last = times(agenda)[-1]
    agenda.move("late", last.session_id)
    agenda.move("early", times(agenda)[0].session_id)  # sooner: the later one still counts
    clock.now = last.ends_at
    clock.pass_time(days=30, seconds=-1)
    assert agenda.find_by_code(CODE) is not None
    clock.pass_time(seconds=2)
    assert agenda.find_by_code(CODE) is None
    agenda.purge()  # the ticket goes; bookings stay, nameless, on no paper
    assert {one.code for one in agenda.bookings()} <= {None}


def test_a_walk_is_kept_where_it_is_now_and_another_one_beside_it(
    agenda: Agenda, amina: int
) -> None:
    agenda.hold("b", times(agenda)[0].session_id, "other", "face", None, "fr")
    agenda.book("b", None, None, WALK, "fr", lambda: CODE, new_token)
    further = Progress(service="write-cv", trail=("start", "photo", "send"), finished=True)
    other = Progress(service="use-mailbox", trail=("start",), finished=False)
    for walk in (other, further, None):
        agenda.issue_ticket("b", walk, "fr", new_code, new_token)
    assert on_paper(agenda).walks == (other, further)


def test_nothing_is_put_on_a_ticket_that_is_not_there(agenda: Agenda, amina: int) -> None:
    with pytest.raises(NoSuchTicket):
        agenda.write(add, "b", times(agenda)[0].session_id)
    with pytest.raises(AgendaError):  # nothing was booked either
        agenda.booking("b")
