"""Everything that can happen to a visit: touches, keys, scans, time, results of effects.

A button of a view carries the event that its touch sends. Results carry the id of the
visit that asked: the next visitor never receives an answer meant for the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.visit.bookings import Booking
from kiosk.visit.commands import Command
from kiosk.visit.effects import Effect
from kiosk.visit.tickets import FoundTicket, Printing, Ticket
from kiosk.visit.values import FreeTime, Hold, Mode, Rating, Reading


@dataclass(frozen=True, slots=True)
class Touch:
    """Base of what a visitor (or staff) does at the screen: it proves that somebody is there."""


# Everywhere


class Wake(Touch):
    """The touch that wakes the attract screen; it presses nothing else."""


class GoBack(Touch): ...


class GoHome(Touch): ...


class Finish(Touch): ...


class AskForPerson(Touch):
    """ "Parler à quelqu'un", from the bar or a card."""


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Touch):
    language: str


@dataclass(frozen=True, slots=True)
class TypeKey(Touch):
    """One letter, digit or sign from the keyboard or pad on the screen."""

    key: str = field(repr=False)


class EraseKey(Touch): ...


class AcceptTyped(Touch):
    """The typed text is finished: a name, a telephone number, a PIN."""


# Services


class OpenThemes(Touch): ...


@dataclass(frozen=True, slots=True)
class OpenTheme(Touch):
    theme: str


@dataclass(frozen=True, slots=True)
class OpenService(Touch):
    service: str


@dataclass(frozen=True, slots=True)
class StartWalk(Touch):
    """Start a service's steps, or go on where they were left."""

    service: str


class StepDone(Touch):
    """ "C'est fait"."""


class Stuck(Touch):
    """ "Je bloque"."""


@dataclass(frozen=True, slots=True)
class TickItem(Touch):
    item: int


@dataclass(frozen=True, slots=True)
class PickAnswer(Touch):
    answer: int


@dataclass(frozen=True, slots=True)
class TouchBlock(Touch):
    """A place touched on a rehearsal page: a block's id, or `<id>.<line>` in a list."""

    block: str


class KeepSteps(Touch):
    """Asks for a ticket that brings the visitor back to this step later."""


# Where to begin


class StartOrientation(Touch): ...


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Touch):
    question: str
    answer: str


# A person


class CallNow(Touch): ...


@dataclass(frozen=True, slots=True)
class ChooseMode(Touch):
    mode: Mode


@dataclass(frozen=True, slots=True)
class ChooseTopic(Touch):
    topic: str


@dataclass(frozen=True, slots=True)
class ChooseTime(Touch):
    session_id: int


class OtherDays(Touch): ...


@dataclass(frozen=True, slots=True)
class ChooseDay(Touch):
    day: date


class ConfirmBooking(Touch): ...


class HoldAgain(Touch):
    """The two minutes are over and the visitor still wants that time."""


class AskToBeCalled(Touch):
    """The store is silent: a written enquiry, to be called back."""


class ComeBackLater(Touch):
    """The store is silent: a written enquiry; the visitor comes back with its ticket."""


class ShowSign(Touch):
    """Back to the sign that calls someone."""


class BookMeanwhile(Touch): ...


class HelperCame(Touch): ...


class NoLongerNeeded(Touch): ...


# Ticket, resume


class ShowTicket(Touch):
    """Back to the ticket of this visit."""


class Reprint(Touch): ...


class OpenResume(Touch): ...


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the scanner read. No touch: a reader that sees noise proves that nobody is there."""

    text: str = field(repr=False)
    """The likeliest reading."""
    readings: tuple[Reading, ...] = field(default=(), repr=False)
    """All of them, for every keyboard that the scanner may be set to."""


class OpenScanned(Touch):
    """Leave what was begun for the ticket that was scanned meanwhile."""


@dataclass(frozen=True, slots=True)
class OpenBooking(Touch):
    """One of several things that a ticket holds."""

    booking_id: str


@dataclass(frozen=True, slots=True)
class ResumeSteps(Touch):
    """Back to the steps that a ticket keeps."""

    service: str


class CancelAppointment(Touch): ...


class ConfirmCancel(Touch): ...


class PrintAgain(Touch):
    """A ticket for an appointment found by its code."""


# Idle and end


class StillHere(Touch): ...


class NeedTime(Touch): ...


@dataclass(frozen=True, slots=True)
class Rate(Touch):
    face: Rating


class EndVisit(Touch):
    """To the thanks without rating."""


# Staff


class StaffGesture(Touch):
    """Two far corners held for three seconds."""


class LeaveStaff(Touch): ...


class EndSession(Touch): ...


class ReprintLast(Touch): ...


class TestPrint(Touch):
    __test__ = False  # pytest would take it for a test


class AskPrinter(Touch): ...


class PutOutOfService(Touch): ...


class PutInService(Touch): ...


class Quit(Touch): ...


# Time


@dataclass(frozen=True, slots=True)
class Tick:
    """About once a second."""


# Results of effects


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


Event = Touch | Scanned | Tick | Result | Command
