"""Before the agenda is changed: what that does to what is booked. And doing it, when somebody has
seen it.

A change is a deed. It is done, and the hours are planned, in a transaction: undone to look, kept to
save. What was looked at is what is saved, or nothing is: `AgendaChanged`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, select, update

from kiosk.agenda import booking_changes, planner
from kiosk.agenda.apply_place_file import put_rules
from kiosk.agenda.errors import AgendaError
from kiosk.agenda.maintenance import WEEKS, judged
from kiosk.agenda.place_file.described_place import DescribedPlace
from kiosk.agenda.place_file.write import write_place
from kiosk.agenda.place_lock import lock_place
from kiosk.agenda.plain_names import plain
from kiosk.agenda.planner import Overlap
from kiosk.agenda.read_described import read_described
from kiosk.agenda.rows import booked_session, bookings_with_sessions
from kiosk.agenda.rules_file import rules_file
from kiosk.agenda.still_offered import load_holidays
from kiosk.agenda.transactions import Transactions
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.retry import again_after_conflict
from kiosk.store.tables import activity, booking, helper, session
from kiosk.store.time_limit import HOUSEKEEPING
from kiosk.visit.bookings import Session
from kiosk.visit.team_tasks import ChangeReason

Change = Callable[[UnitOfWork], object]


class KeptInFile(AgendaError):  # noqa: N818
    """The place's rules are its file's, of this name: the board only shows them."""


class AgendaChanged(AgendaError):  # noqa: N818
    """Somebody changed the agenda, or booked, since it was looked at; nothing was saved."""

    def __init__(self, effects: Effects) -> None:
        super().__init__(
            "L'agenda a changé entre-temps. Rien n'est enregistré : regardez de nouveau."
        )
        self.effects = effects


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedBooking:
    """Somebody's, without a name: when and with whom it was."""

    booking_id: str
    session: Session
    persons: int
    waiting: bool
    """On the list, without a seat."""
    reason: ChangeReason | None
    """None: the place cancels or moves the session; their tickets and pages say so."""
    to: str = ""
    """Who receives now, or where."""
    reachable: bool
    """Whether they left a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """Of a change; `added` to `withdrawn` in sessions."""

    added: int
    changed: int
    withdrawn: int
    touched: tuple[TouchedBooking, ...]
    """The next first."""
    overlapping: tuple[Overlap, ...]
    """What the change gives and nobody is offered, for whoever receives is busy."""
    seen: str
    """What `save` takes for proof that just this was looked at."""


@again_after_conflict
def look(here: Transactions, change: Change) -> Effects:
    """What a change would do; nothing is changed. Raises what the change raises, ClockDoubtful."""
    load_holidays()
    with judged(here, patience=HOUSEKEEPING) as work:
        trial = work.connection.begin_nested()
        effects = _do(work, change)
        trial.rollback()
    return effects


@again_after_conflict
def save(here: Transactions, change: Change, seen: str) -> Effects:
    """Do it, as it was `seen`. Raises AgendaChanged when it would do something else by now; what
    the change raises; ClockDoubtful."""
    load_holidays()
    with judged(here, patience=HOUSEKEEPING) as work:
        effects = _do(work, change)
        if effects.seen != seen:
            raise AgendaChanged(effects)
    return effects


def put_described(work: UnitOfWork, edit: Callable[[DescribedPlace], DescribedPlace]) -> None:
    """Change the place's rules on the board. Raises KeptInFile."""
    check_kept_here(work)
    put_rules(work.connection, work.place.id, edit(read_described(work)))


def rename_helper(work: UnitOfWork, name: str, new: str) -> None:
    """The same person under another name: what was booked with them stays theirs. Raises
    KeptInFile."""
    check_kept_here(work)
    _rename(work, helper, helper.c.name, name, new, helper.c.active.is_(True))


def rename_activity(work: UnitOfWork, kind: str, title: str, new: str) -> None:
    """What was booked of it stays of it. Raises KeptInFile."""
    check_kept_here(work)
    _rename(work, activity, activity.c.title, title, new, activity.c.kind == kind)


def _rename(
    work: UnitOfWork, table: Table, column: Any, name: str, new: str, *only: ColumnElement[bool]
) -> None:
    query = select(table.c.id, column.label("name")).where(table.c.place_id == work.place.id, *only)
    same = [one.id for one in work.connection.execute(query) if plain(one.name) == plain(name)]
    work.connection.execute(update(table).where(table.c.id.in_(same)).values({column: new}))


def check_kept_here(work: UnitOfWork) -> None:
    """Raises KeptInFile where a file keeps the rules."""
    kept = rules_file(work)
    if kept is not None:
        raise KeptInFile(kept.name)


def _do(work: UnitOfWork, change: Change) -> Effects:
    lock_place(work)
    as_it_was = write_place(read_described(work))
    planner.plan(work, weeks=WEEKS)  # what is due in any case is nothing that the change does
    before, told = _booked(work), _open(work)
    change(work)
    planned = planner.plan(work, weeks=WEEKS)
    after = _booked(work)
    open_now = _open(work) - told
    touched = tuple(
        one
        for booking_id, row in before.items()
        if (one := _touched(work, row, after.get(booking_id), booking_id in open_now)) is not None
    )
    for one in touched:
        if one.reason in ("host", "room"):
            booking_changes.note(work, [one.booking_id], one.reason)
    return Effects(
        added=planned.added,
        changed=planned.changed,
        withdrawn=planned.withdrawn,
        touched=touched,
        overlapping=planned.overlapping,
        seen=_digest(as_it_was, touched),
    )


def _booked(work: UnitOfWork) -> dict[str, Any]:
    query = (
        bookings_with_sessions(work.place)
        .add_columns(booking.c.phone.is_not(None).label("reachable"))
        .where(booking.c.status.in_(booking_changes.EXPECTED), session.c.ends_at > work.now)
        .order_by(session.c.starts_at, booking.c.created_at, booking.c.id)
    )
    return {row.id: row for row in work.connection.execute(query)}


def _open(work: UnitOfWork) -> set[str]:
    return {one.booking_id for one in booking_changes.open_changes(work)}


def _touched(work: UnitOfWork, row: Any, now: Any, stranded: bool) -> TouchedBooking | None:
    if now is None or row.cancelled_at is not None:
        return None
    reason: ChangeReason | None = None
    to = ""
    if stranded:
        reason = "hour"
    elif (now.cancelled_at, now.starts_at) != (None, row.starts_at):
        reason = None
    elif plain(now.helper or "") != plain(row.helper or ""):
        reason, to = "host", now.helper or ""
    elif now.location != row.location:
        reason, to = "room", now.location or ""
    else:
        return None
    return TouchedBooking(
        booking_id=row.id,
        session=booked_session(row, work.place),
        persons=row.persons,
        waiting=row.status == "waiting",
        reason=reason,
        to=to,
        reachable=row.reachable,
    )


def _digest(as_it_was: str, touched: tuple[TouchedBooking, ...]) -> str:
    ids = [(one.booking_id, one.reason) for one in touched]
    return hashlib.sha256(f"{as_it_was}{ids}".encode()).hexdigest()[:32]
