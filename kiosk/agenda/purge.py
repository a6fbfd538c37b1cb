"""Forgetting: what is known of a visitor goes when it has served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, or_, select, update

from kiosk.agenda import (
    commands,
    notes,
    one_day,
    pair_reports,
    sponsors,
    staff_journal,
    staff_sign_in,
    taken_elsewhere,
    visit_counts,
)
from kiosk.agenda.activities import delete_unused
from kiosk.agenda.erase_names import ended_status
from kiosk.agenda.seats import release_expired
from kiosk.agenda.sponsor_hours import tickets_of_sponsors
from kiosk.agenda.tickets import KEPT
from kiosk.agenda.unit_of_work import UnitOfWork
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


def purge(work: UnitOfWork) -> Purged:
    """Erase names and numbers of all that is over, and tickets and bookings out of time.

    Bookings stay for `work.keep`, without a name, after their appointment.
    """
    keep = work.keep
    holds = release_expired(work)
    _end_what_is_over(work)
    _end_old_enquiries(work, work.now - min(keep, KEPT))
    taken_elsewhere.forget(work)
    pair_reports.forget(work)
    sponsors.put_to_rest(work)
    notes.forget(work)
    visit_counts.forget(work)
    one_day.forget(work, work.now - keep)
    return Purged(
        holds=holds,
        names=_erase_names(work),
        tickets=_delete_tickets(work),
        bookings=_delete_bookings(work, work.now - keep),
    )


def _end_what_is_over(work: UnitOfWork) -> None:
    ended_sessions = select(session.c.id).where(
        session.c.place_id == work.place.id, session.c.ends_at <= work.now
    )
    this_morning = work.place.midnight(work.place.day_of(work.now))
    work.connection.execute(
        update(booking)
        .where(
            booking.c.place_id == work.place.id,
            or_(
                and_(
                    booking.c.status.in_(("confirmed", "waiting")),
                    booking.c.session_id.in_(ended_sessions),
                ),
                and_(
                    booking.c.kind == "call",
                    booking.c.status.in_(("waiting", "answered")),
                    booking.c.created_at < this_morning,
                ),
            ),
        )
        .values(status=ended_status(), looks_for=None)
    )


def _end_old_enquiries(work: UnitOfWork, before: datetime) -> None:
    """An enquiry that nobody gave a time goes with its ticket, and its name with it."""
    work.connection.execute(
        update(booking)
        .where(
            booking.c.place_id == work.place.id,
            booking.c.kind == "enquiry",
            booking.c.status == "waiting",
            booking.c.created_at < before,
        )
        .values(status="over")
    )


def _erase_names(work: UnitOfWork) -> int:
    return work.connection.execute(
        update(booking)
        .where(
            booking.c.place_id == work.place.id,
            booking.c.status.in_(("over", "cancelled", "expired")),
            or_(booking.c.first_name.is_not(None), booking.c.phone.is_not(None)),
        )
        .values(first_name=None, phone=None)
    ).rowcount


def _delete_tickets(work: UnitOfWork) -> int:
    """Their tokens go with them."""
    out_of_time = and_(
        ticket.c.place_id == work.place.id,
        ticket.c.delete_after <= work.now,
        ticket.c.id.not_in(tickets_of_sponsors(work.place)),
    )
    return delete_rows(work.connection, ticket, out_of_time)


def _delete_bookings(work: UnitOfWork, before: datetime) -> int:
    """Old sessions go with all their bookings, so that seats and bookings always agree.

    A terminal's login deletes none: `kiosk db purge` does.
    """
    if not may_delete(work.connection, booking):
        return 0
    old_sessions = and_(session.c.place_id == work.place.id, session.c.ends_at < before)
    old = and_(
        booking.c.place_id == work.place.id,
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
    deleted = work.connection.execute(delete(booking).where(old)).rowcount
    work.connection.execute(delete(session).where(old_sessions))
    delete_unused(work.connection, work.place)
    staff_sign_in.delete_ended(work)
    staff_journal.forget(work)
    commands.forget(work)
    return deleted
