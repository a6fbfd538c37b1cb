"""Sessions as values, from their rows; times in the place's time zone."""

from __future__ import annotations

from typing import Any

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.visit.bookings import Session


def session_value(work: UnitOfWork, row: Any) -> Session:
    """`row` has a session's columns, its activity's title, `helper` and `location`."""
    zone = work.place.zone
    return Session(
        id=row.id,
        kind=row.kind,
        title=row.title,
        starts_at=row.starts_at.astimezone(zone),
        ends_at=row.ends_at.astimezone(zone),
        helper=row.helper,
        location=row.location,
    )
