"""What became of the seat that a visitor is asking for: one of six, and nothing between two.

NoSeat → AskedSeat → HeldSeat → BookingSeat → a ticket
                     HeldSeat → LostSeat, when its time is over
                              BookingSeat → DoubtfulSeat, when the store went silent → BookingSeat
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visit.values import Hold


@dataclass(frozen=True, slots=True)
class NoSeat:
    """No hour is chosen, or it was free no more."""


@dataclass(frozen=True, slots=True)
class AskedSeat:
    """A hold is asked for, and not answered yet."""

    booking_id: str
    """A new one for each time that is chosen."""


@dataclass(frozen=True, slots=True)
class _WithHold:
    hold: Hold
    until: float
    """When the hold ends, as `Context.elapsed`."""

    @property
    def booking_id(self) -> str:
        return self.hold.booking_id


@dataclass(frozen=True, slots=True)
class HeldSeat(_WithHold):
    """Kept while the confirmation is read."""


@dataclass(frozen=True, slots=True)
class BookingSeat(_WithHold):
    """Confirmed by the visitor, and being written down."""


@dataclass(frozen=True, slots=True)
class DoubtfulSeat(_WithHold):
    """The store went silent while it was written down: it may have been, or not."""

    gives_up: bool = False
    """Something of the ticket in hand goes with it."""


@dataclass(frozen=True, slots=True)
class LostSeat:
    """The two minutes are over; it was given back, and may be asked for again."""


WithHold = HeldSeat | BookingSeat | DoubtfulSeat
DraftSeat = NoSeat | AskedSeat | HeldSeat | BookingSeat | DoubtfulSeat | LostSeat


NO_SEAT = NoSeat()


def booking_id_of(seat: DraftSeat) -> str:
    """The key of the booking that it would be; empty while there is none."""
    return "" if isinstance(seat, NoSeat | LostSeat) else seat.booking_id
