"""`view(visit, context) -> View`: what the screen shows, computed from the visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.i18n.languages import language_name
from kiosk.i18n.text import Text, _, as_is
from kiosk.visit import scenes
from kiosk.visit.events import ChooseLanguage
from kiosk.visit.scenes import Scene
from kiosk.visit.state import Context, Visit
from kiosk.visit.view import (
    booking_confirmation,
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
    back_button,
    finish_button,
    home_button,
    person_button,
)
from kiosk.visit.views import Body, Button, Frame, View

BODIES: dict[type[Scene], Callable[[Visit, Context], Body]] = {
    scenes.Attract: services.attract,
    scenes.Home: services.home,
    scenes.Themes: services.themes,
    scenes.Services: services.services,
    scenes.ServicePage: services.service,
    scenes.AtStep: steps.step,
    scenes.WalkDone: steps.walk_done,
    scenes.Orienting: services.orientation,
    scenes.Suggestions: services.suggestions,
    scenes.How: person.how,
    scenes.Topic: person.topic,
    scenes.Times: person.times,
    scenes.Days: person.days,
    scenes.Phone: person.phone,
    scenes.Name: person.name,
    scenes.Confirm: booking_confirmation.confirm,
    scenes.Sign: person.sign,
    scenes.TicketShown: tickets.ticket,
    scenes.Resume: ticket_lookup.resume,
    scenes.TicketContents: ticket_contents.contents,
    scenes.AppointmentFound: ticket_lookup.appointment,
    scenes.CancelAsked: ticket_lookup.cancel_asked,
    scenes.AppointmentCancelled: ticket_lookup.appointment_cancelled,
    scenes.AppointmentOver: ticket_lookup.appointment_over,
    scenes.ScanAsked: scan.scan_asked,
    scenes.ScanInVain: scan.scan_in_vain,
    scenes.StoreTrouble: enquiry.store_trouble,
    scenes.EnquiryOffered: enquiry.enquiry_offered,
    scenes.EnquiryFound: ticket_lookup.enquiry_found,
    scenes.End: end.end,
    scenes.Thanks: end.thanks,
    scenes.StaffPin: staff.staff_pin,
    scenes.Staff: staff.staff,
    scenes.OutOfService: staff.out_of_service,
}

AT_REST = (scenes.Attract, scenes.OutOfService)

WITHOUT_BAR = (
    scenes.Attract,
    scenes.Sign,
    scenes.Thanks,
    scenes.StaffPin,
    scenes.Staff,
    scenes.OutOfService,
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
        languages=() if isinstance(visit.scene, scenes.Attract) else _languages(visit, context),
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
            label=as_is(language_name(language)),
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
    elsewhere = not isinstance(visit.scene, scenes.Home)
    back = replace(back_button(), enabled=elsewhere)
    home = replace(home_button(), enabled=elsewhere)
    return (back, home, person_button(visit), finish_button())
