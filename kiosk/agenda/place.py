"""The place whose agenda this is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, select

from kiosk.store import tables
from kiosk.store.engine import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    id: int
    name: str
    address: str
    zone: ZoneInfo
    region: str | None = None
    """A French region with public holidays of its own, as the `holidays` library names it."""
    demonstration: bool = False

    def day_of(self, moment: datetime) -> date:
        """The day that people at the place call it."""
        return moment.astimezone(self.zone).date()

    def midnight(self, day: date) -> datetime:
        """The moment a day of the place begins."""
        return datetime.combine(day, time(), tzinfo=self.zone)


def places(store: Store) -> list[Place]:
    """Every place of the store, the first made first. Raises StoreUnreachable."""
    with store.reading() as connection:
        return read_places(connection)


def read_places(connection: Connection) -> list[Place]:
    rows = connection.execute(select(tables.place).order_by(tables.place.c.id))
    return [_place(row) for row in rows]


def _place(row: Row[tuple[Any, ...]]) -> Place:
    return Place(
        id=row.id,
        name=row.name,
        address=row.address,
        zone=ZoneInfo(row.time_zone),
        region=row.region,
        demonstration=row.demonstration,
    )
