"""Orders from outside, and what a terminal tells of itself; nothing of a visitor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

CommandKind = Literal[
    "reset",
    "end_visit",
    "out_of_service",
    "in_service",
    "test_print",
    "print_again",
    "print_ticket",
    "restart",
    "message",
]
"""reset: end the visit at once; end_visit: the visitor is asked first whether they are still there,
and so they are where a terminal is to be out of service or to restart; print_again: the ticket of
the present visit; print_ticket: any ticket, for somebody at the desk; message: what stands on the
first screen."""

TerminalState = Literal["free", "in_use", "help_called", "asking", "closed", "out_of_service"]
"""free: nobody is there; in_use: a visit goes on; help_called: its screen calls someone;
asking: it asks whether somebody is still there; closed: outside the opening hours;
out_of_service: until staff say otherwise."""

CommandOutcome = Literal["done", "refused", "unknown"]
"""refused: why is said; unknown: this program does not know such a command; another version
ordered it."""

PaperState = Literal["plenty", "low", "out", "unknown", "offline", "none"]
"""unknown: the printer answers nothing; none: this terminal has no printer."""

MESSAGE_LETTERS = 120
"""Of what stands on the first screen: read from afar, in passing."""

FAR_OFF = datetime.max.replace(tzinfo=UTC)

MOST_TICKETS = 5
"""How many of the last tickets a terminal tells what became of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMessage:
    """What the place has to say on the first screen, in its own words and language."""

    text: str = ""
    """Empty: nothing."""
    until: datetime = FAR_OFF

    def stands(self, now: datetime) -> bool:
        return bool(self.text) and now < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What somebody orders from outside, as an event. Done once at most: see `agenda.commands`."""

    id: str
    kind: str
    """A `CommandKind`; or a word of a program that is newer than this one."""
    ordered_by: str
    """A login at the operator's machine, or a member of the team."""
    expires_at: datetime
    message: PlaceMessage = field(default_factory=PlaceMessage)
    ticket_id: int | None = None
    """The ticket to be printed, as the store numbers it; its code is never in an order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketOutcome:
    """What became of the paper of one of the last tickets; not whose it was."""

    at: datetime
    state: str
    """A `Printing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """How a terminal is, told with its sign of life."""

    state: TerminalState
    since: datetime
    """UTC, by this terminal's clock."""
    printer: str = field(default="")
    """What is wrong with the printer, for staff; empty when it is well."""
    printer_state: PaperState = "unknown"
    tickets: tuple[TicketOutcome, ...] = ()
    """The last `MOST_TICKETS` since the start, the latest first."""
    message: PlaceMessage = field(default_factory=PlaceMessage)
