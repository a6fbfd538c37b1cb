"""What the ticket in hand has at an hour: said before anything is asked for."""

from __future__ import annotations

from kiosk.visit.bookings import Booking, Session, WaitingPlace, is_ahead, session_of
from kiosk.visit.state import Context, Visit


def in_the_way(visit: Visit, wanted: Session, context: Context, moved: str = "") -> Booking | None:
    """None where nothing is; who only waits is nowhere yet, and what is `moved` gives way."""
    for booking in visit.carnet.bookings if visit.carnet else ():
        there = session_of(booking)
        if there is None or isinstance(booking, WaitingPlace) or there.id == wanted.id:
            continue
        if booking.id == moved:
            continue
        if is_ahead(booking, context.now) and there.meets(wanted):
            return booking
    return None
