"""The three faces, counted by day: there is no row for a visitor."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import IntegrityError

from kiosk.agenda.place import Place
from kiosk.store import tables


def count(connection: Connection, place: Place, day: date, face: str) -> None:
    """One more of this face on this day."""
    key = {"place_id": place.id, "day": day, "face": face}
    table = tables.feedback
    try:
        with connection.begin_nested():
            connection.execute(insert(table).values(**key, count=1))
    except IntegrityError:
        connection.execute(
            update(table).filter_by(**key).values({table.c["count"]: table.c["count"] + 1})
        )
