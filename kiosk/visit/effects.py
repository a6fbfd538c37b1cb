"""What a visit asks of the world. A worker does it and answers with an Event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.visit.bookings import Seen, Session
from kiosk.visit.commands import CommandOutcome, PlaceMessage
from kiosk.visit.counts import Count
from kiosk.visit.notes import NoteKind
from kiosk.visit.sponsoring import FollowUp
from kiosk.visit.team_tasks import TaskKind
from kiosk.visit.tickets import ChallengeStatus, FoundTicket, Ticket
from kiosk.visit.values import Enquiry, FreeTime, Mode, Progress, Rating, Reading, StuckAt, Tried


@dataclass(frozen=True, slots=True)
class FindTimes:
    """→ TimesFound"""

    topic: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class HoldSeat:
    """→ SeatHeld or SeatGone. `booking_id` is the key: idempotent."""

    booking_id: str
    session_id: int
    topic: str
    mode: Mode
    stuck_at: StuckAt | None


@dataclass(frozen=True, slots=True)
class ReleaseSeat:
    booking_id: str


@dataclass(frozen=True, slots=True)
class Book:
    """→ Booked, or SeatGone when the hold ran out and someone took the seat; SameHourFound when the
    ticket in hand has something else then."""

    booking_id: str
    session_id: int
    topic: str
    mode: Mode
    first_name: str = field(repr=False)
    phone: str = field(repr=False)
    progress: Progress | None
    carnet: str = field(default="", repr=False)
    """The code of the ticket in hand, which it goes onto; empty: a new one."""
    instead_of: str = ""
    """What the ticket in hand has then, and is given up."""
    moves: str = ""
    """The appointment of the ticket in hand that this is the new hour of."""

    @property
    def gives_up(self) -> tuple[str, ...]:
        """The bookings of the ticket in hand that go with it."""
        return tuple(filter(None, (self.instead_of, self.moves)))


@dataclass(frozen=True, slots=True)
class FindSessions:
    """→ SessionsFound"""


@dataclass(frozen=True, slots=True)
class AttendSession:
    """→ SessionJoined or SessionRefused. `booking_id` is the key: idempotent."""

    booking_id: str
    session: Session
    """As it was on the screen: where the store is silent, the paper says it."""
    persons: int
    wait: bool
    """A place on the list will do."""
    instead_of: str
    carnet: str = field(repr=False)
    """The code of the ticket in hand, which it goes onto; empty: a new one."""
    progress: Progress | None
    need: str = ""
    """Of an hour with a sponsor."""
    mode: Mode | None = None
    """How it is followed, where that was chosen."""
    booth: bool = False
    """By video, from a booth of the place."""
    moves: str = ""
    """A seat of the ticket in hand that is given up for it, at whatever hour."""

    @property
    def gives_up(self) -> tuple[str, ...]:
        """The bookings of the ticket in hand that go with it."""
        return tuple(filter(None, (self.instead_of, self.moves)))


@dataclass(frozen=True, slots=True)
class SayArrived:
    """→ Arrived or ArrivalRefused"""

    booking_id: str
    undo: bool = False


@dataclass(frozen=True, slots=True)
class CloseFollowUp:
    """→ FollowUpClosed: asked once a meeting. `report_id` is the key of what is told, if any."""

    about: FollowUp
    report_id: str = ""
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class FindTeamTasks:
    """→ TeamTasksFound"""


@dataclass(frozen=True, slots=True)
class SettleTeamTask:
    """→ TeamTasksFound: what is left."""

    kind: TaskKind
    task_id: str
    yes: bool


@dataclass(frozen=True, slots=True)
class SayLooksFor:
    """What somebody who is there looks for."""

    booking_id: str
    field: str


@dataclass(frozen=True, slots=True)
class KeepNumber:
    """→ NumberKept: to be called when a seat is theirs."""

    booking_id: str
    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeepChallenges:
    """→ ChallengesTaken. `paper` is the key: asked again, it is the same paper."""

    paper: str
    ids: tuple[str, ...]
    carnet: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecordChallenge:
    """→ ChallengeMarked"""

    code: str = field(repr=False)
    id: str
    status: ChallengeStatus


@dataclass(frozen=True, slots=True)
class FindSponsorHours:
    """→ SessionsFound: at which somebody helps with a need; with none, at which one can offer."""

    need: str


@dataclass(frozen=True, slots=True)
class OfferHelp:
    """→ HelpOffered. `sponsor_id` is the key: idempotent."""

    sponsor_id: str
    first_name: str = field(repr=False)
    needs: tuple[str, ...]
    sessions: tuple[int, ...]
    carnet: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChangeSponsorship:
    """→ SponsorshipChanged. One hour is given up, or, without one, all of it."""

    code: str = field(repr=False)
    sponsor_id: str
    session_id: int | None


@dataclass(frozen=True, slots=True)
class FindNotes:
    """→ NotesFound"""


@dataclass(frozen=True, slots=True)
class WriteNote:
    """→ NoteWritten. `id` is the key: idempotent."""

    id: str
    kind: NoteKind
    card: str | None
    words: str = field(repr=False)
    carnet: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindNotesToRead:
    """→ NotesToRead"""


@dataclass(frozen=True, slots=True)
class JudgeNote:
    """→ NotesToRead: those that are left."""

    note_id: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class MergeNote:
    """→ NotesToRead"""

    note_id: str
    into: str


@dataclass(frozen=True, slots=True)
class AnswerNote:
    """→ NotesToRead, after the answer is written down."""

    note_id: str
    words: str
    refused: bool


@dataclass(frozen=True, slots=True)
class ListSponsors:
    """→ SponsorsListed"""


@dataclass(frozen=True, slots=True)
class JudgeSponsor:
    """→ SponsorsListed: those that are left. Accepted, or at an end."""

    sponsor_id: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class SayMeToo:
    """Nobody waits for it."""

    note_id: str


@dataclass(frozen=True, slots=True)
class WriteEnquiry:
    """→ EnquiryWritten. It is kept on this terminal until the store takes it."""

    enquiry: Enquiry
    wanted: FreeTime | None
    """The time that was chosen and could not be written down."""


@dataclass(frozen=True, slots=True)
class CallSomeone:
    """→ CallRecorded"""

    booking_id: str
    topic: str
    stuck_at: StuckAt | None
    tried: Tried | None = None


@dataclass(frozen=True, slots=True)
class AnswerCall:
    booking_id: str


@dataclass(frozen=True, slots=True)
class EndCall:
    booking_id: str
    goes_on_alone: bool = False
    """The visitor said that nobody is needed any more; else they left, or were not there."""


@dataclass(frozen=True, slots=True)
class SaveSteps:
    """→ StepsKept"""

    progress: Progress
    carnet: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Print:
    """→ TicketDrawn, then TicketPrinted"""

    ticket: Ticket
    order: str = ""
    """The id of the order that it is for, which hears what became of the paper."""


@dataclass(frozen=True, slots=True)
class MakeOrderedTicket:
    """→ OrderedTicketMade, for somebody at the desk; the order hears when there is none."""

    ticket_id: int
    order: str


@dataclass(frozen=True, slots=True)
class PrintOrdered:
    """Print what nobody before this screen is to see. The order hears what became of it."""

    ticket: Ticket
    order: str


@dataclass(frozen=True, slots=True)
class FindTicket:
    """→ TicketFound or TicketNotFound. By the short code, or by what the scanner read."""

    code: str = field(default="", repr=False)
    scanned: str = field(default="", repr=False)
    readings: tuple[Reading, ...] = field(default=(), repr=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """What may have been scanned, each once."""
        read = (self.scanned, *(one.text for one in self.readings))
        return tuple(dict.fromkeys(text for text in read if text))


@dataclass(frozen=True, slots=True)
class TestScan:
    """→ ScanTested"""

    __test__ = False  # pytest would take it for a test

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class MakeTicketAgain:
    """→ TicketReady, with a fresh QR for what was already booked; or TicketChanged."""

    seen: FoundTicket
    """As it is on the screen."""


@dataclass(frozen=True, slots=True)
class CancelBooking:
    """→ Cancelled; or TicketChanged, when the ticket has no longer what was seen.

    Of an appointment, or of an enquiry. Without `seen`: of what nobody saw written down.
    """

    booking_id: str
    code: str = ""
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class CountFace:
    face: Rating


@dataclass(frozen=True, slots=True)
class AddCounts:
    """Kept on this terminal until the store has them; nobody waits for it."""

    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class CheckPin:
    """→ PinAccepted or PinRefused"""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckBadge:
    """→ BadgeAccepted or BadgeRefused. One of them is what was scanned."""

    badges: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecordStaffDeed:
    """For the journal; → nothing."""

    deed: str
    account_id: str | None
    """None: whoever gave the terminal's PIN."""
    name: str


@dataclass(frozen=True, slots=True)
class LookAtPinWait:
    """→ PinWaitSeen"""


@dataclass(frozen=True, slots=True)
class PrintTest:
    """→ PrinterSaid"""

    order: str = ""
    """The id of the order that it is for: then that hears it, and the screen does not."""


@dataclass(frozen=True, slots=True)
class LookAtPrinter:
    """→ PrinterSaid"""


@dataclass(frozen=True, slots=True)
class SetService:
    """In or out of service, kept across restarts."""

    in_service: bool


@dataclass(frozen=True, slots=True)
class KeepOpen:
    """Outside the opening hours, kept across restarts; None: by the opening hours again."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class SetMessage:
    """What stands on the first screen, kept across restarts; an empty one takes it away."""

    message: PlaceMessage


@dataclass(frozen=True, slots=True)
class AcknowledgeCommand:
    """An order from outside was taken; what came of it."""

    command_id: str
    outcome: CommandOutcome
    said: str = ""
    """Why it was refused, or what there is to know besides; for staff."""


@dataclass(frozen=True, slots=True)
class Chime:
    """A soft sound, with the question whether somebody is still there."""


@dataclass(frozen=True, slots=True)
class WipeTerminal:
    """The visit is over: drop what the devices and the screen may still hold of it."""


@dataclass(frozen=True, slots=True)
class StopProgram:
    restart: bool = False
    """To begin again, by whatever started it."""


Effect = (
    FindTimes
    | HoldSeat
    | ReleaseSeat
    | Book
    | FindSessions
    | AttendSession
    | SayArrived
    | CloseFollowUp
    | FindTeamTasks
    | SettleTeamTask
    | SayLooksFor
    | KeepNumber
    | FindSponsorHours
    | OfferHelp
    | ChangeSponsorship
    | FindNotes
    | WriteNote
    | SayMeToo
    | FindNotesToRead
    | JudgeNote
    | MergeNote
    | AnswerNote
    | ListSponsors
    | JudgeSponsor
    | KeepChallenges
    | RecordChallenge
    | WriteEnquiry
    | CallSomeone
    | AnswerCall
    | EndCall
    | SaveSteps
    | Print
    | FindTicket
    | TestScan
    | MakeTicketAgain
    | CancelBooking
    | CountFace
    | AddCounts
    | CheckPin
    | CheckBadge
    | RecordStaffDeed
    | LookAtPinWait
    | PrintTest
    | LookAtPrinter
    | SetService
    | KeepOpen
    | SetMessage
    | MakeOrderedTicket
    | PrintOrdered
    | AcknowledgeCommand
    | Chime
    | WipeTerminal
    | StopProgram
)
