"""The three faces, counted by day: there is no row for a visitor."""

from __future__ import annotations

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store import tables


def count(work: UnitOfWork, face: str) -> None:
    """One more of this face on the place's day."""
    day = work.place.day_of(work.now)
    key = {"place_id": work.place.id, "day": day, "face": face}
    table = tables.feedback
    try:
        with work.connection.begin_nested():
            work.connection.execute(insert(table).values(**key, count=1))
    except IntegrityError:
        work.connection.execute(
            update(table).filter_by(**key).values({table.c["count"]: table.c["count"] + 1})
        )
