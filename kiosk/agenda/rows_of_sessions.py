"""Sessions as values, from their rows; times in the place's time zone."""

from __future__ import annotations

from typing import Any

from kiosk.agenda.opening import Spans
from kiosk.agenda.place import Place
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.visit.bookings import Session, Span


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
        cancelled=row.cancelled_at is not None,
        meetings=local_spans(work.place, row.meetings),
    )


def local_spans(place: Place, spans: Spans | None) -> tuple[Span, ...]:
    zone = place.zone
    return tuple((start.astimezone(zone), end.astimezone(zone)) for start, end in spans or ())
