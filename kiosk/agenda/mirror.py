"""Appointments that were taken in another booking system, marked on our side.

The seat of ours at the same hour is taken, so that no terminal promises it once more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from kiosk.agenda import seats
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import AgendaError
from kiosk.agenda.rows import find_booking
from kiosk.store.again import again_after_conflict
from kiosk.store.tables import helper, slot
from kiosk.visit.values import OTHER_TOPIC, Booking, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """One appointment of the other system, as it is now."""

    id: str
    """Ours for it: the same for the same appointment."""
    stands: bool
    starts_at: datetime
    mode: Mode
    helpers: Collection[str] = ()
    """First names of those who meet the visitor; the seat of one of them comes first."""


@again_after_conflict
def mirror(agenda: Agenda, elsewhere: Elsewhere) -> Booking | None:
    """Bring our side in line; our booking, or None when there is no seat of ours for it.

    Telling it twice is telling it once. Raises StoreUnreachable.
    """
    now = agenda.clock()
    with agenda.store.writing() as connection:
        ours = find_booking(connection, agenda.place, elsewhere.id, now)
        stands = ours is not None and ours.status == "confirmed"
        if ours is not None and stands:
            if elsewhere.stands and ours.starts_at == elsewhere.starts_at:
                return ours
            target = _seat(connection, agenda, elsewhere) if elsewhere.stands else None
            if target is None:
                return seats.cancel(connection, agenda.place, ours.id, now=now)
            return seats.move(
                connection, agenda.place, ours.id, target, topics_of=_any_topic, now=now
            )
        if ours is not None or not elsewhere.stands:
            return ours
        target = _seat(connection, agenda, elsewhere)
        return None if target is None else _book(connection, agenda, elsewhere, target, now)


def _seat(connection: Connection, agenda: Agenda, elsewhere: Elsewhere) -> int | None:
    """A free appointment of ours at that very time; first that of a helper who is named."""
    query = (
        select(slot.c.id, func.lower(helper.c.name).label("name"))
        .join_from(slot, helper)
        .where(
            *seats.on_offer(agenda.place, (OTHER_TOPIC,), elsewhere.mode, after=agenda.clock()),
            slot.c.starts_at == elsewhere.starts_at,
            slot.c.kind == "appointment",
        )
    )
    named = {name.lower() for name in elsewhere.helpers}

    found = [(row.name not in named, int(row.id)) for row in connection.execute(query)]
    return min(found)[1] if found else None


def _book(
    connection: Connection, agenda: Agenda, elsewhere: Elsewhere, slot_id: int, now: datetime
) -> Booking | None:
    asked = seats.Asked(
        topic=OTHER_TOPIC,
        topics=(OTHER_TOPIC,),
        mode=elsewhere.mode,
        stuck_at=None,
        language="fr",
        terminal=agenda.terminal,
    )
    try:
        with connection.begin_nested():
            seats.hold(connection, agenda.place, elsewhere.id, slot_id, asked, now=now, until=now)
            return seats.confirm(
                connection, agenda.place, elsewhere.id, None, None, topics_of=_any_topic, now=now
            )
    except AgendaError:
        return None


def _any_topic(topic: str) -> tuple[str, ...]:
    return (topic,)
