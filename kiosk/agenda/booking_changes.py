"""What the agenda did to bookings of visitors, until the team has settled it with each of them.

A change of the hours loses nobody's booking: it stays, and stands here, so that somebody is
called, moved or told. Who was moved to another session, or is over, needs nothing more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import insert, select, update

from kiosk.agenda.rows import WHO_AND_WHERE
from kiosk.agenda.rows_of_sessions import session_value
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import activity, booking, booking_change, helper, session
from kiosk.visit.bookings import Session
from kiosk.visit.team_tasks import ChangeReason

EXPECTED = ("confirmed", "waiting")

Standing = Literal["open", "settled", "lifted"]
"""open: the team has to do something; settled: it did; lifted: the hour is given again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedBooking:
    booking_id: str
    reason: ChangeReason
    session: Session
    persons: int
    phone: str = field(repr=False)


def note(work: UnitOfWork, booking_ids: Iterable[str], reason: ChangeReason) -> None:
    """Somebody has to hear of it. That the hour is gone is said before all else."""
    known = _known(work)
    for one in _expected(work, booking.c.id.in_(set(booking_ids))):
        row = known.get(one.id)
        if (
            row is None
            or row.session_id != one.session_id
            or row.status != "open"
            or reason == "hour" != row.reason
        ):
            _write(work, one, reason, row)


def follow(work: UnitOfWork, stranded: Collection[int]) -> None:
    """Bring in line with the sessions that the rules give no more, as the planner found them."""
    known = _known(work)
    now_here = _expected(work, booking.c.session_id.in_(stranded)) if stranded else []
    for one in now_here:
        row = known.get(one.id)
        same = row is not None and (row.session_id, row.reason) == (one.session_id, "hour")
        if row is None or not same or row.status == "lifted":
            _write(work, one, "hour", row)
    gone = [
        row.booking_id
        for row in known.values()
        if row.reason == "hour" and row.status != "lifted" and row.session_id not in stranded
    ]
    if gone:
        _set(work, gone, "lifted")


def settle(work: UnitOfWork, booking_id: str) -> None:
    """They were told, or called and come all the same. Twice is once."""
    _set(work, [booking_id], "settled")


def open_changes(work: UnitOfWork) -> tuple[ChangedBooking, ...]:
    """What is not settled yet, the next session first."""
    query = (
        select(
            booking_change.c.booking_id,
            booking_change.c.reason,
            booking.c.phone,
            booking.c.persons,
            *session.columns,
            activity.c.title,
            *WHO_AND_WHERE,
        )
        .select_from(_bookings_and_sessions())
        .where(
            booking_change.c.place_id == work.place.id,
            booking_change.c.status == "open",
            booking_change.c.session_id == booking.c.session_id,
            booking.c.status.in_(EXPECTED),
            session.c.ends_at > work.now,
            session.c.cancelled_at.is_(None),  # their tickets say so
        )
        .order_by(session.c.starts_at, booking.c.created_at, booking.c.id)
    )
    return tuple(
        ChangedBooking(
            booking_id=row.booking_id,
            reason=row.reason,
            session=session_value(work, row),
            persons=row.persons,
            phone=row.phone or "",
        )
        for row in work.connection.execute(query)
    )


def _bookings_and_sessions() -> Any:
    same = (booking_change.c.place_id == booking.c.place_id) & (
        booking_change.c.booking_id == booking.c.id
    )
    return (
        booking_change.join(booking, same)
        .join(session, session.c.id == booking.c.session_id)
        .join(activity, activity.c.id == session.c.activity_id)
        .outerjoin(helper, helper.c.id == session.c.helper_id)
    )


def _known(work: UnitOfWork) -> dict[str, Any]:
    """Of sessions to come: what is over is as it was."""
    query = (
        select(booking_change)
        .join(session, session.c.id == booking_change.c.session_id)
        .where(booking_change.c.place_id == work.place.id, session.c.starts_at > work.now)
    )
    return {row.booking_id: row for row in work.connection.execute(query)}


def _expected(work: UnitOfWork, which: Any) -> list[Any]:
    query = select(booking.c.id, booking.c.session_id).where(
        booking.c.place_id == work.place.id, booking.c.status.in_(EXPECTED), which
    )
    return list(work.connection.execute(query).all())


def _write(work: UnitOfWork, one: Any, reason: ChangeReason, before: Any) -> None:
    values = {
        "session_id": one.session_id,
        "reason": reason,
        "since": work.now,
        "status": "open",
    }
    mine = {"place_id": work.place.id, "booking_id": one.id}
    if before is not None or _is_there(work, one.id):
        work.connection.execute(update(booking_change).filter_by(**mine).values(**values))
    else:
        work.connection.execute(insert(booking_change).values(**mine, **values))


def _is_there(work: UnitOfWork, booking_id: str) -> bool:
    """Also of a session that is over, from which they moved."""
    mine = (
        booking_change.c.place_id == work.place.id,
        booking_change.c.booking_id == booking_id,
    )
    return work.connection.execute(select(booking_change.c.reason).where(*mine)).first() is not None


def _set(work: UnitOfWork, booking_ids: Collection[str], status: Standing) -> None:
    mine = (
        booking_change.c.place_id == work.place.id,
        booking_change.c.booking_id.in_(booking_ids),
    )
    work.connection.execute(update(booking_change).where(*mine).values(status=status))
