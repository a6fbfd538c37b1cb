"""`update(visit, event, context) -> (visit, effects)`: pure, no Kivy, no I/O."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import CancelBooking, Effect, FindTicket, ReleaseSeat
from kiosk.visit.events import (
    ChooseLanguage,
    Event,
    GoBack,
    NeedTime,
    OpenScanned,
    Scanned,
    StaffGesture,
    StillHere,
    Tick,
    Touch,
)
from kiosk.visit.results import (
    BadgeAccepted,
    BadgeRefused,
    Booked,
    NotesToRead,
    PinAccepted,
    PinRefused,
    PinWaitSeen,
    PrinterSaid,
    Result,
    ScanTested,
    SeatHeld,
    SessionJoined,
    SponsorsListed,
    StoreFailed,
    TeamTasksFound,
    TicketFound,
    TicketNotFound,
)
from kiosk.visit.scenes import AboutAScan, Overlay, VisitEnding
from kiosk.visit.standing_call import CallNews
from kiosk.visit.state import Context, Visit

# Each part registers its handlers.
from kiosk.visit.update import (
    booking,
    call,
    challenges,
    command,
    enquiry,
    follow_up,
    idle,
    joining,
    moving,
    navigation,
    notes,
    orientation,
    scan,
    sponsoring,
    staff,
    staff_notes,
    staff_sponsors,
    store_failure,
    team_tasks,
    text_entry,
    ticket,
    ticket_lookup,
    visit_ending,
    waiting_number,
    walk,
)
from kiosk.visit.update.counting import after_the_end, noted
from kiosk.visit.update.outcome import HANDLERS, Outcome
from kiosk.visit.update.staff_record import recorded
from kiosk.visit.update.visit_ending import keep, says_so

__all__ = [
    "Outcome",
    "booking",
    "call",
    "challenges",
    "command",
    "enquiry",
    "follow_up",
    "idle",
    "joining",
    "moving",
    "navigation",
    "notes",
    "orientation",
    "scan",
    "sponsoring",
    "staff",
    "staff_notes",
    "staff_sponsors",
    "store_failure",
    "team_tasks",
    "text_entry",
    "ticket",
    "ticket_lookup",
    "update",
    "visit_ending",
    "waiting_number",
    "walk",
]


def update(visit: Visit, event: Event, context: Context) -> Outcome:
    """What the visit becomes, and what it asks of the world."""
    if isinstance(event, Result) and event.visit != visit.id:
        return visit, _answer_for_the_one_before(event)
    if isinstance(event, Touch):
        visit = replace(visit, touched_at=context.elapsed, warned_at=None)
    before, record = visit, recorded(visit, event)
    visit, effects = _heard(visit, event, context)
    effects = (*record, *effects)
    given_up = {one.booking_id for one in effects if isinstance(one, CancelBooking)}
    if given_up:
        visit = replace(visit, given_up=visit.given_up | given_up)
    if visit.unhurried != visit.screen and not isinstance(visit.scene, VisitEnding):
        visit = replace(visit, unhurried=None)
    return noted(before, visit, event, effects, context), effects


FOR_STAFF = (
    BadgeAccepted,
    BadgeRefused,
    NotesToRead,
    PinAccepted,
    PinRefused,
    PinWaitSeen,
    PrinterSaid,
    ScanTested,
    SponsorsListed,
    TeamTasksFound,
)

ABOUT_THE_SCREEN = (
    Tick,
    Scanned,
    OpenScanned,
    GoBack,
    ChooseLanguage,
    StillHere,
    NeedTime,
    StaffGesture,
)
"""What leaves the question about a scanned ticket where it is, or answers it."""


def _heard(visit: Visit, event: Event, context: Context) -> Outcome:
    """While staff stand at the screen, or a question about a scanned ticket is on it, what comes
    for the visitor waits underneath.

    No screen of the visitor's may remember the staff's menu as the place to go back to.
    """
    scene = visit.scene
    if isinstance(scene, VisitEnding) and says_so(event):
        visit, answered = keep(visit)
        after, effects = _heard(visit, event, context)
        return after, (*answered, *effects)
    if isinstance(scene, Overlay):
        if _goes_beneath(visit, event):
            return _beneath(visit, scene, event, context)
        if isinstance(scene, AboutAScan) and not isinstance(event, (*ABOUT_THE_SCREEN, Result)):
            visit = replace(visit, scene=scene.origin)
    return HANDLERS[type(event)](visit, event, context)


def _goes_beneath(visit: Visit, event: Event) -> bool:
    if isinstance(event, CallNews):
        return True
    if not isinstance(event, Result) or isinstance(event, FOR_STAFF):
        return False
    return not (isinstance(visit.scene, AboutAScan) and _is_of_a_scan(visit, event))


def _beneath(
    visit: Visit,
    scene: Overlay,
    event: Event,
    context: Context,
) -> Outcome:
    beneath, effects = _heard(replace(visit, scene=scene.origin), event, context)
    return replace(beneath, scene=replace(scene, origin=beneath.scene)), effects


def _is_of_a_scan(visit: Visit, event: Event) -> bool:
    """The answer to a second scan, which asks about that ticket instead."""
    if isinstance(event, (TicketFound, TicketNotFound)):
        return event.scanned
    silent = isinstance(event, StoreFailed) and isinstance(event.effect, FindTicket)
    return silent and visit.scanning


def _answer_for_the_one_before(event: Result) -> tuple[Effect, ...]:
    """A seat held or booked for a visitor who has left is given back: their ticket was never
    handed to them, so nobody would come. The rest is dropped."""
    match event:
        case SeatHeld(hold=hold):
            return (ReleaseSeat(hold.booking_id),)
        case Booked(booking=booking) | SessionJoined(booking=booking):
            return (CancelBooking(booking.id),)
        case _:
            return after_the_end(event)
