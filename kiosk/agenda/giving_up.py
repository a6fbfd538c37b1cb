"""Two things at one hour on one ticket: only where one of them is given up for the other."""

from __future__ import annotations

from kiosk.agenda import seats, tickets
from kiosk.agenda.same_hour import SameHour, at_that_hour
from kiosk.agenda.ticket_contents import bookings_on
from kiosk.agenda.unit_of_work import UnitOfWork


def give_up_for(work: UnitOfWork, carnet: str, session_id: int, *instead_of: str) -> None:
    """Give up what is given up for a session, of the ticket with this code. Raises SameHour for
    anything else that the ticket has at its hour.
    """
    ticket_id = tickets.id_of(work, carnet) if carnet else None
    if ticket_id is None:
        return
    other = at_that_hour(work, ticket_id, session_id, *instead_of)
    if other is not None:
        raise SameHour(other)
    on_ticket = bookings_on(work, ticket_id)
    for booking_id in dict.fromkeys(instead_of):
        if booking_id in on_ticket:
            seats.cancel(work, booking_id)
