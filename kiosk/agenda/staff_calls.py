"""What the team does with calls: see who needs someone, take, put back, be there, finish.

A call waits until one of the team takes it, by one conditional statement: of two who take it at
once, the second is told who has it. Taken and not reached in time it rings again, and anybody may
take it. Nothing here says who the visitor is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, or_, select, update

from kiosk.agenda import calls
from kiosk.agenda.errors import CallOver, CallTaken
from kiosk.agenda.staff_journal import Author, record
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, staff_call, terminal
from kiosk.visit.bookings import CallStatus
from kiosk.visit.standing_call import UNREACHED_AFTER
from kiosk.visit.values import StuckAt, Tried

LISTED = timedelta(minutes=30)
"""How long a call stays listed after its end: whoever was away sees what happened."""

MOST_LISTED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A call as the team sees it. Times are the place's."""

    id: str
    status: CallStatus
    terminal: str
    location: str | None
    """Where in the room its terminal stands; None where nobody wrote it."""
    called_at: datetime
    language: str
    topic: str
    stuck_at: StuckAt | None
    tried: Tried | None
    taken_by: str | None
    """The account of whoever goes there; None also for who has none."""
    taken_name: str | None
    taken_at: datetime | None
    came_at: datetime | None
    ended_at: datetime | None
    outcome: calls.Outcome | None
    about: str | None
    rings: bool
    """It waits, and nobody goes there; or who does has not come in time."""

    @property
    def is_overdue(self) -> bool:
        """Somebody said that they go there, and did not come in time."""
        return self.rings and self.taken_at is not None

    def is_taken_by(self, author: Author) -> bool:
        return self.taken_at is not None and _is(author, self.taken_by, self.taken_name)


def waiting_calls(work: UnitOfWork) -> tuple[CallLine, ...]:
    """Who needs someone now, the oldest first."""
    rows = work.connection.execute(
        _lines(work)
        .where(booking.c.status == "waiting")
        .order_by(booking.c.created_at, booking.c.id)
    )
    return tuple(_line(work, row) for row in rows)


def last_calls(work: UnitOfWork) -> tuple[CallLine, ...]:
    """Where somebody came, or is needed no more, the latest first."""
    ended = func.coalesce(staff_call.c.ended_at, staff_call.c.came_at)
    rows = work.connection.execute(
        _lines(work)
        .where(booking.c.status != "waiting", ended > work.now - LISTED)
        .order_by(ended.desc(), booking.c.id)
        .limit(MOST_LISTED)
    )
    return tuple(_line(work, row) for row in rows)


def take(work: UnitOfWork, call_id: str, author: Author) -> None:
    """ "J'y vais". Idempotent. Raises CallTaken with who has it, CallOver."""
    calls.make_facts(work, call_id)
    free_again = work.now - UNREACHED_AFTER
    taken = work.connection.execute(
        update(staff_call)
        .where(
            *_of(work, call_id),
            staff_call.c.came_at.is_(None),
            staff_call.c.ended_at.is_(None),
            or_(staff_call.c.taken_at.is_(None), staff_call.c.taken_at <= free_again),
        )
        .values(taken_by=author.account_id, taken_name=author.name, taken_at=work.now)
    )
    line = _the_line(work, call_id)
    if taken.rowcount == 0 and line.status == "waiting" and not line.is_taken_by(author):
        raise CallTaken(line.taken_name or "Quelqu'un")
    if line.status != "waiting":
        raise CallOver
    if taken.rowcount:
        record(work, author, "call_taken", line.terminal)


def put_back(work: UnitOfWork, call_id: str, author: Author) -> None:
    """ "Remettre": taken by mistake, or called elsewhere meanwhile. Anybody may, so that a call is
    never kept from the others; nothing happens when nobody has it."""
    back = work.connection.execute(
        update(staff_call)
        .where(
            *_of(work, call_id), staff_call.c.taken_at.is_not(None), staff_call.c.came_at.is_(None)
        )
        .values(taken_by=None, taken_name=None, taken_at=None)
    )
    if back.rowcount:
        record(work, author, "call_put_back", _the_line(work, call_id).terminal)


def came(work: UnitOfWork, call_id: str, author: Author) -> None:
    """ "J'y suis": as the helper's touch at the screen. Raises CallOver when nobody waits there
    any more."""
    if calls.turn(work, call_id, "waiting", "answered"):
        calls.came(work, call_id)
        _is_there(work, call_id, author)
        record(work, author, "call_reached", _the_line(work, call_id).terminal)
    elif _the_line(work, call_id).status != "answered":
        raise CallOver


def finish(work: UnitOfWork, call_id: str, author: Author, about: str) -> None:
    """ "Fini", and what it was `about`: a theme of the catalogue or `OTHER_TOPIC`. Who came without
    saying so was there too. What somebody said first counts. Raises CallOver when the visitor
    left, or needed nobody, before anybody came."""
    if calls.turn(work, call_id, "waiting", "answered"):
        calls.came(work, call_id)
        _is_there(work, call_id, author)
    calls.turn(work, call_id, "answered", "over")
    line = _the_line(work, call_id)
    if line.outcome != "helped":
        raise CallOver
    if line.about is None:
        calls.note(work, call_id, ended_at=work.now, about=about)
        record(work, author, "call_finished", line.terminal)


def _is_there(work: UnitOfWork, call_id: str, author: Author) -> None:
    """Whoever went there first, this one came."""
    work.connection.execute(
        update(staff_call)
        .where(*_of(work, call_id))
        .values(
            taken_by=author.account_id,
            taken_name=author.name,
            taken_at=func.coalesce(staff_call.c.taken_at, staff_call.c.came_at),
        )
    )


def _of(work: UnitOfWork, call_id: str) -> tuple[Any, ...]:
    return staff_call.c.place_id == work.place.id, staff_call.c.booking_id == call_id


def _is(author: Author, account_id: str | None, name: str | None) -> bool:
    if author.account_id is None:
        return account_id is None and name == author.name
    return account_id == author.account_id


def _lines(work: UnitOfWork) -> Select[Any]:
    """The calls of the place, with what a `CallLine` says of them."""
    facts = [column for column in staff_call.c if column.name not in ("place_id", "booking_id")]
    return (
        select(
            *(booking.c[name] for name in ("id", "status", "terminal_id", "created_at")),
            *(booking.c[name] for name in ("language", "topic", "stuck_service", "stuck_step")),
            terminal.c.location,
            *facts,
        )
        .select_from(
            booking.join(
                terminal,
                (terminal.c.place_id == booking.c.place_id)
                & (terminal.c.id == booking.c.terminal_id),
            ).outerjoin(staff_call, calls.same_call())
        )
        .where(booking.c.place_id == work.place.id, booking.c.kind == "call")
    )


def _the_line(work: UnitOfWork, call_id: str) -> CallLine:
    """Raises CallOver for what is no call of the place, or no more."""
    row = work.connection.execute(_lines(work).where(booking.c.id == call_id)).one_or_none()
    if row is None:
        raise CallOver
    return _line(work, row)


def _line(work: UnitOfWork, row: Row[Any]) -> CallLine:
    def here(moment: datetime | None) -> datetime | None:
        return moment and moment.astimezone(work.place.zone)

    long_ago = row.taken_at is not None and row.taken_at <= work.now - UNREACHED_AFTER
    stuck = (
        StuckAt(service=row.stuck_service, step=row.stuck_step)
        if row.stuck_service and row.stuck_step
        else None
    )
    return CallLine(
        id=row.id,
        status=row.status,
        terminal=row.terminal_id,
        location=row.location,
        called_at=row.created_at.astimezone(work.place.zone),
        language=row.language,
        topic=row.topic,
        stuck_at=stuck,
        tried=Tried(times=row.tries, what=row.tried) if row.tried else None,
        taken_by=row.taken_by,
        taken_name=row.taken_name,
        taken_at=here(row.taken_at),
        came_at=here(row.came_at),
        ended_at=here(row.ended_at),
        outcome=row.outcome,
        about=row.about,
        rings=row.status == "waiting" and (row.taken_at is None or long_ago),
    )
