"""From opening rules to sessions, as often as wanted: a second run changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from kiosk.agenda import taken_elsewhere
from kiosk.agenda.opening import Offer, offers
from kiosk.agenda.place_lock import lock_place
from kiosk.agenda.rows import SessionRow, free_time
from kiosk.agenda.seat_release import seat_all
from kiosk.agenda.seats import release_expired
from kiosk.agenda.still_offered import (
    OFFERED,
    is_as_offered,
    is_still_given,
    public_holidays,
    read_absences,
    read_rules,
)
from kiosk.agenda.taken_elsewhere import Standing
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import helper, session
from kiosk.visit.values import FreeTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a run of the planner did, in sessions."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    stranded: tuple[FreeTime, ...] = ()
    """Booked, though the rules give them no more: staff have to call these visitors."""


def plan(work: UnitOfWork, *, weeks: int) -> Planned:
    """Bring the sessions to come in line with the rules, and with what stands taken elsewhere.

    Nothing is changed for whoever has booked; the free seats of a booked session follow the rules.
    """
    # Two planners of one place wait for each other here; a visitor waits for neither.
    lock_place(work)
    release_expired(work)
    existing = _sessions_to_come(work)
    booked = [row for row in existing if row.taken > 0]
    taken = taken_elsewhere.standing(work, work.now)
    given = _beside(_wanted(work, weeks), booked)
    kept = _by_start(offer for offer in given if not any(one.keeps_from(offer) for one in taken))
    to_plan = _by_start(offer for offer in given if _may_be_planned(offer, taken))
    free = [row for row in existing if row.taken == 0]
    changed, withdrawn = _amend(work.connection, free, to_plan)
    _amend_booked(work.connection, booked, kept)
    there = {(row.helper_id, row.starts_at) for row in existing}
    new = [offer for key, offer in to_plan.items() if key not in there]
    if new:
        rows = [{"place_id": work.place.id} | _columns(offer) for offer in new]
        work.connection.execute(insert(session), rows)
    seat_all(work)
    return Planned(
        added=len(new),
        changed=changed,
        withdrawn=withdrawn,
        stranded=tuple(
            free_time(row, work.place)
            for row in booked
            if not is_still_given(row, kept.get((row.helper_id, row.starts_at)))
        ),
    )


def _by_start(given: Iterable[Offer]) -> dict[tuple[int, datetime], Offer]:
    return {(offer.helper_id, offer.starts_at): offer for offer in given}


def _may_be_planned(offer: Offer, taken: Sequence[Standing]) -> bool:
    """Also for an appointment elsewhere that has no seat yet: it is the first to get it."""
    return not any(one.keeps_from(offer) and not one.waits_for(offer) for one in taken)


def _wanted(work: UnitOfWork, weeks: int) -> list[Offer]:
    first = work.place.day_of(work.now)
    days = [first + timedelta(days=number) for number in range(weeks * 7)]
    closed = public_holidays({day.year for day in days}, work.place.region)
    given = offers(
        read_rules(work),
        read_absences(work, work.now),
        closed,
        days,
        work.place.zone,
    )
    return [offer for offer in given if offer.starts_at > work.now]


def _sessions_to_come(work: UnitOfWork) -> Sequence[SessionRow]:
    """Nobody takes a seat of theirs while they are being changed."""
    return work.connection.execute(
        select(session, helper.c.name.label("helper"), helper.c.desk)
        .join_from(session, helper)
        .where(session.c.place_id == work.place.id, session.c.starts_at > work.now)
        .order_by(session.c.id)
        .with_for_update(of=session)
    ).all()


def _beside(wanted: list[Offer], booked: Sequence[SessionRow]) -> list[Offer]:
    """The offers that stand in no booked session's way, and the booked sessions' own."""
    of_helper: dict[int, list[SessionRow]] = {}
    for row in booked:
        of_helper.setdefault(row.helper_id, []).append(row)
    return [
        offer
        for offer in wanted
        if not any(
            row.starts_at != offer.starts_at and offer.meets(row.starts_at, row.ends_at)
            for row in of_helper.get(offer.helper_id, ())
        )
    ]


def _amend(
    connection: Connection,
    free: Sequence[SessionRow],
    by_start: dict[tuple[int, datetime], Offer],
) -> tuple[int, int]:
    """Change free sessions to what the rules say now, or withdraw them; how many of each."""
    changed = withdrawn = 0
    for row in free:
        offer = by_start.get((row.helper_id, row.starts_at))
        if offer is None:
            if not row.withdrawn:
                _set(connection, row.id, {"withdrawn": True})
                withdrawn += 1
        elif row.withdrawn or not is_as_offered(row, offer):
            _set(connection, row.id, _columns(offer) | {"withdrawn": False})
            changed += 1
    return changed, withdrawn


def _amend_booked(
    connection: Connection,
    booked: Sequence[SessionRow],
    by_start: dict[tuple[int, datetime], Offer],
) -> None:
    """Bring the free seats of booked sessions in line; whoever has booked notices nothing."""
    for row in booked:
        offer = by_start.get((row.helper_id, row.starts_at))
        wanted: dict[str, Any] = {"withdrawn": False, "seats": row.taken}  # nobody else's
        if offer is not None and is_still_given(row, offer):
            wanted["seats"] = max(row.taken, offer.seats)
            wanted |= {name: getattr(offer, name) for name in ("title", "modes", "topics")}
        if any(getattr(row, name) != value for name, value in wanted.items()):
            _set(connection, row.id, wanted)


def _columns(offer: Offer) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in OFFERED}


def _set(connection: Connection, session_id: int, values: dict[str, Any]) -> None:
    connection.execute(update(session).where(session.c.id == session_id).values(**values))
