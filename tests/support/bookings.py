"""What a test knows of a booking or a ticket that the types leave open."""

from __future__ import annotations

from kiosk.visit.bookings import Appointment, Booking, Call, NotedEnquiry, SeatBooking
from kiosk.visit.tickets import FoundTicket
from kiosk.visit.values import Progress


def seat(booking: Booking | None) -> SeatBooking:
    assert isinstance(booking, SeatBooking)
    return booking


def appointment(booking: Booking | None) -> Appointment:
    assert isinstance(booking, Appointment)
    return booking


def enquiry(booking: Booking | None) -> NotedEnquiry:
    assert isinstance(booking, NotedEnquiry)
    return booking


def call(booking: Booking | None) -> Call:
    assert isinstance(booking, Call)
    return booking


def only_booking(ticket: FoundTicket | None) -> Booking | None:
    """The one thing that is on a ticket, or nothing."""
    assert ticket is not None
    assert len(ticket.bookings) <= 1
    return ticket.bookings[0] if ticket.bookings else None


def only_walk(ticket: FoundTicket | None) -> Progress | None:
    assert ticket is not None
    assert len(ticket.walks) <= 1
    return ticket.walks[0] if ticket.walks else None
