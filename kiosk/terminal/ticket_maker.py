"""A visitor's ticket as a value, from what was booked and walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from kiosk.catalog.model import Catalog
from kiosk.visit.bookings import Booking, in_order, is_ahead
from kiosk.visit.tickets import OnPaper, PrintedBooking, PrintedWalk, Ticket
from kiosk.visit.values import Progress
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
    bookings: Iterable[Booking],
    walks: Iterable[Progress],
    now: datetime,
    wanted_at: datetime | None = None,
    booked_elsewhere: bool = False,
) -> Ticket:
    """Everything that is drawn on a ticket. `now` has a time zone.

    `wanted_at` is the time that a written enquiry could not be given.
    """
    return Ticket(
        code=code,
        url=url,
        language=language,
        place_name=place_name,
        place_address=place_address,
        bookings=tuple(
            PrintedBooking(
                booking=booking, topic=catalog.name_of(booking.topic), wanted_at=wanted_at
            )
            for booking in _on_paper(bookings, now)
        ),
        walks=tuple(_walks(catalog, walks)),
        printed_at=now,
        time_zone=time_zone,
        booked_elsewhere=booked_elsewhere,
    )


def _on_paper(bookings: Iterable[Booking], now: datetime) -> tuple[OnPaper, ...]:
    """What is to come; of what is past, the latest alone, and only if nothing else is left."""
    ordered: list[OnPaper] = [one for one in in_order(bookings, now) if isinstance(one, OnPaper)]
    return tuple(one for one in ordered if is_ahead(one, now)) or tuple(ordered[:1])


def _walks(catalog: Catalog, walks: Iterable[Progress]) -> Iterator[PrintedWalk]:
    """A service that the catalogue has no more is left out."""
    for progress in walks:
        if catalog.has_service(progress.service):
            service = catalog.service(progress.service)
            yield PrintedWalk(service=service.name, steps=lines(service, progress))
