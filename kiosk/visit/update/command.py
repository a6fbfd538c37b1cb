"""The door of orders from outside: the store says who ordered, and lets each through once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.visit.commands import Command, CommandKind
from kiosk.visit.effects import (
    AcknowledgeCommand,
    MakeOrderedTicket,
    Print,
    PrintOrdered,
    PrintTest,
    SetMessage,
)
from kiosk.visit.results import OrderedTicketMade
from kiosk.visit.state import Context, Visit
from kiosk.visit.update import staff_deeds
from kiosk.visit.update.outcome import Outcome, on
from kiosk.visit.update.visit_ending import ask_first, done, end_now, refused, take_back

NO_TICKET = "Aucun ticket dans la visite en cours."


def _reset(visit: Visit, order: Command, context: Context) -> Outcome:
    after, effects = end_now(visit, context)
    return after, (*effects, done(order))


def _out_of_service(visit: Visit, order: Command, context: Context) -> Outcome:
    if not context.in_service:
        return visit, (done(order),)
    return ask_first(visit, order, context)


def _in_service(visit: Visit, order: Command, context: Context) -> Outcome:
    if context.in_service:
        after, answers = take_back(visit, "out_of_service")
        return after, (*answers, done(order))
    after, effects = staff_deeds.put_in_service(visit, context)
    return after, (*effects, done(order))


def _test_print(visit: Visit, order: Command, _context: Context) -> Outcome:
    return visit, (PrintTest(order.id),)


def _print_again(visit: Visit, order: Command, context: Context) -> Outcome:
    """The printer says what becomes of it, to whoever ordered it too."""
    if visit.issued is None:
        return visit, (refused(order, NO_TICKET),)
    again = replace(visit.issued, printing="waiting")
    return replace(visit, issued=again), (Print(again.ticket, order.id),)


def _print_ticket(visit: Visit, order: Command, _context: Context) -> Outcome:
    """Somebody at the desk waits for it: nothing of it appears here."""
    if order.ticket_id is None:
        return visit, (refused(order, "L'ordre ne dit pas quel ticket."),)
    return visit, (MakeOrderedTicket(order.ticket_id, order.id),)


def _say_message(visit: Visit, order: Command, _context: Context) -> Outcome:
    return visit, (SetMessage(order.message), done(order))


DEEDS: dict[CommandKind, Callable[[Visit, Command, Context], Outcome]] = {
    "reset": _reset,
    "end_visit": ask_first,
    "out_of_service": _out_of_service,
    "in_service": _in_service,
    "test_print": _test_print,
    "print_again": _print_again,
    "print_ticket": _print_ticket,
    "restart": ask_first,
    "message": _say_message,
}
"""What each command does. A new one is a word in `CommandKind` and a line here."""


@on(Command)
def command_received(visit: Visit, event: Command, context: Context) -> Outcome:
    """Whatever is on the screen, the staff's menu too. Acknowledged, now or when it is known what
    came of it, so that whoever waits at the other end knows."""
    deed = next((deed for kind, deed in DEEDS.items() if kind == event.kind), None)
    if deed is None:
        return visit, (AcknowledgeCommand(event.id, "unknown"),)
    return deed(visit, event, context)


@on(OrderedTicketMade)
def ordered_ticket_made(visit: Visit, event: OrderedTicketMade, context: Context) -> Outcome:
    return visit, (PrintOrdered(event.ticket, event.order),)
