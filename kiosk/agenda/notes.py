"""Ideas and difficulties: told by visitors, read by the team, and answered where all can see it.

Nothing is public before the team accepted it. A note holds no name; what is removed loses its
words at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from kiosk.agenda import tickets
from kiosk.agenda.amend import insert_once
from kiosk.agenda.errors import AgendaError
from kiosk.agenda.note_rows import note_rows, note_value
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.deletion import may_delete
from kiosk.store.tables import note, ticket_note
from kiosk.visit.notes import Note, NoteKind

WALL = 20
"""How many notes the wall shows: the latest answered first, then the latest."""


class NoSuchNote(AgendaError):  # noqa: N818
    """There is no such note at this place, or it is taken down."""


def write(
    work: UnitOfWork,
    note_id: str,
    kind: NoteKind,
    card: str | None,
    words: str,
    paper: NewPaper,
) -> tuple[str, str]:
    """Keep a note for the team to read, on the ticket in hand or a new one: its code, and a token
    for its paper. Idempotent. Raises NoFreeCode.
    """
    row = {
        "id": note_id,
        "place_id": work.place.id,
        "kind": kind,
        "card": card,
        "words": words or None,
        "status": "new",
        "created_at": work.now,
    }
    insert_once(work.connection, note, row)
    code, token = tickets.issue(work, paper)
    ticket_id = tickets.id_of(work, code)
    row_of_ticket = {"note_id": note_id, "place_id": work.place.id, "ticket_id": ticket_id}
    insert_once(work.connection, ticket_note, row_of_ticket)
    return code, token


def wall(work: UnitOfWork) -> tuple[Note, ...]:
    """What everybody may read."""
    query = note_rows(work, note.c.status == "accepted").order_by(
        note.c.answered_at.desc().nulls_last(), note.c.created_at.desc()
    )
    return tuple(note_value(work, row) for row in work.connection.execute(query.limit(WALL)))


def me_too(work: UnitOfWork, note_id: str) -> None:
    """One more who says so; nothing of who. Does nothing for what is not on the wall."""
    work.connection.execute(
        update(note)
        .where(*_mine(work, note_id), note.c.status == "accepted")
        .values(me_too=note.c.me_too + 1)
    )


def listed(work: UnitOfWork) -> list[tuple[Note, datetime]]:
    """All that are not taken down, with when they were told; what waits longest first."""
    query = note_rows(work, note.c.status != "removed").order_by(note.c.created_at, note.c.id)
    return [(note_value(work, row), row.created_at) for row in work.connection.execute(query)]


def for_staff(work: UnitOfWork) -> tuple[Note, ...]:
    """What nobody of the team has read, the oldest first; then what is on the wall, the latest
    first. All of it: the wall shows less."""
    query = note_rows(work, note.c.status.in_(("new", "accepted")))
    found = work.connection.execute(query.order_by(note.c.created_at, note.c.id)).all()
    unread = [row for row in found if row.status == "new"]
    shown = [row for row in reversed(found) if row.status == "accepted"]
    return tuple(note_value(work, row) for row in (*unread, *shown))


def count_to_read(work: UnitOfWork) -> int:
    found: int = work.connection.execute(
        select(func.count()).where(note.c.place_id == work.place.id, note.c.status == "new")
    ).scalar_one()
    return found


def accept(work: UnitOfWork, note_id: str) -> Note:
    """On the wall. Twice is once. Raises NoSuchNote."""
    _change(work, note_id, {"status": "accepted", "merged_into": None})
    return the_note(work, note_id)


def answer(work: UnitOfWork, note_id: str, words: str, *, refused: bool) -> Note:
    """What was done, or why not; dated, on the wall and on its teller's ticket. A note that was
    not read before is accepted by it. Raises NoSuchNote."""
    said = {
        "status": "accepted",
        "merged_into": None,
        "answer": words,
        "refused": refused,
        "answered_at": work.now,
    }
    _change(work, note_id, said)
    return the_note(work, note_id)


def merge(work: UnitOfWork, note_id: str, into: str) -> Note:
    """The same thing, told twice: one of them stands for both, with all who said it. Its teller
    finds the other's answer. Raises NoSuchNote."""
    kept, gone = the_note(work, into), the_note(work, note_id)
    if kept.id == gone.id or gone.status == "merged":
        return kept
    if kept.status == "merged":
        raise NoSuchNote(into)
    _change(work, note_id, {"status": "merged", "merged_into": into})
    # Whoever was merged into this one follows it.
    work.connection.execute(
        update(note)
        .where(note.c.place_id == work.place.id, note.c.merged_into == note_id)
        .values(merged_into=into)
    )
    _change(work, into, {"me_too": kept.me_too + gone.me_too + 1})
    return the_note(work, into)


def remove(work: UnitOfWork, note_id: str) -> None:
    """Taken down; its words are erased. What was put together with it is read anew: it had its own
    words, and its teller waits for an answer. Raises NoSuchNote."""
    work.connection.execute(
        update(note)
        .where(note.c.place_id == work.place.id, note.c.merged_into == note_id)
        .values(status="new", merged_into=None)
    )
    gone = {"status": "removed", "merged_into": None, "words": None, "answer": None}
    _change(work, note_id, gone)


def the_note(work: UnitOfWork, note_id: str) -> Note:
    """Raises NoSuchNote."""
    query = note_rows(work, note.c.id == note_id, note.c.status != "removed")
    row = work.connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchNote(note_id)
    return note_value(work, row)


def _mine(work: UnitOfWork, note_id: str) -> tuple[ColumnElement[bool], ...]:
    return (note.c.place_id == work.place.id, note.c.id == note_id)


def _change(work: UnitOfWork, note_id: str, values: dict[str, Any]) -> None:
    # As parameters: SQLAlchemy keeps statements for their next use, and words inside with them.
    changed = work.connection.execute(
        update(note).where(*_mine(work, note_id), note.c.status != "removed"), values
    )
    if changed.rowcount != 1:
        raise NoSuchNote(note_id)


KEPT = timedelta(days=365)
"""After it was told, or answered: by then the wall has others."""


def forget(work: UnitOfWork) -> int:
    """Notes that are old, and what was taken down or put together with another, once no ticket
    leads there any more; how many. A terminal's login deletes none: the owner's purge does.
    """
    if not may_delete(work.connection, note):
        return 0
    on_tickets = select(ticket_note.c.note_id).where(ticket_note.c.place_id == work.place.id)
    stood_for = note.alias("stood_for")
    stands_for = (
        select(stood_for.c.merged_into)
        .where(stood_for.c.place_id == work.place.id, stood_for.c.merged_into.is_not(None))
        .distinct()
    )
    said_at = func.coalesce(note.c.answered_at, note.c.created_at)
    gone = delete(note).where(
        note.c.place_id == work.place.id,
        note.c.id.not_in(on_tickets),
        or_(
            note.c.status.in_(("removed", "merged")),
            and_(said_at < work.now - KEPT, note.c.id.not_in(stands_for)),
        ),
    )
    return work.connection.execute(gone).rowcount
