"""When helpers are at work today."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import session


def hours_today(work: UnitOfWork) -> tuple[datetime, datetime] | None:
    """From the first helper's start to the last one's end, in UTC; None when nobody is here."""
    # A table to work at has no host: that it is open says nothing of who is there.
    row = work.connection.execute(
        select(func.min(session.c.starts_at), func.max(session.c.ends_at)).where(
            *of_today(work), session.c.helper_id.is_not(None), session.c.meetings.is_(None)
        )
    ).one()
    return None if row[0] is None else (row[0], row[1])


def of_today(work: UnitOfWork) -> tuple[ColumnElement[bool], ...]:
    """SQL: the sessions that begin on the place's own day."""
    day = work.place.day_of(work.now)
    return (
        session.c.place_id == work.place.id,
        session.c.starts_at >= work.place.midnight(day),
        session.c.starts_at < work.place.midnight(day + timedelta(days=1)),
        session.c.withdrawn.is_(False),
    )
