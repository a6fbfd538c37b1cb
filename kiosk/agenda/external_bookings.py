"""News of another booking system: an appointment was taken, moved or cancelled there.

What stands is remembered, and takes the seat of ours at the same hour, now or when there is
one: no terminal promises it once more.
"""

from __future__ import annotations

from sqlalchemy import and_, or_, select, update

from kiosk.agenda import seats, taken_elsewhere
from kiosk.agenda.place_lock import lock_place
from kiosk.agenda.rows import find_booking
from kiosk.agenda.seat_release import (
    best_seat,
    give_back,
    offer_again,
    take_for,
    withdraw_what_meets,
)
from kiosk.agenda.taken_elsewhere import ExternalAppointment, Known
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, session
from kiosk.visit.bookings import Booking


def mirror(work: UnitOfWork, told: ExternalAppointment) -> Booking | None:
    """Bring our side in line; our booking, or None when there is no seat of ours for it.

    Idempotent, and what was told earlier changes nothing.
    Raises StoreUnreachable.
    """
    # A planner waits here, or is waited for: none makes an hour between two looks.
    lock_place(work)
    before = taken_elsewhere.known(work, told.id)
    if before is None or told.told_at > before.told_at:
        seats.release_expired(work)
        taken_elsewhere.write_down(work, told, before)
        _lock_hours(work, told, before)
        if before is not None and before.stands:
            _leave(work, told, before)
        if told.stands:
            _settle(work, told)
    after = taken_elsewhere.known(work, told.id)
    booking_id = after.booking_id if after is not None else None
    return find_booking(work, booking_id) if booking_id else None


def _lock_hours(work: UnitOfWork, told: ExternalAppointment, before: Known | None) -> None:
    """A seat that is being given back at these hours is free, or knows of the news."""
    spans = [(told.starts_at, told.ends_at)]
    if before is not None:
        spans.append((before.starts_at, before.ends_at))
    meets = [and_(session.c.starts_at < ends_at, session.c.ends_at > at) for at, ends_at in spans]
    work.connection.execute(
        select(session.c.id)
        .where(session.c.place_id == work.place.id, or_(*meets))
        .order_by(session.c.id)
        .with_for_update()
    ).all()


def _leave(work: UnitOfWork, told: ExternalAppointment, before: Known) -> None:
    """The hour that it had, when it is another one now, or none; what is over stays so."""
    seat = work.connection.execute(
        select(booking.c.id, session.c.id.label("session_id"), session.c.starts_at)
        .join(session, session.c.id == booking.c.session_id)
        .where(
            booking.c.place_id == work.place.id,
            booking.c.id == before.booking_id,
            booking.c.status == "confirmed",
            session.c.ends_at > work.now,
        )
    ).one_or_none()
    if seat is not None and not (told.stands and seat.starts_at == told.starts_at):
        work.connection.execute(
            update(booking).where(booking.c.id == seat.id).values(status="cancelled")
        )
        give_back(work, seat.session_id)
    offer_again(work, before.starts_at, before.ends_at)


def _settle(work: UnitOfWork, told: ExternalAppointment) -> None:
    """At the hour that it has."""
    for one in taken_elsewhere.standing(work, told.starts_at, told.ends_at, elsewhere_id=told.id):
        if one.session_id is None or not one.has_named_seat:
            named_only = one.session_id is not None  # the seat it has is as good as any other
            better = best_seat(work, one, named_only=named_only)
            if better is not None:
                take_for(work, one, better)
        if one.session_id is not None:
            work.connection.execute(
                update(booking).where(booking.c.id == one.booking_id).values(mode=told.mode)
            )
        withdraw_what_meets(work, [one])
