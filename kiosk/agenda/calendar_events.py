"""What a booking of a ticket is in its bearer's own calendar: an event, whatever becomes of it.

The event keeps its UID through every change, also when the booking is given up for another one,
and each change has a higher number than the one before, whatever a clock says: RFC 5545, 3.8.7.4.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, false, func, insert, select, update

from kiosk.agenda.ticket_contents import ticket_of
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, calendar_event, session
from kiosk.visit.tickets import CalendarEvent


def changed(work: UnitOfWork, booking_id: str, *, over_at: datetime | None = None) -> None:
    """The booking of a ticket has another time, or none; or it is on the ticket from now on.

    An event that had begun by `over_at` took place: the next one is another event. Without a
    ticket, or as long as there was no time, there is none.
    """
    starts_at = (
        select(session.c.starts_at)
        .join(booking, booking.c.session_id == session.c.id)
        .where(booking.c.place_id == work.place.id, booking.c.id == booking_id)
        .scalar_subquery()
    )
    its_own = (
        calendar_event.c.place_id == work.place.id,
        calendar_event.c.booking_id == booking_id,
    )
    took_place = false() if over_at is None else calendar_event.c.starts_at <= over_at
    known = work.connection.execute(
        update(calendar_event)
        .where(*its_own)
        .values(
            uid=case((took_place, booking_id), else_=calendar_event.c.uid),
            sequence=case((took_place, 0), else_=calendar_event.c.sequence + 1),
            starts_at=func.coalesce(starts_at, calendar_event.c.starts_at),
        )
    )
    if known.rowcount == 0:
        _begin(work, booking_id)


def _begin(work: UnitOfWork, booking_id: str) -> None:
    ticket_id = work.connection.execute(ticket_of(work, booking_id)).scalar()
    starts_at = work.connection.execute(
        select(session.c.starts_at)
        .join(booking, booking.c.session_id == session.c.id)
        .where(booking.c.place_id == work.place.id, booking.c.id == booking_id)
    ).scalar()
    if ticket_id is not None and starts_at is not None:
        work.connection.execute(
            insert(calendar_event).values(
                place_id=work.place.id,
                uid=booking_id,
                ticket_id=ticket_id,
                booking_id=booking_id,
                sequence=0,
                starts_at=starts_at,
            )
        )


def find_events(work: UnitOfWork, ticket_id: int) -> tuple[CalendarEvent, ...]:
    rows = work.connection.execute(
        select(calendar_event)
        .where(calendar_event.c.place_id == work.place.id, calendar_event.c.ticket_id == ticket_id)
        .order_by(calendar_event.c.starts_at, calendar_event.c.uid)
    )
    return tuple(
        CalendarEvent(
            booking_id=row.booking_id,
            uid=row.uid,
            sequence=row.sequence,
            starts_at=row.starts_at.astimezone(work.place.zone),
        )
        for row in rows
    )
