"""What the place changes of one session: that it does not take place."""

from __future__ import annotations

from sqlalchemy import select, update

from kiosk.agenda.errors import NotOffered
from kiosk.agenda.rows import booking_value, bookings_with_sessions
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, session
from kiosk.visit.bookings import Booking


def cancel_session(work: UnitOfWork, session_id: int) -> list[Booking]:
    """It does not take place, and is never offered again; who must be told: those with seats, and
    those who wait. Their bookings stay, so that each ticket says what happened. Twice is once.

    Raises NotOffered for what is no session to come of this place.
    """
    row = work.connection.execute(
        select(session.c.cancelled_at)
        .where(
            session.c.id == session_id,
            session.c.place_id == work.place.id,
            session.c.kind != "appointment",  # its one visitor is called, and moved
            session.c.ends_at > work.now,
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotOffered(session_id)
    if row.cancelled_at is None:
        work.connection.execute(
            update(session)
            .where(session.c.id == session_id)
            .values(withdrawn=True, cancelled_at=work.now)
        )
    query = bookings_with_sessions(work.place).where(
        booking.c.session_id == session_id, booking.c.status.in_(("confirmed", "waiting"))
    )
    rows = work.connection.execute(query.order_by(booking.c.created_at, booking.c.id))
    return [booking_value(one, work.place, work.now) for one in rows]
