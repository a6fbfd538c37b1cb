"""What a visitor looks at of the programme, and asks of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kiosk.visit.programme import SessionOffer
from kiosk.visit.results import Refusal
from kiosk.visit.values import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    sessions: tuple[SessionOffer, ...] | None = None
    """None while they are looked up."""
    need: str | None = None
    """What for, of hours with a sponsor; empty for all their tables; None for the programme."""
    persons: int = 1
    mode: Mode | None = None
    """How they follow it; None: not chosen, as it mostly is."""
    booth: bool = False
    moves: str = ""
    """The booking of the ticket in hand that is given up for what is chosen."""
    attempt: Literal["none", "asked", "doubtful"] = "none"
    """asked: it is being written down; doubtful: the store went silent meanwhile."""
    booking_id: str = ""
    """The key of the last attempt."""
    gives_up: bool = False
    """Something of the ticket in hand goes with the last attempt."""
    refused: Refusal | None = None

    def session(self, session_id: int) -> SessionOffer | None:
        return next((one for one in self.sessions or () if one.session.id == session_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberDraft:
    """The number at which whoever waits for a seat is called."""

    booking_id: str
    phone: str = field(default="", repr=False)
    doubtful: bool = False
    attempt: Literal["none", "asked", "kept"] = "none"
