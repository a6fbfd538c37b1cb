"""From opening rules to sessions, as often as wanted: a second run changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from kiosk.agenda import booking_changes, taken_elsewhere
from kiosk.agenda.opening import DAYS, Offer, Timetable, share_a_moment, timetable
from kiosk.agenda.place_lock import lock_place
from kiosk.agenda.rows import SessionRow, free_time, sessions_and_hosts
from kiosk.agenda.seat_release import seat_all
from kiosk.agenda.seats import release_expired
from kiosk.agenda.still_offered import (
    CHANGING,
    OFFERED,
    closed_days,
    is_as_offered,
    is_still_given,
    left_alone,
    read_absences,
    read_rules,
)
from kiosk.agenda.taken_elsewhere import Standing
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import activity, helper, session
from kiosk.visit.values import FreeTime

FOLLOWED = ("helper_id", "modes", "topics", "waiting_list")
"""What changes of a booked session: a workshop may get another host, never other hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Every week on one day, something that cannot be, for whoever would receive is busy."""

    weekday: int
    """0 is Monday."""
    starts: time
    """On the place's wall."""
    activity: str | None
    """What it is called; None for appointments."""
    helper: str | None

    def __str__(self) -> str:
        """For whoever keeps the place's hours."""
        what = f"« {self.activity} »" if self.activity else "un rendez-vous"
        why = f"{self.helper} reçoit déjà" if self.helper else "c'est prévu deux fois"
        at = f"{self.starts.hour}:{self.starts.minute:02}"
        return f"Le {DAYS[self.weekday]} à {at}, {what} n'est pas proposé : {why}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a run of the planner did, in sessions."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    stranded: tuple[FreeTime, ...] = ()
    """Booked, though the rules give them no more: staff have to call these visitors."""
    overlapping: tuple[Overlap, ...] = ()
    """What the rules give and nobody is offered: staff say which of the two is right."""


def plan(work: UnitOfWork, *, weeks: int) -> Planned:
    """Bring the sessions to come in line with the rules, and with what stands taken elsewhere.

    Nothing is changed for whoever has booked; the free seats of a booked session follow the rules.
    """
    # Two planners of one place wait for each other here; a visitor waits for neither.
    lock_place(work)
    release_expired(work)
    existing = _sessions_to_come(work)
    # Where staff put a session it stays, booked or not; whoever receives is there.
    booked = [
        row
        for row in existing
        if row.cancelled_at is None and (row.taken > 0 or (row.by_hand and not row.withdrawn))
    ]
    taken = taken_elsewhere.standing(work, work.now)
    wanted = _wanted(work, weeks)
    given = _beside([one for one in wanted.offers if one.starts_at > work.now], booked)
    kept = _by_key(offer for offer in given if not any(one.keeps_from(offer) for one in taken))
    to_plan = _by_key(offer for offer in given if _may_be_planned(offer, taken))
    # What the place cancelled by hand stays so, whatever the rules give.
    standing = [row for row in existing if row.cancelled_at is None and not row.by_hand]
    free = [row for row in standing if row.taken == 0]
    changed, withdrawn = _amend(work.connection, free, to_plan)
    _amend_booked(work.connection, [row for row in standing if row.taken > 0], kept)
    _amend_moved(work, [row for row in existing if row.by_hand and row.cancelled_at is None])
    there = {_key(row) for row in existing} | _moved_away(work)
    new = [offer for key, offer in to_plan.items() if key not in there]
    if new:
        rows = [{"place_id": work.place.id} | _columns(offer) for offer in new]
        work.connection.execute(insert(session), rows)
    seat_all(work)
    alone = left_alone(work, [row for row in booked if row.by_hand])
    stranded = [
        row
        for row in booked
        if row.taken > 0
        and (row.id in alone if row.by_hand else not is_still_given(row, kept.get(_key(row))))
    ]
    booking_changes.follow(work, {row.id for row in stranded})
    return Planned(
        added=len(new),
        changed=changed,
        withdrawn=withdrawn,
        stranded=tuple(free_time(row, work.place) for row in stranded),
        overlapping=_overlaps(work, wanted.overlapping),
    )


Key = tuple[int, datetime]


def _by_key(given: Iterable[Offer]) -> dict[Key, Offer]:
    return {offer.key: offer for offer in given}


def _key(row: SessionRow) -> Key:
    """As an offer's."""
    return row.activity_id, row.starts_at


def _may_be_planned(offer: Offer, taken: Sequence[Standing]) -> bool:
    """Also for an appointment elsewhere that has no seat yet: it is the first to get it."""
    return not any(one.keeps_from(offer) and not one.waits_for(offer) for one in taken)


def _wanted(work: UnitOfWork, weeks: int) -> Timetable:
    first = work.place.day_of(work.now)
    days = [first + timedelta(days=number) for number in range(weeks * 7)]
    rules = read_rules(work)
    closed = closed_days(work, rules, days)
    return timetable(rules, read_absences(work, work.now), closed, days, work.place.zone)


def _moved_away(work: UnitOfWork) -> set[Key]:
    """Where the rules have sessions that staff moved: they are not offered there again."""
    query = select(session.c.activity_id, session.c.moved_from).where(
        session.c.place_id == work.place.id, session.c.moved_from > work.now
    )
    return {(row.activity_id, row.moved_from) for row in work.connection.execute(query)}


def _overlaps(work: UnitOfWork, dropped: Iterable[Offer]) -> tuple[Overlap, ...]:
    """Said once for all weeks."""
    found: dict[Overlap, None] = {}
    named = _names(work) if dropped else {}
    for one in dropped:
        wall = one.starts_at.astimezone(work.place.zone)
        title, host = named[one.activity_id]
        overlap = Overlap(weekday=wall.weekday(), starts=wall.time(), activity=title, helper=host)
        found[overlap] = None
    return tuple(found)


def _names(work: UnitOfWork) -> dict[int, tuple[str | None, str | None]]:
    """What each activity is called, and its host."""
    query = (
        select(activity.c.id, activity.c.title, helper.c.name)
        .outerjoin_from(activity, helper, activity.c.helper_id == helper.c.id)
        .where(activity.c.place_id == work.place.id)
    )
    return {row.id: (row.title, row.name) for row in work.connection.execute(query)}


def _sessions_to_come(work: UnitOfWork) -> Sequence[SessionRow]:
    """Nobody takes a seat of theirs while they are being changed."""
    return work.connection.execute(
        sessions_and_hosts()
        .where(session.c.place_id == work.place.id, session.c.starts_at > work.now)
        .order_by(session.c.id)
        .with_for_update(of=session)
    ).all()


def _beside(wanted: list[Offer], booked: Sequence[SessionRow]) -> list[Offer]:
    """The offers that stand in no booked session's way, and the booked sessions' own."""
    host_now = {offer.key: offer.helper_id for offer in wanted}
    of_helper: dict[int | None, list[SessionRow]] = {}
    for row in booked:  # a workshop with another host keeps the former one from nothing
        of_helper.setdefault(host_now.get(_key(row), row.helper_id), []).append(row)
    return [
        offer
        for offer in wanted
        if offer.helper_id is None
        or not any(
            _key(row) != offer.key and share_a_moment(offer, row)
            for row in of_helper.get(offer.helper_id, ())
        )
    ]


def _amend(
    connection: Connection,
    free: Sequence[SessionRow],
    by_key: dict[Key, Offer],
) -> tuple[int, int]:
    """Change free sessions to what the rules say now, or withdraw them; how many of each."""
    changed = withdrawn = 0
    for row in free:
        offer = by_key.get(_key(row))
        if offer is None:
            if not row.withdrawn:
                _set(connection, row.id, {"withdrawn": True})
                withdrawn += 1
        elif row.withdrawn or not is_as_offered(row, offer):
            _set(connection, row.id, _columns(offer, CHANGING) | {"withdrawn": False})
            changed += 1
    return changed, withdrawn


def _amend_booked(
    connection: Connection,
    booked: Sequence[SessionRow],
    by_key: dict[Key, Offer],
) -> None:
    """Bring the free seats of booked sessions in line; whoever has booked notices nothing."""
    for row in booked:
        offer = by_key.get(_key(row))
        wanted: dict[str, Any] = {"withdrawn": False, "seats": row.taken}  # nobody else's
        if offer is not None and is_still_given(row, offer):
            wanted["seats"] = max(row.taken, offer.seats)
            wanted |= _columns(offer, FOLLOWED)
        if any(getattr(row, name) != value for name, value in wanted.items()):
            _set(connection, row.id, wanted)


def _amend_moved(work: UnitOfWork, moved: Sequence[SessionRow]) -> None:
    """Where staff put a session it stays; its host, and how many it has room for, are still the
    activity's."""
    if not moved:
        return
    query = select(activity).where(activity.c.id.in_({row.activity_id for row in moved}))
    known = {row.id: row for row in work.connection.execute(query)}
    for row in moved:
        its = known[row.activity_id]
        wanted = {
            "helper_id": its.helper_id,
            "seats": max(row.taken, its.seats),
            "waiting_list": its.waiting_list,
        }
        if any(getattr(row, name) != value for name, value in wanted.items()):
            _set(work.connection, row.id, wanted)


def _columns(offer: Offer, names: Iterable[str] = OFFERED) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in names}


def _set(connection: Connection, session_id: int, values: dict[str, Any]) -> None:
    connection.execute(update(session).where(session.c.id == session_id).values(**values))
