"""Whether an hour is still offered: by the rules, absences and holidays of today."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date, datetime
from functools import cache

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from kiosk.agenda.opening import Absence, Offer, OpeningRule, share_a_moment, spans_of, timetable
from kiosk.agenda.rows import SessionRow
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import absence, activity, helper, opening_rule, session

OFFERED = tuple(field.name for field in fields(Offer))
"""The columns of a session that are as its offer says."""

CHANGING = tuple(name for name in OFFERED if name not in ("activity_id", "kind", "starts_at"))
"""Those that may become others: the rest is what makes it this session and no other."""


def is_still_offered(work: UnitOfWork, row: SessionRow) -> bool:
    """Whether the rules give this session as it is, and no other booked one stands in its way."""
    if row.by_hand:
        return row.cancelled_at is None
    day = work.place.day_of(row.starts_at)
    # All that its host does that day, or, where there is none, the activity alone.
    alone = activity.c.id == row.activity_id
    hosted = activity.c.helper_id == row.helper_id
    rules = read_rules(work, alone if row.helper_id is None else hosted)
    given = timetable(
        rules,
        read_absences(work, row.starts_at),
        closed_days(work, rules, [day]),
        [day],
        work.place.zone,
    )
    offer = next((one for one in given.offers if one.key == (row.activity_id, row.starts_at)), None)
    return offer is not None and fits(row, offer) and not _is_in_the_way(work.connection, row)


def fits(row: SessionRow, offer: Offer) -> bool:
    """Whether a session may give its free seats as they are. A booked one may be shorter."""
    if row.taken == 0:
        return is_as_offered(row, offer)
    return (
        is_still_given(row, offer)
        and (row.modes, row.topics) == (offer.modes, offer.topics)
        and row.seats <= offer.seats
    )


def is_as_offered(row: SessionRow, offer: Offer) -> bool:
    return all(getattr(row, name) == getattr(offer, name) for name in OFFERED)


def is_still_given(row: SessionRow, offer: Offer | None) -> bool:
    """Whether whoever booked it is still met."""
    if offer is None or offer.ends_at < row.ends_at:
        return False
    if (row.meetings is None) != (offer.meetings is None):
        return False  # a series is booked as a whole
    return set(row.meetings or ()) <= set(offer.meetings or ())


def read_rules(work: UnitOfWork, *only: ColumnElement[bool]) -> list[OpeningRule]:
    """The rules of what has no host, or one who is there; or some of these only."""
    # What is not of the rule is of its activity.
    named = [field.name for field in fields(OpeningRule)]
    columns = [(opening_rule if name in opening_rule.c else activity).c[name] for name in named]
    query = (
        select(*columns)
        .select_from(
            opening_rule.join(activity, activity.c.id == opening_rule.c.activity_id).outerjoin(
                helper, helper.c.id == activity.c.helper_id
            )
        )
        .where(
            opening_rule.c.place_id == work.place.id,
            or_(activity.c.helper_id.is_(None), helper.c.active.is_(True)),
            *only,
        )
        .order_by(opening_rule.c.id)
    )
    return [OpeningRule(**row._mapping) for row in work.connection.execute(query)]


def read_absences(work: UnitOfWork, after: datetime) -> list[Absence]:
    """Those that end after a moment, and the closings of the place."""
    query = select(absence.c.helper_id, absence.c.starts_at, absence.c.ends_at).where(
        absence.c.place_id == work.place.id, absence.c.ends_at > after
    )
    return [Absence(**row._mapping) for row in work.connection.execute(query)]


def left_alone(work: UnitOfWork, put_by_hand: Collection[SessionRow]) -> set[int]:
    """The sessions that staff put there, whatever the rules say, and whose host is away then, or
    is no longer of the place."""
    if not put_by_hand:
        return set()
    away = read_absences(work, work.now)
    query = select(helper.c.id).where(
        helper.c.place_id == work.place.id, helper.c.active.is_(False)
    )
    gone = set(work.connection.execute(query).scalars())
    return {
        row.id
        for row in put_by_hand
        if row.helper_id in gone
        or any(
            one.helper_id in (None, row.helper_id)
            and any(a < one.ends_at and one.starts_at < b for a, b in spans_of(row))
            for one in away
        )
    }


def closed_days(
    work: UnitOfWork, rules: Iterable[OpeningRule], days: Iterable[date]
) -> Collection[date]:
    """The public holidays of these days, and of the series among the rules."""
    edges = [
        day for rule in rules if rule.series for day in (rule.valid_from, rule.valid_to) if day
    ]
    return public_holidays({day.year for day in (*days, *edges)}, work.place.region)


def public_holidays(years: Collection[int], region: str | None) -> Collection[date]:
    """The days France is closed, and those of one region's own."""
    import holidays  # slow to load: see `load_holidays`

    days: Collection[date] = holidays.country_holidays("FR", subdiv=region, years=years)
    return days


@cache
def load_holidays() -> None:
    """Takes half a second, once: better before the first seat is given back than while the
    store is held for it."""
    public_holidays({2026}, None)


def _is_in_the_way(connection: Connection, row: SessionRow) -> bool:
    """Whether the same helper meets somebody at another session that shares a moment with it."""
    if row.helper_id is None:
        return False
    query = select(session.c.starts_at, session.c.ends_at, session.c.meetings).where(
        session.c.place_id == row.place_id,
        session.c.helper_id == row.helper_id,
        session.c.id != row.id,
        session.c.cancelled_at.is_(None),
        or_(session.c.taken > 0, and_(session.c.by_hand, session.c.withdrawn.is_(False))),
        session.c.starts_at < row.ends_at,
        session.c.ends_at > row.starts_at,
    )
    return any(share_a_moment(other, row) for other in connection.execute(query))
