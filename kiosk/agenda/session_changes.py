"""What the place changes of one session: that it does not take place, or at another hour, or in
spite of few people; and one more.

What was booked stays, so that each ticket says what happened; whoever must be told is given back.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, or_, select, update

from kiosk.agenda import booths, calendar_events, tickets
from kiosk.agenda.errors import AgendaError, NotOffered
from kiosk.agenda.opening import Offer, share_a_moment
from kiosk.agenda.place_lock import lock_place
from kiosk.agenda.plain_names import plain
from kiosk.agenda.rows import SessionRow, booking_value, bookings_with_sessions
from kiosk.agenda.seat_release import promote
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import activity, booking, opening_rule, session
from kiosk.visit.bookings import Booking


class CannotMove(AgendaError):  # noqa: N818
    """A series, or an hour with a sponsor: their people arranged themselves for just that, and its
    days are the place's file's."""


class HourTaken(AgendaError):  # noqa: N818
    """The same begins at that hour already, or whoever receives meets others then."""


class FewerSeats(AgendaError):  # noqa: N818
    """So many seats are taken already."""


class NoSuchActivity(AgendaError):  # noqa: N818
    """Nothing that several people come to is called so here."""

    def __init__(self, title: str, known: tuple[str, ...]) -> None:
        super().__init__(title)
        self.known = known


def cancel_session(work: UnitOfWork, session_id: int) -> list[Booking]:
    """It does not take place, and is never offered again; who must be told: those with seats, and
    those who wait. Twice is once.

    Raises NotOffered for what is no session to come of this place.
    """
    row = _locked(work, session_id)
    if row.cancelled_at is None:
        _set(work, session_id, {"withdrawn": True, "cancelled_at": work.now})
    return _told(work, session_id)


def keep_session(work: UnitOfWork, session_id: int) -> None:
    """It takes place, with however many come. Twice is once. Raises NotOffered, also for one that
    was cancelled."""
    row = _locked(work, session_id)
    if row.cancelled_at is not None:
        raise NotOffered(session_id)
    if row.kept_at is None:
        _set(work, session_id, {"kept_at": work.now})


def move_session(work: UnitOfWork, session_id: int, starts_at: datetime) -> list[Booking]:
    """It takes place at another hour, as long as before; who must be told. Their tickets and pages
    say so, and their calendars, where they look for changes. Twice is once.

    Raises NotOffered for what is no session to come, or for an hour that is past; CannotMove,
    HourTaken.
    """
    lock_place(work)
    row = _locked(work, session_id)
    if row.cancelled_at is not None or row.starts_at <= work.now or starts_at <= work.now:
        raise NotOffered(session_id)
    if row.starts_at == starts_at:
        return _told(work, session_id)
    if row.meetings or row.kind == "sponsor":
        raise CannotMove(session_id)
    ends_at = starts_at + (row.ends_at - row.starts_at)
    keep_the_host_free(work, _at(row, starts_at, ends_at), row.id)
    moved = {"starts_at": starts_at, "ends_at": ends_at, "by_hand": True, "moved_at": work.now}
    if not row.by_hand:
        moved["moved_from"] = row.starts_at
    _set(work, session_id, moved)
    told = _told(work, session_id)
    for one in told:
        calendar_events.changed(work, one.id)
        tickets.serve_until(work, one.id, ends_at)
    with_booth = select(booking.c.id).where(
        booking.c.place_id == work.place.id,
        booking.c.session_id == session_id,
        booking.c.status == "confirmed",
        booking.c.booth.is_not(None),
    )
    for booking_id in work.connection.scalars(with_booth).all():
        booths.allot_again(work, booking_id, session_id)
    promote(work, session_id)
    return told


def set_seats(work: UnitOfWork, session_id: int, seats: int) -> int:
    """It has so many seats, whatever the rules say; who waits is moved up. How many were. Twice is
    once. Raises NotOffered, FewerSeats; CannotMove for an hour with a sponsor, whose seats are of
    those who give it."""
    row = _locked(work, session_id)
    if row.cancelled_at is not None:
        raise NotOffered(session_id)
    if row.kind == "sponsor":
        raise CannotMove(session_id)
    if seats < row.taken:
        raise FewerSeats(row.taken)
    _set(work, session_id, {"seats": seats, "by_hand": True})
    return len(promote(work, session_id))


def titles(work: UnitOfWork) -> tuple[str, ...]:
    """What the place offers that one more can be added of."""
    rows = work.connection.execute(
        select(activity.c.title)
        .where(
            activity.c.place_id == work.place.id,
            activity.c.kind.not_in(("appointment", "sponsor")),
            activity.c.series.is_(False),
            activity.c.id.in_(
                select(opening_rule.c.activity_id).where(opening_rule.c.place_id == work.place.id)
            ),
        )
        .distinct()
        .order_by(activity.c.title)
    )
    return tuple(row.title for row in rows)


def add_session(work: UnitOfWork, title: str, starts_at: datetime) -> int:
    """One more session of what the place offers, as long as the others; its id.

    Raises NoSuchActivity, HourTaken, CannotMove; NotOffered for an hour that is past.
    """
    lock_place(work)
    offered = work.connection.execute(
        select(activity).where(
            activity.c.place_id == work.place.id,
            activity.c.kind != "appointment",
            # What is offered no more stays known while somebody has booked it.
            activity.c.id.in_(
                select(opening_rule.c.activity_id).where(opening_rule.c.place_id == work.place.id)
            ),
        )
    ).all()
    found = next((one for one in offered if plain(one.title) == plain(title)), None)
    if found is None:
        raise NoSuchActivity(title, tuple(sorted({one.title for one in offered})))
    if found.series:
        raise CannotMove(title)
    if starts_at <= work.now:
        raise NotOffered(title)
    like = as_before(work, found.id)
    new = {
        "place_id": work.place.id,
        "activity_id": found.id,
        "helper_id": found.helper_id,
        "kind": found.kind,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=like["minutes"]),
        "seats": found.seats,
        "waiting_list": found.waiting_list,
        "modes": like["modes"],
        "topics": like["topics"],
        "by_hand": True,
    }
    offer = {name: new[name] for name in new if name not in ("place_id", "by_hand")}
    keep_the_host_free(work, Offer(**offer))
    made: int = work.connection.execute(
        insert(session).values(**new).returning(session.c.id)
    ).scalar_one()
    return made


def as_before(work: UnitOfWork, activity_id: int) -> dict[str, Any]:
    """How long it lasts, and how it is followed: as the rules say, else as the last session was."""
    rule = work.connection.execute(
        select(opening_rule).where(opening_rule.c.activity_id == activity_id).limit(1)
    ).one_or_none()
    if rule is not None:
        return {"minutes": rule.minutes, "modes": rule.modes, "topics": rule.topics}
    last = work.connection.execute(
        select(session)
        .where(session.c.activity_id == activity_id)
        .order_by(session.c.starts_at.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return {"minutes": 60, "modes": ("face",), "topics": None}
    minutes = int((last.ends_at - last.starts_at).total_seconds()) // 60
    return {"minutes": minutes, "modes": last.modes, "topics": last.topics}


def _at(row: SessionRow, starts_at: datetime, ends_at: datetime) -> Offer:
    return Offer(
        activity_id=row.activity_id,
        kind=row.kind,
        helper_id=row.helper_id,
        starts_at=starts_at,
        ends_at=ends_at,
        seats=row.seats,
        waiting_list=row.waiting_list,
        modes=row.modes,
        topics=row.topics,
    )


def keep_the_host_free(work: UnitOfWork, offer: Offer, but: int = 0) -> None:
    """What nobody booked gives way, when the planner runs next; what is booked does not."""
    others = work.connection.execute(
        select(session)
        .where(
            session.c.place_id == work.place.id,
            session.c.id != but,
            session.c.starts_at < offer.ends_at,
            session.c.ends_at > offer.starts_at,
            or_(
                session.c.activity_id == offer.activity_id,
                session.c.helper_id == offer.helper_id,
            ),
        )
        .with_for_update()
    )
    for other in others:
        same = (other.activity_id, other.starts_at) == offer.key
        met = other.cancelled_at is None and (
            other.taken > 0 or (other.by_hand and not other.withdrawn)
        )
        hosted = offer.helper_id is not None and other.helper_id == offer.helper_id
        if same or (hosted and met and share_a_moment(other, offer)):
            raise HourTaken(str(other.id))


def _locked(work: UnitOfWork, session_id: int) -> SessionRow:
    """Raises NotOffered."""
    row = work.connection.execute(
        select(session)
        .where(
            session.c.id == session_id,
            session.c.place_id == work.place.id,
            session.c.kind != "appointment",  # its one visitor is called, and moved
            session.c.ends_at > work.now,
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotOffered(session_id)
    return row


def _set(work: UnitOfWork, session_id: int, values: dict[str, Any]) -> None:
    work.connection.execute(update(session).where(session.c.id == session_id).values(**values))


def _told(work: UnitOfWork, session_id: int) -> list[Booking]:
    query = bookings_with_sessions(work.place).where(
        booking.c.session_id == session_id, booking.c.status.in_(("confirmed", "waiting"))
    )
    rows = work.connection.execute(query.order_by(booking.c.created_at, booking.c.id))
    return [booking_value(one, work.place, work.now) for one in rows]
