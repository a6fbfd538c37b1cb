"""What a visitor does with an appointment: the seat, its ticket and what goes with it, at once."""

from __future__ import annotations

from dataclasses import replace

from kiosk.agenda import calendar_events, enquiries, seats, tickets
from kiosk.agenda.giving_up import give_up_for
from kiosk.agenda.rows import find_booking
from kiosk.agenda.same_hour import keep_free
from kiosk.agenda.ticket_contents import put_in_place_of
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.visit.bookings import Booking, SeatBooking, Seen, session_of
from kiosk.visit.values import Progress


def book(
    work: UnitOfWork,
    booking_id: str,
    first_name: str | None,
    phone: str | None,
    progress: Progress | None,
    paper: NewPaper,
    instead_of: str = "",
    moves: str = "",
) -> tuple[SeatBooking, str, str]:
    """Confirm a held seat and make the ticket, both or neither: the booking, code and token.
    `instead_of`: what the ticket in hand has then, and is given up; `moves`: its appointment that
    this is the new hour of, so that it is the same event in its bearer's calendar.

    Idempotent. Raises what `seats.confirm` and `tickets.issue` do, and SameHour.
    """
    held = find_booking(work, booking_id)
    if held is not None and held.status != "confirmed" and (there := session_of(held)) is not None:
        give_up_for(work, paper.carnet, there.id, instead_of, moves)
    booked = seats.confirm(work, booking_id, first_name or None, phone or None)
    if moves and held is not None and held.code is None:
        put_in_place_of(work, moves, booking_id)
        calendar_events.changed(work, booking_id)
    code, token = tickets.issue(work, paper, booking_id=booking_id, progress=progress)
    return replace(booked, code=code), code, token


def cancel(work: UnitOfWork, booking_id: str, seen: Seen | None = None) -> Booking:
    """Cancel an appointment to come, or an enquiry that waits; a past one is left as it is.

    Raises NoSuchBooking; BookingChanged when it is no longer as it was `seen`.
    """
    seats.check_seen(work, booking_id, seen)
    enquiries.withdraw(work, booking_id)
    return seats.cancel(work, booking_id)


def move(
    work: UnitOfWork, booking_id: str, new_session_id: int, seen: Seen | None = None
) -> SeatBooking:
    """Move an appointment: the new seat is taken before the old one is given back.

    Raises SeatTaken (the old one is kept), NoSuchBooking, BookingClosed; BookingChanged
    when it is no longer as it was `seen`; SameHour.
    """
    keep_free(work, booking_id, new_session_id)
    moved = seats.move(work, booking_id, new_session_id, seen=seen)
    tickets.serve_until(work, booking_id, moved.session.ends_at)
    return moved
