"""What the team says of one day, whatever the rules are and whoever keeps them: somebody is away,
the place is closed, somebody is there for an hour more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, insert, or_, select, update

from kiosk.agenda.amend import amend
from kiosk.agenda.errors import AgendaError, NotOffered
from kiosk.agenda.opening import Offer, moment, span
from kiosk.agenda.place_lock import lock_place
from kiosk.agenda.plain_names import plain
from kiosk.agenda.rules_file import rules_file
from kiosk.agenda.session_changes import keep_the_host_free
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.deletion import delete_rows
from kiosk.store.tables import absence, activity, helper, opening_rule, session


class NoSuchHelper(AgendaError):  # noqa: N818
    """Nobody of the place has this number, or they are there no more."""


class OfTheFile(AgendaError):  # noqa: N818
    """The absence is written in the place's file, of this name: it is lifted there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """An absence, or a closing; times are the place's."""

    id: int
    helper: str | None
    """None: the whole place."""
    starts_at: datetime
    ends_at: datetime
    by_hand: bool
    """Said by the team; else by the rules."""


def days_off(work: UnitOfWork) -> tuple[DayOff, ...]:
    """Those that are not over, the first first."""
    rows = work.connection.execute(
        select(absence, helper.c.name)
        .select_from(absence.outerjoin(helper, helper.c.id == absence.c.helper_id))
        .where(
            absence.c.place_id == work.place.id,
            absence.c.ends_at > work.now,
            or_(absence.c.helper_id.is_(None), helper.c.active.is_(True)),
        )
        .order_by(absence.c.starts_at, absence.c.id)
    )
    return tuple(
        DayOff(
            id=row.id,
            helper=row.name,
            starts_at=row.starts_at.astimezone(work.place.zone),
            ends_at=row.ends_at.astimezone(work.place.zone),
            by_hand=row.by_hand,
        )
        for row in rows
    )


def add_day_off(work: UnitOfWork, helper_id: int | None, starts: datetime, ends: datetime) -> None:
    """From one wall time of the place to another. Of what nobody booked nothing is offered then,
    an hour more neither. Twice is once.

    Raises NoSuchHelper; NotOffered for what is over, or lasts no time.
    """
    lock_place(work)
    if helper_id is not None:
        _helper(work, helper_id)
    starts_at, ends_at = span(starts, ends, work.place.zone)
    if not max(starts_at, work.now) < ends_at:
        raise NotOffered(f"{starts} - {ends}")
    what = {"helper_id": helper_id, "starts_at": starts_at, "ends_at": ends_at, "by_hand": True}
    same = [absence.c[name].is_not_distinct_from(value) for name, value in what.items()]
    known = select(absence.c.id).where(absence.c.place_id == work.place.id, *same)
    if work.connection.execute(known).first() is None:
        work.connection.execute(insert(absence).values(place_id=work.place.id, **what))
    its = [] if helper_id is None else [session.c.helper_id == helper_id]
    work.connection.execute(
        update(session)
        .where(
            session.c.place_id == work.place.id,
            session.c.by_hand.is_(True),
            session.c.taken == 0,
            session.c.starts_at > work.now,
            session.c.starts_at < ends_at,
            session.c.ends_at > starts_at,
            *its,
        )
        .values(withdrawn=True)
    )


def forget(work: UnitOfWork, before: datetime) -> None:
    """When somebody of the team was away is nobody's affair once it has served."""
    old = (
        absence.c.place_id == work.place.id,
        absence.c.by_hand.is_(True),
        absence.c.ends_at < before,
    )
    delete_rows(work.connection, absence, and_(*old))


def lift_day_off(work: UnitOfWork, absence_id: int) -> None:
    """They are there after all. What is there no more is left so. Raises OfTheFile."""
    lock_place(work)
    mine = (absence.c.id == absence_id, absence.c.place_id == work.place.id)
    row = work.connection.execute(select(absence).where(*mine)).one_or_none()
    if row is None:
        return
    kept = rules_file(work)
    if kept is not None and not row.by_hand:
        raise OfTheFile(kept.name)
    delete_rows(work.connection, absence, absence.c.id == absence_id)


def add_hours(work: UnitOfWork, helper_id: int, starts: datetime, ends: datetime) -> int:
    """Somebody receives for a while more, on one day, by appointments as on others; how many there
    are. Those that stand there already stay as they are.

    Raises NoSuchHelper; HourTaken where they meet somebody else; NotOffered for what is past, or
    too short for one appointment.
    """
    lock_place(work)
    _helper(work, helper_id)
    like = _like(work, helper_id, starts.date())
    length = timedelta(minutes=like["minutes"])
    made, at = 0, starts
    while at + length <= ends:
        starts_at = moment(at, work.place.zone)
        if starts_at is not None and starts_at > work.now:
            made += _offer(work, helper_id, starts_at, starts_at + length, like)
        at += length
    if not made:
        raise NotOffered(f"{starts} - {ends}")
    return made


def _offer(
    work: UnitOfWork, helper_id: int, starts_at: datetime, ends_at: datetime, like: dict[str, Any]
) -> bool:
    """One appointment more; False where it stands already."""
    activity_id = _appointments(work, helper_id)
    new = {
        "activity_id": activity_id,
        "kind": "appointment",
        "helper_id": helper_id,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "seats": 1,
        "waiting_list": 0,
        "modes": like["modes"],
        "topics": like["topics"],
    }
    row = work.connection.execute(
        select(session)
        .where(
            session.c.place_id == work.place.id,
            session.c.activity_id == activity_id,
            session.c.starts_at == starts_at,
        )
        .with_for_update()
    ).one_or_none()
    if row is not None and (row.taken > 0 or not row.withdrawn):
        return False
    keep_the_host_free(work, Offer(**new), 0 if row is None else row.id)
    if row is None:
        new |= {"place_id": work.place.id, "by_hand": True}
        work.connection.execute(insert(session).values(**new))
    else:
        there = {"by_hand": True, "withdrawn": False, "cancelled_at": None}
        amend(work.connection, session, row, new | there)
    return True


def _appointments(work: UnitOfWork, helper_id: int) -> int:
    """Their activity; made for who had no hours yet."""
    its = {"place_id": work.place.id, "kind": "appointment", "helper_id": helper_id}
    found = select(activity.c.id).filter_by(**its).order_by(activity.c.id).limit(1)
    known: int | None = work.connection.execute(found).scalar()
    if known is not None:
        return known
    new = insert(activity).values(**its).returning(activity.c.id)
    return int(work.connection.execute(new).scalar_one())


def _like(work: UnitOfWork, helper_id: int, day: date) -> dict[str, Any]:
    """How they receive: as on that day of the week, else as on another."""
    rows = work.connection.execute(
        select(opening_rule)
        .join(activity, activity.c.id == opening_rule.c.activity_id)
        .where(
            opening_rule.c.place_id == work.place.id,
            activity.c.helper_id == helper_id,
            activity.c.kind == "appointment",
        )
        .order_by(opening_rule.c.id)
    ).all()
    for row in sorted(rows, key=lambda one: bool(one.weekday != day.weekday())):
        return {"minutes": row.minutes, "modes": row.modes, "topics": row.topics}
    return {"minutes": 30, "modes": ("face",), "topics": None}


def helper_named(work: UnitOfWork, name: str) -> int:
    """Who is called so, whatever the capitals and accents. Raises NoSuchHelper."""
    mine = (helper.c.place_id == work.place.id, helper.c.active.is_(True))
    for row in work.connection.execute(select(helper.c.id, helper.c.name).where(*mine)):
        if plain(row.name) == plain(name):
            return int(row.id)
    raise NoSuchHelper(name)


def _helper(work: UnitOfWork, helper_id: int) -> None:
    mine = (helper.c.id == helper_id, helper.c.place_id == work.place.id)
    query = select(helper.c.id).where(*mine, helper.c.active.is_(True))
    if work.connection.execute(query).first() is None:
        raise NoSuchHelper(str(helper_id))
