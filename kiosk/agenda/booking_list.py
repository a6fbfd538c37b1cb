"""Bookings as plain data, for `kiosk bookings --json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kiosk.visit.bookings import (
    Attendance,
    Booking,
    WaitingPlace,
    kind_of,
    mode_of,
    persons,
    session_of,
    stuck_at,
)
from kiosk.visit.video import video_link


def bookings_json(
    bookings: Iterable[Booking], *, codes: bool = False, video_address: str = ""
) -> list[dict[str, Any]]:
    """One dictionary a booking; times in ISO 8601 with the place's offset; no name in it.

    The code, which opens the ticket, is null unless it is asked for. Every booking has every
    key, null where its kind has no such thing: other programs read columns.
    """
    return [
        _plain(booking, codes) | {"video": video_link(video_address, booking) or None}
        for booking in bookings
    ]


def _plain(booking: Booking, codes: bool) -> dict[str, Any]:
    stuck, session = stuck_at(booking), session_of(booking)
    return {
        "id": booking.id,
        "code": booking.code if codes else None,
        "kind": kind_of(booking),
        "topic": booking.topic,
        "mode": mode_of(booking),
        "helper": session and session.helper,
        "starts_at": session and session.starts_at.isoformat(),
        "ends_at": session and session.ends_at.isoformat(),
        "status": booking.status,
        "stuck_at": stuck and {"service": stuck.service, "step": stuck.step},
        "persons": persons(booking),
        "title": session and session.title,
        "location": session and session.location,
        "cancelled_by_place": session is not None and session.cancelled,
        "rank": booking.rank if isinstance(booking, WaitingPlace) else None,
        "arrived": isinstance(booking, Attendance) and booking.arrived_at is not None,
        "booth": booking.booth if isinstance(booking, Attendance) else None,
    }
