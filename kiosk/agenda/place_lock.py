"""One at a time: whoever plans the hours of a place, or takes in news of them."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, text

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import place


def lock_place(work: UnitOfWork) -> None:
    """Wait for whoever holds it; kept until the transaction ends."""
    if work.connection.dialect.name != "sqlite" and not _may_change(work.connection):
        work.connection.execute(text("SELECT kiosk_rights.lock_own_place()"))
        return
    own = select(place.c.id).where(place.c.id == work.place.id)
    work.connection.execute(own.with_for_update(key_share=True))


def _may_change(connection: Connection) -> bool:
    """PostgreSQL lets only those lock a row who may change something of it; the page may not."""
    asked = select(func.has_any_column_privilege(place.name, "UPDATE"))
    return bool(connection.execute(asked).scalar())
