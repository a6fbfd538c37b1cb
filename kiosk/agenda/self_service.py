"""Booking with a ticket in hand, away from any terminal: the page behind the QR.

The appointment goes onto the ticket that the visitor already has, so that the same paper,
the same code and the same page serve for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from kiosk.agenda import calendar_events, enquiries, seats, tickets
from kiosk.agenda.errors import AgendaError, BookingChanged, NoSuchBooking
from kiosk.agenda.rows import find_booking, the_booking
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import ticket
from kiosk.visit.bookings import Booking, Seen, ends_at
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

    Raises SeatTaken, BookingClosed, AnotherAppointment; BookingChanged when what
    the ticket has is not as it was seen; NoSuchBooking for an unknown code.
    """
    had = _booking_of(work, code)
    if had == wanted.booking_id:
        return the_booking(work, had)
    before = _may_give_up(work, had, wanted.instead_of, code)
    if had is not None:
        seats.check_seen(work, had, wanted.seen)
    booked = _book(work, wanted)
    _give_up(work, before)
    return _onto_the_ticket(work, code, booked.id)


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
    had = _booking_of(work, code)
    if had == enquiry.id:
        return the_booking(work, had)
    before = _may_give_up(work, had, instead_of, code)
    if had is not None:
        seats.check_seen(work, had, seen)
    enquiries.write(work, enquiry)
    _give_up(work, before)
    return _onto_the_ticket(work, code, enquiry.id)


def cancel_by_ticket(work: UnitOfWork, code: str, seen: Seen) -> Booking:
    """Cancel what was seen of a ticket: an appointment to come, or an enquiry that waits.

    What has been cancelled or is over stays so. Raises BookingChanged when the ticket has
    another one by now, or at another time; NoSuchBooking for an unknown code; ClockDoubtful.
    """
    if _booking_of(work, code) != seen.booking_id:
        raise BookingChanged(code)
    seats.check_seen(work, seen.booking_id, seen)
    enquiries.withdraw(work, seen.booking_id)
    return seats.cancel(work, seen.booking_id)


def _may_give_up(work: UnitOfWork, had: str | None, known: str | None, code: str) -> Booking | None:
    """What the ticket has and the visitor gives up. Raises AnotherAppointment for an
    appointment that they do not know of.
    """
    before = find_booking(work, had) if had else None
    if before is not None and before.status == "confirmed" and before.id != known:
        raise AnotherAppointment(code)
    return before


def _give_up(work: UnitOfWork, before: Booking | None) -> None:
    if before is not None and before.status == "confirmed":
        seats.cancel(work, before.id)
    elif before is not None:
        enquiries.close(work, before.id)


def _onto_the_ticket(work: UnitOfWork, code: str, booking_id: str) -> Booking:
    work.connection.execute(
        update(ticket)
        .where(ticket.c.place_id == work.place.id, ticket.c.code == code)
        .values(booking_id=booking_id)
    )
    calendar_events.changed(work, booking_id, over_at=work.now)
    made = the_booking(work, booking_id)
    tickets.serve_until(work, booking_id, ends_at(made) or work.now)
    return made


def _booking_of(work: UnitOfWork, code: str) -> str | None:
    """The id of the ticket's booking; the ticket stays ours until the transaction ends."""
    row = work.connection.execute(
        select(ticket.c.booking_id)
        .where(ticket.c.place_id == work.place.id, ticket.c.code == code)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NoSuchBooking(code)
    booking_id: str | None = row.booking_id
    return booking_id


def _book(work: UnitOfWork, wanted: Wanted) -> Booking:
    asked = seats.Asked(
        topic=wanted.topic, mode=wanted.mode, stuck_at=wanted.stuck_at, language=wanted.language
    )
    # Held for the moment that it takes to confirm it, in the same transaction.
    seats.hold(work, wanted.booking_id, wanted.session_id, asked)
    return seats.confirm(work, wanted.booking_id, wanted.first_name, wanted.phone)
