"""What a place offers, whatever the hours: a helper's appointments, a workshop.

Sessions and rules point to it, so that a workshop that gets another title, another room or
another host is still the one that people booked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from kiosk.agenda.amend import amend
from kiosk.agenda.place import Place
from kiosk.agenda.plain_names import plain
from kiosk.store.tables import activity, opening_rule, session


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """As its columns are named."""

    kind: str
    title: str | None = None
    """A helper's appointments have no name."""
    about: str | None = None
    """What happens there, in a sentence or two."""
    location: str | None = None
    """Where in the place; None is at its host's desk."""
    helper_id: int | None = None
    """Its host; None where no one person receives. An appointment always has one."""
    seats: int = 1
    waiting_list: int = 0
    """How many may wait for a seat of one session."""
    bring: str | None = None
    """What to bring along."""
    beginners: bool = False
    """For those who begin."""
    series: bool = False
    """All its days are booked as one."""
    minimum: int = 0
    """With fewer persons, staff are asked whether it takes place; 0 is no such number."""
    languages: tuple[str, ...] | None = None
    """Spoken there: codes; None is not said."""

    def is_same(self, row: Any) -> bool:
        """Whether it is the one in a row, which may have changed since: appointments are known by
        who receives, all else by its name, whoever receives."""
        if self.kind != row.kind:
            return False
        if self.kind == "appointment":
            return bool(self.helper_id == row.helper_id)
        return plain(self.title or "") == plain(row.title or "")


def put_activities(
    connection: Connection, place_id: int, wanted: Iterable[Activity]
) -> dict[Activity, int]:
    """The ids of what a place offers: known, changed or new. What is no longer wanted stays while
    a session speaks of it (`delete_unused`)."""
    query = select(activity).where(activity.c.place_id == place_id).order_by(activity.c.id)
    known = list(connection.execute(query))
    ids: dict[Activity, int] = {}
    changed: list[Activity] = []
    # Of two of one name, those that are exactly as before first: the other is the one that changed.
    for one in dict.fromkeys(wanted):
        row = next((row for row in known if _values(row) == asdict(one)), None)
        if row is None:
            changed.append(one)
        else:
            known.remove(row)
            ids[one] = row.id
    for one in changed:
        row = next((row for row in known if one.is_same(row)), None)
        if row is None:
            new = insert(activity).values(place_id=place_id, **asdict(one))
            ids[one] = connection.execute(new.returning(activity.c.id)).scalar_one()
        else:
            known.remove(row)
            amend(connection, activity, row, asdict(one))
            ids[one] = row.id
    return ids


def delete_unused(connection: Connection, place: Place) -> None:
    """Those without a rule, once their last session is forgotten."""
    used = (
        select(table.c.activity_id).where(table.c.place_id == place.id)
        for table in (opening_rule, session)
    )
    connection.execute(
        delete(activity).where(
            activity.c.place_id == place.id, *(activity.c.id.not_in(ids) for ids in used)
        )
    )


def _values(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Activity.__slots__}
