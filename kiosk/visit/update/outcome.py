"""How the parts of `update` are written down: one handler an event, found by its type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar, assert_never

from kiosk.visit.draft_seat import (
    AskedSeat,
    BookingSeat,
    DoubtfulSeat,
    HeldSeat,
    LostSeat,
    NoSeat,
)
from kiosk.visit.effects import CancelBooking, Effect, EndCall, ReleaseSeat, WipeTerminal
from kiosk.visit.events import Event
from kiosk.visit.scenes import Scene
from kiosk.visit.state import Context, Visit, new_visit
from kiosk.visit.update.counting import at_the_end

Outcome = tuple[Visit, tuple[Effect, ...]]
Handler = Callable[[Visit, Any, Context], Outcome]

E = TypeVar("E", bound=Event)

HANDLERS: dict[type[object], Handler] = {}


def on(
    event: type[E],
) -> Callable[[Callable[[Visit, E, Context], Outcome]], Callable[[Visit, E, Context], Outcome]]:
    """Register what an event does."""

    def register(
        handler: Callable[[Visit, E, Context], Outcome],
    ) -> Callable[[Visit, E, Context], Outcome]:
        assert event not in HANDLERS, f"two handlers for {event.__name__}"
        HANDLERS[event] = handler
        return handler

    return register


def stay(visit: Visit) -> Outcome:
    return visit, ()


def go(visit: Visit, scene: Scene, *effects: Effect) -> Outcome:
    return replace(visit, scene=scene), effects


def doubtful_seats(visit: Visit) -> tuple[Effect, ...]:
    """Seats among others that may have been written down when the store went silent."""
    joining = visit.joining
    if joining is None or joining.attempt != "doubtful":
        return ()
    return cancel_doubtful(joining.booking_id, gives_up=joining.gives_up)


def cancel_doubtful(booking_id: str, *, gives_up: bool) -> tuple[Effect, ...]:
    """Told that it could not be written down, nobody would come. But where something was given up
    for it, one of the two stands: with the new one cancelled, nothing might be left.
    """
    return () if gives_up else (CancelBooking(booking_id),)


def let_go(visit: Visit) -> tuple[Effect, ...]:
    """What must be given back when a visitor leaves what they were asking for."""
    return (*_seat_let_go(visit), *doubtful_seats(visit))


def _seat_let_go(visit: Visit) -> tuple[Effect, ...]:
    draft = visit.draft
    if draft is None or draft.enquiry_id:
        return ()  # the enquiry, once delivered, settles what became of the seat
    match draft.seat:
        case AskedSeat(booking_id=booking_id) | HeldSeat(booking_id=booking_id):
            return (ReleaseSeat(booking_id),)
        case DoubtfulSeat(booking_id=booking_id, gives_up=gives_up):
            return cancel_doubtful(booking_id, gives_up=gives_up)
        case BookingSeat() | NoSeat() | LostSeat():
            return ()
    assert_never(draft.seat)


def wipe(visit: Visit, context: Context) -> Outcome:
    """End the visit: all that is known of the visitor goes with the old object."""
    ended = (EndCall(visit.call.id),) if visit.call else ()
    return new_visit(context), (*let_go(visit), *ended, *at_the_end(visit), WipeTerminal())
