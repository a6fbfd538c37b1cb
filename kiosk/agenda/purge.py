"""Forgetting: what is known of a visitor goes when it has served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, or_, select, update

from kiosk.agenda import taken_elsewhere
from kiosk.agenda.place import Place
from kiosk.agenda.seats import release_expired
from kiosk.agenda.tickets import KEPT
from kiosk.store.deletion import delete_rows, may_delete
from kiosk.store.tables import booking, session, ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What a purge did, in rows."""

    holds: int
    """Holds that had run out, and whose seat was given back."""
    names: int
    """Bookings whose first name or telephone number was erased."""
    tickets: int
    bookings: int
    """Bookings deleted for their age."""
    erased: bool = True
    """False when a reader was in the way, so that what was erased may still be read in the
    database's journal: purge again."""


def purge(connection: Connection, place: Place, *, now: datetime, keep: timedelta) -> Purged:
    """Erase names and numbers of all that is over, and tickets and bookings out of time.

    `keep` is how long bookings stay, without a name, after their appointment.
    """
    holds = release_expired(connection, place, now)
    _end_what_is_over(connection, place, now)
    _end_old_enquiries(connection, place, now - min(keep, KEPT))
    taken_elsewhere.forget(connection, place, now)
    return Purged(
        holds=holds,
        names=_erase_names(connection, place),
        tickets=_delete_tickets(connection, place, now),
        bookings=_delete_bookings(connection, place, now - keep),
    )


def _end_what_is_over(connection: Connection, place: Place, now: datetime) -> None:
    ended_sessions = select(session.c.id).where(
        session.c.place_id == place.id, session.c.ends_at <= now
    )
    this_morning = place.midnight(place.day_of(now))
    connection.execute(
        update(booking)
        .where(
            booking.c.place_id == place.id,
            or_(
                and_(booking.c.status == "confirmed", booking.c.session_id.in_(ended_sessions)),
                and_(
                    booking.c.kind == "call",
                    booking.c.status.in_(("waiting", "answered")),
                    booking.c.created_at < this_morning,
                ),
            ),
        )
        .values(status="over")
    )


def _end_old_enquiries(connection: Connection, place: Place, before: datetime) -> None:
    """An enquiry that nobody gave a time goes with its ticket, and its name with it."""
    connection.execute(
        update(booking)
        .where(
            booking.c.place_id == place.id,
            booking.c.kind == "enquiry",
            booking.c.status == "waiting",
            booking.c.created_at < before,
        )
        .values(status="over")
    )


def _erase_names(connection: Connection, place: Place) -> int:
    return connection.execute(
        update(booking)
        .where(
            booking.c.place_id == place.id,
            booking.c.status.in_(("over", "cancelled", "expired")),
            or_(booking.c.first_name.is_not(None), booking.c.phone.is_not(None)),
        )
        .values(first_name=None, phone=None)
    ).rowcount


def _delete_tickets(connection: Connection, place: Place, now: datetime) -> int:
    """Their tokens go with them."""
    out_of_time = and_(ticket.c.place_id == place.id, ticket.c.delete_after <= now)
    return delete_rows(connection, ticket, out_of_time)


def _delete_bookings(connection: Connection, place: Place, before: datetime) -> int:
    """Old sessions go with all their bookings, so that seats and bookings always agree.

    A terminal's login deletes none: `kiosk db purge` does.
    """
    if not may_delete(connection, booking):
        return 0
    old_sessions = and_(session.c.place_id == place.id, session.c.ends_at < before)
    old = and_(
        booking.c.place_id == place.id,
        or_(
            booking.c.session_id.in_(select(session.c.id).where(old_sessions)),
            and_(
                booking.c.kind.in_(("call", "enquiry")),
                booking.c.status != "waiting",
                booking.c.created_at < before,
            ),
        ),
    )
    # A ticket outlives its booking where bookings are kept for less than it serves.
    connection.execute(
        update(ticket)
        .where(
            ticket.c.place_id == place.id,
            ticket.c.booking_id.in_(select(booking.c.id).where(old)),
        )
        .values(booking_id=None)
    )
    deleted = connection.execute(delete(booking).where(old)).rowcount
    connection.execute(delete(session).where(old_sessions))
    return deleted
