"""Waiting lists: who waits for seats of a session that is full is a booking that waits.

They are promoted by whatever gives seats back (`seat_release.promote`), in its transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from kiosk.agenda.amend import insert_once
from kiosk.agenda.errors import AgendaError, NotOffered
from kiosk.agenda.rows import WHO_AND_WHERE, locked_booking, the_booking
from kiosk.agenda.rows_of_sessions import session_value
from kiosk.agenda.seat_offer import Asked
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import activity, booking, helper, session
from kiosk.visit.bookings import Booking, Session


class ListFull(AgendaError):  # noqa: N818
    """As many wait already as may; nothing was written down."""


class SeatsLeft(AgendaError):  # noqa: N818
    """There are seats: whoever wants some takes them, and need not wait."""


def join(
    work: UnitOfWork,
    booking_id: str,
    session_id: int,
    asked: Asked,
    first_name: str | None = None,
    phone: str | None = None,
) -> Booking:
    """A place at the end of a session's list. Idempotent.

    Raises ListFull, SeatsLeft; NotOffered for a session that has begun, is withdrawn, of another
    kind or without a list.
    """
    if locked_booking(work, booking_id) is not None:
        return the_booking(work, booking_id)
    # Nobody joins, and no seat is given back, between this look and what is written.
    row = work.connection.execute(
        select(session)
        .where(
            session.c.id == session_id,
            session.c.place_id == work.place.id,
            session.c.kind == asked.kind,
            session.c.starts_at > work.now,
            session.c.withdrawn.is_(False),
            session.c.waiting_list > 0,
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotOffered(session_id)
    if row.taken + asked.persons <= row.seats:
        raise SeatsLeft(session_id)
    if _waiting(work, session_id) >= row.waiting_list:
        raise ListFull(session_id)
    new = {
        "id": booking_id,
        "place_id": work.place.id,
        "terminal_id": work.terminal,
        "session_id": session_id,
        "kind": asked.kind,
        "status": "waiting",
        "persons": asked.persons,
        "topic": asked.topic,
        "mode": asked.mode,
        "language": asked.language,
        "first_name": first_name or None,
        "phone": phone or None,
        "created_at": work.now,
    }
    insert_once(work.connection, booking, new)
    return the_booking(work, booking_id)


def leave_number(work: UnitOfWork, booking_id: str, phone: str) -> None:
    """To be called when a seat is theirs; also where it became theirs meanwhile. Twice is once.

    Raises NotOffered for what waits for nothing any more.
    """
    # As parameters: SQLAlchemy keeps statements for their next use, and a number inside with them.
    kept = work.connection.execute(
        update(booking).where(
            booking.c.id == booking_id,
            booking.c.place_id == work.place.id,
            booking.c.session_id.is_not(None),
            booking.c.kind != "appointment",
            booking.c.status.in_(("waiting", "confirmed")),
        ),
        {"phone": phone},
    )
    if kept.rowcount != 1:
        raise NotOffered(booking_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCall:
    """Somebody who left a number, and whom the team has to tell something."""

    booking_id: str
    phone: str = field(repr=False)
    session: Session
    persons: int


def to_call(work: UnitOfWork) -> tuple[ToCall, ...]:
    """Who has a seat now, or whose session was moved or cancelled: the next session first."""
    query = (
        select(
            booking.c.id.label("booking_id"),
            booking.c.phone,
            booking.c.persons,
            *session.columns,
            activity.c.title,
            *WHO_AND_WHERE,
        )
        .select_from(
            booking.join(session, session.c.id == booking.c.session_id)
            .join(activity, activity.c.id == session.c.activity_id)
            .outerjoin(helper, helper.c.id == session.c.helper_id)
        )
        .where(*_to_call(work))
        .order_by(session.c.starts_at, booking.c.created_at)
    )
    return tuple(
        ToCall(
            booking_id=row.booking_id,
            phone=row.phone,
            session=replace(
                session_value(work, row),
                cancelled=row.cancelled_at is not None,
                moved=row.moved_at is not None,
            ),
            persons=row.persons,
        )
        for row in work.connection.execute(query)
    )


def _to_call(work: UnitOfWork) -> list[ColumnElement[bool]]:
    changed = or_(session.c.cancelled_at.is_not(None), session.c.moved_at > booking.c.created_at)
    return [
        booking.c.place_id == work.place.id,
        booking.c.phone.is_not(None),
        session.c.kind != "appointment",
        session.c.starts_at > work.now,
        or_(
            booking.c.status == "confirmed",
            and_(booking.c.status == "waiting", changed),
        ),
    ]


def called(work: UnitOfWork, booking_id: str) -> None:
    """They were told: their number is erased. Twice is once."""
    mine = (booking.c.id == booking_id, booking.c.place_id == work.place.id)
    grouped = booking.c.session_id.in_(
        select(session.c.id).where(
            session.c.place_id == work.place.id, session.c.kind != "appointment"
        )
    )
    work.connection.execute(update(booking).where(*mine, grouped).values(phone=None))


def _waiting(work: UnitOfWork, session_id: int) -> int:
    found: int = work.connection.execute(
        select(func.count()).where(
            booking.c.place_id == work.place.id,
            booking.c.session_id == session_id,
            booking.c.status == "waiting",
        )
    ).scalar_one()
    return found
