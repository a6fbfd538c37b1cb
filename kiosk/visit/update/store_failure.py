"""When something could not be looked up or written down: said plainly, with a way on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.draft_seat import AskedSeat, BookingSeat, DoubtfulSeat, booking_id_of
from kiosk.visit.effects import (
    AnswerCall,
    AnswerNote,
    AttendSession,
    Book,
    CallSomeone,
    CancelBooking,
    ChangeSponsorship,
    CloseFollowUp,
    CountFace,
    Effect,
    EndCall,
    FindNotes,
    FindNotesToRead,
    FindSessions,
    FindSponsorHours,
    FindTeamTasks,
    FindTicket,
    FindTimes,
    HoldSeat,
    JudgeNote,
    JudgeSponsor,
    KeepChallenges,
    KeepNumber,
    ListSponsors,
    MakeTicketAgain,
    MergeNote,
    OfferHelp,
    ReleaseSeat,
    SaveSteps,
    SayArrived,
    SayMeToo,
    SettleTeamTask,
    WriteEnquiry,
    WriteNote,
)
from kiosk.visit.results import StoreFailed
from kiosk.visit.scenes import (
    Confirm,
    End,
    EnquiryOffered,
    HelpHours,
    Home,
    Programme,
    Resume,
    Scene,
    Sign,
    StoreTrouble,
    Thanks,
    Times,
    Together,
    Wall,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.update.outcome import Outcome, cancel_doubtful, go, on, stay
from kiosk.visit.update.scan import scan_failed
from kiosk.visit.update.staff_notes import could_not

OF_STAFF = (
    FindNotesToRead,
    JudgeNote,
    MergeNote,
    AnswerNote,
    ListSponsors,
    JudgeSponsor,
    FindTeamTasks,
    SettleTeamTask,
)
"""What the team asked, and hears of itself."""

NOBODYS_TROUBLE = (
    ReleaseSeat,
    EndCall,
    AnswerCall,
    CallSomeone,
    CountFace,
    SayMeToo,
)
"""Effects whose failure changes nothing for the visitor: holds run out by themselves, and
the sign is on the screen whether the call was written down or not."""

TO_MEET = (FindTimes, HoldSeat, Book)
"""Effects on the way to a meeting, which can be asked for in writing."""


@on(StoreFailed)
def store_failed(visit: Visit, event: StoreFailed, context: Context) -> Outcome:
    """Said to whoever still waits for it. The sign that calls someone stays on the screen."""
    match event.effect:
        case effect if isinstance(effect, OF_STAFF):
            return stay(could_not(visit))
        case effect if isinstance(effect, NOBODYS_TROUBLE):
            return stay(visit)
        case FindTicket() if visit.scanning:
            return scan_failed(visit, context)
        case Book() as book if not _is_being_booked(visit, book.booking_id):
            return _give_up(visit, book)
        case HoldSeat(booking_id=booking_id) if not _is_about(visit, booking_id):
            return stay(visit)  # another time has been chosen meanwhile
        case effect:
            return _say(visit, effect)


def _say(visit: Visit, effect: Effect) -> Outcome:
    waited_for = _is_waited_for(visit, effect)
    visit = _ready_to_try_again(visit, effect)
    if not waited_for or isinstance(visit.scene, Sign) or visit.scene.at_rest:
        return stay(visit)
    return go(visit, _said(visit, effect))


def _is_about(visit: Visit, booking_id: str) -> bool:
    return visit.draft is not None and booking_id == booking_id_of(visit.draft.seat)


def _is_being_booked(visit: Visit, booking_id: str) -> bool:
    booking = visit.draft is not None and isinstance(visit.draft.seat, BookingSeat)
    return booking and _is_about(visit, booking_id)


def _give_up(visit: Visit, book: Book) -> Outcome:
    """The visitor went on without waiting for the answer; nobody could tell them the hour."""
    cancelled = cancel_doubtful(book.booking_id, gives_up=bool(book.gives_up))
    if isinstance(visit.scene, Sign) or visit.scene.at_rest:
        return visit, cancelled
    return go(visit, StoreTrouble(_where(visit.scene)), *cancelled)


def _said(visit: Visit, effect: Effect) -> Scene:
    """A meeting can be asked for in writing; the rest can be tried again."""
    draft, where = visit.draft, _where(visit.scene)
    if draft and isinstance(effect, TO_MEET):
        return EnquiryOffered(where)
    return StoreTrouble(where)


def _where(scene: Scene) -> Scene:
    match scene:
        case End(origin=origin) | StoreTrouble(origin=origin):
            return origin
        case Thanks():
            return Home()
        case _:
            return scene


def _is_waited_for(visit: Visit, effect: Effect) -> bool:
    """What was looked up for a screen that has been left is nobody's trouble."""
    draft = visit.draft
    match effect:
        case FindTimes():
            looking = draft is not None and draft.times is None
            return looking and isinstance(visit.scene, Times)
        case HoldSeat():
            holding = draft is not None and isinstance(draft.seat, AskedSeat)
            return holding and isinstance(visit.scene, Confirm)
        case FindSessions() | FindSponsorHours():
            looking = visit.joining is not None and visit.joining.sessions is None
            return looking and isinstance(visit.scene, (Together, Programme, HelpHours))
        case AttendSession(booking_id=booking_id):
            return visit.joining is not None and visit.joining.booking_id == booking_id
        case FindNotes():
            return visit.wall is None and isinstance(visit.scene, Wall)
        case FindTicket():
            looking = visit.lookup is not None and visit.lookup.attempt == "looking"
            return looking and isinstance(visit.scene, Resume)
        case CloseFollowUp(words=words):
            return bool(words)  # who had nothing to tell went on, and is asked again one day
        case _:
            return True


def _ready_to_try_again(visit: Visit, effect: Effect) -> Visit:
    """As before it was asked. A booking is tried again with the same id: if it was written down
    after all, it is found."""
    draft, lookup, joining = visit.draft, visit.lookup, visit.joining
    match effect:
        case SaveSteps():
            walks = tuple(replace(walk, kept=False) for walk in visit.walks)
            return replace(visit, walks=walks)
        case Book(gives_up=gives_up) if draft and isinstance(draft.seat, BookingSeat):
            doubtful = DoubtfulSeat(draft.seat.hold, draft.seat.until, bool(gives_up))
            return replace(visit, draft=replace(draft, seat=doubtful))
        case AttendSession(booking_id=booking_id) if joining and joining.booking_id == booking_id:
            return replace(visit, joining=replace(joining, attempt="doubtful"))
        case CloseFollowUp():
            return replace(visit, follow_up=replace(visit.follow_up, asked=False))
        case KeepNumber() if visit.number:
            return replace(visit, number=replace(visit.number, attempt="none"))
        case KeepChallenges():
            return replace(visit, challenges=replace(visit.challenges, asked=False))
        case OfferHelp() if visit.help:
            return replace(visit, help=replace(visit.help, asked=False))
        case WriteNote() if visit.note:
            return replace(visit, note=replace(visit.note, attempt="none"))
        case WriteEnquiry() if draft:
            return replace(visit, draft=replace(draft, enquiry_id=""))
        case FindTicket() if lookup:
            return replace(visit, lookup=TicketLookup())
        case CancelBooking() | MakeTicketAgain() | SayArrived() | ChangeSponsorship() if lookup:
            return replace(visit, lookup=replace(lookup, busy=False))
        case _:
            return visit
