"""Waiting lists: who waits for seats of a session that is full is a booking that waits.

They are promoted by whatever gives seats back (`seat_release.promote`), in its transaction.
"""

from __future__ import annotations

from sqlalchemy import func, select

from kiosk.agenda.amend import insert_once
from kiosk.agenda.errors import AgendaError, NotOffered
from kiosk.agenda.rows import locked_booking, the_booking
from kiosk.agenda.seat_offer import Asked
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, session
from kiosk.visit.bookings import Booking


class ListFull(AgendaError):  # noqa: N818
    """As many wait already as may; nothing was written down."""


class SeatsLeft(AgendaError):  # noqa: N818
    """There are seats: whoever wants some takes them, and need not wait."""


def join(
    work: UnitOfWork,
    booking_id: str,
    session_id: int,
    asked: Asked,
    first_name: str | None = None,
    phone: str | None = None,
) -> Booking:
    """A place at the end of a session's list. Idempotent.

    Raises ListFull, SeatsLeft; NotOffered for a session that has begun, is withdrawn, of another
    kind or without a list.
    """
    if locked_booking(work, booking_id) is not None:
        return the_booking(work, booking_id)
    # Nobody joins, and no seat is given back, between this look and what is written.
    row = work.connection.execute(
        select(session)
        .where(
            session.c.id == session_id,
            session.c.place_id == work.place.id,
            session.c.kind == asked.kind,
            session.c.starts_at > work.now,
            session.c.withdrawn.is_(False),
            session.c.waiting_list > 0,
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotOffered(session_id)
    if row.taken + asked.persons <= row.seats:
        raise SeatsLeft(session_id)
    if _waiting(work, session_id) >= row.waiting_list:
        raise ListFull(session_id)
    new = {
        "id": booking_id,
        "place_id": work.place.id,
        "terminal_id": work.terminal,
        "session_id": session_id,
        "kind": asked.kind,
        "status": "waiting",
        "persons": asked.persons,
        "topic": asked.topic,
        "mode": asked.mode,
        "language": asked.language,
        "first_name": first_name or None,
        "phone": phone or None,
        "created_at": work.now,
    }
    insert_once(work.connection, booking, new)
    return the_booking(work, booking_id)


def _waiting(work: UnitOfWork, session_id: int) -> int:
    found: int = work.connection.execute(
        select(func.count()).where(
            booking.c.place_id == work.place.id,
            booking.c.session_id == session_id,
            booking.c.status == "waiting",
        )
    ).scalar_one()
    return found
