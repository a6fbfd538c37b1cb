"""Calls: someone is wanted at a terminal now. They take no seat."""

from __future__ import annotations

from sqlalchemy import update

from kiosk.agenda.amend import insert_once
from kiosk.agenda.errors import BookingClosed
from kiosk.agenda.rows import the_booking
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking
from kiosk.visit.bookings import Booking, Call
from kiosk.visit.values import StuckAt


def call(
    work: UnitOfWork, booking_id: str, topic: str, stuck_at: StuckAt | None, language: str
) -> Call:
    """Record a call; a retry finds its own. Raises BookingClosed for an appointment's id."""
    row = {
        "id": booking_id,
        "place_id": work.place.id,
        "terminal_id": work.terminal,
        "kind": "call",
        "status": "waiting",
        "topic": topic,
        "mode": "face",
        "language": language,
        "stuck_service": stuck_at and stuck_at.service,
        "stuck_step": stuck_at and stuck_at.step,
        "created_at": work.now,
    }
    # The key may be there: asked twice, or another booking's id.
    insert_once(work.connection, booking, row)
    found = the_booking(work, booking_id)
    if not isinstance(found, Call):
        raise BookingClosed(booking_id)
    return found


def answer(work: UnitOfWork, booking_id: str) -> Booking:
    """A person came. Raises NoSuchBooking."""
    _turn(work, booking_id, "waiting", "answered")
    return the_booking(work, booking_id)


def end(work: UnitOfWork, booking_id: str) -> Booking:
    """Answered: it is over. Still waiting: nobody is needed any more. Raises NoSuchBooking."""
    _turn(work, booking_id, "answered", "over")
    _turn(work, booking_id, "waiting", "cancelled")
    return the_booking(work, booking_id)


def _turn(work: UnitOfWork, booking_id: str, before: str, after: str) -> None:
    work.connection.execute(
        update(booking)
        .where(
            booking.c.id == booking_id,
            booking.c.place_id == work.place.id,
            booking.c.kind == "call",
            booking.c.status == before,
        )
        .values(status=after)
    )
