"""How a place is at this moment, in numbers, for whatever watches it; nothing of a visitor.

Three questions of the database, each answered by an index or by a few thousand rows at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from kiosk.agenda.terminals import KnownTerminal, known_terminals
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    at: datetime
    """UTC; the store's hour, where it has one."""
    terminals: tuple[KnownTerminal, ...]
    calls_waiting: int
    """Of today: what nobody came for yesterday is no call any more."""
    oldest_call: datetime | None
    tickets: Mapping[str, int]
    """Of today, by what became of their paper: see `kiosk.visit.tickets.Printing`."""


def gauges(work: UnitOfWork) -> Gauges:
    every = known_terminals(work.connection, work.now)
    calls, oldest = _calls(work)
    return Gauges(
        at=work.now,
        terminals=tuple(one for one in every if one.place_id == work.place.id),
        calls_waiting=calls,
        oldest_call=oldest,
        tickets=_tickets(work),
    )


def _today(work: UnitOfWork) -> datetime:
    return work.place.midnight(work.place.day_of(work.now))


def _calls(work: UnitOfWork) -> tuple[int, datetime | None]:
    waiting = select(func.count(), func.min(booking.c.created_at)).where(
        booking.c.place_id == work.place.id,
        booking.c.created_at >= _today(work),
        booking.c.kind == "call",
        booking.c.status == "waiting",
    )
    count, oldest = work.connection.execute(waiting).one()
    return count, oldest


def _tickets(work: UnitOfWork) -> dict[str, int]:
    printed = (
        select(ticket.c.printing, func.count().label("number"))
        .where(ticket.c.place_id == work.place.id, ticket.c.created_at >= _today(work))
        .group_by(ticket.c.printing)
    )
    return {row.printing: row.number for row in work.connection.execute(printed)}
