"""Giving a seat back, whatever freed it: judged anew before anybody is promised it.

An hour that the rules offer no more is withdrawn. One that stands taken in another booking
system goes to that appointment. All in the transaction that frees the seat.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update

from kiosk.agenda.place import Place
from kiosk.agenda.rows import SessionRow
from kiosk.agenda.still_offered import is_still_offered
from kiosk.agenda.taken_elsewhere import Standing, has_seat, is_unchanged, standing
from kiosk.store.tables import booking, session
from kiosk.visit.values import OTHER_TOPIC


def give_back(connection: Connection, place: Place, session_id: int, now: datetime) -> None:
    """One seat of a session, which the caller's booking no longer has."""
    freed = (
        update(session)
        .where(session.c.id == session_id)
        .values(taken=session.c.taken - 1)
        .returning(*session.columns)
    )
    row = connection.execute(freed).one()
    if row.withdrawn or row.starts_at <= now:
        return
    if not is_still_offered(connection, place, row):
        _set_withdrawn(connection, session_id, True)
        return
    _give_elsewhere(connection, place, row, now)


def _give_elsewhere(connection: Connection, place: Place, row: SessionRow, now: datetime) -> None:
    """To an appointment elsewhere that has no seat, or only another helper's."""
    met = standing(connection, place, row.starts_at, row.ends_at)
    waiting = [one for one in met if _wants(one, row) and not one.has_named_seat]
    # Those that name this helper first.
    for one in sorted(waiting, key=lambda one: row.helper_id not in one.helper_ids):
        if one.session_id is not None and row.helper_id not in one.helper_ids:
            continue  # it has a seat as good as this one
        if take_for(connection, place, one, row.id, now):
            return
    withdraw_what_meets(connection, place, met, now)


def is_wanted_elsewhere(connection: Connection, place: Place, session_id: int) -> bool:
    """Whether an appointment elsewhere waits for a seat of this session, or needs its helper."""
    row = connection.execute(select(session).where(session.c.id == session_id)).one()
    return any(
        (one.session_id is None and _wants(one, row)) or one.keeps_from(row)
        for one in standing(connection, place, row.starts_at, row.ends_at)
    )


def _wants(one: Standing, row: SessionRow) -> bool:
    """Whether a session can be its seat: at its very hour, and its helper's or by its mode."""
    named = row.helper_id in one.helper_ids
    return (
        row.kind == "appointment"
        and row.starts_at == one.starts_at
        and (named or one.mode in row.modes)
    )


def best_seat(
    connection: Connection, place: Place, one: Standing, now: datetime, *, named_only: bool = False
) -> int | None:
    """The free session for an appointment elsewhere; first that of a helper who is named."""
    rows = connection.execute(
        select(session).where(
            session.c.place_id == place.id,
            session.c.starts_at == one.starts_at,
            session.c.starts_at > now,
            session.c.taken < session.c.seats,
            session.c.withdrawn.is_(False),
        )
    )
    found = [
        (row.helper_id not in one.helper_ids, row.topics is not None, row.id)
        for row in rows
        if _wants(one, row) and not (named_only and row.helper_id not in one.helper_ids)
    ]
    return min(found)[-1] if found else None


def take_for(
    connection: Connection, place: Place, one: Standing, session_id: int, now: datetime
) -> bool:
    """Take a seat for an appointment elsewhere, and give back the one it had."""
    if not is_unchanged(connection, place, one):  # another terminal found it a seat
        return False
    taken = connection.execute(
        update(session)
        .where(
            session.c.id == session_id,
            session.c.place_id == place.id,
            session.c.starts_at > now,
            session.c.taken < session.c.seats,
            session.c.withdrawn.is_(False),
        )
        .values(taken=session.c.taken + 1)
    )
    if taken.rowcount != 1:
        return False
    if one.session_id is not None:
        connection.execute(
            update(booking).where(booking.c.id == one.booking_id).values(session_id=session_id)
        )
        give_back(connection, place, one.session_id, now)
    else:
        booking_id = _new_id(connection, place, one)
        connection.execute(insert(booking), _booking(place, one, booking_id, session_id, now))
        has_seat(connection, place, one.id, booking_id)
    return True


def _new_id(connection: Connection, place: Place, one: Standing) -> str:
    """A booking that was cancelled, or is over, stays so: its successor is numbered."""
    before: int = connection.execute(
        select(func.count()).where(
            booking.c.place_id == place.id,
            or_(booking.c.id == one.id, booking.c.id.startswith(f"{one.id}-", autoescape=True)),
        )
    ).scalar_one()
    return f"{one.id}-{before}" if before else one.id


def _booking(
    place: Place, one: Standing, booking_id: str, session_id: int, now: datetime
) -> dict[str, Any]:
    return {
        "id": booking_id,
        "place_id": place.id,
        "terminal_id": one.terminal_id,
        "session_id": session_id,
        "kind": "appointment",
        "status": "confirmed",
        "topic": OTHER_TOPIC,
        "mode": one.mode,
        "language": "fr",
        "created_at": now,
    }


# Hours that no seat stands for


def withdraw_what_meets(
    connection: Connection, place: Place, met: Iterable[Standing], now: datetime
) -> int:
    """The free hours of helpers who meet somebody elsewhere then; how many."""
    withdrawn = 0
    for one in met:
        if one.helper_ids:
            free = update(session).where(
                session.c.helper_id.in_(one.helper_ids),
                session.c.kind == "appointment",
                session.c.seats == 1,
                session.c.taken == 0,
                session.c.withdrawn.is_(False),
                *_meets(place, one.starts_at, one.ends_at, now),
            )
            withdrawn += connection.execute(free.values(withdrawn=True)).rowcount
    return withdrawn


def offer_again(
    connection: Connection, place: Place, starts_at: datetime, ends_at: datetime, now: datetime
) -> None:
    """The withdrawn hours of a span, where the rules give them and nothing else takes them."""
    rows = connection.execute(
        select(session)
        .where(
            session.c.withdrawn.is_(True),
            session.c.taken == 0,
            *_meets(place, starts_at, ends_at, now),
        )
        .order_by(session.c.id)
        .with_for_update()
    ).all()
    for row in rows:
        if is_still_offered(connection, place, row):
            _set_withdrawn(connection, row.id, False)
            _give_elsewhere(connection, place, row, now)


def _meets(
    place: Place, starts_at: datetime, ends_at: datetime, now: datetime
) -> tuple[ColumnElement[bool], ...]:
    return (
        session.c.place_id == place.id,
        session.c.starts_at > now,
        and_(session.c.starts_at < ends_at, session.c.ends_at > starts_at),
    )


def _set_withdrawn(connection: Connection, session_id: int, withdrawn: bool) -> None:
    connection.execute(
        update(session).where(session.c.id == session_id).values(withdrawn=withdrawn)
    )


def seat_all(connection: Connection, place: Place, now: datetime) -> None:
    """Hours that have just been planned: first those that stand taken elsewhere."""
    for one in standing(connection, place, now):
        if one.session_id is None:
            free = best_seat(connection, place, one, now)
            if free is not None:
                take_for(connection, place, one, free, now)
            withdraw_what_meets(connection, place, [one], now)
