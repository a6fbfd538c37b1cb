"""Names and numbers go within a minute of the appointment's end, or of an enquiry's thirtieth day;
the rest waits for the purge."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, or_, select, update

from kiosk.agenda.place import Place
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, session

LOOKED_BACK = timedelta(days=2)
"""What began before is the daily purge's: so the look each minute stays small."""


def has_just_ended(work: UnitOfWork, enquiries_before: datetime) -> bool:
    """Whether something is over whose row does not say so yet; a look, no lock."""
    looks = (_ended(work.place, work.now, enquiries_before), _numbers_in_vain(work))
    return any(
        work.connection.execute(select(booking.c.id).where(*one).limit(1)).first() is not None
        for one in looks
    )


def forget_what_has_ended(work: UnitOfWork, enquiries_before: datetime) -> int:
    """Close what is over and erase its name and number; how many bookings. An enquiry made
    before `enquiries_before` is over too, though nobody gave it a time."""
    begun = work.connection.execute(
        update(booking).where(*_numbers_in_vain(work)).values(phone=None)
    )
    ended = work.connection.execute(
        update(booking)
        .where(*_ended(work.place, work.now, enquiries_before))
        .values(status=ended_status(), first_name=None, phone=None, looks_for=None)
    )
    return begun.rowcount + ended.rowcount


def _numbers_in_vain(work: UnitOfWork) -> list[ColumnElement[bool]]:
    """Of who waited for a seat of what has begun: nobody is called for it any more."""
    begun = select(session.c.id).where(
        session.c.place_id == work.place.id,
        session.c.starts_at <= work.now,
        session.c.starts_at > work.now - LOOKED_BACK,
        session.c.kind != "appointment",
    )
    return [
        booking.c.place_id == work.place.id,
        booking.c.phone.is_not(None),
        booking.c.session_id.in_(begun),
    ]


def ended_status() -> ColumnElement[str]:
    """SQL: what a booking becomes at its end. Who waited in vain had no seat: as a hold that ran
    out, it counts none."""
    in_vain = and_(booking.c.status == "waiting", booking.c.session_id.is_not(None))
    return case((in_vain, "expired"), else_="over")


def _ended(place: Place, now: datetime, enquiries_before: datetime) -> list[ColumnElement[bool]]:
    sessions = select(session.c.id).where(
        session.c.place_id == place.id,
        session.c.ends_at <= now,
        session.c.starts_at > now - LOOKED_BACK,
    )
    appointments = and_(
        booking.c.status.in_(("confirmed", "waiting")), booking.c.session_id.in_(sessions)
    )
    enquiries = and_(
        booking.c.kind == "enquiry",
        booking.c.status == "waiting",
        booking.c.created_at < enquiries_before,
        booking.c.created_at > enquiries_before - LOOKED_BACK,
    )
    return [booking.c.place_id == place.id, or_(appointments, enquiries)]
