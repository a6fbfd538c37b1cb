"""What terminals counted, as the store keeps it: how far each count of a day is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.counts_file import DayCount
from kiosk.store.deletion import may_delete
from kiosk.store.tables import visit_count

KEPT = timedelta(days=3 * 366)
"""Three years: this one beside the two before. No row says whose."""


def take_in(work: UnitOfWork, counter: str, counts: Sequence[DayCount]) -> None:
    """How far the counts of one terminal's file are. Idempotent: a count that is further already,
    as an answer was lost, stays."""
    if not counts:
        return
    if work.connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    said = insert(visit_count)
    further = said.on_conflict_do_update(
        index_elements=list(visit_count.primary_key),
        set_={"count": said.excluded["count"]},
        where=visit_count.c["count"] < said.excluded["count"],
    )
    work.connection.execute(
        further,
        [
            {
                "place_id": work.place.id,
                "day": one.day,
                "what": one.what,
                "about": one.about,
                "step": one.step,
                "counter": counter,
                "count": one.count,
            }
            for one in counts
        ],
    )


def forget(work: UnitOfWork) -> None:
    """Delete what is older than `KEPT`. A terminal's login deletes none: `kiosk db purge` does."""
    if not may_delete(work.connection, visit_count):
        return
    oldest = work.place.day_of(work.now - KEPT)
    work.connection.execute(
        delete(visit_count).where(
            visit_count.c.place_id == work.place.id, visit_count.c.day < oldest
        )
    )
