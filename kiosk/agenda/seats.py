"""Seats: held, confirmed, moved and given back.

A session's `taken` is always the number of its bookings that are held, confirmed or over.
Each change of a booking and of its seat is one transaction, and a seat is taken by one
conditional statement: nobody is promised a seat that does not exist.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from kiosk.agenda import calendar_events
from kiosk.agenda.amend import insert_once
from kiosk.agenda.errors import (
    BookingChanged,
    BookingClosed,
    NoSuchBooking,
    NotOffered,
    SeatTaken,
)
from kiosk.agenda.place import Place
from kiosk.agenda.rows import (
    BookingRow,
    find_booking,
    locked_booking,
    the_booking,
    the_seat,
    time_of_session,
)
from kiosk.agenda.same_hour import waits_then
from kiosk.agenda.seat_offer import Asked, asked_in, take
from kiosk.agenda.seat_release import give_back, is_wanted_elsewhere, promote
from kiosk.agenda.sponsor_hours import free_hour
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, session
from kiosk.visit.bookings import Booking, SeatBooking, Seen, is_active
from kiosk.visit.values import Hold


def hold(
    work: UnitOfWork, booking_id: str, session_id: int, asked: Asked, *, seconds: float = 120
) -> Hold:
    """Hold a seat for so many seconds; idempotent. One that was held before may be nearer than
    what is on offer.

    Raises SeatTaken, BookingClosed.
    """
    release_expired(work)
    until = (work.now + timedelta(seconds=seconds)).astimezone(work.place.zone)
    earliest = work.earliest
    new: dict[str, Any] = {
        "session_id": session_id,
        "status": "held",
        "hold_expires_at": until,
        "persons": asked.persons,
        "topic": asked.topic,
        "mode": asked.mode,
        "language": asked.language,
        "stuck_service": asked.stuck_at and asked.stuck_at.service,
        "stuck_step": asked.stuck_at and asked.stuck_at.step,
    }
    if not write_new(work, booking_id, asked, new):
        before = locked_booking(work, booking_id)
        if before is None:  # no such session, or of another place
            raise NotOffered(session_id)
        same = before.session_id == session_id
        if before.kind != asked.kind:  # the key of something else
            raise BookingClosed(booking_id)
        if before.status not in ("held", "expired") and not (same and before.status == "confirmed"):
            raise BookingClosed(booking_id)
        if same and before.status != "expired":
            return Hold(
                booking_id=booking_id,
                time=time_of_session(work, session_id),
                expires_at=before.hold_expires_at.astimezone(work.place.zone),
            )
        _change(work, booking_id, new)
        if before.status == "held":  # another time was chosen
            give_back(work, before.session_id, before.persons)
        if same:
            earliest = work.now
    take(work, session_id, asked, after=earliest)
    return Hold(booking_id=booking_id, time=time_of_session(work, session_id), expires_at=until)


def write_new(work: UnitOfWork, booking_id: str, asked: Asked, new: dict[str, Any]) -> bool:
    """Write the booking; False if it was there (a retry after a lost answer finds its own)."""
    row = new | {
        "id": booking_id,
        "place_id": work.place.id,
        "terminal_id": work.terminal,
        "kind": asked.kind,
        "created_at": work.now,
    }
    return insert_once(work.connection, booking, row)


def confirm(
    work: UnitOfWork, booking_id: str, first_name: str | None, phone: str | None
) -> SeatBooking:
    """Raises NoSuchBooking, BookingClosed; SeatTaken when a hold ran out and the seat is gone,
    or when another booking system told meanwhile that the hour is taken there.
    """
    row = _locked(work, booking_id)
    if row.status not in ("held", "expired", "confirmed"):
        raise BookingClosed(booking_id)
    if row.status != "confirmed":
        _change(work, booking_id, {"status": "confirmed", "first_name": first_name, "phone": phone})
        _keep_seat(work, row)
    return the_seat(work, booking_id)


def _keep_seat(work: UnitOfWork, row: BookingRow) -> None:
    """The seat of a hold; one that ran out is judged as given back, and taken anew."""
    if row.status == "held" and row.hold_expires_at > work.now:
        if is_wanted_elsewhere(work, row.session_id):
            raise SeatTaken(row.session_id)
        return
    if row.status == "held":
        give_back(work, row.session_id, row.persons)
    take(work, row.session_id, asked_in(row), after=work.now)


def release(work: UnitOfWork, booking_id: str) -> None:
    """Give a held seat back. Does nothing for a booking that is not held, or not there."""
    row = locked_booking(work, booking_id)
    if row is not None and row.status == "held":
        _change(work, booking_id, {"status": "expired"})
        give_back(work, row.session_id, row.persons)


def check_seen(work: UnitOfWork, booking_id: str, seen: Seen | None) -> None:
    """Raises BookingChanged when what stands is not what was seen. Without `seen`, it may be
    anything."""
    if seen is None:
        return
    locked_booking(work, booking_id)
    found = find_booking(work, booking_id)
    if found is None or not is_active(found):
        return
    if Seen.of(found) != seen:
        raise BookingChanged(booking_id)


def cancel(work: UnitOfWork, booking_id: str) -> Booking:
    """Cancel an appointment to come; one that is over stays so. Raises NoSuchBooking."""
    row = _locked(work, booking_id)
    found = the_booking(work, booking_id)
    waits = row.status == "waiting" and row.session_id is not None
    if not waits and (row.status not in ("held", "confirmed") or found.status == "over"):
        return found
    # A cancelled appointment has no use for a name any more.
    nobody = {"first_name": None, "phone": None, "looks_for": None}
    _change(work, booking_id, {"status": "cancelled"} | nobody)
    free_hour(work, booking_id)
    if not waits:  # whoever waits has no seat to give back
        give_back(work, row.session_id, row.persons)
    calendar_events.changed(work, booking_id)
    for session_id in waits_then(work, booking_id):
        promote(work, session_id)
    return the_booking(work, booking_id)


def move(
    work: UnitOfWork, booking_id: str, new_session_id: int, *, seen: Seen | None = None
) -> SeatBooking:
    """Move a confirmed appointment to a time on offer.

    Raises NoSuchBooking, BookingClosed, BookingChanged, SeatTaken.
    """
    row = _locked(work, booking_id)
    found = the_booking(work, booking_id)
    if not isinstance(found, SeatBooking) or found.status != "confirmed":
        raise BookingClosed(booking_id)
    if row.session_id == new_session_id:
        return found
    check_seen(work, booking_id, seen)
    # Both sessions in one order, so that two opposite moves never wait for each other.
    work.connection.execute(
        select(session.c.id)
        .where(session.c.id.in_((row.session_id, new_session_id)))
        .order_by(session.c.id)
        .with_for_update()
    ).all()
    take(work, new_session_id, asked_in(row), after=work.earliest)
    # Who came, or did not, at the hour before is not there yet, and may well come.
    anew = {"arrived_at": None, "outcome": None, "looks_for": None}
    _change(work, booking_id, {"session_id": new_session_id} | anew)
    give_back(work, row.session_id, row.persons)
    calendar_events.changed(work, booking_id)
    return the_seat(work, booking_id)


def has_expired_holds(work: UnitOfWork) -> bool:
    return work.connection.execute(_expired(work.place, work.now).limit(1)).first() is not None


def release_expired(work: UnitOfWork) -> int:
    """Give back the seats whose hold ran out; how many."""
    released = 0
    # Never waits for another terminal that does the same, or confirms one of them.
    found = (
        _expired(work.place, work.now)
        .order_by(booking.c.session_id)
        .with_for_update(skip_locked=True)
    )
    for booking_id, session_id, persons in work.connection.execute(found).all():
        # Once more in the statement itself: it may have been confirmed meanwhile.
        ended = work.connection.execute(
            update(booking)
            .where(
                booking.c.id == booking_id,
                booking.c.place_id == work.place.id,
                booking.c.session_id == session_id,
                booking.c.status == "held",
                booking.c.hold_expires_at <= work.now,
            )
            .values(status="expired")
        )
        if ended.rowcount == 1:
            give_back(work, session_id, persons)
            released += 1
    return released


def _expired(place: Place, now: datetime) -> Any:
    return select(booking.c.id, booking.c.session_id, booking.c.persons).where(
        booking.c.place_id == place.id,
        booking.c.status == "held",
        booking.c.hold_expires_at <= now,
    )


def _locked(work: UnitOfWork, booking_id: str) -> BookingRow:
    row = locked_booking(work, booking_id)
    if row is None:
        raise NoSuchBooking(booking_id)
    return row


def _change(work: UnitOfWork, booking_id: str, values: dict[str, Any]) -> None:
    # As parameters: SQLAlchemy keeps statements for their next use, and a name inside with them.
    mine = (booking.c.id == booking_id, booking.c.place_id == work.place.id)
    work.connection.execute(update(booking).where(*mine), values)
