"""News of another booking system: an appointment was taken, moved or cancelled there.

What stands is remembered, and takes the seat of ours at the same hour, now or when there is
one: no terminal promises it once more.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, and_, or_, select, update

from kiosk.agenda import seats, taken_elsewhere
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.place import Place, lock_place
from kiosk.agenda.rows import find_booking
from kiosk.agenda.seat_release import (
    best_seat,
    give_back,
    offer_again,
    take_for,
    withdraw_what_meets,
)
from kiosk.agenda.taken_elsewhere import ExternalAppointment, Known
from kiosk.store.retry import again_after_conflict
from kiosk.store.tables import booking, session
from kiosk.visit.values import Booking


@again_after_conflict
def mirror(agenda: Agenda, told: ExternalAppointment) -> Booking | None:
    """Bring our side in line; our booking, or None when there is no seat of ours for it.

    Telling it twice is telling it once, and what was told earlier changes nothing.
    Raises StoreUnreachable, ClockDoubtful.
    """
    here, now = agenda.place, agenda.sure_now()
    with agenda.store.writing() as connection:
        # A planner waits here, or is waited for: none makes an hour between two looks.
        lock_place(connection, here)
        before = taken_elsewhere.known(connection, here, told.id)
        if before is None or told.told_at > before.told_at:
            seats.release_expired(connection, here, now)
            taken_elsewhere.write_down(connection, here, told, before, agenda.terminal)
            _lock_hours(connection, here, told, before)
            if before is not None and before.stands:
                _leave(connection, here, told, before, now)
            if told.stands:
                _settle(connection, here, told, now)
        after = taken_elsewhere.known(connection, here, told.id)
        booking_id = after.booking_id if after is not None else None
        return find_booking(connection, here, booking_id, now) if booking_id else None


def _lock_hours(
    connection: Connection, here: Place, told: ExternalAppointment, before: Known | None
) -> None:
    """A seat that is being given back at these hours is free, or knows of the news."""
    spans = [(told.starts_at, told.ends_at)]
    if before is not None:
        spans.append((before.starts_at, before.ends_at))
    meets = [and_(session.c.starts_at < ends_at, session.c.ends_at > at) for at, ends_at in spans]
    connection.execute(
        select(session.c.id)
        .where(session.c.place_id == here.id, or_(*meets))
        .order_by(session.c.id)
        .with_for_update()
    ).all()


def _leave(
    connection: Connection, here: Place, told: ExternalAppointment, before: Known, now: datetime
) -> None:
    """The hour that it had, when it is another one now, or none; what is over stays so."""
    seat = connection.execute(
        select(booking.c.id, session.c.id.label("session_id"), session.c.starts_at)
        .join(session, session.c.id == booking.c.session_id)
        .where(
            booking.c.place_id == here.id,
            booking.c.id == before.booking_id,
            booking.c.status == "confirmed",
            session.c.ends_at > now,
        )
    ).one_or_none()
    if seat is not None and not (told.stands and seat.starts_at == told.starts_at):
        connection.execute(
            update(booking).where(booking.c.id == seat.id).values(status="cancelled")
        )
        give_back(connection, here, seat.session_id, now)
    offer_again(connection, here, before.starts_at, before.ends_at, now)


def _settle(connection: Connection, here: Place, told: ExternalAppointment, now: datetime) -> None:
    """At the hour that it has."""
    for one in taken_elsewhere.standing(
        connection, here, told.starts_at, told.ends_at, elsewhere_id=told.id
    ):
        if one.session_id is None or not one.has_named_seat:
            named_only = one.session_id is not None  # the seat it has is as good as any other
            better = best_seat(connection, here, one, now, named_only=named_only)
            if better is not None:
                take_for(connection, here, one, better, now)
        if one.session_id is not None:
            connection.execute(
                update(booking).where(booking.c.id == one.booking_id).values(mode=told.mode)
            )
        withdraw_what_meets(connection, here, [one], now)
