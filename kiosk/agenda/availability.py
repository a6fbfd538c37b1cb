"""What can be seen before booking: the next free times, and what happens today."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from kiosk.agenda import enquiries
from kiosk.agenda.place import Place
from kiosk.agenda.rows import free_time, slots_with_helpers
from kiosk.agenda.seats import on_offer
from kiosk.store.tables import helper, slot
from kiosk.visit.values import FreeTime, Mode, Today, TodayLine


def free_times(
    connection: Connection,
    place: Place,
    topics: tuple[str, ...],
    mode: Mode,
    *,
    after: datetime,
    limit: int,
) -> list[FreeTime]:
    """The next appointments on offer, earliest first, one for each start time."""
    one_each = (
        select(func.min(slot.c.id).label("id"))
        .where(*on_offer(place, topics, mode, after=after))
        .group_by(slot.c.starts_at)
        .order_by(slot.c.starts_at)
        .limit(limit)
        .subquery()
    )
    query = slots_with_helpers().join(one_each, slot.c.id == one_each.c.id)
    rows = connection.execute(query.order_by(slot.c.starts_at)).all()
    return [free_time(row, place) for row in rows]


def today(connection: Connection, place: Place, *, now: datetime, lead: timedelta) -> Today:
    """Workshops and meetings of the day that are not over, and the next free appointment."""
    tomorrow = place.midnight(place.day_of(now) + timedelta(days=1))
    of_today = [
        slot.c.place_id == place.id,
        slot.c.starts_at >= place.midnight(place.day_of(now)),
        slot.c.starts_at < tomorrow,
        slot.c.withdrawn.is_(False),
    ]
    rows = connection.execute(
        select(slot.c.starts_at, slot.c.title, (slot.c.seats - slot.c.taken).label("left"))
        .where(*of_today, slot.c.ends_at > now, slot.c.title.is_not(None))
        .order_by(slot.c.starts_at, slot.c.id)
    ).all()
    hours = connection.execute(
        select(func.min(slot.c.starts_at), func.max(slot.c.ends_at)).where(*of_today)
    ).one()
    lines = tuple(
        TodayLine(
            starts_at=row.starts_at.astimezone(place.zone), title=row.title, seats_left=row.left
        )
        for row in rows
    )
    return Today(
        lines=lines,
        next_free=_next_free(connection, place, after=now + lead),
        opens_at=hours[0],
        closes_at=hours[1],
        enquiries=enquiries.count_waiting(connection, place),
    )


def _next_free(connection: Connection, place: Place, *, after: datetime) -> FreeTime | None:
    """The next appointment on offer, whatever it is about and however it is met."""
    row = connection.execute(
        slots_with_helpers()
        .where(
            slot.c.place_id == place.id,
            slot.c.starts_at > after,
            slot.c.taken < slot.c.seats,
            slot.c.withdrawn.is_(False),
            slot.c.kind == "appointment",
        )
        .order_by(slot.c.starts_at, helper.c.id)
        .limit(1)
    ).first()
    return None if row is None else free_time(row, place)
