"""From opening rules to slots, as often as wanted: a second run changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from kiosk.agenda.opening import Absence, Offer, Rule, offers
from kiosk.agenda.place import Place
from kiosk.agenda.rows import SlotRow, free_time
from kiosk.agenda.seats import release_expired
from kiosk.store.tables import absence, helper, opening_rule, place, slot
from kiosk.visit.values import FreeTime

OFFERED = tuple(field.name for field in fields(Offer))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a run of the planner did, in slots."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    stranded: tuple[FreeTime, ...] = ()
    """Booked, though the rules give them no more: staff have to call these visitors."""


def plan(connection: Connection, where: Place, *, now: datetime, weeks: int) -> Planned:
    """Bring the slots to come in line with the rules; booked ones are never touched."""
    # Two planners of one place wait for each other here; a visitor waits for neither.
    connection.execute(select(place.c.id).where(place.c.id == where.id).with_for_update())
    release_expired(connection, where, now)
    wanted = _wanted(connection, where, now, weeks)
    existing = _slots_to_come(connection, where, now)
    booked = [row for row in existing if row.taken > 0]
    wanted = _beside(wanted, booked)
    by_start = {(offer.helper_id, offer.starts_at): offer for offer in wanted}
    free = [row for row in existing if row.taken == 0]
    changed, withdrawn = _amend(connection, free, by_start)
    there = {(row.helper_id, row.starts_at) for row in existing}
    new = [offer for key, offer in by_start.items() if key not in there]
    if new:
        rows = [{"place_id": where.id} | _columns(offer) for offer in new]
        connection.execute(insert(slot), rows)
    return Planned(
        added=len(new),
        changed=changed,
        withdrawn=withdrawn,
        stranded=tuple(free_time(row, where) for row in booked if not _still_given(row, by_start)),
    )


def public_holidays(years: Collection[int], region: str | None) -> Collection[date]:
    """The days France is closed, and those of one region's own."""
    import holidays  # slow to load, and the planner alone needs it

    days: Collection[date] = holidays.country_holidays("FR", subdiv=region, years=years)
    return days


def _wanted(connection: Connection, where: Place, now: datetime, weeks: int) -> list[Offer]:
    first = where.day_of(now)
    days = [first + timedelta(days=number) for number in range(weeks * 7)]
    closed = public_holidays({day.year for day in days}, where.region)
    given = offers(
        _rules(connection, where), _absences(connection, where, now), closed, days, where.zone
    )
    return [offer for offer in given if offer.starts_at > now]


def _rules(connection: Connection, where: Place) -> list[Rule]:
    columns = [opening_rule.c[field.name] for field in fields(Rule)]
    rows = connection.execute(
        select(*columns)
        .join(helper, helper.c.id == opening_rule.c.helper_id)
        .where(opening_rule.c.place_id == where.id, helper.c.active.is_(True))
        .order_by(opening_rule.c.id)
    )
    return [Rule(**row._mapping) for row in rows]


def _absences(connection: Connection, where: Place, now: datetime) -> list[Absence]:
    rows = connection.execute(
        select(absence.c.helper_id, absence.c.starts_at, absence.c.ends_at).where(
            absence.c.place_id == where.id, absence.c.ends_at > now
        )
    )
    return [Absence(**row._mapping) for row in rows]


def _slots_to_come(connection: Connection, where: Place, now: datetime) -> Sequence[SlotRow]:
    """Nobody takes a seat of theirs while they are being changed."""
    return connection.execute(
        select(slot, helper.c.name.label("helper"), helper.c.desk)
        .join_from(slot, helper)
        .where(slot.c.place_id == where.id, slot.c.starts_at > now)
        .order_by(slot.c.id)
        .with_for_update(of=slot)
    ).all()


def _beside(wanted: list[Offer], booked: Sequence[SlotRow]) -> list[Offer]:
    """The offers that stand in no booked slot's way, and the booked slots' own."""
    of_helper: dict[int, list[SlotRow]] = {}
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
    free: Sequence[SlotRow],
    by_start: dict[tuple[int, datetime], Offer],
) -> tuple[int, int]:
    """Change free slots to what the rules say now, or withdraw them; how many of each."""
    changed = withdrawn = 0
    for row in free:
        offer = by_start.get((row.helper_id, row.starts_at))
        if offer is None:
            if not row.withdrawn:
                _set(connection, row.id, {"withdrawn": True})
                withdrawn += 1
        elif row.withdrawn or any(getattr(row, name) != getattr(offer, name) for name in OFFERED):
            _set(connection, row.id, _columns(offer) | {"withdrawn": False})
            changed += 1
    return changed, withdrawn


def _still_given(row: SlotRow, by_start: dict[tuple[int, datetime], Offer]) -> bool:
    offer = by_start.get((row.helper_id, row.starts_at))
    return offer is not None and offer.ends_at >= row.ends_at


def _columns(offer: Offer) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in OFFERED}


def _set(connection: Connection, slot_id: int, values: dict[str, Any]) -> None:
    connection.execute(update(slot).where(slot.c.id == slot_id).values(**values))
