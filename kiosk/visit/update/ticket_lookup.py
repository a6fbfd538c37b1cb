""" "J'ai un ticket": back to the step or to the appointment."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.visit.bookings import (
    Appointment,
    Attendance,
    Booking,
    Call,
    NotedEnquiry,
    Seen,
    WaitingPlace,
    is_ahead,
    session_of,
)
from kiosk.visit.effects import CancelBooking, MakeTicketAgain
from kiosk.visit.events import (
    CancelAppointment,
    ConfirmCancel,
    OpenBooking,
    OpenCarnet,
    OpenResume,
    PrintAgain,
    ResumeSteps,
)
from kiosk.visit.programme import may_arrive
from kiosk.visit.results import Cancelled, TicketChanged, TicketFound, TicketNotFound, TicketReady
from kiosk.visit.scenes import (
    AppointmentCancelled,
    AppointmentFound,
    AppointmentOver,
    AtStep,
    CancelAsked,
    EnquiryFound,
    FollowUpAsked,
    Home,
    Resume,
    ServicePage,
    Services,
    TicketContents,
)
from kiosk.visit.state import Context, Visit, Walk
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.tickets import FoundTicket
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.ticket import hand_over_here
from kiosk.visit.values import Progress
from kiosk.visit.walk_paths import resumed

ABOUT_A_TICKET = (TicketContents, AppointmentFound, AppointmentOver, EnquiryFound)
"""What a found ticket shows."""


@on(OpenResume)
def open_resume(visit: Visit, event: OpenResume, context: Context) -> Outcome:
    return go(replace(visit, lookup=TicketLookup()), Resume())


def typed_not_found(visit: Visit, event: TicketNotFound, context: Context) -> Outcome:
    if visit.lookup and visit.lookup.busy:  # found before, and deleted since
        return go(replace(visit, lookup=TicketLookup(attempt="unknown")), Resume())
    if visit.lookup is None or visit.lookup.attempt != "looking":
        return stay(visit)
    lookup = replace(
        visit.lookup,
        attempt="typo" if event.typo else "unknown",
        wait_until=context.elapsed + event.wait_seconds if event.wait_seconds else None,
    )
    return stay(replace(visit, lookup=lookup))


def is_about_an_enquiry(visit: Visit) -> bool:
    """What is looked at on the ticket is an enquiry, and no appointment."""
    return visit.lookup is not None and isinstance(visit.lookup.booking, NotedEnquiry)


def waits(visit: Visit) -> bool:
    """What is looked at on the ticket waits: for a time, or for a seat."""
    looked_at = visit.lookup.booking if visit.lookup else None
    return isinstance(looked_at, NotedEnquiry | WaitingPlace)


def typed_found(visit: Visit, event: TicketFound, context: Context) -> Outcome:
    """Whoever has gone elsewhere meanwhile is not fetched back."""
    if visit.lookup is None or visit.lookup.attempt != "looking":
        return stay(visit)
    if not isinstance(visit.scene, Resume):
        return stay(replace(visit, lookup=TicketLookup()))
    return open_ticket(visit, TicketLookup(ticket=event.ticket), context)


@on(TicketChanged)
def ticket_changed(visit: Visit, event: TicketChanged, context: Context) -> Outcome:
    """Shown as it is now; whoever has gone elsewhere meanwhile is not fetched back."""
    known = visit.lookup
    if known is None or known.code != event.ticket.code:
        return stay(visit)
    if not isinstance(visit.scene, (CancelAsked, *ABOUT_A_TICKET)):
        return stay(replace(visit, lookup=replace(known, busy=False)))
    found = TicketLookup(ticket=event.ticket, changed=True)
    looked_at = event.ticket.booking(known.booking_id)
    if looked_at is not None and not isinstance(visit.scene, TicketContents):
        return _open_booking(replace(visit, lookup=found, draft=None), looked_at, context)
    return open_ticket(visit, found, context)


def open_ticket(visit: Visit, found: TicketLookup, context: Context) -> Outcome:
    """To what the ticket is about; what was being asked for is left."""
    visit = replace(visit, lookup=found, carnet=found.ticket or visit.carnet, draft=None)
    if found.ticket and found.ticket.follow_up and not _comes_now(found.ticket, context):
        return go(visit, FollowUpAsked())
    if found.has_several:
        return go(visit, TicketContents())
    if found.ticket and found.ticket.bookings:
        return _open_booking(visit, found.ticket.bookings[0], context)
    return _back_to_steps(visit, _last_walk(found), context)


def _comes_now(ticket: FoundTicket, context: Context) -> bool:
    """Whoever comes to something now is asked nothing before."""
    stand = (one for one in ticket.bookings if is_ahead(one, context.now))
    sessions = (session_of(one) for one in stand)
    return any(one is not None and may_arrive(one, context.now) for one in sessions)


@on(OpenCarnet)
def open_carnet(visit: Visit, event: OpenCarnet, context: Context) -> Outcome:
    if visit.carnet is None:
        return stay(visit)
    return open_ticket(visit, TicketLookup(ticket=visit.carnet), context)


@on(OpenBooking)
def open_booking(visit: Visit, event: OpenBooking, context: Context) -> Outcome:
    known = visit.lookup
    booking = known.ticket.booking(event.booking_id) if known and known.ticket else None
    return stay(visit) if booking is None else _open_booking(visit, booking, context)


def _open_booking(visit: Visit, booking: Booking, context: Context) -> Outcome:
    """To the screen that says what became of it, and what can be done with it."""
    found = replace(visit.lookup or TicketLookup(), booking_id=booking.id, here=None, refused="")
    visit = replace(visit, lookup=found)
    match booking:
        case Appointment() | Attendance():
            ahead = booking.status == "confirmed" and is_ahead(booking, context.now)
            return go(visit, AppointmentFound() if ahead else AppointmentOver())
        case NotedEnquiry() | WaitingPlace():
            waits = booking.status == "waiting" and is_ahead(booking, context.now)
            return go(visit, EnquiryFound() if waits else AppointmentOver())
        case Call():  # whoever called has left, or has a ticket for their steps
            return _back_to_steps(visit, _last_walk(found), context)
    assert_never(booking)


def is_left_behind(visit: Visit, found: TicketLookup, context: Context) -> bool:
    """Whether opening it puts other steps in the place of those just walked."""
    progress = _last_walk(found)
    if progress is None or found.has_several or (found.ticket and found.ticket.bookings):
        return False  # a screen between asks first
    walk = visit.walk(progress.service)
    return walk is not None and not walk.finished and not _goes_on(walk, progress)


def _last_walk(found: TicketLookup) -> Progress | None:
    walks = found.ticket.walks if found.ticket else ()
    return walks[-1] if walks else None


def _goes_on(walk: Walk, progress: Progress) -> bool:
    """Whether one of them is the way to the other: nothing is lost."""
    shorter = min(len(walk.trail), len(progress.trail))
    return walk.trail[:shorter] == progress.trail[:shorter]


def _further(walk: Walk | None, progress: Progress) -> Walk | None:
    """The walk of this visit, where it is as far as the ticket's steps or further."""
    if walk is None or walk.finished or len(walk.trail) < len(progress.trail):
        return None
    return walk if _goes_on(walk, progress) else None


def _back_to_steps(visit: Visit, progress: Progress | None, context: Context) -> Outcome:
    if progress is None or not context.catalog.has_service(progress.service):
        return go(visit, Home())
    service = context.catalog.service(progress.service)
    walk = _further(visit.walk(service.id), progress) or resumed(service, progress)
    page = ServicePage(service.id, Services(service.theme))
    return go(visit.with_walk(walk), AtStep(service.id, page))


@on(ResumeSteps)
def resume_steps(visit: Visit, event: ResumeSteps, context: Context) -> Outcome:
    kept = visit.lookup.ticket.walks if visit.lookup and visit.lookup.ticket else ()
    progress = next((one for one in kept if one.service == event.service), None)
    return stay(visit) if progress is None else _back_to_steps(visit, progress, context)


@on(CancelAppointment)
def cancel_appointment(visit: Visit, event: CancelAppointment, context: Context) -> Outcome:
    return go(visit, CancelAsked())


@on(ConfirmCancel)
def confirm_cancel(visit: Visit, event: ConfirmCancel, context: Context) -> Outcome:
    found = visit.lookup
    if found is None or found.booking is None or found.busy:
        return stay(visit)
    asked = replace(visit, lookup=replace(found, busy=True))
    return asked, (CancelBooking(found.booking.id, found.code, Seen.of(found.booking)),)


@on(Cancelled)
def cancelled(visit: Visit, event: Cancelled, context: Context) -> Outcome:
    found = visit.lookup
    if found is None or found.ticket is None or found.ticket.booking(event.booking_id) is None:
        return stay(visit)
    ticket = _with_cancelled(found.ticket, event.booking_id)
    said = replace(found, busy=False, cancelled_later=event.later, ticket=ticket)
    visit = replace(visit, lookup=said)
    if not isinstance(visit.scene, (CancelAsked, AppointmentFound, EnquiryFound)):
        return stay(visit)
    return go(visit, AppointmentCancelled())


def _with_cancelled(ticket: FoundTicket, booking_id: str) -> FoundTicket:
    """The list, to which the visitor may go back, says so too."""
    known = (
        replace(one, status="cancelled") if one.id == booking_id else one for one in ticket.bookings
    )
    return replace(ticket, bookings=tuple(known))


@on(PrintAgain)
def print_again(visit: Visit, event: PrintAgain, context: Context) -> Outcome:
    found = visit.lookup
    if found is None or found.ticket is None or found.busy:
        return stay(visit)
    asked = replace(visit, lookup=replace(found, busy=True))
    return asked, (MakeTicketAgain(found.ticket),)


@on(TicketReady)
def ticket_ready(visit: Visit, event: TicketReady, context: Context) -> Outcome:
    if visit.lookup:
        visit = replace(visit, lookup=replace(visit.lookup, busy=False))
    return hand_over_here(visit, event.ticket, ABOUT_A_TICKET)
