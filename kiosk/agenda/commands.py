"""Orders to a terminal, through the store: given, taken once, acknowledged, or expired.

Terminals look for them every two seconds. Nothing waits for a notification: LISTEN does not pass
a pool that lends its connections for one transaction. `terminal_orders` is who orders what.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, delete, insert, select, update

from kiosk import limits
from kiosk.agenda.errors import NoSuchTerminal
from kiosk.agenda.terminals import SILENT_AFTER
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.deletion import may_delete
from kiosk.store.tables import command, terminal
from kiosk.visit.commands import Command, CommandKind, CommandOutcome, PlaceMessage

KEPT = timedelta(days=1)
"""How long an order stays after its end, for whoever wonders what happened."""

ANSWERED_WITHIN = timedelta(minutes=2)
"""A visitor is asked for ten seconds, and a printer has so long: who has said nothing by then will
not."""

Progress = Literal[
    "on_its_way", "under_way", "done", "refused", "unknown", "unanswered", "expired", "not_arrived"
]
"""under_way: taken, and the visitor or the printer has not answered; unanswered: taken, and nothing
was said; expired: not taken in time, by a terminal that lives; not_arrived: by one that is silent;
unknown: its program does not know such an order."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """How far an order is."""

    taken: bool
    outcome: str | None
    """None until it was acknowledged."""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """An order as whoever gave it finds it again. Times are UTC."""

    id: str
    terminal_id: str
    kind: str
    ordered_by: str
    created_at: datetime
    progress: Progress
    said: str
    """Why it was refused, or what there is to know besides."""


def order(
    work: UnitOfWork,
    terminal_id: str,
    kind: CommandKind,
    ordered_by: str,
    *,
    within: timedelta,
    account_id: str | None = None,
    payload: dict[str, Any] | None = None,
) -> str:
    """Order something of a terminal of the place; the order's id. It is taken within this time
    or never. Raises NoSuchTerminal.
    """
    known = select(terminal.c.id).where(
        terminal.c.place_id == work.place.id, terminal.c.id == terminal_id
    )
    if work.connection.execute(known).first() is None:
        raise NoSuchTerminal(terminal_id)
    forget(work)
    command_id = str(uuid.uuid4())
    row = {
        "place_id": work.place.id,
        "id": command_id,
        "terminal_id": terminal_id,
        "kind": kind,
        "ordered_by": ordered_by[: limits.ORDERED_BY],
        "account_id": account_id,
        "payload": payload,
        "created_at": work.now,
        "expires_at": work.now + within,
    }
    work.connection.execute(insert(command), row)
    return command_id


def forget(work: UnitOfWork) -> None:
    """What ended a day ago. A login that may not delete leaves it to `kiosk db purge`."""
    if may_delete(work.connection, command):
        old = command.c.place_id == work.place.id, command.c.expires_at < work.now - KEPT
        work.connection.execute(delete(command).where(*old))


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
    return [_command(row) for row in rows]


def message_payload(message: PlaceMessage) -> dict[str, Any]:
    return {"message": message.text, "until": message.until.astimezone(UTC).isoformat()}


def ticket_payload(ticket_id: int) -> dict[str, Any]:
    return {"ticket_id": ticket_id}


def _command(row: Row[Any]) -> Command:
    """What another version wrote into its payload, and cannot be read, is as if it were not."""
    payload = row.payload if isinstance(row.payload, dict) else {}
    ticket_id = payload.get("ticket_id")
    return Command(
        id=row.id,
        kind=row.kind,
        ordered_by=row.ordered_by,
        expires_at=row.expires_at,
        message=_message(payload),
        ticket_id=ticket_id if isinstance(ticket_id, int) else None,
    )


def _message(payload: dict[str, Any]) -> PlaceMessage:
    try:
        until = datetime.fromisoformat(payload["until"]).astimezone(UTC)
        return PlaceMessage(text=str(payload["message"]), until=until)
    except (KeyError, TypeError, ValueError):
        return PlaceMessage()


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


def acknowledge(work: UnitOfWork, command_id: str, outcome: CommandOutcome, said: str = "") -> None:
    """What came of it. Idempotent."""
    work.connection.execute(
        update(command)
        .where(
            command.c.place_id == work.place.id,
            command.c.id == command_id,
            command.c.taken_at.is_not(None),
            command.c.done_at.is_(None),
        )
        .values(done_at=work.now, outcome=outcome, said=said[: limits.ORDER_SAID])
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
        select(command.c.taken_at, command.c.outcome, command.c.said).where(
            command.c.place_id == work.place.id, command.c.id == command_id
        )
    ).one_or_none()
    if row is None:
        return Ordered(taken=False, outcome=None)
    return Ordered(row.taken_at is not None, row.outcome, row.said or "")


def latest(work: UnitOfWork, most: int, terminal_id: str | None = None) -> list[OrderLine]:
    """What was ordered last, the newest first; of one terminal, or of all."""
    of_terminal = () if terminal_id is None else (command.c.terminal_id == terminal_id,)
    rows = work.connection.execute(
        select(command, terminal.c.last_seen_at)
        .join(
            terminal,
            (terminal.c.place_id == command.c.place_id) & (terminal.c.id == command.c.terminal_id),
        )
        .where(command.c.place_id == work.place.id, *of_terminal)
        .order_by(command.c.created_at.desc(), command.c.terminal_id, command.c.id)
        .limit(most)
    )
    return [
        OrderLine(
            id=row.id,
            terminal_id=row.terminal_id,
            kind=row.kind,
            ordered_by=row.ordered_by,
            created_at=row.created_at,
            progress=_progress(row, work.now),
            said=row.said or "",
        )
        for row in rows
    ]


def _progress(row: Row[Any], now: datetime) -> Progress:
    if row.outcome is not None:
        return row.outcome if row.outcome in ("done", "refused") else "unknown"
    if row.taken_at is not None:
        return "under_way" if now - row.taken_at < ANSWERED_WITHIN else "unanswered"
    if now < row.expires_at:
        return "on_its_way"
    seen = row.last_seen_at
    silent = seen is None or row.expires_at - seen > SILENT_AFTER
    return "not_arrived" if silent else "expired"
