"""Everything that can happen to a visit: touches, keys, scans, time; and `Result`, what workers
answer (`results.py`).

A button of a view carries the event that its touch sends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.visit.commands import Command
from kiosk.visit.notes import NoteKind
from kiosk.visit.results import OrderedTicketMade, Result
from kiosk.visit.standing_call import CallNews
from kiosk.visit.team_tasks import TaskKind
from kiosk.visit.tickets import ChallengeStatus
from kiosk.visit.values import Mode, Rating, Reading


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


@dataclass(frozen=True, slots=True)
class ConfirmBooking(Touch):
    """ "Oui, je réserve". `instead_of`: what is given up for it."""

    instead_of: str = ""


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


class ChangeHour(Touch):
    """What is looked at on a ticket takes place at another hour, or is another session."""


class CancelAppointment(Touch): ...


class ConfirmCancel(Touch): ...


class PrintAgain(Touch):
    """A ticket for an appointment found by its code."""


# Idle and end


class StillHere(Touch): ...


class NeedTime(Touch): ...


class KeepVisit(Touch):
    """ "J'y suis encore", to the team who ends the visit from afar."""


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


class OpenAnyway(Touch):
    """Outside the opening hours, until the next closing."""


class FollowOpeningHours(Touch):
    """Again, after `OpenAnyway`."""


class OpenNotesToRead(Touch): ...


class OpenShownNotes(Touch):
    """What is on the wall, for the team."""


class BackToNotes(Touch):
    """To what nobody has read, without doing anything."""


@dataclass(frozen=True, slots=True)
class AskRemoveNote(Touch):
    """Is it to be taken down? Without an id: no."""

    note_id: str


@dataclass(frozen=True, slots=True)
class OpenNoteMerge(Touch):
    """With which one is it to be put together?"""

    note_id: str


@dataclass(frozen=True, slots=True)
class MergeNotes(Touch):
    """With this one."""

    into: str


@dataclass(frozen=True, slots=True)
class OpenNoteAnswer(Touch):
    note_id: str
    refused: bool
    """ "Non, parce que"."""


class OpenSponsorsToMeet(Touch):
    """Who offer their help, for the team."""


@dataclass(frozen=True, slots=True)
class AcceptSponsor(Touch):
    """The team has met them."""

    sponsor_id: str


@dataclass(frozen=True, slots=True)
class EndSponsor(Touch):
    """Asked once more; without an id, they stay."""

    sponsor_id: str


class ConfirmEndSponsor(Touch):
    """The one that was asked about is at an end."""


@dataclass(frozen=True, slots=True)
class AcceptNote(Touch):
    """Onto the wall."""

    note_id: str


@dataclass(frozen=True, slots=True)
class RemoveNote(Touch):
    """Not shown to anybody."""

    note_id: str


class Quit(Touch): ...


# Time


@dataclass(frozen=True, slots=True)
class Tick:
    """About once a second."""


# Results of effects


# With others


class OpenTogether(Touch):
    """What happens here with others."""


@dataclass(frozen=True, slots=True)
class OpenProgramme(Touch):
    """All sessions of a kind that are to come; of every kind when it is empty."""

    kind: str


@dataclass(frozen=True, slots=True)
class OpenSession(Touch):
    session_id: int


@dataclass(frozen=True, slots=True)
class ChoosePersons(Touch):
    """How many come together."""

    persons: int


@dataclass(frozen=True, slots=True)
class ChooseWay(Touch):
    """How it is followed: here, or by video, from home or a booth of the place."""

    mode: Mode
    booth: bool = False


@dataclass(frozen=True, slots=True)
class RateMeeting(Touch):
    """How it went between two; counted as every face is, for the place alone."""

    rating: Rating


@dataclass(frozen=True, slots=True)
class MeetAgain(Touch):
    """Whoever was helped would come once more."""


@dataclass(frozen=True, slots=True)
class TellAboutMeeting(Touch):
    """There is something to tell the team."""


@dataclass(frozen=True, slots=True)
class LeaveFollowUp(Touch):
    """On to the ticket; it is not asked again."""


@dataclass(frozen=True, slots=True)
class OfferMoreHours(Touch):
    """Whoever helps gives more hours."""


@dataclass(frozen=True, slots=True)
class OpenTeamTasks(Touch):
    """Staff: what waits for a word of theirs."""


@dataclass(frozen=True, slots=True)
class SettleTask(Touch):
    """Staff: called; it takes place, or not; read."""

    kind: TaskKind
    task_id: str
    yes: bool


@dataclass(frozen=True, slots=True)
class AskNumber(Touch):
    """Whoever waits for a seat would be called."""

    booking_id: str


@dataclass(frozen=True, slots=True)
class ChooseField(Touch):
    """What somebody who works among others looks for; empty: they rather not say."""

    field: str


@dataclass(frozen=True, slots=True)
class JoinSession(Touch):
    """ "Je viens"; or a place on the list. `instead_of`: what is given up for it."""

    wait: bool = False
    instead_of: str = ""


class OpenChallenges(Touch):
    """All challenges, to choose from."""


@dataclass(frozen=True, slots=True)
class OpenChallenge(Touch):
    challenge_id: str


@dataclass(frozen=True, slots=True)
class PickChallenge(Touch):
    """ "Je le prends", or not after all."""

    challenge_id: str


class TakeChallenges(Touch):
    """Those that were picked go onto the paper."""


@dataclass(frozen=True, slots=True)
class MarkChallenge(Touch):
    """ "Fait", "pas cette fois", or neither after all."""

    challenge_id: str
    status: ChallengeStatus


class OpenWall(Touch):
    """What was said here, and what was done."""


@dataclass(frozen=True, slots=True)
class BeginNote(Touch):
    kind: NoteKind


@dataclass(frozen=True, slots=True)
class PickCard(Touch):
    """ "Je me sens seul": touching is enough; None is "autre chose", in words."""

    card: str | None


@dataclass(frozen=True, slots=True)
class AgreeWithNote(Touch):
    """ "Moi aussi"."""

    note_id: str


@dataclass(frozen=True, slots=True)
class OpenNote(Touch):
    """What became of a note of the ticket."""

    note_id: str


class OpenSponsoring(Touch):
    """A hand from somebody, or for somebody."""


class OpenNeeds(Touch):
    """ "J'ai besoin d'un coup de main"."""


@dataclass(frozen=True, slots=True)
class PickNeed(Touch):
    need: str


class WishHelp(Touch):
    """No hour answers it: the team looks for somebody."""


class BeginHelp(Touch):
    """ "Je peux aider"."""


@dataclass(frozen=True, slots=True)
class ToggleHelpNeed(Touch):
    need: str


class OpenHelpHours(Touch): ...


@dataclass(frozen=True, slots=True)
class ToggleHelpHour(Touch):
    session_id: int


class OpenHelpName(Touch): ...


class OpenSponsorship(Touch):
    """What the bearer of the ticket offers."""


@dataclass(frozen=True, slots=True)
class GiveUpHelp(Touch):
    """ "Je ne peux pas venir", of a sponsor; or "Je préfère arrêter". It is asked about first."""

    session_id: int | None
    """None: all of it."""


class ConfirmGiveUpHelp(Touch):
    """No reason is asked."""


class OpenCarnet(Touch):
    """All that is on the ticket in hand."""


class Arrive(Touch):
    """ "Je suis là"."""


class UndoArrival(Touch):
    """It was touched by mistake."""


Event = Touch | Scanned | Tick | Result | Command | CallNews | OrderedTicketMade
