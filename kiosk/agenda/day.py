"""A day of the place as its team sees it: who comes, what for, and where they stopped.

First names and numbers are here, for whoever receives these people; they are erased with the
booking.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from kiosk.agenda.programme import group_sessions, offer_value
from kiosk.agenda.rows import WHO_AND_WHERE
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import activity, booking, helper, session, ticket_booking
from kiosk.visit.programme import SessionOffer
from kiosk.visit.values import Mode, StuckAt

BookingOutcome = Literal["seen", "absent"]
"""What the team said of an appointment: they were received, or did not come. Nobody is marked: it
goes with the booking, and only counts are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One booking as the desk sees it. Times have the place's time zone."""

    booking_id: str
    kind: str
    """Of the session; "enquiry" for what waits for a time."""
    status: str
    title: str | None
    starts_at: datetime | None
    """None for an enquiry."""
    ends_at: datetime | None
    session_id: int | None
    ticket_id: int | None
    helper: str | None
    location: str | None
    mode: Mode
    topic: str
    stuck_at: StuckAt | None
    """Which walk they were in, and where they stopped."""
    language: str
    persons: int
    first_name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    asked_at: datetime
    arrived_at: datetime | None
    outcome: BookingOutcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDay:
    day: date
    appointments: tuple[DayLine, ...]
    sessions: tuple[SessionOffer, ...]
    """What several people come to, also what was cancelled."""
    enquiries: tuple[DayLine, ...]
    """What waits for a time, whatever the day, the oldest first."""


def the_day(work: UnitOfWork, day: date) -> PlaceDay:
    of_day = _on(work, day)
    appointments = _lines(work).where(
        booking.c.kind == "appointment", booking.c.status.in_(("confirmed", "over")), *of_day
    )
    enquiries = _lines(work).where(booking.c.kind == "enquiry", booking.c.status == "waiting")
    sessions = group_sessions(work, cancelled=True).where(*of_day, session.c.kind != "sponsor")
    return PlaceDay(
        day=day,
        appointments=_values(work, appointments.order_by(session.c.starts_at, booking.c.id)),
        sessions=tuple(
            offer_value(work, row)
            for row in work.connection.execute(sessions.order_by(session.c.starts_at, session.c.id))
        ),
        enquiries=_values(work, enquiries.order_by(booking.c.created_at, booking.c.id)),
    )


def on_ticket(work: UnitOfWork, ticket_id: int) -> tuple[DayLine, ...]:
    """What a ticket holds, the next first; what has no hour last."""
    query = _lines(work).where(ticket_booking.c.ticket_id == ticket_id, booking.c.kind != "call")
    return _values(work, query.order_by(session.c.starts_at.nulls_last(), booking.c.created_at))


def of_session(work: UnitOfWork, session_id: int) -> tuple[DayLine, ...]:
    """Who comes to a session and who waits for it, in the order in which they asked."""
    query = _lines(work).where(
        booking.c.session_id == session_id,
        booking.c.status.in_(("confirmed", "waiting", "over", "expired")),
        # A hold that ran out was nobody's seat; who waited in vain has none and is told nothing.
        or_(booking.c.status != "expired", booking.c.arrived_at.is_not(None)),
    )
    waits = booking.c.status == "waiting"
    return _values(work, query.order_by(waits, booking.c.created_at, booking.c.id))


def line_of(work: UnitOfWork, booking_id: str) -> DayLine | None:
    found = _values(work, _lines(work).where(booking.c.id == booking_id))
    return found[0] if found else None


def _on(work: UnitOfWork, day: date) -> tuple[ColumnElement[bool], ...]:
    begins = work.place.midnight(day)
    ends = work.place.midnight(day + timedelta(days=1))
    return session.c.starts_at < ends, session.c.ends_at > begins


def _lines(work: UnitOfWork) -> Select[Any]:
    return (
        select(
            booking,
            session.c.starts_at,
            session.c.ends_at,
            activity.c.title,
            ticket_booking.c.ticket_id,
            *WHO_AND_WHERE,
        )
        .select_from(
            booking.outerjoin(session, booking.c.session_id == session.c.id)
            .outerjoin(activity, session.c.activity_id == activity.c.id)
            .outerjoin(helper, session.c.helper_id == helper.c.id)
            .outerjoin(
                ticket_booking,
                and_(
                    ticket_booking.c.booking_id == booking.c.id,
                    ticket_booking.c.place_id == booking.c.place_id,
                ),
            )
        )
        .where(booking.c.place_id == work.place.id)
    )


def _values(work: UnitOfWork, query: Select[Any]) -> tuple[DayLine, ...]:
    rows: Iterable[Row[Any]] = work.connection.execute(query)
    return tuple(_line(work, row) for row in rows)


def _line(work: UnitOfWork, row: Row[Any]) -> DayLine:
    zone = work.place.zone

    def there(moment: datetime | None) -> datetime | None:
        return moment and moment.astimezone(zone)

    stuck = StuckAt(service=row.stuck_service, step=row.stuck_step) if row.stuck_service else None
    return DayLine(
        booking_id=row.id,
        kind=row.kind,
        status=row.status,
        title=row.title,
        starts_at=there(row.starts_at),
        ends_at=there(row.ends_at),
        session_id=row.session_id,
        ticket_id=row.ticket_id,
        helper=row.helper,
        location=row.location,
        mode=row.mode,
        topic=row.topic,
        stuck_at=stuck,
        language=row.language,
        persons=row.persons,
        first_name=row.first_name or "",
        phone=row.phone or "",
        asked_at=row.created_at.astimezone(zone),
        arrived_at=there(row.arrived_at),
        outcome=row.outcome,
    )
