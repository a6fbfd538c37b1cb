"""A ticket that a visitor shows: what they typed, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.visit.bookings import Booking
from kiosk.visit.tickets import FoundTicket


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLookup:
    """A ticket that is looked for, and what was found."""

    typed: str = ""
    attempt: Literal["none", "looking", "unknown", "typo", "foreign"] = "none"
    """What became of the code that was given last; foreign: what was scanned is no ticket."""
    wait_until: float | None = None
    """Until when no code is looked at, as `Context.elapsed`."""
    busy: bool = False
    """What was found is being cancelled or printed again: asked once, not twice."""
    cancelled_later: bool = False
    """Cancelled here; the place hears of it later."""
    changed: bool = False
    """It was changed elsewhere while it was on this screen."""
    here: int | None = None
    """How many persons are there, said with the arrival; None before."""
    refused: str = ""
    """Why "Je suis là" was not taken; see `results.Refusal`."""
    ticket: FoundTicket | None = None
    """What was found."""
    booking_id: str = ""
    """The booking on it that is looked at; empty while the whole ticket is."""

    @property
    def code(self) -> str:
        return self.ticket.code if self.ticket else ""

    @property
    def booking(self) -> Booking | None:
        return self.ticket.booking(self.booking_id) if self.ticket else None

    @property
    def has_several(self) -> bool:
        """A list is shown first; a single thing, and the walk behind it, is shown at once."""
        return self.ticket is not None and (
            len(self.ticket.bookings) > 1
            or len(self.ticket.walks) > 1
            or bool(self.ticket.challenges)
            or bool(self.ticket.notes)
            or self.ticket.sponsorship is not None
        )
