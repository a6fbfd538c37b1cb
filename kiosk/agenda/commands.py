"""Orders to a terminal, through the store: given, taken once, acknowledged, or expired.

Terminals look for them every two seconds. Nothing waits for a notification: LISTEN does not pass
a pool that lends its connections for one transaction.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from kiosk.agenda.errors import NoSuchTerminal
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import command, terminal
from kiosk.visit.commands import Command, CommandKind, CommandOutcome

KEPT = timedelta(days=1)
"""How long an order stays after its end, for whoever wonders what happened."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """How far an order is."""

    taken: bool
    outcome: str | None
    """None until it was acknowledged."""


def order(
    work: UnitOfWork, terminal_id: str, kind: CommandKind, ordered_by: str, *, within: timedelta
) -> str:
    """Order something of a terminal of the place; the order's id. It is done within this time
    or never. Raises NoSuchTerminal.
    """
    known = select(terminal.c.id).where(
        terminal.c.place_id == work.place.id, terminal.c.id == terminal_id
    )
    if work.connection.execute(known).first() is None:
        raise NoSuchTerminal(terminal_id)
    old = command.c.place_id == work.place.id, command.c.expires_at < work.now - KEPT
    work.connection.execute(delete(command).where(*old))
    command_id = str(uuid.uuid4())
    row = {
        "place_id": work.place.id,
        "id": command_id,
        "terminal_id": terminal_id,
        "kind": kind,
        "ordered_by": ordered_by,
        "created_at": work.now,
        "expires_at": work.now + within,
    }
    work.connection.execute(insert(command), row)
    return command_id


def waiting(work: UnitOfWork) -> list[Command]:
    """What this terminal is ordered and has not taken, the oldest first; nearly always nothing."""
    rows = work.connection.execute(
        select(command)
        .where(
            command.c.place_id == work.place.id,
            command.c.terminal_id == work.terminal,
            command.c.expires_at > work.now,
            command.c.taken_at.is_(None),
        )
        .order_by(command.c.created_at, command.c.id)
    )
    return [
        Command(id=row.id, kind=row.kind, ordered_by=row.ordered_by, expires_at=row.expires_at)
        for row in rows
    ]


def take(work: UnitOfWork, command_id: str) -> bool:
    """Take an order, before it is done: so that a terminal that dies in between does it once at
    most, not again at its next start. False when it was taken, withdrawn or is too late.
    """
    taken = work.connection.execute(
        update(command)
        .where(
            command.c.place_id == work.place.id,
            command.c.id == command_id,
            command.c.terminal_id == work.terminal,
            command.c.taken_at.is_(None),
            command.c.expires_at > work.now,
        )
        .values(taken_at=work.now)
    )
    return taken.rowcount == 1


def acknowledge(work: UnitOfWork, command_id: str, outcome: CommandOutcome) -> None:
    """What came of it. Idempotent."""
    work.connection.execute(
        update(command)
        .where(
            command.c.place_id == work.place.id,
            command.c.id == command_id,
            command.c.taken_at.is_not(None),
            command.c.done_at.is_(None),
        )
        .values(done_at=work.now, outcome=outcome)
    )


def withdraw(work: UnitOfWork, command_id: str) -> bool:
    """Nobody waits for it any more; False when it has been taken."""
    withdrawn = work.connection.execute(
        delete(command).where(
            command.c.place_id == work.place.id,
            command.c.id == command_id,
            command.c.taken_at.is_(None),
        )
    )
    return withdrawn.rowcount == 1


def how_far(work: UnitOfWork, command_id: str) -> Ordered:
    row = work.connection.execute(
        select(command.c.taken_at, command.c.outcome).where(
            command.c.place_id == work.place.id, command.c.id == command_id
        )
    ).one_or_none()
    return Ordered(row is not None and row.taken_at is not None, row and row.outcome)
