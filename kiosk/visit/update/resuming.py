""" "J'ai un ticket": scanned or typed, back to the step or to the appointment."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import CancelBooking, FindTicket, MakeTicketAgain
from kiosk.visit.events import (
    CancelAppointment,
    Cancelled,
    ConfirmCancel,
    OpenResume,
    PrintAgain,
    ResumeSteps,
    Scanned,
    TicketFound,
    TicketNotFound,
    TicketReady,
)
from kiosk.visit.state import (
    Appointment,
    AppointmentCancelled,
    AppointmentOver,
    Around,
    AtStep,
    CancelAsked,
    Home,
    OutOfService,
    RequestFound,
    Resume,
    Resuming,
    ServicePage,
    Services,
    Staff,
    StaffPin,
    Thanks,
    Visit,
)
from kiosk.visit.update.handing import hand_over_here
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay, wipe
from kiosk.visit.values import Booking
from kiosk.visit.walks import resumed


@on(OpenResume)
def open_resume(visit: Visit, event: OpenResume, around: Around) -> Outcome:
    return go(replace(visit, resuming=Resuming()), Resume())


@on(Scanned)
def scanned(visit: Visit, event: Scanned, around: Around) -> Outcome:
    """A ticket may be scanned on any screen of a visitor, the first one too.

    On the thanks it is the next visitor's: nothing of the one before is left to them.
    """
    if isinstance(visit.scene, (OutOfService, StaffPin, Staff)):
        return stay(visit)
    resuming = visit.resuming or Resuming()
    if resuming.looking and isinstance(visit.scene, Resume):
        return stay(visit)
    given_back = let_go(visit)
    if isinstance(visit.scene, Thanks):
        visit, given_back = wipe(visit, around)
    visit = replace(visit, scene=Resume(), asking=None)
    if resuming.wait_until and around.elapsed < resuming.wait_until:
        return replace(visit, resuming=resuming), given_back
    looking = replace(visit, resuming=Resuming(looking=True))
    return looking, (*given_back, FindTicket(scanned=event.text))


@on(TicketNotFound)
def ticket_not_found(visit: Visit, event: TicketNotFound, around: Around) -> Outcome:
    if visit.resuming and visit.resuming.busy:  # found before, and deleted since
        return go(replace(visit, resuming=Resuming(unknown=True)), Resume())
    if visit.resuming is None or not visit.resuming.looking:
        return stay(visit)
    resuming = replace(
        visit.resuming,
        looking=False,
        unknown=not event.typo,
        typo=event.typo,
        wait_until=around.elapsed + event.wait_seconds if event.wait_seconds else None,
    )
    return stay(replace(visit, resuming=resuming))


def is_about_a_request(visit: Visit) -> bool:
    """What was found by its ticket is a request, and no appointment."""
    found = visit.resuming.booking if visit.resuming else None
    return found is not None and found.kind == "request"


def _still_ahead(booking: Booking, around: Around) -> bool:
    return (
        booking.status == "confirmed"
        and booking.ends_at is not None
        and booking.ends_at > around.now
    )


@on(TicketFound)
def ticket_found(visit: Visit, event: TicketFound, around: Around) -> Outcome:
    """Whoever has gone elsewhere meanwhile is not fetched back."""
    if visit.resuming is None or not visit.resuming.looking:
        return stay(visit)
    if not isinstance(visit.scene, Resume):
        return stay(replace(visit, resuming=Resuming()))
    resuming = Resuming(code=event.code, booking=event.booking, progress=event.progress)
    visit = replace(visit, resuming=resuming)
    if event.booking is None:
        return _back_to_steps(visit, around)
    if is_about_a_request(visit) and event.booking.status == "waiting":
        return go(visit, RequestFound())
    if _still_ahead(event.booking, around):
        return go(visit, Appointment())
    return go(visit, AppointmentOver())


def _back_to_steps(visit: Visit, around: Around) -> Outcome:
    progress = visit.resuming.progress if visit.resuming else None
    if progress is None or not around.catalog.has_service(progress.service):
        return go(visit, Home())
    service = around.catalog.service(progress.service)
    walk = resumed(service, progress)
    page = ServicePage(service.id, Services(service.theme))
    return go(visit.with_walk(walk), AtStep(service.id, page))


@on(ResumeSteps)
def resume_steps(visit: Visit, event: ResumeSteps, around: Around) -> Outcome:
    return _back_to_steps(visit, around)


@on(CancelAppointment)
def cancel_appointment(visit: Visit, event: CancelAppointment, around: Around) -> Outcome:
    return go(visit, CancelAsked())


@on(ConfirmCancel)
def confirm_cancel(visit: Visit, event: ConfirmCancel, around: Around) -> Outcome:
    found = visit.resuming
    if found is None or found.booking is None or found.busy:
        return stay(visit)
    asked = replace(visit, resuming=replace(found, busy=True))
    return asked, (CancelBooking(found.booking.id),)


@on(Cancelled)
def cancelled(visit: Visit, event: Cancelled, around: Around) -> Outcome:
    found = visit.resuming
    if found is None or found.booking is None or found.booking.id != event.booking_id:
        return stay(visit)
    visit = replace(visit, resuming=replace(found, busy=False, cancelled_later=event.later))
    if not isinstance(visit.scene, (CancelAsked, Appointment, RequestFound)):
        return stay(visit)
    return go(visit, AppointmentCancelled())


@on(PrintAgain)
def print_again(visit: Visit, event: PrintAgain, around: Around) -> Outcome:
    found = visit.resuming
    if found is None or not found.code or found.busy:
        return stay(visit)
    asked = replace(visit, resuming=replace(found, busy=True))
    return asked, (MakeTicketAgain(found.code, found.booking, found.progress),)


@on(TicketReady)
def ticket_ready(visit: Visit, event: TicketReady, around: Around) -> Outcome:
    if visit.resuming:
        visit = replace(visit, resuming=replace(visit.resuming, busy=False))
    return hand_over_here(visit, event.ticket, (Appointment, AppointmentOver, RequestFound))
