"""Booking with a ticket in hand, away from any terminal: the page behind the QR.

The appointment goes onto the ticket that the visitor already has, so that the same paper,
the same code and the same page serve for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from kiosk.agenda import calendar_events, enquiries, seat_offer, seats, tickets
from kiosk.agenda.errors import AgendaError, BookingChanged, NoSuchBooking
from kiosk.agenda.rows import find_booking, the_booking
from kiosk.agenda.same_hour import SameHour, at_that_hour
from kiosk.agenda.ticket_contents import bookings_on, put_in_place_of, put_on
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import ticket
from kiosk.visit.bookings import Attendance, Booking, Seen, WaitingPlace, ends_at
from kiosk.visit.values import Enquiry, Mode, StuckAt


class AnotherAppointment(AgendaError):  # noqa: N818
    """The ticket has got an appointment meanwhile: show that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An appointment asked for on the page. `booking_id` is its key: a retry finds its own."""

    booking_id: str
    session_id: int
    topic: str
    mode: Mode
    language: str
    stuck_at: StuckAt | None = None
    first_name: str | None = None
    phone: str | None = None
    instead_of: str | None = None
    """The id of the appointment that the visitor knows of and gives up for this one."""
    seen: Seen | None = None
    """What the ticket had when they chose; None: whatever it had."""


def book_by_ticket(work: UnitOfWork, code: str, wanted: Wanted) -> Booking:
    """Book, and give up what the ticket had: the new seat is taken before the old one is
    given back, in one transaction. Idempotent.

    Raises SeatTaken, SameHour, BookingClosed, AnotherAppointment; BookingChanged when
    what the ticket has is not as it was seen; NoSuchBooking for an unknown code.
    """
    held = _locked_ticket(work, code)
    if wanted.booking_id in held.bookings:
        return the_booking(work, wanted.booking_id)
    before = _may_give_up(work, held, wanted.instead_of, wanted.seen)
    other = at_that_hour(work, held.id, wanted.session_id, before.id if before else "")
    if other is not None:
        raise SameHour(other)
    booked = _book(work, wanted)
    return _in_place_of(work, held, before, booked.id)


def ask_by_ticket(
    work: UnitOfWork,
    code: str,
    enquiry: Enquiry,
    *,
    instead_of: str | None,
    seen: Seen | None = None,
) -> Booking:
    """Write down that the visitor wants to be called, at a time that a person will find; what
    the ticket had is given up. Idempotent.

    Raises AnotherAppointment; BookingChanged when what the ticket has is not as it
    was `seen`; NoSuchBooking for an unknown code.
    """
    held = _locked_ticket(work, code)
    if enquiry.id in held.bookings:
        return the_booking(work, enquiry.id)
    before = _may_give_up(work, held, instead_of, seen)
    enquiries.write(work, enquiry)
    return _in_place_of(work, held, before, enquiry.id)


def cancel_by_ticket(work: UnitOfWork, code: str, seen: Seen) -> Booking:
    """Cancel what was seen of a ticket: an appointment to come, or an enquiry that waits.

    What has been cancelled or is over stays so. Raises BookingChanged when the ticket has
    another one by now, or at another time; NoSuchBooking for an unknown code; ClockDoubtful.
    """
    if seen.booking_id not in _locked_ticket(work, code).bookings:
        raise BookingChanged(code)
    seats.check_seen(work, seen.booking_id, seen)
    enquiries.withdraw(work, seen.booking_id)
    return seats.cancel(work, seen.booking_id)


@dataclass(frozen=True, slots=True)
class _Held:
    """A ticket that is ours until the transaction ends."""

    id: int
    code: str
    bookings: list[str]


def _locked_ticket(work: UnitOfWork, code: str) -> _Held:
    """Raises NoSuchBooking for an unknown code."""
    ticket_id = work.connection.execute(
        select(ticket.c.id)
        .where(ticket.c.place_id == work.place.id, ticket.c.code == code)
        .with_for_update()
    ).scalar()
    if ticket_id is None:
        raise NoSuchBooking(code)
    return _Held(ticket_id, code, bookings_on(work, ticket_id))


def _may_give_up(
    work: UnitOfWork, held: _Held, known: str | None, seen: Seen | None
) -> Booking | None:
    """What the visitor gives up for what they want now: what they say, or the one thing that the
    ticket has. Raises AnotherAppointment for an appointment that they do not know of.
    """
    had = known if known in held.bookings else None
    if had is None and len(held.bookings) == 1:
        (had,) = held.bookings
    before = find_booking(work, had) if had else None
    if before is None or isinstance(before, Attendance | WaitingPlace):
        return None  # a seat among others is no appointment: nobody gives it up for one
    if before.status == "confirmed" and before.id != known:
        raise AnotherAppointment(held.code)
    seats.check_seen(work, before.id, seen)
    return before


def _in_place_of(work: UnitOfWork, held: _Held, before: Booking | None, booking_id: str) -> Booking:
    """The new booking onto the ticket; what was given up for it leaves it."""
    if before is None:
        put_on(work, held.id, booking_id)
    else:
        _give_up(work, before)
        put_in_place_of(work, before.id, booking_id)
    calendar_events.changed(work, booking_id, over_at=work.now)
    made = the_booking(work, booking_id)
    tickets.serve_until(work, booking_id, ends_at(made) or work.now)
    return made


def _give_up(work: UnitOfWork, before: Booking) -> None:
    if before.status == "confirmed":
        seats.cancel(work, before.id)
    else:
        enquiries.close(work, before.id)


def _book(work: UnitOfWork, wanted: Wanted) -> Booking:
    asked = seat_offer.Asked(
        topic=wanted.topic, mode=wanted.mode, stuck_at=wanted.stuck_at, language=wanted.language
    )
    # Held for the moment that it takes to confirm it, in the same transaction.
    seats.hold(work, wanted.booking_id, wanted.session_id, asked)
    return seats.confirm(work, wanted.booking_id, wanted.first_name, wanted.phone)
