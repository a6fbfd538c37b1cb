"""A visitor's ticket as a value, from what was booked and walked."""

from __future__ import annotations

from datetime import datetime

from kiosk.catalog.model import Catalog
from kiosk.visit.values import Booking, Progress, Ticket
from kiosk.visit.walk_paths import lines


def make_ticket(
    *,
    catalog: Catalog,
    code: str,
    url: str,
    language: str,
    place_name: str,
    place_address: str,
    time_zone: str,
    booking: Booking | None,
    progress: Progress | None,
    now: datetime,
    wanted_at: datetime | None = None,
    booked_elsewhere: bool = False,
) -> Ticket:
    """Everything that is drawn on a ticket. `now` has a time zone."""
    service = None
    if progress is not None and catalog.has_service(progress.service):
        service = catalog.service(progress.service)
    return Ticket(
        code=code,
        url=url,
        language=language,
        place_name=place_name,
        place_address=place_address,
        booking=booking,
        topic=catalog.name_of(booking.topic) if booking else None,
        service=service.name if service else None,
        steps=lines(service, progress) if service and progress else (),
        printed_at=now,
        time_zone=time_zone,
        wanted_at=wanted_at,
        booked_elsewhere=booked_elsewhere,
    )
