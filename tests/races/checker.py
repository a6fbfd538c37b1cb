"""What is true afterwards, recomputed from the bookings alone."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from kiosk.store.engine import Store
from kiosk.store.tables import booking, session, taken_elsewhere
from tests.races.worker import Told

ELSEWHERE = "rdv-"
"""How the bookings begin that another booking system told of."""

LIVING = ("held", "confirmed", "over")


def lies(store: Store, told: Told) -> list[str]:
    """Every seat sold twice or lost, and every promise that is not kept; none when all is well."""
    with store.reading() as connection:
        sessions = connection.execute(select(session.c.id, session.c.seats, session.c.taken)).all()
        rows = connection.execute(
            select(booking.c.id, booking.c.session_id, booking.c.status)
        ).all()
        taken = connection.execute(
            select(taken_elsewhere.c.id, session.c.id.label("session_id"))
            .join(session, session.c.starts_at == taken_elsewhere.c.starts_at)
            .where(
                taken_elsewhere.c.stands.is_(True),
                session.c.taken < session.c.seats,
                session.c.withdrawn.is_(False),
            )
        ).all()
    living = Counter(row.session_id for row in rows if row.status in LIVING)
    found = [
        f"session {one.id} of {one.seats}: {living[one.id]} bookings, {one.taken} counted"
        for one in sessions
        if living[one.id] != one.taken or living[one.id] > one.seats
    ]
    found += [f"session {one.session_id} is free, and taken elsewhere by {one.id}" for one in taken]
    by_id = {row.id: row for row in rows}
    for booking_id, session_id in told.booked.items():
        row = by_id.get(booking_id)
        if row is None or row.status != "confirmed" or row.session_id != session_id:
            found.append(f"{booking_id} was promised session {session_id}, the store has {row}")
    for row in rows:
        elsewhere = row.id.startswith(ELSEWHERE)
        if row.status == "confirmed" and row.id not in told.booked and not elsewhere:
            found.append(f"{row} was promised to nobody")
        if row.status == "confirmed" and row.id in told.given_up:
            found.append(f"{row} was given up")
    return found
