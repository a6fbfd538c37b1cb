"""What stands taken in another booking system, as it was told last."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, delete, insert, select, text, update

from kiosk.agenda.opening import Offer
from kiosk.agenda.place import Place
from kiosk.agenda.plain_names import plain
from kiosk.agenda.rows import SessionRow
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.limits import ID, unfit
from kiosk.store.deletion import may_delete
from kiosk.store.tables import booking, helper, session, taken_elsewhere
from kiosk.visit.values import Mode

KEPT = timedelta(days=30)
"""How long an appointment elsewhere is remembered after it: news of it may come late."""

MOST_HELPERS = 20
"""Names that are kept of one appointment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalAppointment:
    """One appointment of the other system, as it is now."""

    id: str
    """Ours for it: the same for the same appointment."""
    stands: bool
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    told_at: datetime
    """When the other system said so: what it said earlier changes nothing."""
    helpers: Collection[str] = ()
    """First names of those who meet the visitor; the seat of one of them comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An appointment elsewhere that stands, and our seat that it takes."""

    id: str
    starts_at: datetime
    ends_at: datetime
    mode: str
    terminal_id: str
    helper_ids: frozenset[int]
    """Our helpers whose first name is told."""
    booking_id: str | None
    """Of its seat; None when there was none for it."""
    session_id: int | None
    seat_helper: int | None
    seat_starts_at: datetime | None

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether it shares a moment with this span."""
        return self.starts_at < ends_at and starts_at < self.ends_at

    @property
    def has_named_seat(self) -> bool:
        return self.seat_helper in self.helper_ids

    def keeps_from(self, offer: Offer | SessionRow) -> bool:
        """Whether the helper cannot be there for an offer; the seat it has is its own."""
        return (
            offer.kind == "appointment"
            and offer.seats == 1
            and offer.helper_id in self.helper_ids
            and self.meets(offer.starts_at, offer.ends_at)
            and (offer.helper_id, offer.starts_at) != (self.seat_helper, self.seat_starts_at)
        )

    def waits_for(self, offer: Offer) -> bool:
        """Whether an offer, were it planned, would be its seat."""
        return self.session_id is None and offer.starts_at == self.starts_at


Known = Row[tuple[Any, ...]]


def known(work: UnitOfWork, elsewhere_id: str) -> Known | None:
    """What was told of it last; nobody else changes it until the transaction ends."""
    return work.connection.execute(
        select(taken_elsewhere)
        .where(taken_elsewhere.c.place_id == work.place.id, taken_elsewhere.c.id == elsewhere_id)
        .with_for_update()
    ).one_or_none()


def write_down(work: UnitOfWork, told: ExternalAppointment, before: Known | None) -> None:
    values = {
        "told_at": told.told_at,
        "stands": told.stands,
        "starts_at": told.starts_at,
        "ends_at": told.ends_at,
        "mode": told.mode,
        "helpers": _names(told.helpers),
        "terminal_id": work.terminal,
    }
    if before is None:
        key = {"place_id": work.place.id, "id": told.id}
        work.connection.execute(insert(taken_elsewhere), values | key)
    else:
        work.connection.execute(update(taken_elsewhere).where(_is(work.place, told.id)), values)


def has_seat(work: UnitOfWork, elsewhere_id: str, booking_id: str) -> None:
    """This booking of ours takes a seat for it."""
    work.connection.execute(
        update(taken_elsewhere).where(_is(work.place, elsewhere_id)).values(booking_id=booking_id)
    )


def standing(
    work: UnitOfWork,
    starts_at: datetime,
    ends_at: datetime | None = None,
    *,
    elsewhere_id: str | None = None,
) -> list[Standing]:
    """Those that share a moment with a span (without an end: all from then on), by time."""
    query = _standing(work.place).where(taken_elsewhere.c.ends_at > starts_at)
    if ends_at is not None:
        query = query.where(taken_elsewhere.c.starts_at < ends_at)
    if elsewhere_id is not None:
        query = query.where(taken_elsewhere.c.id == elsewhere_id)
    rows = work.connection.execute(query).all()
    ids = _ids_by_name(work) if rows else {}
    return [_value(row, ids) for row in rows]


def is_unchanged(work: UnitOfWork, one: Standing) -> bool:
    """Whether it is still so; nobody else changes it until the transaction ends."""
    known(work, one.id)
    return one in standing(work, one.starts_at, one.ends_at, elsewhere_id=one.id)


def _standing(place: Place) -> Select[Any]:
    ours = and_(
        booking.c.place_id == taken_elsewhere.c.place_id,
        booking.c.id == taken_elsewhere.c.booking_id,
        booking.c.status == "confirmed",
    )
    return (
        select(
            taken_elsewhere,
            session.c.id.label("session_id"),
            session.c.helper_id.label("seat_helper"),
            session.c.starts_at.label("seat_starts_at"),
        )
        .select_from(
            taken_elsewhere.outerjoin(booking, ours).outerjoin(
                session,
                # What it had at another hour is no seat of its own any more.
                and_(
                    session.c.id == booking.c.session_id,
                    session.c.starts_at == taken_elsewhere.c.starts_at,
                ),
            )
        )
        .where(taken_elsewhere.c.place_id == place.id, taken_elsewhere.c.stands.is_(True))
        .order_by(taken_elsewhere.c.starts_at, taken_elsewhere.c.id)
    )


def _value(row: Known, ids: dict[str, set[int]]) -> Standing:
    return Standing(
        id=row.id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        mode=row.mode,
        terminal_id=row.terminal_id,
        helper_ids=frozenset().union(*(ids.get(name, set()) for name in row.helpers)),
        booking_id=row.booking_id,
        session_id=row.session_id,
        seat_helper=row.seat_helper,
        seat_starts_at=row.seat_starts_at,
    )


def forget(work: UnitOfWork) -> None:
    """What is long past, and was told long ago."""
    before = work.now - KEPT
    if not may_delete(work.connection, taken_elsewhere):
        asked = text("SELECT kiosk_rights.delete_past_elsewhere(:before)")
        work.connection.execute(asked, {"before": before})
        return
    work.connection.execute(
        delete(taken_elsewhere).where(
            taken_elsewhere.c.place_id == work.place.id,
            taken_elsewhere.c.ends_at < before,
            taken_elsewhere.c.told_at < before,
        )
    )


def _is(place: Place, elsewhere_id: str) -> Any:
    return and_(taken_elsewhere.c.place_id == place.id, taken_elsewhere.c.id == elsewhere_id)


def _names(told: Iterable[str]) -> tuple[str, ...]:
    names = (plain(_on_one_line(name)) for name in told)
    return tuple(name for name in names if name and not unfit(name, ID))[:MOST_HELPERS]


def _on_one_line(name: str) -> str:
    """Without what a list of names, or a database, cannot hold."""
    return "".join(one if one.isprintable() and one != "," else " " for one in name)


def _ids_by_name(work: UnitOfWork) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = {}
    rows = work.connection.execute(
        select(helper.c.id, helper.c.name).where(helper.c.place_id == work.place.id)
    )
    for row in rows:
        ids.setdefault(plain(_on_one_line(row.name)), set()).add(row.id)
    return ids
