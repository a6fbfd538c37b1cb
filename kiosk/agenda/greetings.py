"""Where visitors have been for long without anybody of the team having come to them.

A terminal tells with its sign of life that somebody is at it. Since when, without one of the team,
is kept in `terminal.ungreeted_since`. It goes when somebody came (a call answered, or "J'y suis
allé"), and when the terminal has stood free for a while, as nobody is there to be greeted then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, literal, select, update

from kiosk.agenda.errors import NoSuchTerminal
from kiosk.agenda.public_hours import opening_times
from kiosk.agenda.staff_journal import Author, record
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.agenda.working_hours import hours_today
from kiosk.store.columns import UtcDateTime
from kiosk.store.tables import terminal
from kiosk.visit.commands import Snapshot

UNGREETED_AFTER = timedelta(minutes=40)
"""So long without anybody of the team: the host is asked to go and see."""

FREE_AFTER = timedelta(minutes=10)
"""A terminal that was free for so long begins anew: whoever comes then is somebody else."""

HEARD_WITHIN = timedelta(minutes=3)
"""Of an older sign of life nobody knows whether somebody is there still."""

BY_THEMSELVES = ("in_use", "asking")
"""States of a terminal with somebody at it who has called nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UngreetedTerminal:
    terminal: str
    location: str | None
    since: datetime
    """In the place's time zone."""


def ungreeted(work: UnitOfWork) -> tuple[UngreetedTerminal, ...]:
    """Where the host should go, the longest first; nowhere while the place is closed."""
    if not _is_open(work):
        return ()
    rows = work.connection.execute(
        select(terminal)
        .where(
            terminal.c.place_id == work.place.id,
            terminal.c.state.in_(BY_THEMSELVES),
            terminal.c.last_seen_at > work.now - HEARD_WITHIN,
            terminal.c.ungreeted_since <= work.now - UNGREETED_AFTER,
        )
        .order_by(terminal.c.ungreeted_since, terminal.c.id)
    )
    return tuple(
        UngreetedTerminal(
            terminal=row.id,
            location=row.location,
            since=row.ungreeted_since.astimezone(work.place.zone),
        )
        for row in rows
    )


def _is_open(work: UnitOfWork) -> bool:
    """By the hours that its operator wrote; a place without any, while a helper is at work."""
    public = opening_times(work)
    if public is not None:
        return public.at(work.now) is not None
    hours = hours_today(work)
    return hours is not None and hours[0] <= work.now < hours[1]


def greeted(work: UnitOfWork, terminal_id: str) -> bool:
    """Somebody of the team was there. False when there is no such terminal."""
    done = work.connection.execute(
        update(terminal)
        .where(terminal.c.place_id == work.place.id, terminal.c.id == terminal_id)
        .values(ungreeted_since=None)
    )
    return done.rowcount == 1


def greet(work: UnitOfWork, terminal_id: str, author: Author) -> None:
    """ "J'y suis allé". Raises NoSuchTerminal."""
    if not greeted(work, terminal_id):
        raise NoSuchTerminal(terminal_id)
    record(work, author, "visitor_greeted", terminal_id)


def ungreeted_since(snapshot: Snapshot, now: datetime) -> dict[str, Any]:
    """What a sign of life changes of it, as a column's value."""
    if snapshot.state in (*BY_THEMSELVES, "help_called"):
        return {
            "ungreeted_since": func.coalesce(
                terminal.c.ungreeted_since, literal(now, UtcDateTime())
            )
        }
    if now - snapshot.since >= FREE_AFTER:
        return {"ungreeted_since": None}
    return {}
