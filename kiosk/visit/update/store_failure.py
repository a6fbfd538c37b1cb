"""When something could not be looked up or written down: said plainly, with a way on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import CancelBooking
from kiosk.visit.events import StoreFailed
from kiosk.visit.state import (
    Attract,
    BookingDraft,
    Confirm,
    Context,
    End,
    EnquiryOffered,
    Home,
    OutOfService,
    Resume,
    Scene,
    Sign,
    StoreTrouble,
    Thanks,
    TicketLookup,
    Times,
    Visit,
)
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.scan import scan_failed

SILENT = ("ReleaseSeat", "EndCall", "AnswerCall", "CallSomeone", "CountFace")
"""Effects whose failure changes nothing for the visitor: holds run out by themselves, and
the sign is on the screen whether the call was written down or not."""

TO_MEET = ("FindTimes", "HoldSeat", "Book")
"""Effects on the way to a meeting, which can be asked for in writing."""


@on(StoreFailed)
def store_failed(visit: Visit, event: StoreFailed, context: Context) -> Outcome:
    """Said to whoever still waits for it. The sign that calls someone stays on the screen."""
    if event.during in SILENT:
        return stay(visit)
    if event.during == "FindTicket" and visit.scanning:
        return scan_failed(visit, context)
    if event.during == "Book" and not _is_being_booked(visit, event.booking_id):
        return _give_up(visit, event.booking_id)
    if event.during == "HoldSeat" and not _is_about(visit, event.booking_id):
        return stay(visit)  # another time has been chosen meanwhile
    waited_for = _is_waited_for(visit, event.during)
    visit = _ready_to_try_again(visit, event.during)
    if not waited_for or isinstance(visit.scene, (Sign, Attract, OutOfService)):
        return stay(visit)
    return go(visit, _said(visit, event.during))


def _is_about(visit: Visit, booking_id: str) -> bool:
    return visit.asking is not None and booking_id in ("", visit.asking.booking_id)


def _is_being_booked(visit: Visit, booking_id: str) -> bool:
    return visit.asking is not None and visit.asking.booking and _is_about(visit, booking_id)


def _give_up(visit: Visit, booking_id: str) -> Outcome:
    """The visitor went on without waiting for the answer; nobody could tell them the hour."""
    effects = (CancelBooking(booking_id),) if booking_id else ()
    if isinstance(visit.scene, (Sign, Attract, OutOfService)):
        return visit, effects
    return go(visit, StoreTrouble(_where(visit.scene)), *effects)


def _said(visit: Visit, during: str) -> Scene:
    """A meeting can be asked for in writing; the rest can be tried again."""
    asking, where = visit.asking, _where(visit.scene)
    if asking and during in TO_MEET:
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


def _is_waited_for(visit: Visit, during: str) -> bool:
    """What was looked up for a screen that has been left is nobody's trouble."""
    asking = visit.asking
    match during:
        case "FindTimes":
            looking = asking is not None and asking.times is None
            return looking and isinstance(visit.scene, Times)
        case "HoldSeat":
            holding = asking is not None and bool(asking.booking_id) and asking.hold is None
            return holding and isinstance(visit.scene, Confirm)
        case "FindTicket":
            looking = visit.resuming is not None and visit.resuming.looking
            return looking and isinstance(visit.scene, Resume)
        case _:
            return True


def _ready_to_try_again(visit: Visit, during: str) -> Visit:
    if during == "SaveSteps":
        visit = replace(visit, walks=tuple(replace(walk, kept=False) for walk in visit.walks))
    if visit.asking and during in ("Book", "WriteRequest"):
        visit = replace(visit, asking=_asking_again(visit.asking, during))
    if visit.resuming and during == "FindTicket":
        visit = replace(visit, resuming=TicketLookup())
    if visit.resuming and during in ("CancelBooking", "MakeTicketAgain"):
        visit = replace(visit, resuming=replace(visit.resuming, busy=False))
    return visit


def _asking_again(asking: BookingDraft, during: str) -> BookingDraft:
    """A booking is tried again with the same id: if it was written down after all, it is found.
    So is a hold."""
    if during == "Book":
        return replace(asking, booking=False, in_doubt=True)
    return replace(asking, enquiry_id="")
