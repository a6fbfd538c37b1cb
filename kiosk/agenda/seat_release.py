"""Giving a seat back, whatever freed it: judged anew before anybody is promised it.

An hour that the rules offer no more is withdrawn. One that stands taken in another booking
system goes to that appointment. All in the transaction that frees the seat.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update

from kiosk.agenda import calendar_events
from kiosk.agenda.place import Place
from kiosk.agenda.rows import SessionRow
from kiosk.agenda.same_hour import at_that_hour
from kiosk.agenda.still_offered import is_still_offered
from kiosk.agenda.taken_elsewhere import Standing, has_seat, is_unchanged, standing
from kiosk.agenda.ticket_contents import ticket_id_of
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, session
from kiosk.visit.programme import LIST_CLOSES
from kiosk.visit.values import OTHER_TOPIC


def give_back(work: UnitOfWork, session_id: int, persons: int = 1) -> None:
    """Seats of a session, which the caller's booking no longer has."""
    freed = (
        update(session)
        .where(session.c.id == session_id)
        .values(taken=session.c.taken - persons)
        .returning(*session.columns)
    )
    row = work.connection.execute(freed).one()
    if row.withdrawn or row.starts_at <= work.now:
        return
    if not is_still_offered(work, row):
        _offer_no_more(work.connection, row)
        return
    if row.kind == "appointment":
        _give_elsewhere(work, row)
    if row.waiting_list:
        promote(work, session_id)


def _offer_no_more(connection: Connection, row: SessionRow) -> None:
    """Nobody is given what was freed; whoever else is expected there still is."""
    values = {"withdrawn": True} if row.taken == 0 else {"seats": row.taken}
    connection.execute(update(session).where(session.c.id == row.id).values(**values))


def promote(work: UnitOfWork, session_id: int) -> list[str]:
    """Seats that are free go to those who wait, first come first served; the ids of the bookings
    that have seats now. Who come together wait until there are seats for all of them, and keep
    nobody who fits from going first: an empty chair helps no one. Who has something else then
    is not seated in two places. Shortly before the start nobody
    is: they would not hear of it in time (`LIST_CLOSES`).
    """
    waiting = work.connection.execute(
        select(booking.c.id, booking.c.persons)
        .where(
            booking.c.place_id == work.place.id,
            booking.c.session_id == session_id,
            booking.c.status == "waiting",
        )
        .order_by(booking.c.created_at, booking.c.id)
        .with_for_update()
    ).all()
    promoted = []
    for one in waiting:
        ticket_id = ticket_id_of(work, one.id)
        if at_that_hour(work, ticket_id, session_id, one.id) is not None:
            continue  # they keep their rank until they give the other thing up
        seated = work.connection.execute(
            update(session)
            .where(
                session.c.id == session_id,
                session.c.taken + one.persons <= session.c.seats,
                session.c.withdrawn.is_(False),
                session.c.starts_at > work.now + LIST_CLOSES,
            )
            .values(taken=session.c.taken + one.persons)
        )
        if seated.rowcount == 1:
            mine = (booking.c.id == one.id, booking.c.place_id == work.place.id)
            work.connection.execute(update(booking).where(*mine).values(status="confirmed"))
            calendar_events.changed(work, one.id)
            promoted.append(one.id)
    return promoted


def _give_elsewhere(work: UnitOfWork, row: SessionRow) -> None:
    """To an appointment elsewhere that has no seat, or only another helper's."""
    met = standing(work, row.starts_at, row.ends_at)
    waiting = [one for one in met if _wants(one, row) and not one.has_named_seat]
    # Those that name this helper first.
    for one in sorted(waiting, key=lambda one: row.helper_id not in one.helper_ids):
        if one.session_id is not None and row.helper_id not in one.helper_ids:
            continue  # it has a seat as good as this one
        if take_for(work, one, row.id):
            return
    withdraw_what_meets(work, met)


def is_wanted_elsewhere(work: UnitOfWork, session_id: int) -> bool:
    """Whether an appointment elsewhere waits for a seat of this session, or needs its helper."""
    row = work.connection.execute(select(session).where(session.c.id == session_id)).one()
    return any(
        (one.session_id is None and _wants(one, row)) or one.keeps_from(row)
        for one in standing(work, row.starts_at, row.ends_at)
    )


def _wants(one: Standing, row: SessionRow) -> bool:
    """Whether a session can be its seat: at its very hour, and its helper's or by its mode."""
    named = row.helper_id in one.helper_ids
    return (
        row.kind == "appointment"
        and row.starts_at == one.starts_at
        and (named or one.mode in row.modes)
    )


def best_seat(work: UnitOfWork, one: Standing, *, named_only: bool = False) -> int | None:
    """The free session for an appointment elsewhere; first that of a helper who is named."""
    rows = work.connection.execute(
        select(session).where(
            session.c.place_id == work.place.id,
            session.c.starts_at == one.starts_at,
            session.c.starts_at > work.now,
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


def take_for(work: UnitOfWork, one: Standing, session_id: int) -> bool:
    """Take a seat for an appointment elsewhere, and give back the one it had."""
    if not is_unchanged(work, one):  # another terminal found it a seat
        return False
    taken = work.connection.execute(
        update(session)
        .where(
            session.c.id == session_id,
            session.c.place_id == work.place.id,
            session.c.starts_at > work.now,
            session.c.taken < session.c.seats,
            session.c.withdrawn.is_(False),
        )
        .values(taken=session.c.taken + 1)
    )
    if taken.rowcount != 1:
        return False
    if one.session_id is not None:
        work.connection.execute(
            update(booking).where(booking.c.id == one.booking_id).values(session_id=session_id)
        )
        give_back(work, one.session_id)
    else:
        booking_id = _new_id(work, one)
        work.connection.execute(
            insert(booking), _booking(work.place, one, booking_id, session_id, work.now)
        )
        has_seat(work, one.id, booking_id)
    return True


def _new_id(work: UnitOfWork, one: Standing) -> str:
    """A booking that was cancelled, or is over, stays so: its successor is numbered."""
    before: int = work.connection.execute(
        select(func.count()).where(
            booking.c.place_id == work.place.id,
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


def withdraw_what_meets(work: UnitOfWork, met: Iterable[Standing]) -> int:
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
                *_meets(work.place, one.starts_at, one.ends_at, work.now),
            )
            withdrawn += work.connection.execute(free.values(withdrawn=True)).rowcount
    return withdrawn


def offer_again(work: UnitOfWork, starts_at: datetime, ends_at: datetime) -> None:
    """The withdrawn hours of a span, where the rules give them and nothing else takes them."""
    rows = work.connection.execute(
        select(session)
        .where(
            session.c.withdrawn.is_(True),
            session.c.cancelled_at.is_(None),
            session.c.taken == 0,
            *_meets(work.place, starts_at, ends_at, work.now),
        )
        .order_by(session.c.id)
        .with_for_update()
    ).all()
    for row in rows:
        if is_still_offered(work, row):
            _set_withdrawn(work.connection, row.id, False)
            _give_elsewhere(work, row)


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


def seat_all(work: UnitOfWork) -> None:
    """Hours that have just been planned: first those that stand taken elsewhere."""
    for one in standing(work, work.now):
        if one.session_id is None:
            free = best_seat(work, one)
            if free is not None:
                take_for(work, one, free)
            withdraw_what_meets(work, [one])
