"""`view(visit, context) -> View`: what the screen shows, computed from the visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.i18n.text import Text, _, as_is
from kiosk.visit import state
from kiosk.visit.events import ChooseLanguage
from kiosk.visit.state import Context, Scene, Visit
from kiosk.visit.view import (
    end,
    enquiry,
    person,
    scan,
    services,
    staff,
    steps,
    ticket_contents,
    ticket_lookup,
    tickets,
)
from kiosk.visit.view.phrases import (
    LANGUAGE_NAMES,
    back_button,
    finish_button,
    home_button,
    person_button,
)
from kiosk.visit.views import Body, Button, Frame, View

BODIES: dict[type[Scene], Callable[[Visit, Context], Body]] = {
    state.Attract: services.attract,
    state.Home: services.home,
    state.Themes: services.themes,
    state.Services: services.services,
    state.ServicePage: services.service,
    state.AtStep: steps.step,
    state.WalkDone: steps.walk_done,
    state.Orienting: services.orientation,
    state.Suggestions: services.suggestions,
    state.How: person.how,
    state.Topic: person.topic,
    state.Times: person.times,
    state.Days: person.days,
    state.Phone: person.phone,
    state.Name: person.name,
    state.Confirm: person.confirm,
    state.Sign: person.sign,
    state.TicketShown: tickets.ticket,
    state.Resume: ticket_lookup.resume,
    state.TicketContents: ticket_contents.contents,
    state.AppointmentFound: ticket_lookup.appointment,
    state.CancelAsked: ticket_lookup.cancel_asked,
    state.AppointmentCancelled: ticket_lookup.appointment_cancelled,
    state.AppointmentOver: ticket_lookup.appointment_over,
    state.ScanAsked: scan.scan_asked,
    state.ScanInVain: scan.scan_in_vain,
    state.StoreTrouble: enquiry.store_trouble,
    state.EnquiryOffered: enquiry.enquiry_offered,
    state.EnquiryFound: ticket_lookup.enquiry_found,
    state.End: end.end,
    state.Thanks: end.thanks,
    state.StaffPin: staff.staff_pin,
    state.Staff: staff.staff,
    state.OutOfService: staff.out_of_service,
}

AT_REST = (state.Attract, state.OutOfService)

WITHOUT_BAR = (
    state.Attract,
    state.Sign,
    state.Thanks,
    state.StaffPin,
    state.Staff,
    state.OutOfService,
)


def view(visit: Visit, context: Context) -> View:
    """The whole screen as data; the question whether somebody is there stands over it."""
    if visit.warned_at is not None:
        body: Body = staff.still_there(visit, context)
    else:
        body = BODIES[type(visit.scene)](visit, context)
    return View(language=visit.language, frame=_frame(visit, context), body=body)


def _frame(visit: Visit, context: Context) -> Frame:
    return Frame(
        place_name=context.place_name,
        demonstration=context.demonstration,
        languages=() if isinstance(visit.scene, state.Attract) else _languages(visit, context),
        for_staff=_for_staff(visit, context),
        bar=_bar(visit),
    )


def _for_staff(visit: Visit, context: Context) -> Text | None:
    troubles = (context.store_trouble or context.printer_trouble, context.clock_trouble)
    says = " · ".join(one for one in troubles if one)
    if not says or not isinstance(visit.scene, AT_REST):
        return None
    return _("Pour l'équipe : {says}", says=says)


def _languages(visit: Visit, context: Context) -> tuple[Button, ...]:
    return tuple(
        Button(
            label=as_is(LANGUAGE_NAMES.get(language, language)),
            event=ChooseLanguage(language),
            picked=language == visit.language,
            tone="quiet",
        )
        for language in context.languages
    )


def _bar(visit: Visit) -> tuple[Button, ...]:
    if isinstance(visit.scene, WITHOUT_BAR):
        return ()
    if visit.warned_at is not None:
        return (person_button(visit),)
    elsewhere = not isinstance(visit.scene, state.Home)
    back = replace(back_button(), enabled=elsewhere)
    home = replace(home_button(), enabled=elsewhere)
    return (back, home, person_button(visit), finish_button())
