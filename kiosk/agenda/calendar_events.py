"""What a ticket is in its bearer's own calendar: one event, whatever is booked with it.

The event keeps its UID through every change, and each change has a higher number than the
one before, whatever a clock says: RFC 5545, 3.8.7.4.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, false, func, insert, select, update

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, calendar_event, session, ticket
from kiosk.visit.tickets import CalendarEvent


def changed(work: UnitOfWork, booking_id: str, *, over_at: datetime | None = None) -> None:
    """The booking of a ticket has another time, or none; or it is the ticket's from now on.

    An event that had begun by `over_at` took place: the next one is another event. Without a
    ticket, or as long as no appointment was on it, there is none.
    """
    its_ticket = (
        select(ticket.c.id)
        .where(ticket.c.place_id == work.place.id, ticket.c.booking_id == booking_id)
        .scalar_subquery()
    )
    starts_at = (
        select(session.c.starts_at)
        .join(booking, booking.c.session_id == session.c.id)
        .where(booking.c.place_id == work.place.id, booking.c.id == booking_id)
        .scalar_subquery()
    )
    of_ticket = (
        calendar_event.c.place_id == work.place.id,
        calendar_event.c.ticket_id == its_ticket,
    )
    took_place = false() if over_at is None else calendar_event.c.starts_at <= over_at
    known = work.connection.execute(
        update(calendar_event)
        .where(*of_ticket)
        .values(
            uid=case((took_place, booking_id), else_=calendar_event.c.uid),
            sequence=case((took_place, 0), else_=calendar_event.c.sequence + 1),
            starts_at=func.coalesce(starts_at, calendar_event.c.starts_at),
        )
    )
    if known.rowcount == 0:
        _begin(work, booking_id)


def _begin(work: UnitOfWork, booking_id: str) -> None:
    found = work.connection.execute(
        select(ticket.c.id, session.c.starts_at)
        .join(booking, booking.c.id == ticket.c.booking_id)
        .join(session, session.c.id == booking.c.session_id)
        .where(ticket.c.place_id == work.place.id, booking.c.id == booking_id)
    ).one_or_none()
    if found is not None:
        work.connection.execute(
            insert(calendar_event).values(
                place_id=work.place.id,
                ticket_id=found.id,
                uid=booking_id,
                sequence=0,
                starts_at=found.starts_at,
            )
        )


def find_event(work: UnitOfWork, ticket_id: int, booking_id: str) -> CalendarEvent | None:
    row = work.connection.execute(
        select(calendar_event).where(
            calendar_event.c.place_id == work.place.id, calendar_event.c.ticket_id == ticket_id
        )
    ).one_or_none()
    if row is None:
        return None
    return CalendarEvent(
        booking_id=booking_id,
        uid=row.uid,
        sequence=row.sequence,
        starts_at=row.starts_at.astimezone(work.place.zone),
    )
