"""From rows to the values that the other rooms speak in; times in the place's time zone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select, tuple_

from kiosk.agenda.errors import NoSuchBooking
from kiosk.agenda.place import Place
from kiosk.agenda.rows_of_sessions import local_spans
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import (
    activity,
    booking,
    helper,
    session,
    sponsor,
    sponsor_hour,
    ticket,
    ticket_booking,
)
from kiosk.visit.bookings import (
    Appointment,
    Attendance,
    Booking,
    Call,
    NotedEnquiry,
    SeatBooking,
    Session,
    WaitingPlace,
)
from kiosk.visit.programme import has_arrived
from kiosk.visit.values import FreeTime, StuckAt

PERSONAL = ("first_name", "phone", "looks_for")
OF_THE_TEAM = ("outcome",)
NAMELESS = tuple(column for column in booking.c if column.name not in PERSONAL + OF_THE_TEAM)
"""What is read of a booking. Names and numbers are written, and erased; the page's login has no
right to read them back, nor to read what the team says came of it."""

SessionRow = Row[tuple[Any, ...]]
BookingRow = Row[tuple[Any, ...]]


WHO_AND_WHERE = (
    helper.c.name.label("helper"),
    func.coalesce(activity.c.location, helper.c.desk).label("location"),
)
"""Who receives, and where: at the activity's own place, or at its host's desk."""


def sessions_and_hosts() -> Select[Any]:
    """Sessions, with what a `FreeTime` says of them."""
    return select(session, *WHO_AND_WHERE).select_from(
        session.join(activity, session.c.activity_id == activity.c.id).outerjoin(
            helper, session.c.helper_id == helper.c.id
        )
    )


def free_time(row: SessionRow, place: Place) -> FreeTime:
    return FreeTime(
        session_id=row.id,
        starts_at=row.starts_at.astimezone(place.zone),
        ends_at=row.ends_at.astimezone(place.zone),
        helper=row.helper,
        location=row.location,
    )


def time_of_session(work: UnitOfWork, session_id: int) -> FreeTime:
    row = work.connection.execute(sessions_and_hosts().where(session.c.id == session_id)).one()
    return free_time(row, work.place)


def _rank() -> ColumnElement[int | None]:
    """SQL: how many wait for the same session, up to and with whoever waits; else NULL."""
    other = booking.alias("before")
    before = (
        select(func.count())
        .where(
            other.c.place_id == booking.c.place_id,
            other.c.session_id == booking.c.session_id,
            other.c.status == "waiting",
            tuple_(other.c.created_at, other.c.id) <= tuple_(booking.c.created_at, booking.c.id),
        )
        .correlate(booking)
        .scalar_subquery()
    )
    waits = and_(booking.c.status == "waiting", booking.c.session_id.is_not(None))
    return case((waits, before), else_=None)


def bookings_with_sessions(place: Place) -> Select[Any]:
    """The bookings of a place, with what a `Booking` says of them."""
    return (
        select(
            *NAMELESS,
            session.c.starts_at,
            session.c.ends_at,
            session.c.cancelled_at,
            session.c.moved_at,
            session.c.meetings,
            activity.c.title,
            func.coalesce(helper.c.name, sponsor.c.first_name).label("helper"),
            WHO_AND_WHERE[1],
            ticket.c.code,
            _rank().label("rank"),
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
            .outerjoin(ticket, ticket.c.id == ticket_booking.c.ticket_id)
            .outerjoin(
                sponsor_hour,
                and_(
                    sponsor_hour.c.booking_id == booking.c.id,
                    sponsor_hour.c.place_id == booking.c.place_id,
                ),
            )
            .outerjoin(
                sponsor,
                and_(
                    sponsor.c.id == sponsor_hour.c.sponsor_id,
                    sponsor.c.place_id == sponsor_hour.c.place_id,
                ),
            )
        )
        .where(booking.c.place_id == place.id)
    )


def booking_value(row: BookingRow, place: Place, now: datetime) -> Booking:
    """The kind of booking that a row is: the table's own checks see to it that a session is
    there, or none, and that the status is one of its kind's."""
    common: dict[str, Any] = {"id": row.id, "topic": row.topic, "code": row.code}
    status: Any = _status_now(row, now)
    stuck_at = (
        StuckAt(service=row.stuck_service, step=row.stuck_step) if row.stuck_service else None
    )
    match row.kind:
        case "call":
            return Call(**common, status=status, stuck_at=stuck_at)
        case "enquiry":
            return NotedEnquiry(**common, status=status, mode=row.mode, stuck_at=stuck_at)
    session = booked_session(row, place)
    if row.kind == "appointment":
        return Appointment(
            **common,
            status=status,
            mode=row.mode,
            session=session,
            stuck_at=stuck_at,
            persons=row.persons,
            video_room=row.video_room,
        )
    # Who waits was never held for: only a hold has an end, and runs out.
    in_vain = row.status == "expired" and row.hold_expires_at is None
    if row.status == "waiting" or in_vain:
        said: Any = "over" if in_vain else status
        return WaitingPlace(
            **common, status=said, session=session, persons=row.persons, rank=row.rank
        )
    return Attendance(
        **common,
        status=status,
        mode=row.mode,
        session=session,
        persons=row.persons,
        arrived_at=row.arrived_at.astimezone(place.zone)
        if has_arrived(session, row.arrived_at, now)
        else None,
        video_room=row.video_room,
        booth=row.booth,
    )


def booked_session(row: BookingRow, place: Place) -> Session:
    """What a row of `bookings_with_sessions` has booked."""
    return Session(
        id=row.session_id,
        kind=row.kind,
        title=row.title,
        starts_at=row.starts_at.astimezone(place.zone),
        ends_at=row.ends_at.astimezone(place.zone),
        helper=row.helper,
        location=row.location,
        cancelled=row.cancelled_at is not None,
        moved=row.moved_at is not None and row.created_at <= row.moved_at,
        meetings=local_spans(place, row.meetings),
    )


def _status_now(row: BookingRow, now: datetime) -> str:
    """The status that is true now; the table says so a little later, when it is swept."""
    if row.status == "held" and row.hold_expires_at <= now:
        return "expired"
    ends = row.ends_at if row.session_id is not None else None
    if row.status in ("confirmed", "waiting") and ends is not None and ends <= now:
        return "over"
    return str(row.status)


def find_booking(work: UnitOfWork, booking_id: str) -> Booking | None:
    query = bookings_with_sessions(work.place).where(booking.c.id == booking_id)
    row = work.connection.execute(query).one_or_none()
    return None if row is None else booking_value(row, work.place, work.now)


def the_booking(work: UnitOfWork, booking_id: str) -> Booking:
    """Raises NoSuchBooking."""
    found = find_booking(work, booking_id)
    if found is None:
        raise NoSuchBooking(booking_id)
    return found


def all_bookings(work: UnitOfWork) -> list[Booking]:
    """Every booking and call that is kept, by time."""
    query = bookings_with_sessions(work.place).order_by(
        session.c.starts_at.nulls_first(), booking.c.created_at, booking.c.id
    )
    return [booking_value(row, work.place, work.now) for row in work.connection.execute(query)]


def the_seat(work: UnitOfWork, booking_id: str) -> SeatBooking:
    """A booking that has a seat. Raises NoSuchBooking."""
    found = the_booking(work, booking_id)
    if not isinstance(found, SeatBooking):
        raise NoSuchBooking(booking_id)
    return found


def locked_booking(work: UnitOfWork, booking_id: str) -> BookingRow | None:
    """The booking's own row, which nobody else can change until the transaction ends."""
    return work.connection.execute(
        select(*NAMELESS)
        .where(booking.c.id == booking_id, booking.c.place_id == work.place.id)
        .with_for_update()
    ).one_or_none()
