"""What was given up, or is over: said, with a way on."""

from __future__ import annotations

from kiosk.i18n.text import Text, _
from kiosk.visit import scenes
from kiosk.visit.bookings import (
    Attendance,
    Booking,
    NotedEnquiry,
    WaitingPlace,
    session_of,
)
from kiosk.visit.events import (
    AskForPerson,
    ConfirmCancel,
    GoBack,
    OpenTogether,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.ticket_lookup import is_about_an_enquiry
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.enquiry import withdraw_asked
from kiosk.visit.view.ticket_lookup import home_way, looked_at, with_steps
from kiosk.visit.views import Button, NoticeView


def _another_appointment() -> Button:
    return Button(label=_("Prendre un rendez-vous"), event=AskForPerson(), icon="calendar-days")


@shown_at(scenes.CancelAsked)
def cancel_asked(visit: Visit, context: Context) -> NoticeView:
    if is_about_an_enquiry(visit):
        return withdraw_asked(visit)
    return NoticeView(
        icon="calendar-x",
        title=_cancel_title(visit),
        text=(_("La place sera donnée à quelqu'un d'autre."),),
        ways=(
            Button(label=_("Non, je le garde"), event=GoBack(), icon="arrow-left", tone="go"),
            Button(label=_("Oui, l'annuler"), event=ConfirmCancel(), icon="calendar-x"),
        ),
    )


def _cancel_title(visit: Visit) -> Text:
    match looked_at(visit)[1]:
        case Attendance():
            return _("Rendre cette place ?")
        case WaitingPlace():
            return _("Quitter la liste d'attente ?")
        case _:
            return _("Annuler ce rendez-vous ?")


@shown_at(scenes.AppointmentCancelled)
def appointment_cancelled(visit: Visit, context: Context) -> NoticeView:
    found, booking = looked_at(visit)
    title, then = _given_up(booking)
    return NoticeView(
        icon="calendar-check",
        title=title,
        text=(
            _("C'est noté ici. L'équipe le saura bientôt.")
            if found.cancelled_later
            else _("C'est fait, merci de l'avoir dit."),
            then,
        ),
        ways=(_another(booking), home_way()),
    )


def _given_up(booking: Booking) -> tuple[Text, Text]:
    """What is so now, and what can be done."""
    match booking:
        case NotedEnquiry():
            return _("Votre demande est retirée."), _("Vous pouvez prendre un rendez-vous.")
        case Attendance():
            return _("Votre place est rendue."), _("D'autres séances viennent.")
        case WaitingPlace():
            return _("Vous n'êtes plus sur la liste."), _("D'autres séances viennent.")
        case _:
            return _("Votre rendez-vous est annulé."), _("Vous pouvez en prendre un autre.")


def _another(booking: Booking) -> Button:
    if isinstance(booking, Attendance | WaitingPlace):
        return Button(label=_("Voir les séances"), event=OpenTogether(), icon="users")
    return _another_appointment()


@shown_at(scenes.AppointmentOver)
def appointment_over(visit: Visit, context: Context) -> NoticeView:
    _found, booking = looked_at(visit)
    return NoticeView(
        icon="calendar",
        title=_over(booking),
        text=(_what_now(booking),),
        ways=with_steps(visit, _another(booking), home_way()),
    )


def _what_now(booking: Booking) -> Text:
    match booking:
        case NotedEnquiry():
            return _("Vous pouvez prendre un rendez-vous.")
        case Attendance() | WaitingPlace() if booking.session.cancelled:
            return _("D'autres séances viennent.")
        case Attendance() | WaitingPlace():
            return _("Ce n'est pas grave. D'autres séances viennent.")
        case _:
            return _("Ce n'est pas grave. Vous pouvez en prendre un autre.")


def _over(booking: Booking) -> Text:
    cancelled = booking.status == "cancelled"
    session = session_of(booking)
    if session is not None and session.cancelled and not cancelled:
        return _("Le lieu a annulé cette séance. Cela ne vient pas de vous.")
    match booking:
        case NotedEnquiry():
            return (
                _("Cette demande a été retirée.") if cancelled else _("Cette demande est terminée.")
            )
        case Attendance() if booking.status == "expired":
            return _("Cette place a été donnée à quelqu'un qui était là.")
        case Attendance() | WaitingPlace():
            return (
                _("Vous ne venez plus à cette séance.")
                if cancelled
                else _("Cette séance est passée.")
            )
        case _:
            return (
                _("Ce rendez-vous a été annulé.") if cancelled else _("Ce rendez-vous est passé.")
            )
