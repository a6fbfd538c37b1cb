"""What workers answer: each carries the id of the visit that asked, so that no answer reaches the
next visitor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kiosk.visit.bookings import Booking
from kiosk.visit.effects import Effect
from kiosk.visit.notes import Note
from kiosk.visit.programme import SessionOffer
from kiosk.visit.sponsoring import ListedSponsor, Sponsorship
from kiosk.visit.team_tasks import TeamTask
from kiosk.visit.tickets import ChallengeStatus, FoundTicket, Printing, Ticket
from kiosk.visit.values import FreeTime, Hold, Mode


@dataclass(frozen=True, slots=True)
class Result:
    """Base of what comes back from the workers."""

    visit: str
    """The id of the visit that asked."""


@dataclass(frozen=True, slots=True)
class TimesFound(Result):
    topic: str
    mode: Mode
    """What was asked for: the visitor may want another mode by now."""
    times: tuple[FreeTime, ...]


@dataclass(frozen=True, slots=True)
class SeatHeld(Result):
    hold: Hold


@dataclass(frozen=True, slots=True)
class SeatGone(Result):
    """Someone else took it, or it is offered no more."""

    session_id: int
    times: tuple[FreeTime, ...]
    """The times still free, soonest first."""
    taken: bool = True
    """By someone else."""


@dataclass(frozen=True, slots=True)
class Booked(Result):
    booking: Booking
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class EnquiryWritten(Result):
    """Kept on this terminal, to be delivered."""

    enquiry_id: str
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class CallRecorded(Result):
    booking: Booking


@dataclass(frozen=True, slots=True)
class StepsKept(Result):
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class TicketDrawn(Result):
    code: str = field(repr=False)
    picture: bytes
    """PNG, as it is on paper."""


@dataclass(frozen=True, slots=True)
class TicketPrinted(Result):
    code: str = field(repr=False)
    printing: Printing


@dataclass(frozen=True, slots=True)
class OrderedTicketMade:
    """A ticket that somebody ordered from outside, ready to be printed; no visit's."""

    order: str
    ticket: Ticket = field(repr=False)


@dataclass(frozen=True, slots=True)
class TicketFound(Result):
    ticket: FoundTicket
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class TicketChanged(Result):
    """What is on the screen is no longer so: it was changed on a telephone, or another terminal.
    Nothing was done."""

    ticket: FoundTicket


@dataclass(frozen=True, slots=True)
class TicketNotFound(Result):
    typo: bool = False
    """The check letters don't fit: a letter was mistyped or misread."""
    wait_seconds: float = 0.0
    """For so long no other code is looked up, after several wrong ones."""
    scanned: bool = False
    foreign: bool = False
    """What was scanned has not the form of a ticket: another thing's barcode, or noise."""


@dataclass(frozen=True, slots=True)
class ScanLookedUp(Result):
    """What was scanned has the form of a ticket, and is being looked up."""


@dataclass(frozen=True, slots=True)
class ScanTested(Result):
    """What the scanner read for staff, and whether a ticket would be understood."""

    shown: str
    """Shortened, so that it opens no ticket."""
    keyboard: str
    """The one that the scanner seems to be set to."""
    understood: bool


@dataclass(frozen=True, slots=True)
class TicketReady(Result):
    """A ticket made again for something already booked."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Cancelled(Result):
    booking_id: str
    later: bool = False
    """It is written down here; the place hears of it when the store does."""


@dataclass(frozen=True, slots=True)
class StoreFailed(Result):
    """The store did not answer. Whether the effect was done all the same is not known."""

    effect: Effect


@dataclass(frozen=True, slots=True)
class PinAccepted(Result): ...


@dataclass(frozen=True, slots=True)
class BadgeAccepted(Result):
    account_id: str
    name: str


@dataclass(frozen=True, slots=True)
class BadgeRefused(Result): ...


@dataclass(frozen=True, slots=True)
class PinRefused(Result):
    wait_seconds: float = 0.0
    """For so long no PIN is looked at; 0 when one may try again at once."""
    not_set: bool = False


@dataclass(frozen=True, slots=True)
class PinWaitSeen(Result):
    """How long no PIN is looked at, seen anew: somebody may have lifted it."""

    wait_seconds: float


@dataclass(frozen=True, slots=True)
class PrinterSaid(Result):
    """What the printer answers, in words for staff."""

    says: str
    ready: bool


Refusal = Literal["full", "list_full", "closed", "same_hour", "not_now", "no_booth"]
"""Why nobody was let in: no seats; nor a place on the list; it is over, or too late to come in; the
ticket has something else then; too early; the booths are all somebody else's."""


@dataclass(frozen=True, slots=True)
class SessionsFound(Result):
    sessions: tuple[SessionOffer, ...]
    need: str | None = None
    """Of hours with sponsors: with what they help, empty for all tables. None: the programme."""


@dataclass(frozen=True, slots=True)
class SessionJoined(Result):
    """With seats, or on the list."""

    booking: Booking
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class SessionRefused(Result):
    booking_id: str
    why: Refusal
    sessions: tuple[SessionOffer, ...]
    """The programme as it is now."""


@dataclass(frozen=True, slots=True)
class SameHourFound(Result):
    """The ticket in hand has something else at the hour that was to be booked."""

    booking_id: str
    ticket: FoundTicket


@dataclass(frozen=True, slots=True)
class FollowUpClosed(Result):
    """What somebody told after a meeting is with the team; or they had nothing to tell."""

    told: bool


@dataclass(frozen=True, slots=True)
class TeamTasksFound(Result):
    tasks: tuple[TeamTask, ...]


@dataclass(frozen=True, slots=True)
class NumberKept(Result):
    """Whoever waits is called when a seat is theirs; `kept`: false where nothing is waited for any
    more."""

    booking_id: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Arrived(Result):
    """Of a booking on the ticket that is looked at, as it is now."""

    booking: Booking
    here: int
    """Persons who are there."""


@dataclass(frozen=True, slots=True)
class ArrivalRefused(Result):
    booking_id: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class ChallengesTaken(Result):
    paper: str
    """Its key."""
    ids: tuple[str, ...]
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class ChallengeMarked(Result):
    id: str
    status: ChallengeStatus


@dataclass(frozen=True, slots=True)
class NotesFound(Result):
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class NoteWritten(Result):
    note: Note
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class NotesToRead(Result):
    """For staff: what nobody has read yet, the oldest first; then what is on the wall."""

    notes: tuple[Note, ...]
    answered: str = ""
    """The note whose answer was just written down."""


@dataclass(frozen=True, slots=True)
class SponsorsListed(Result):
    """For staff: who offer their help, who is to be met first."""

    sponsors: tuple[ListedSponsor, ...]


@dataclass(frozen=True, slots=True)
class HelpOffered(Result):
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class SponsorshipChanged(Result):
    sponsorship: Sponsorship | None
    """None: they stopped."""
