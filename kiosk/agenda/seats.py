"""Seats: held, confirmed, moved and given back.

A session's `taken` is always the number of its bookings that are held, confirmed or over.
Each change of a booking and of its seat is one transaction, and a seat is taken by one
conditional statement: nobody is promised a seat that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.agenda import calendar_events
from kiosk.agenda.errors import (
    BookingChanged,
    BookingClosed,
    NoSuchBooking,
    NotOffered,
    SeatTaken,
)
from kiosk.agenda.place import Place
from kiosk.agenda.rows import BookingRow, find_booking, locked_booking, the_booking, time_of_session
from kiosk.agenda.seat_release import give_back, is_wanted_elsewhere
from kiosk.store.columns import holds_word
from kiosk.store.tables import booking, session
from kiosk.visit.values import Booking, Hold, Mode, Seen, StuckAt

TopicsOf = Callable[[str], tuple[str, ...]]
"""A topic, and its theme when it is a service: a session that lists one of them fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a visitor asks a seat for."""

    topic: str
    topics: tuple[str, ...]
    """What `TopicsOf` says of the topic."""
    mode: Mode
    stuck_at: StuckAt | None
    language: str
    terminal: str


def on_offer(
    place: Place, topics: tuple[str, ...], mode: str, *, after: datetime
) -> list[ColumnElement[bool]]:
    """SQL: appointments of the place that still have a seat, start after a moment and fit."""
    return [
        session.c.place_id == place.id,
        session.c.kind == "appointment",
        session.c.starts_at > after,
        session.c.taken < session.c.seats,
        session.c.withdrawn.is_(False),
        holds_word(session.c.modes, mode),
        or_(session.c.topics.is_(None), *(holds_word(session.c.topics, topic) for topic in topics)),
    ]


def hold(
    connection: Connection,
    place: Place,
    booking_id: str,
    session_id: int,
    asked: Asked,
    *,
    now: datetime,
    until: datetime,
    earliest: datetime,
) -> Hold:
    """Hold a seat that starts after `earliest`; one that was held before may be nearer.

    Raises SeatTaken, BookingClosed.
    """
    new: dict[str, Any] = {
        "session_id": session_id,
        "status": "held",
        "hold_expires_at": until,
        "topic": asked.topic,
        "mode": asked.mode,
        "language": asked.language,
        "stuck_service": asked.stuck_at and asked.stuck_at.service,
        "stuck_step": asked.stuck_at and asked.stuck_at.step,
    }
    if not _first_time(connection, place, booking_id, asked, new, now):
        before = locked_booking(connection, place, booking_id)
        if before is None:  # no such session, or of another place
            raise NotOffered(session_id)
        same = before.session_id == session_id
        if before.status not in ("held", "expired") and not (same and before.status == "confirmed"):
            raise BookingClosed(booking_id)
        if same and before.status != "expired":
            return Hold(
                booking_id=booking_id,
                time=time_of_session(connection, place, session_id),
                expires_at=before.hold_expires_at.astimezone(place.zone),
            )
        _change(connection, place, booking_id, new)
        if before.status == "held":  # another time was chosen
            give_back(connection, place, before.session_id, now)
        if same:
            earliest = now
    take(connection, place, session_id, asked.topics, asked.mode, after=earliest)
    return Hold(
        booking_id=booking_id, time=time_of_session(connection, place, session_id), expires_at=until
    )


def _first_time(
    connection: Connection,
    place: Place,
    booking_id: str,
    asked: Asked,
    new: dict[str, Any],
    now: datetime,
) -> bool:
    """Write the booking; False if it was there (a retry after a lost answer finds its own)."""
    row = new | {
        "id": booking_id,
        "place_id": place.id,
        "terminal_id": asked.terminal,
        "kind": "appointment",
        "created_at": now,
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(booking), row)
    except IntegrityError:
        return False
    return True


def confirm(
    connection: Connection,
    place: Place,
    booking_id: str,
    first_name: str | None,
    phone: str | None,
    *,
    topics_of: TopicsOf,
    now: datetime,
) -> Booking:
    """Raises NoSuchBooking, BookingClosed; SeatTaken when a hold ran out and the seat is gone,
    or when another booking system told meanwhile that the hour is taken there.
    """
    row = _locked(connection, place, booking_id)
    if row.status in ("cancelled", "over") or row.kind != "appointment":
        raise BookingClosed(booking_id)
    if row.status != "confirmed":
        _change(
            connection,
            place,
            booking_id,
            {"status": "confirmed", "first_name": first_name, "phone": phone},
        )
        _keep_seat(connection, place, row, topics_of(row.topic), now)
    return the_booking(connection, place, booking_id, now)


def _keep_seat(
    connection: Connection, place: Place, row: BookingRow, topics: tuple[str, ...], now: datetime
) -> None:
    """The seat of a hold; one that ran out is judged as given back, and taken anew."""
    if row.status == "held" and row.hold_expires_at > now:
        if is_wanted_elsewhere(connection, place, row.session_id):
            raise SeatTaken(row.session_id)
        return
    if row.status == "held":
        give_back(connection, place, row.session_id, now)
    take(connection, place, row.session_id, topics, row.mode, after=now)


def release(connection: Connection, place: Place, booking_id: str, *, now: datetime) -> None:
    """Give a held seat back. Does nothing for a booking that is not held, or not there."""
    row = locked_booking(connection, place, booking_id)
    if row is not None and row.status == "held":
        _change(connection, place, booking_id, {"status": "expired"})
        give_back(connection, place, row.session_id, now)


def check_seen(
    connection: Connection, place: Place, booking_id: str, seen: Seen | None, *, now: datetime
) -> None:
    """Raises BookingChanged when what stands is not what was seen. Without `seen`, it may be
    anything."""
    if seen is None:
        return
    locked_booking(connection, place, booking_id)
    found = find_booking(connection, place, booking_id, now)
    if found is None or found.status not in ("held", "confirmed", "waiting"):
        return
    if (found.id, found.session_id) != (seen.booking_id, seen.session_id):
        raise BookingChanged(booking_id)


def cancel(connection: Connection, place: Place, booking_id: str, *, now: datetime) -> Booking:
    """Cancel an appointment to come; one that is over stays so. Raises NoSuchBooking."""
    row = _locked(connection, place, booking_id)
    found = the_booking(connection, place, booking_id, now)
    if row.status not in ("held", "confirmed") or found.status == "over":
        return found
    # A cancelled appointment has no use for a name any more.
    _change(
        connection, place, booking_id, {"status": "cancelled", "first_name": None, "phone": None}
    )
    give_back(connection, place, row.session_id, now)
    calendar_events.changed(connection, place, booking_id)
    return the_booking(connection, place, booking_id, now)


def move(
    connection: Connection,
    place: Place,
    booking_id: str,
    new_session_id: int,
    *,
    topics_of: TopicsOf,
    now: datetime,
    earliest: datetime,
    seen: Seen | None = None,
) -> Booking:
    """Move a confirmed appointment to a time that starts after `earliest`.

    Raises NoSuchBooking, BookingClosed, BookingChanged, SeatTaken.
    """
    row = _locked(connection, place, booking_id)
    found = the_booking(connection, place, booking_id, now)
    if found.status != "confirmed":
        raise BookingClosed(booking_id)
    if row.session_id == new_session_id:
        return found
    check_seen(connection, place, booking_id, seen, now=now)
    # Both sessions in one order, so that two opposite moves never wait for each other.
    connection.execute(
        select(session.c.id)
        .where(session.c.id.in_((row.session_id, new_session_id)))
        .order_by(session.c.id)
        .with_for_update()
    ).all()
    take(connection, place, new_session_id, topics_of(row.topic), row.mode, after=earliest)
    _change(connection, place, booking_id, {"session_id": new_session_id})
    give_back(connection, place, row.session_id, now)
    calendar_events.changed(connection, place, booking_id)
    return the_booking(connection, place, booking_id, now)


def has_expired_holds(connection: Connection, place: Place, now: datetime) -> bool:
    return connection.execute(_expired(place, now).limit(1)).first() is not None


def release_expired(connection: Connection, place: Place, now: datetime) -> int:
    """Give back the seats whose hold ran out; how many."""
    released = 0
    # Never waits for another terminal that does the same, or confirms one of them.
    found = _expired(place, now).order_by(booking.c.session_id).with_for_update(skip_locked=True)
    for booking_id, session_id in connection.execute(found).all():
        # Once more in the statement itself: it may have been confirmed meanwhile.
        ended = connection.execute(
            update(booking)
            .where(
                booking.c.id == booking_id,
                booking.c.place_id == place.id,
                booking.c.session_id == session_id,
                booking.c.status == "held",
                booking.c.hold_expires_at <= now,
            )
            .values(status="expired")
        )
        if ended.rowcount == 1:
            give_back(connection, place, session_id, now)
            released += 1
    return released


def _expired(place: Place, now: datetime) -> Any:
    return select(booking.c.id, booking.c.session_id).where(
        booking.c.place_id == place.id,
        booking.c.status == "held",
        booking.c.hold_expires_at <= now,
    )


def _locked(connection: Connection, place: Place, booking_id: str) -> BookingRow:
    row = locked_booking(connection, place, booking_id)
    if row is None:
        raise NoSuchBooking(booking_id)
    return row


def take(
    connection: Connection,
    place: Place,
    session_id: int,
    topics: tuple[str, ...],
    mode: str,
    *,
    after: datetime,
) -> None:
    """One seat of a session that starts after a moment. Raises SeatTaken, or its NotOffered."""
    wanted = on_offer(place, topics, mode, after=after)
    taken = connection.execute(
        update(session).where(session.c.id == session_id, *wanted).values(taken=session.c.taken + 1)
    )
    if taken.rowcount != 1:
        raise _why_not(connection, place, session_id)


def _why_not(connection: Connection, place: Place, session_id: int) -> SeatTaken:
    full = select(session.c.id).where(
        session.c.id == session_id,
        session.c.place_id == place.id,
        session.c.taken >= session.c.seats,
    )
    found = connection.execute(full).first() is not None
    return SeatTaken(session_id) if found else NotOffered(session_id)


def _change(connection: Connection, place: Place, booking_id: str, values: dict[str, Any]) -> None:
    # As parameters: SQLAlchemy keeps statements for their next use, and a name inside with them.
    mine = (booking.c.id == booking_id, booking.c.place_id == place.id)
    connection.execute(update(booking).where(*mine), values)
