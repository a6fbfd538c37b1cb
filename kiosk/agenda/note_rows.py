"""Notes as values, from their rows; and those that a ticket's bearer told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import note, ticket_note
from kiosk.visit.notes import Note


def notes_on(work: UnitOfWork, ticket_id: int) -> tuple[Note, ...]:
    """As their teller finds them: of one that was put together with another, the other's answer."""
    mine = select(ticket_note.c.note_id).where(
        ticket_note.c.place_id == work.place.id, ticket_note.c.ticket_id == ticket_id
    )
    query = note_rows(work, note.c.id.in_(mine)).order_by(note.c.created_at, note.c.id)
    found = [(note_value(work, row), row.merged_into) for row in work.connection.execute(query)]
    return tuple(_as_answered(work, one, into) for one, into in found)


def _as_answered(work: UnitOfWork, one: Note, into: str | None) -> Note:
    if into is None:
        return one
    row = work.connection.execute(note_rows(work, note.c.id == into)).one_or_none()
    if row is None:
        return one
    other = note_value(work, row)
    return replace(one, answer=other.answer, refused=other.refused, answered_on=other.answered_on)


def note_rows(work: UnitOfWork, *which: ColumnElement[bool]) -> Select[Any]:
    return select(note).where(note.c.place_id == work.place.id, *which)


def note_value(work: UnitOfWork, row: Any) -> Note:
    return Note(
        id=row.id,
        kind=row.kind,
        card=row.card,
        words=row.words or "",
        status=row.status,
        me_too=row.me_too,
        answer=row.answer or "",
        refused=row.refused,
        answered_on=work.place.day_of(row.answered_at) if row.answered_at else None,
    )
