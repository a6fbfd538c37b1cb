"""What is on a ticket: bookings, each on one ticket alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, insert, select, update

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import calendar_event, ticket_booking


def bookings_on(work: UnitOfWork, ticket_id: int) -> list[str]:
    """Their ids."""
    query = select(ticket_booking.c.booking_id).where(
        ticket_booking.c.place_id == work.place.id, ticket_booking.c.ticket_id == ticket_id
    )
    return list(work.connection.execute(query).scalars())


def ticket_of(work: UnitOfWork, booking_id: str) -> Select[tuple[int]]:
    """SQL: the id of the ticket that a booking is on."""
    return select(ticket_booking.c.ticket_id).where(
        ticket_booking.c.place_id == work.place.id, ticket_booking.c.booking_id == booking_id
    )


def ticket_id_of(work: UnitOfWork, booking_id: str) -> int | None:
    """None while it is on none."""
    found: Any = work.connection.execute(ticket_of(work, booking_id)).scalar_one_or_none()
    return None if found is None else int(found)


def put_on(work: UnitOfWork, ticket_id: int, booking_id: str) -> None:
    """One more thing on a ticket."""
    row = {"place_id": work.place.id, "ticket_id": ticket_id, "booking_id": booking_id}
    work.connection.execute(insert(ticket_booking), row)


def put_in_place_of(work: UnitOfWork, before: str, after: str) -> None:
    """On the ticket of one booking, if it is on one, there is now the other: so is its event in
    the bearer's calendar."""
    for table in (ticket_booking, calendar_event):
        work.connection.execute(
            update(table)
            .where(table.c.place_id == work.place.id, table.c.booking_id == before)
            .values(booking_id=after)
        )
