"""Who of the team did what: written with the deed, in its transaction, and changed by nobody.

It names accounts and what they did it to (a terminal, a session, another account), never a visitor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from kiosk import limits
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.deletion import may_delete
from kiosk.store.tables import staff_journal

KEPT = timedelta(days=366)
"""The database itself lets nothing younger be changed or taken out."""

MOST = 200
"""Lines of one page."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who does something: an account of the team, or, without one, a login at a machine of the
    operator's or whoever gave a terminal's PIN."""

    account_id: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    id: int
    at: datetime
    """UTC."""
    who: str
    deed: str
    about: str


def record(work: UnitOfWork, author: Author, deed: str, about: str = "") -> None:
    """`deed` is a word of the program's ("call_taken"); `about`, what it was done to."""
    row = {
        "place_id": work.place.id,
        "at": work.now,
        "account_id": author.account_id,
        "who": author.name[: limits.STAFF_NAME],
        "deed": deed,
        "about": about[: limits.JOURNAL],
    }
    work.connection.execute(insert(staff_journal), row)


def lines(work: UnitOfWork, *, before: int | None = None, most: int = MOST) -> list[JournalLine]:
    """The latest first; `before` the line of this id."""
    query = select(staff_journal).where(staff_journal.c.place_id == work.place.id)
    if before is not None:
        query = query.where(staff_journal.c.id < before)
    rows = work.connection.execute(query.order_by(staff_journal.c.id.desc()).limit(most))
    return [
        JournalLine(id=row.id, at=row.at, who=row.who, deed=row.deed, about=row.about)
        for row in rows
    ]


def forget(work: UnitOfWork) -> None:
    """What is more than a year old. A login that may not delete leaves it to `kiosk db purge`."""
    if may_delete(work.connection, staff_journal):
        old = staff_journal.c.place_id == work.place.id, staff_journal.c.at < work.now - KEPT
        work.connection.execute(delete(staff_journal).where(*old))
