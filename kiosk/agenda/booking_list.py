"""Bookings as plain data, for `kiosk bookings --json`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kiosk.visit.values import Booking


def bookings_json(bookings: Iterable[Booking], *, codes: bool = False) -> list[dict[str, Any]]:
    """One dictionary a booking; times in ISO 8601 with the place's offset; no name in it.

    The code, which opens the ticket, is null unless it is asked for.
    """
    return [
        {
            "id": booking.id,
            "code": booking.code if codes else None,
            "kind": booking.kind,
            "topic": booking.topic,
            "mode": booking.mode,
            "helper": booking.helper,
            "starts_at": _iso(booking.starts_at),
            "ends_at": _iso(booking.ends_at),
            "status": booking.status,
            "stuck_at": booking.stuck_at
            and {"service": booking.stuck_at.service, "step": booking.stuck_at.step},
        }
        for booking in bookings
    ]


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
