"""Housekeeping of a database of many places: what goes wrong in one stops at that one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from kiosk.agenda.place import place_ids, read_place
from kiosk.agenda.purge import Purged, purge
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.errors import KioskError
from kiosk.store.engine import Store
from kiosk.store.errors import StoreFault
from kiosk.visit.sponsoring import MOST_AT_ONCE

LOCK_SECONDS = 20.0
"""How long a place's rows are waited for: who keeps them busy keeps nobody else's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """What became of one place: what was purged, or why nothing was, in a sentence for staff."""

    place_id: int
    purged: Purged | None = None
    why: str = ""


def purge_places(
    store: Store,
    *,
    clock: Callable[[], datetime],
    keep: timedelta,
    lock_seconds: float | None = None,
) -> Iterator[Tidied]:
    """Purge every place, each in a transaction of its own, the first made first.

    Raises StoreUnreachable when not even the places can be listed.
    """
    for place_id in place_ids(store):
        try:
            with store.writing() as connection:
                if not store.is_sqlite:
                    limit = int((lock_seconds or LOCK_SECONDS) * 1000)
                    connection.execute(text(f"SET LOCAL lock_timeout = {limit}"))
                work = UnitOfWork(
                    connection=connection,
                    place=read_place(connection, place_id),
                    now=clock(),
                    terminal="",
                    theme_of=lambda _topic: None,
                    lead=timedelta(),
                    keep=keep,
                    most_at_once=MOST_AT_ONCE,
                )
                purged = purge(work)
        except Exception as error:  # what a place's rows may hold is endless
            yield Tidied(place_id=place_id, why=_why(error))
        else:
            yield Tidied(place_id=place_id, purged=purged)


def _why(error: Exception) -> str:
    """In one line; other words than ours may quote a name or a number."""
    orig = getattr(error.__cause__, "orig", None) or getattr(error, "orig", None)
    if getattr(orig, "sqlstate", None) == "55P03":  # lock_not_available
        return "un autre programme tient ses lignes ; recommencez plus tard."
    if isinstance(error, (StoreFault, SQLAlchemyError)):
        return f"la base refuse un changement ({type(orig or error).__name__})."
    if isinstance(error, KioskError):
        return " ".join(str(error).split())
    return f"ses lignes disent ce qui ne peut pas être ({type(error).__name__})."
