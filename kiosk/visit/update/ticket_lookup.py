""" "J'ai un ticket": back to the step or to the appointment."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import CancelBooking, MakeTicketAgain
from kiosk.visit.events import (
    CancelAppointment,
    Cancelled,
    ConfirmCancel,
    OpenResume,
    PrintAgain,
    ResumeSteps,
    TicketChanged,
    TicketFound,
    TicketNotFound,
    TicketReady,
)
from kiosk.visit.state import (
    AppointmentCancelled,
    AppointmentFound,
    AppointmentOver,
    AtStep,
    CancelAsked,
    Context,
    EnquiryFound,
    Home,
    Resume,
    ServicePage,
    Services,
    TicketLookup,
    Visit,
    Walk,
)
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.ticket import hand_over_here
from kiosk.visit.values import Booking, Progress, Seen
from kiosk.visit.walk_paths import resumed


@on(OpenResume)
def open_resume(visit: Visit, event: OpenResume, context: Context) -> Outcome:
    return go(replace(visit, resuming=TicketLookup()), Resume())


def typed_not_found(visit: Visit, event: TicketNotFound, context: Context) -> Outcome:
    if visit.resuming and visit.resuming.busy:  # found before, and deleted since
        return go(replace(visit, resuming=TicketLookup(unknown=True)), Resume())
    if visit.resuming is None or not visit.resuming.looking:
        return stay(visit)
    resuming = replace(
        visit.resuming,
        looking=False,
        unknown=not event.typo,
        typo=event.typo,
        wait_until=context.elapsed + event.wait_seconds if event.wait_seconds else None,
    )
    return stay(replace(visit, resuming=resuming))


def is_about_an_enquiry(visit: Visit) -> bool:
    """What was found by its ticket is an enquiry, and no appointment."""
    found = visit.resuming.booking if visit.resuming else None
    return found is not None and found.kind == "enquiry"


def _still_ahead(booking: Booking, context: Context) -> bool:
    return (
        booking.status == "confirmed"
        and booking.ends_at is not None
        and booking.ends_at > context.now
    )


def typed_found(visit: Visit, event: TicketFound, context: Context) -> Outcome:
    """Whoever has gone elsewhere meanwhile is not fetched back."""
    if visit.resuming is None or not visit.resuming.looking:
        return stay(visit)
    if not isinstance(visit.scene, Resume):
        return stay(replace(visit, resuming=TicketLookup()))
    found = TicketLookup(code=event.code, booking=event.booking, progress=event.progress)
    return open_ticket(visit, found, context)


@on(TicketChanged)
def ticket_changed(visit: Visit, event: TicketChanged, context: Context) -> Outcome:
    """Shown as it is now; whoever has gone elsewhere meanwhile is not fetched back."""
    known = visit.resuming
    if known is None or known.code != event.code:
        return stay(visit)
    if not isinstance(visit.scene, (CancelAsked, AppointmentFound, AppointmentOver, EnquiryFound)):
        return stay(replace(visit, resuming=replace(known, busy=False)))
    found = TicketLookup(
        code=event.code, booking=event.booking, progress=event.progress, changed=True
    )
    return open_ticket(visit, found, context)


def open_ticket(visit: Visit, found: TicketLookup, context: Context) -> Outcome:
    """To what the ticket is about; what was being asked for is left."""
    visit = replace(visit, resuming=found, asking=None)
    if found.booking is None:
        return _back_to_steps(visit, context)
    if is_about_an_enquiry(visit) and found.booking.status == "waiting":
        return go(visit, EnquiryFound())
    if _still_ahead(found.booking, context):
        return go(visit, AppointmentFound())
    return go(visit, AppointmentOver())


def is_left_behind(visit: Visit, found: TicketLookup, context: Context) -> bool:
    """Whether opening it puts other steps in the place of those just walked."""
    if found.booking is not None or found.progress is None:
        return False
    walk = visit.walk(found.progress.service)
    return walk is not None and not walk.finished and not _goes_on(walk, found.progress)


def _goes_on(walk: Walk, progress: Progress) -> bool:
    """Whether one of them is the way to the other: nothing is lost."""
    shorter = min(len(walk.trail), len(progress.trail))
    return walk.trail[:shorter] == progress.trail[:shorter]


def _further(walk: Walk | None, progress: Progress) -> Walk | None:
    """The walk of this visit, where it is as far as the ticket's steps or further."""
    if walk is None or walk.finished or len(walk.trail) < len(progress.trail):
        return None
    return walk if _goes_on(walk, progress) else None


def _back_to_steps(visit: Visit, context: Context) -> Outcome:
    progress = visit.resuming.progress if visit.resuming else None
    if progress is None or not context.catalog.has_service(progress.service):
        return go(visit, Home())
    service = context.catalog.service(progress.service)
    walk = _further(visit.walk(service.id), progress) or resumed(service, progress)
    page = ServicePage(service.id, Services(service.theme))
    return go(visit.with_walk(walk), AtStep(service.id, page))


@on(ResumeSteps)
def resume_steps(visit: Visit, event: ResumeSteps, context: Context) -> Outcome:
    return _back_to_steps(visit, context)


@on(CancelAppointment)
def cancel_appointment(visit: Visit, event: CancelAppointment, context: Context) -> Outcome:
    return go(visit, CancelAsked())


@on(ConfirmCancel)
def confirm_cancel(visit: Visit, event: ConfirmCancel, context: Context) -> Outcome:
    found = visit.resuming
    if found is None or found.booking is None or found.busy:
        return stay(visit)
    asked = replace(visit, resuming=replace(found, busy=True))
    seen = Seen(booking_id=found.booking.id, session_id=found.booking.session_id)
    return asked, (CancelBooking(found.booking.id, found.code, seen),)


@on(Cancelled)
def cancelled(visit: Visit, event: Cancelled, context: Context) -> Outcome:
    found = visit.resuming
    if found is None or found.booking is None or found.booking.id != event.booking_id:
        return stay(visit)
    visit = replace(visit, resuming=replace(found, busy=False, cancelled_later=event.later))
    if not isinstance(visit.scene, (CancelAsked, AppointmentFound, EnquiryFound)):
        return stay(visit)
    return go(visit, AppointmentCancelled())


@on(PrintAgain)
def print_again(visit: Visit, event: PrintAgain, context: Context) -> Outcome:
    found = visit.resuming
    if found is None or not found.code or found.busy:
        return stay(visit)
    asked = replace(visit, resuming=replace(found, busy=True))
    return asked, (MakeTicketAgain(found.code, found.booking, found.progress),)


@on(TicketReady)
def ticket_ready(visit: Visit, event: TicketReady, context: Context) -> Outcome:
    if visit.resuming:
        visit = replace(visit, resuming=replace(visit.resuming, busy=False))
    return hand_over_here(visit, event.ticket, (AppointmentFound, AppointmentOver, EnquiryFound))
