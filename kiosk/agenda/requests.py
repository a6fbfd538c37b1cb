"""Written requests: what was asked while no time could be given. A person gives one later.

A request that is given a time becomes an appointment: the same id, ticket and code.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.agenda import seats, tickets
from kiosk.agenda.errors import BookingClosed, NoSuchBooking
from kiosk.agenda.place import Place
from kiosk.agenda.rows import BookingRow, find_booking, locked_booking, the_booking
from kiosk.limits import ID, unfit
from kiosk.store.tables import booking
from kiosk.visit.values import OTHER_TOPIC, Booking, LocalTicket, Request


def deliver(
    connection: Connection,
    place: Place,
    request: Request,
    made: LocalTicket,
    *,
    new_code: Callable[[], str],
    terminal: str,
    now: datetime,
) -> Booking:
    """Write a request down with the ticket that is on paper already. Twice is once.

    When the booking in doubt got through after all and is to come, that appointment is
    returned: it goes onto the ticket, and there is no request. Raises NoFreeCode.
    """
    stands: str | None = None
    if find_booking(connection, place, request.id, now) is None:
        stands = _the_booking_in_doubt(connection, place, request, now)
        if stands is None:
            write(connection, place, request, terminal)
            # An appointment that got through and is past: nobody knew of it.
            tickets.hand_on(connection, place, request.in_doubt, request.id)
    tickets.take_in(
        connection,
        place,
        made,
        booking_id=stands or request.id,
        progress=request.progress,
        language=request.language,
        new_code=new_code,
        made_at=request.asked_at,
        now=now,
    )
    return the_booking(connection, place, stands or request.id, now)


def _the_booking_in_doubt(
    connection: Connection, place: Place, request: Request, now: datetime
) -> str | None:
    """Its id if it got through and is still to come. If it did not get through, it never will."""
    row = locked_booking(connection, place, request.in_doubt) if request.in_doubt else None
    if row is None or row.kind != "appointment":
        return None
    found = the_booking(connection, place, row.id, now)
    if found.status == "confirmed":
        _add_phone(connection, row, request)
        return found.id
    if found.status in ("held", "expired"):
        _close_for_good(connection, place, found, now)
    return None


def _close_for_good(connection: Connection, place: Place, found: Booking, now: datetime) -> None:
    """What has begun can be booked no more, and what is past is not changed."""
    seats.release(connection, place, found.id)
    if found.starts_at is not None and found.starts_at > now:
        connection.execute(
            update(booking).where(booking.c.id == found.id).values(status="cancelled")
        )


def _add_phone(connection: Connection, row: BookingRow, request: Request) -> None:
    """Whoever asked to be called can be told that the time stands."""
    if request.phone and row.phone is None:
        connection.execute(
            update(booking).where(booking.c.id == row.id).values(phone=request.phone)
        )


def write(connection: Connection, place: Place, request: Request, terminal: str) -> None:
    """Write a request down; nothing happens when it has been written meanwhile."""
    request = _fitting(request)
    row: dict[str, Any] = {
        "id": request.id,
        "place_id": place.id,
        "terminal_id": terminal,
        "kind": "request",
        "status": "waiting",
        "topic": request.topic,
        "mode": request.mode,
        "first_name": request.first_name or None,
        "phone": request.phone or None,
        "language": request.language,
        "stuck_service": request.stuck_at and request.stuck_at.service,
        "stuck_step": request.stuck_at and request.stuck_at.step,
        "created_at": request.asked_at,
    }
    with suppress(IntegrityError), connection.begin_nested():
        connection.execute(insert(booking), row)


def _fitting(request: Request) -> Request:
    """What an earlier program noted with a longer id reaches a person all the same."""
    stuck_at = request.stuck_at
    if stuck_at and (unfit(stuck_at.service, ID) or unfit(stuck_at.step, ID)):
        stuck_at = None
    topic = OTHER_TOPIC if unfit(request.topic, ID) else request.topic
    return replace(request, topic=topic, stuck_at=stuck_at)


def withdraw(connection: Connection, place: Place, booking_id: str) -> bool:
    """The visitor no longer wants it; False when it is no request that waits."""
    return _close(connection, place, booking_id, "cancelled")


def close(connection: Connection, place: Place, booking_id: str) -> bool:
    """It was answered otherwise; False when it is no request that waits."""
    return _close(connection, place, booking_id, "over")


def _close(connection: Connection, place: Place, booking_id: str, status: str) -> bool:
    closed = connection.execute(
        update(booking)
        .where(
            booking.c.id == booking_id,
            booking.c.place_id == place.id,
            booking.c.kind == "request",
            booking.c.status == "waiting",
        )
        # A request that is closed has no use for a name any more.
        .values(status=status, first_name=None, phone=None)
    )
    return closed.rowcount == 1


def give_time(
    connection: Connection,
    place: Place,
    booking_id: str,
    slot_id: int,
    *,
    topics_of: seats.TopicsOf,
    now: datetime,
) -> Booking:
    """Make a request an appointment. Raises SeatTaken, NoSuchBooking, BookingClosed."""
    row = locked_booking(connection, place, booking_id)
    if row is None:
        raise NoSuchBooking(booking_id)
    if row.kind != "request":
        found = the_booking(connection, place, booking_id, now)
        if row.slot_id == slot_id and found.status == "confirmed":
            return found  # asked twice
        raise BookingClosed(booking_id)
    if row.status != "waiting":
        raise BookingClosed(booking_id)
    seats.take(connection, place, slot_id, topics_of(row.topic), row.mode, now)
    connection.execute(
        update(booking)
        .where(booking.c.id == booking_id)
        .values(kind="appointment", status="confirmed", slot_id=slot_id)
    )
    made = the_booking(connection, place, booking_id, now)
    if made.ends_at is not None:
        tickets.serve_until(connection, booking_id, made.ends_at)
    return made


def count_waiting(connection: Connection, place: Place) -> int:
    """How many wait for a time."""
    found: int = connection.execute(
        select(func.count())
        .select_from(booking)
        .where(
            booking.c.place_id == place.id,
            booking.c.kind == "request",
            booking.c.status == "waiting",
        )
    ).scalar_one()
    return found
