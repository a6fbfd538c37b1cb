"""What is left of a visit when it is over: looked for in everything that Python keeps alive.

The values of a visit have sessions and so take no weak reference; they are looked for by their
type in the collector's own list, which finds them whoever holds them.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from kiosk.visit import bookings, events, state, ticket_lookup, tickets, values

PERSONAL = (
    state.Visit,
    state.Walk,
    state.BookingDraft,
    state.IssuedTicket,
    ticket_lookup.TicketLookup,
    state.StaffDesk,
    *get_args(bookings.Booking),
    values.Hold,
    values.Progress,
    values.StuckAt,
    tickets.Ticket,
    events.TypeKey,
)


def alive() -> list[Any]:
    """The values of visits that are alive, whoever holds them."""
    gc.collect()
    return [one for one in gc.get_objects() if type(one) in PERSONAL]


def survivors(expected: Iterable[Any]) -> Counter[str]:
    """The values of visits that are alive, but for those that may be."""
    known = {id(one) for one in expected}
    return Counter(type(one).__name__ for one in alive() if id(one) not in known)


def holders(text: str) -> list[str]:
    """The types of the objects that hold a string with this text, other than `text` itself."""
    found = []
    for one in gc.get_objects():
        if any(text in string and string is not text for string in _strings(one)):
            found.append(f"{type(one).__module__}.{type(one).__qualname__}")
    return found


def _strings(one: Any) -> Iterator[str]:
    """Directly held, or in tuples and dicts that the collector does not follow."""
    for held in gc.get_referents(one):
        if type(held) is str:
            yield held
        elif type(held) in (tuple, dict) and not gc.is_tracked(held):
            yield from _strings(held)
