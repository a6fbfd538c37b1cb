"""The ticket: handed over, printed, printed once more."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import Print
from kiosk.visit.events import Reprint, ShowTicket
from kiosk.visit.results import TicketDrawn, TicketPrinted
from kiosk.visit.scenes import End, Home, Scene, Thanks, TicketShown
from kiosk.visit.state import Context, IssuedTicket, Visit
from kiosk.visit.tickets import FoundTicket, Ticket
from kiosk.visit.update.outcome import Outcome, go, on, stay


def hand_over(visit: Visit, ticket: Ticket, origin: Scene) -> Outcome:
    """Show the ticket and have it printed; Back leads to `origin`."""
    while isinstance(origin, TicketShown):
        origin = origin.origin
    return go(with_ticket(visit, ticket), TicketShown(origin), Print(ticket))


def with_ticket(visit: Visit, ticket: Ticket) -> Visit:
    """It is the ticket in hand: what is added later in this visit goes onto it."""
    same = visit.carnet is not None and visit.carnet.code == ticket.code
    known = visit.carnet if visit.carnet and same else None
    carnet = known or FoundTicket(code=ticket.code, language=ticket.language)
    printed = {one.booking.id: one.booking for one in ticket.bookings}
    kept = {one.id: one for one in carnet.bookings} | printed
    carnet = replace(carnet, bookings=tuple(kept.values()))
    return replace(visit, issued=IssuedTicket(ticket=ticket), carnet=carnet)


def hand_over_here(visit: Visit, ticket: Ticket, asked_on: tuple[type[Scene], ...]) -> Outcome:
    """Show it on the screen where it was asked for. Whoever has gone on is not fetched back:
    the paper comes out, and the first screen leads to the ticket."""
    if not isinstance(visit.scene, asked_on):
        return with_ticket(visit, ticket), (Print(ticket),)
    origin = visit.scene.origin if isinstance(visit.scene, End) else visit.scene
    return hand_over(visit, ticket, Home() if isinstance(origin, Thanks) else origin)


@on(ShowTicket)
def show_ticket(visit: Visit, event: ShowTicket, context: Context) -> Outcome:
    return go(visit, TicketShown(Home())) if visit.issued else stay(visit)


@on(TicketDrawn)
def ticket_drawn(visit: Visit, event: TicketDrawn, context: Context) -> Outcome:
    if visit.issued is None or visit.issued.ticket.code != event.code:
        return stay(visit)
    return stay(replace(visit, issued=replace(visit.issued, picture=event.picture)))


@on(TicketPrinted)
def ticket_printed(visit: Visit, event: TicketPrinted, context: Context) -> Outcome:
    if visit.issued is None or visit.issued.ticket.code != event.code:
        return stay(visit)
    return stay(replace(visit, issued=replace(visit.issued, printing=event.printing)))


def may_reprint(issued: IssuedTicket) -> bool:
    """Once, by the visitor, when the first printing is over; and again where it never began."""
    if issued.printing == "busy":
        return True
    return not issued.reprinted and issued.printing not in ("waiting", "shown")


@on(Reprint)
def reprint(visit: Visit, event: Reprint, context: Context) -> Outcome:
    if visit.issued is None or not may_reprint(visit.issued):
        return stay(visit)
    again = replace(visit.issued, printing="waiting", reprinted=True)
    return replace(visit, issued=again), (Print(visit.issued.ticket),)
