"""Calls: someone is wanted at a terminal now. They take no seat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import IntegrityError

from kiosk.agenda.errors import BookingClosed
from kiosk.agenda.place import Place
from kiosk.agenda.rows import the_booking
from kiosk.store.tables import booking
from kiosk.visit.values import Booking, StuckAt


def call(
    connection: Connection,
    place: Place,
    booking_id: str,
    topic: str,
    stuck_at: StuckAt | None,
    language: str,
    *,
    terminal: str,
    now: datetime,
) -> Booking:
    """Record a call; a retry finds its own. Raises BookingClosed for an appointment's id."""
    row = {
        "id": booking_id,
        "place_id": place.id,
        "terminal_id": terminal,
        "kind": "call",
        "status": "waiting",
        "topic": topic,
        "mode": "face",
        "language": language,
        "stuck_service": stuck_at and stuck_at.service,
        "stuck_step": stuck_at and stuck_at.step,
        "created_at": now,
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(booking), row)
    except IntegrityError:
        found = the_booking(connection, place, booking_id, now)
        if found.kind != "call":
            raise BookingClosed(booking_id) from None
        return found
    return the_booking(connection, place, booking_id, now)


def answer(connection: Connection, place: Place, booking_id: str, *, now: datetime) -> Booking:
    """A person came. Raises NoSuchBooking."""
    _turn(connection, place, booking_id, "waiting", "answered")
    return the_booking(connection, place, booking_id, now)


def end(connection: Connection, place: Place, booking_id: str, *, now: datetime) -> Booking:
    """Answered: it is over. Still waiting: nobody is needed any more. Raises NoSuchBooking."""
    _turn(connection, place, booking_id, "answered", "over")
    _turn(connection, place, booking_id, "waiting", "cancelled")
    return the_booking(connection, place, booking_id, now)


def _turn(connection: Connection, place: Place, booking_id: str, before: str, after: str) -> None:
    connection.execute(
        update(booking)
        .where(
            booking.c.id == booking_id,
            booking.c.place_id == place.id,
            booking.c.kind == "call",
            booking.c.status == before,
        )
        .values(status=after)
    )
