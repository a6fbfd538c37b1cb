"""When something could not be looked up or written down: said plainly, with a way on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.events import StoreFailed
from kiosk.visit.state import (
    Around,
    Asking,
    Attract,
    End,
    Home,
    OutOfService,
    Resume,
    Resuming,
    Scene,
    Sign,
    StoreTrouble,
    Thanks,
    Visit,
)
from kiosk.visit.update.outcome import Outcome, go, on, stay

SILENT = ("ReleaseSeat", "EndCall", "AnswerCall", "CallSomeone", "CountFace")
"""Effects whose failure changes nothing for the visitor: holds run out by themselves, and
the sign is on the screen whether the call was written down or not."""


@on(StoreFailed)
def store_failed(visit: Visit, event: StoreFailed, around: Around) -> Outcome:
    """Said to whoever still waits for it. The sign that calls someone stays on the screen."""
    if event.during in SILENT:
        return stay(visit)
    waited_for = _is_waited_for(visit, event.during)
    visit = _ready_to_try_again(visit, event.during)
    if not waited_for or isinstance(visit.scene, (Sign, Attract, OutOfService)):
        return stay(visit)
    return go(visit, StoreTrouble(_where(visit.scene)))


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
            return asking is not None and asking.times is None
        case "HoldSeat":
            return asking is not None and bool(asking.booking_id) and asking.hold is None
        case "FindTicket":
            looking = visit.resuming is not None and visit.resuming.looking
            return looking and isinstance(visit.scene, Resume)
        case _:
            return True


def _ready_to_try_again(visit: Visit, during: str) -> Visit:
    if during == "SaveSteps":
        visit = replace(visit, walks=tuple(replace(walk, kept=False) for walk in visit.walks))
    if visit.asking and during in ("Book", "HoldSeat"):
        visit = replace(visit, asking=_asking_again(visit.asking, during))
    if visit.resuming and during == "FindTicket":
        visit = replace(visit, resuming=Resuming())
    if visit.resuming and during in ("CancelBooking", "MakeTicketAgain"):
        visit = replace(visit, resuming=replace(visit.resuming, busy=False))
    return visit


def _asking_again(asking: Asking, during: str) -> Asking:
    """A booking is tried again with the same id: if it was written down after all, it is found."""
    if during == "Book":
        return replace(asking, booking=False)
    return asking if asking.hold else replace(asking, booking_id="")
