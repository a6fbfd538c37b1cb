"""What else a ticket has at an hour: nobody can be in two places, whichever way they come."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from kiosk.agenda.errors import AgendaError
from kiosk.agenda.opening import share_a_moment
from kiosk.agenda.rows import SessionRow
from kiosk.agenda.ticket_contents import ticket_id_of
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, session, ticket, ticket_booking


class SameHour(AgendaError):  # noqa: N818
    """The ticket has something else then: allowed only where one of them is given up."""

    def __init__(self, booking_id: str) -> None:
        super().__init__(booking_id)
        self.booking_id = booking_id


def at_that_hour(work: UnitOfWork, ticket_id: int | None, session_id: int, *but: str) -> str | None:
    """The booking of a ticket that has a seat at a moment of a session, other than these; None
    when there is none. Who only waits is nowhere yet."""
    wanted = work.connection.execute(
        select(session).where(session.c.id == session_id)
    ).one_or_none()
    if ticket_id is None or wanted is None:
        return None
    # What else comes onto it, or is moved up from a list, waits until this is decided.
    work.connection.execute(
        select(ticket.c.id).where(ticket.c.id == ticket_id).with_for_update()
    ).one_or_none()
    query = _of_ticket(work, ticket_id).where(
        booking.c.status == "confirmed",
        booking.c.id.not_in(but),
        session.c.cancelled_at.is_(None),
        session.c.ends_at > max(work.now, wanted.starts_at),
        session.c.starts_at < wanted.ends_at,
    )
    rows = work.connection.execute(query)
    return next((row.booking_id for row in rows if share_a_moment(row, wanted)), None)


def keep_free(work: UnitOfWork, booking_id: str, session_id: int) -> None:
    """Raises SameHour where the ticket of a booking has something else at a session's hour."""
    ticket_id = ticket_id_of(work, booking_id)
    other = at_that_hour(work, ticket_id, session_id, booking_id)
    if other is not None:
        raise SameHour(other)


def waits_then(work: UnitOfWork, booking_id: str) -> list[int]:
    """The sessions for which the ticket of a booking waits, at a moment of the booking's own:
    whoever gave it up can have a seat there now."""
    row = work.connection.execute(
        select(session, booking.c.id.label("booking_id"))
        .join(booking, booking.c.session_id == session.c.id)
        .where(booking.c.place_id == work.place.id, booking.c.id == booking_id)
    ).one_or_none()
    ticket_id = ticket_id_of(work, booking_id)
    if row is None or ticket_id is None:
        return []
    query = _of_ticket(work, ticket_id).where(
        booking.c.status == "waiting", booking.c.id != booking_id
    )
    rows: list[SessionRow] = list(work.connection.execute(query))
    return sorted({one.id for one in rows if share_a_moment(one, row)})


def _of_ticket(work: UnitOfWork, ticket_id: int) -> Select[Any]:
    return (
        select(
            booking.c.id.label("booking_id"),
            session.c.id,
            session.c.starts_at,
            session.c.ends_at,
            session.c.meetings,
        )
        .select_from(
            ticket_booking.join(
                booking,
                (booking.c.id == ticket_booking.c.booking_id)
                & (booking.c.place_id == ticket_booking.c.place_id),
            ).join(session, session.c.id == booking.c.session_id)
        )
        .where(ticket_booking.c.place_id == work.place.id, ticket_booking.c.ticket_id == ticket_id)
    )
