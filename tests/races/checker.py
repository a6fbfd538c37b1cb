"""What is true afterwards, recomputed from the bookings alone."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from kiosk.store.engine import Store
from kiosk.store.tables import booking, slot, taken_elsewhere
from tests.races.worker import Told

ELSEWHERE = "rdv-"
"""How the bookings begin that another booking system told of."""

LIVING = ("held", "confirmed", "over")


def lies(store: Store, told: Told) -> list[str]:
    """Every seat sold twice or lost, and every promise that is not kept; none when all is well."""
    with store.reading() as connection:
        slots = connection.execute(select(slot.c.id, slot.c.seats, slot.c.taken)).all()
        rows = connection.execute(select(booking.c.id, booking.c.slot_id, booking.c.status)).all()
        taken = connection.execute(
            select(taken_elsewhere.c.id, slot.c.id.label("slot_id"))
            .join(slot, slot.c.starts_at == taken_elsewhere.c.starts_at)
            .where(
                taken_elsewhere.c.stands.is_(True),
                slot.c.taken < slot.c.seats,
                slot.c.withdrawn.is_(False),
            )
        ).all()
    living = Counter(row.slot_id for row in rows if row.status in LIVING)
    found = [
        f"slot {one.id} of {one.seats}: {living[one.id]} bookings, {one.taken} counted"
        for one in slots
        if living[one.id] != one.taken or living[one.id] > one.seats
    ]
    found += [f"slot {one.slot_id} is free, and taken elsewhere by {one.id}" for one in taken]
    by_id = {row.id: row for row in rows}
    for booking_id, slot_id in told.booked.items():
        row = by_id.get(booking_id)
        if row is None or row.status != "confirmed" or row.slot_id != slot_id:
            found.append(f"{booking_id} was promised slot {slot_id}, the store has {row}")
    for row in rows:
        elsewhere = row.id.startswith(ELSEWHERE)
        if row.status == "confirmed" and row.id not in told.booked and not elsewhere:
            found.append(f"{row} was promised to nobody")
        if row.status == "confirmed" and row.id in told.given_up:
            found.append(f"{row} was given up")
    return found
