"""The place whose agenda this is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, Row, select

from kiosk.agenda.errors import WrongPlace
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
    """Raises WrongPlace."""
    rows = connection.execute(select(tables.place).order_by(tables.place.c.id))
    return [_place(row) for row in rows]


def place_ids(store: Store) -> list[int]:
    """The number of every place, whatever is wrong with one of them."""
    with store.reading() as connection:
        query = select(tables.place.c.id).order_by(tables.place.c.id)
        return list(connection.execute(query).scalars())


def read_place(connection: Connection, place_id: int) -> Place:
    """Raises WrongPlace."""
    row = connection.execute(select(tables.place).where(tables.place.c.id == place_id)).first()
    if row is None:
        raise WrongPlace(f"Il n'y a plus de lieu numéro {place_id}.")
    return _place(row)


def _place(row: Row[tuple[Any, ...]]) -> Place:
    try:
        zone = ZoneInfo(row.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongPlace(
            f"Le lieu « {row.name} » a un fuseau horaire qui n'existe pas : « {row.time_zone} »."
        ) from error
    return Place(
        id=row.id,
        name=row.name,
        address=row.address,
        zone=zone,
        region=row.region,
        demonstration=row.demonstration,
    )
