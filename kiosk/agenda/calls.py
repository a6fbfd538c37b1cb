"""Calls: someone is wanted at a terminal now. They take no seat.

What the terminal says of one, and asks; what the team does with it is in `staff_calls`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import and_, func, literal, select, update

from kiosk import limits
from kiosk.agenda import greetings
from kiosk.agenda.amend import insert_once
from kiosk.agenda.errors import BookingClosed
from kiosk.agenda.rows import the_booking
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, staff_call
from kiosk.visit.bookings import Booking, Call, CallStatus
from kiosk.visit.standing_call import CallNews
from kiosk.visit.values import StuckAt, Tried

Outcome = Literal["helped", "alone", "left"]
"""helped: a person came; alone: the visitor said that nobody is needed any more; left: the visit
ended, and nobody knows."""


def call(
    work: UnitOfWork,
    booking_id: str,
    topic: str,
    stuck_at: StuckAt | None,
    language: str,
    tried: Tried | None = None,
    called_at: datetime | None = None,
) -> Call:
    """Record a call; a retry finds its own. `called_at`: when somebody was called, where the store
    hears of it only later. Raises BookingClosed for an appointment's id."""
    row = {
        "id": booking_id,
        "place_id": work.place.id,
        "terminal_id": work.terminal,
        "kind": "call",
        "status": "waiting",
        "topic": topic,
        "mode": "face",
        "language": language,
        "stuck_service": stuck_at and stuck_at.service,
        "stuck_step": stuck_at and stuck_at.step,
        "created_at": min(called_at, work.now) if called_at else work.now,
    }
    # The key may be there: asked twice, or another booking's id.
    insert_once(work.connection, booking, row)
    found = the_booking(work, booking_id)
    if not isinstance(found, Call):
        raise BookingClosed(booking_id)
    tries = {"tries": tried.times, "tried": tried.what[: limits.TRIED]} if tried else {}
    make_facts(work, booking_id, **tries)
    return found


def make_facts(work: UnitOfWork, booking_id: str, **facts: Any) -> None:
    """The row of a call that the team writes in; one of an earlier program has none."""
    key = {"place_id": work.place.id, "booking_id": booking_id}
    insert_once(work.connection, staff_call, {"tries": 0, "tried": None} | facts | key)


def answer(work: UnitOfWork, booking_id: str) -> Booking:
    """A person came. Raises NoSuchBooking."""
    if turn(work, booking_id, "waiting", "answered"):
        came(work, booking_id)
    return the_booking(work, booking_id)


def end(work: UnitOfWork, booking_id: str, *, goes_on_alone: bool = False) -> Booking:
    """Answered: it is over. Still waiting: nobody is needed any more. Raises NoSuchBooking."""
    if turn(work, booking_id, "answered", "over"):
        note(work, booking_id, ended_at=work.now)
    if turn(work, booking_id, "waiting", "cancelled"):
        outcome: Outcome = "alone" if goes_on_alone else "left"
        note(work, booking_id, ended_at=work.now, outcome=outcome)
    return the_booking(work, booking_id)


def end_left_behind(work: UnitOfWork, before: datetime, standing: str | None) -> int:
    """End what this terminal called for `before` its program started: with the program, the sign
    was gone from the screen, and nobody knows whether anybody waits. How many."""
    left = select(booking.c.id).where(
        booking.c.place_id == work.place.id,
        booking.c.terminal_id == work.terminal,
        booking.c.kind == "call",
        booking.c.status == "waiting",
        booking.c.created_at < before,
        booking.c.id != (standing or ""),
    )
    ids = list(work.connection.execute(left).scalars())
    for booking_id in ids:
        end(work, booking_id)
    return len(ids)


def news(work: UnitOfWork, booking_id: str) -> CallNews | None:
    """What its terminal should show of it; None while the store has not heard of it."""
    row = work.connection.execute(
        select(booking.c.status, staff_call.c.taken_name, staff_call.c.taken_at)
        .select_from(booking.outerjoin(staff_call, same_call()))
        .where(booking.c.place_id == work.place.id, booking.c.id == booking_id)
    ).one_or_none()
    if row is None:
        return None
    if row.status != "waiting":
        return CallNews(call_id=booking_id, over=True)
    return CallNews(call_id=booking_id, helper=row.taken_name, taken_at=row.taken_at)


# What both sides do, in this order: the booking first, then its facts.


def same_call() -> Any:
    """SQL: the facts of the booking beside it."""
    return and_(
        staff_call.c.place_id == booking.c.place_id, staff_call.c.booking_id == booking.c.id
    )


def turn(work: UnitOfWork, booking_id: str, before: CallStatus, after: CallStatus) -> bool:
    """False when it was not so before: nothing is changed."""
    turned = work.connection.execute(
        update(booking)
        .where(
            booking.c.id == booking_id,
            booking.c.place_id == work.place.id,
            booking.c.kind == "call",
            booking.c.status == before,
        )
        .values(status=after)
    )
    return turned.rowcount == 1


def came(work: UnitOfWork, booking_id: str) -> None:
    """Somebody of the team is with the visitor, who is greeted by that too."""
    make_facts(work, booking_id)
    note(work, booking_id, came_at=work.now, outcome="helped")
    terminal = select(booking.c.terminal_id).where(
        booking.c.place_id == work.place.id, booking.c.id == booking_id
    )
    greetings.greeted(work, work.connection.execute(terminal).scalar_one())


def note(work: UnitOfWork, booking_id: str, **facts: Any) -> None:
    """Write what is known of it by now; what was written earlier stays."""
    columns = {name: staff_call.c[name] for name in facts}
    kept = {
        name: func.coalesce(columns[name], literal(value, columns[name].type))
        for name, value in facts.items()
    }
    work.connection.execute(
        update(staff_call)
        .where(staff_call.c.place_id == work.place.id, staff_call.c.booking_id == booking_id)
        .values(kept)
    )
