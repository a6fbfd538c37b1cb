"""The address of a meeting by video: the place's own, with the room of a booking in it.

Where the address has no `{room}`, all meet in one: the place's own waiting room then keeps them
apart.
"""

from __future__ import annotations

from kiosk.visit.bookings import Appointment, Attendance, Booking

ROOM = "{room}"


def video_link(address: str, booking: Booking | None) -> str:
    """Where a booking is met by video; empty when it is not, or the place has no address."""
    if not isinstance(booking, Appointment | Attendance) or booking.mode != "video":
        return ""
    if ROOM in address and not booking.video_room:
        return ""  # nobody may come into another's room
    return address.replace(ROOM, booking.video_room or "")
