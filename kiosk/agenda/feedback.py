"""The three faces, counted by day: there is no row for a visitor."""

from __future__ import annotations

from kiosk.agenda.amend import add_to_count
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store import tables


def count(work: UnitOfWork, face: str) -> None:
    """One more of this face on the place's day."""
    day = work.place.day_of(work.now)
    add_to_count(
        work.connection, tables.feedback, {"place_id": work.place.id, "day": day, "face": face}, 1
    )
