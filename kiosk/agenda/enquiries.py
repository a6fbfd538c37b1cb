"""Written enquiries: what was asked while no time could be given. A person gives one later.

An enquiry that is given a time becomes an appointment: the same id, ticket and code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select, update

from kiosk.agenda import calendar_events, seat_offer, seats, tickets
from kiosk.agenda.amend import insert_once
from kiosk.agenda.errors import BookingClosed, NoSuchBooking
from kiosk.agenda.rows import BookingRow, find_booking, locked_booking, the_booking, the_seat
from kiosk.agenda.same_hour import keep_free
from kiosk.agenda.ticket_contents import put_in_place_of
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.limits import ID, unfit
from kiosk.store.tables import booking
from kiosk.visit.bookings import Booking, SeatBooking
from kiosk.visit.tickets import LocalTicket
from kiosk.visit.values import OTHER_TOPIC, Enquiry


def deliver(
    work: UnitOfWork, enquiry: Enquiry, made: LocalTicket, *, new_code: Callable[[], str]
) -> Booking:
    """Write an enquiry down with the ticket that is on paper already. Idempotent.

    When the booking in doubt got through after all and is to come, that appointment is
    returned: it goes onto the ticket, and there is no enquiry. Raises NoFreeCode.
    """
    stands: str | None = None
    if find_booking(work, enquiry.id) is None:
        stands = _the_booking_in_doubt(work, enquiry)
        if stands is None:
            write(work, enquiry)
            # An appointment that got through and is past: nobody knew of it.
            put_in_place_of(work, enquiry.in_doubt, enquiry.id)
    tickets.take_in(
        work,
        made,
        booking_id=stands or enquiry.id,
        progress=enquiry.progress,
        language=enquiry.language,
        new_code=new_code,
        made_at=enquiry.asked_at,
    )
    return the_booking(work, stands or enquiry.id)


def _the_booking_in_doubt(work: UnitOfWork, enquiry: Enquiry) -> str | None:
    """Its id if it got through and is still to come. If it did not get through, it never will."""
    row = locked_booking(work, enquiry.in_doubt) if enquiry.in_doubt else None
    if row is None or row.kind != "appointment":
        return None
    found = the_seat(work, row.id)
    if found.status == "confirmed":
        _add_phone(work, row, enquiry)
        return found.id
    if found.status in ("held", "expired"):
        _close_for_good(work, found)
    return None


def _close_for_good(work: UnitOfWork, found: SeatBooking) -> None:
    """What has begun can be booked no more, and what is past is not changed."""
    seats.release(work, found.id)
    if found.session.starts_at > work.now:
        work.connection.execute(
            update(booking)
            .where(booking.c.id == found.id, booking.c.place_id == work.place.id)
            .values(status="cancelled")
        )


def _add_phone(work: UnitOfWork, row: BookingRow, enquiry: Enquiry) -> None:
    """Whoever asked to be called can be told that the time stands."""
    if enquiry.phone:
        mine = (booking.c.id == row.id, booking.c.place_id == work.place.id)
        work.connection.execute(
            update(booking).where(*mine, booking.c.phone.is_(None)), {"phone": enquiry.phone}
        )


def write(work: UnitOfWork, enquiry: Enquiry) -> None:
    """Write an enquiry down; nothing happens when it has been written meanwhile."""
    enquiry = _fitting(enquiry)
    row: dict[str, Any] = {
        "id": enquiry.id,
        "place_id": work.place.id,
        "terminal_id": work.terminal,
        "kind": "enquiry",
        "status": "waiting",
        "topic": enquiry.topic,
        "mode": enquiry.mode,
        "first_name": enquiry.first_name or None,
        "phone": enquiry.phone or None,
        "language": enquiry.language,
        "stuck_service": enquiry.stuck_at and enquiry.stuck_at.service,
        "stuck_step": enquiry.stuck_at and enquiry.stuck_at.step,
        "created_at": enquiry.asked_at,
    }
    insert_once(work.connection, booking, row)


def _fitting(enquiry: Enquiry) -> Enquiry:
    """What an earlier program noted with a longer id reaches a person all the same."""
    stuck_at = enquiry.stuck_at
    if stuck_at and (unfit(stuck_at.service, ID) or unfit(stuck_at.step, ID)):
        stuck_at = None
    topic = OTHER_TOPIC if unfit(enquiry.topic, ID) else enquiry.topic
    return replace(enquiry, topic=topic, stuck_at=stuck_at)


def withdraw(work: UnitOfWork, booking_id: str) -> bool:
    """The visitor no longer wants it; False when it is no enquiry that waits."""
    return _close(work, booking_id, "cancelled")


def close(work: UnitOfWork, booking_id: str) -> bool:
    """It was answered otherwise; False when it is no enquiry that waits."""
    return _close(work, booking_id, "over")


def _close(work: UnitOfWork, booking_id: str, status: str) -> bool:
    closed = work.connection.execute(
        update(booking)
        .where(
            booking.c.id == booking_id,
            booking.c.place_id == work.place.id,
            booking.c.kind == "enquiry",
            booking.c.status == "waiting",
        )
        # An enquiry that is closed has no use for a name any more.
        .values(status=status, first_name=None, phone=None)
    )
    return closed.rowcount == 1


def give_time(work: UnitOfWork, booking_id: str, session_id: int) -> SeatBooking:
    """Make an enquiry an appointment. Raises SeatTaken, SameHour, NoSuchBooking, BookingClosed."""
    row = locked_booking(work, booking_id)
    if row is None:
        raise NoSuchBooking(booking_id)
    if row.kind != "enquiry":
        found = the_booking(work, booking_id)
        same = isinstance(found, SeatBooking) and row.session_id == session_id
        if same and found.status == "confirmed":
            return found  # asked twice
        raise BookingClosed(booking_id)
    if row.status != "waiting":
        raise BookingClosed(booking_id)
    keep_free(work, booking_id, session_id)
    asked = replace(seat_offer.asked_in(row), kind="appointment")
    seat_offer.take(work, session_id, asked, after=work.now)
    work.connection.execute(
        update(booking)
        .where(booking.c.id == booking_id, booking.c.place_id == work.place.id)
        .values(kind="appointment", status="confirmed", session_id=session_id)
    )
    calendar_events.changed(work, booking_id, over_at=work.now)
    made = the_seat(work, booking_id)
    tickets.serve_until(work, booking_id, made.session.ends_at)
    return made


def count_waiting(work: UnitOfWork) -> int:
    """How many wait for a time."""
    found: int = work.connection.execute(
        select(func.count())
        .select_from(booking)
        .where(
            booking.c.place_id == work.place.id,
            booking.c.kind == "enquiry",
            booking.c.status == "waiting",
        )
    ).scalar_one()
    return found
