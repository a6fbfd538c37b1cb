"""When the public may come: the hours that the place's operator wrote, less its closings and the
public holidays. A place without such hours is always open, as far as its terminals know."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from kiosk.agenda.opening import Absence, Spans, span
from kiosk.agenda.still_offered import public_holidays, read_absences
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import opening_hours
from kiosk.visit.opening_times import OpeningTimes

AHEAD = 35
"""Days that are worked out: the longest summer closing that still says when the place opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """Every week on one day, from `starts` to `ends`, in the place's wall time."""

    weekday: int
    """0 is Monday."""
    starts: time
    ends: time
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day they hold."""

    def hold_on(self, day: date) -> bool:
        return (
            day.weekday() == self.weekday
            and (self.valid_from or day) <= day
            and day <= (self.valid_to or day)
        )


def opening_times(work: UnitOfWork) -> OpeningTimes | None:
    """Of the weeks to come; None for a place whose operator wrote no hours."""
    hours = _read(work)
    if not hours:
        return None
    today = work.place.day_of(work.now)
    days = [today + timedelta(days=number) for number in range(AHEAD)]
    closings = [one for one in read_absences(work, work.now) if one.helper_id is None]
    holidays = public_holidays({day.year for day in days}, work.place.region)
    return OpeningTimes(
        spans=open_spans(hours, closings, holidays, days, work.place.zone),
        known_until=work.place.midnight(days[-1] + timedelta(days=1)),
    )


def _read(work: UnitOfWork) -> list[OpeningHours]:
    columns = [opening_hours.c[field.name] for field in fields(OpeningHours)]
    query = select(*columns).where(opening_hours.c.place_id == work.place.id)
    return [OpeningHours(**row._mapping) for row in work.connection.execute(query)]


def open_spans(
    hours: Iterable[OpeningHours],
    closings: Iterable[Absence],
    holidays: Collection[date],
    days: Iterable[date],
    zone: ZoneInfo,
) -> Spans:
    """Worked out without a database; spans that touch are one."""
    hours = tuple(hours)
    found = sorted(
        span(datetime.combine(day, one.starts), datetime.combine(day, one.ends), zone)
        for day in days
        if day not in holidays
        for one in hours
        if one.hold_on(day)
    )
    spans = _joined(found)
    for closing in closings:
        spans = _without(spans, closing.starts_at, closing.ends_at)
    return spans


def _joined(found: Iterable[tuple[datetime, datetime]]) -> Spans:
    spans: list[tuple[datetime, datetime]] = []
    for starts_at, ends_at in found:
        if spans and starts_at <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(ends_at, spans[-1][1]))
        elif starts_at < ends_at:
            spans.append((starts_at, ends_at))
    return tuple(spans)


def _without(spans: Spans, starts_at: datetime, ends_at: datetime) -> Spans:
    parts = (
        part
        for opens, closes in spans
        for part in ((opens, min(closes, starts_at)), (max(opens, ends_at), closes))
    )
    return tuple((opens, closes) for opens, closes in parts if opens < closes)
