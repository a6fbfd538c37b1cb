""" "J'ai un ticket": looking for it, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.i18n.text import Text, _, plural
from kiosk.visit import scenes
from kiosk.visit.bookings import (
    Appointment,
    Attendance,
    Booking,
    NotedEnquiry,
    SeatBooking,
    WaitingPlace,
)
from kiosk.visit.events import (
    AskForPerson,
    CancelAppointment,
    ConfirmCancel,
    EraseKey,
    GoBack,
    GoHome,
    TypeKey,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.tickets import CODE_LENGTH, CODE_LETTERS, grouped_code
from kiosk.visit.update.ticket_lookup import is_about_an_enquiry
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.enquiry import WHAT_HAPPENS, withdraw_asked
from kiosk.visit.view.phrases import (
    MODE_ICONS,
    MODE_NAMES,
    catalog_text,
    day,
    helper_at,
    hour,
    topic_name,
)
from kiosk.visit.view.ticket_contents import day_and_hour, print_again, resume_steps
from kiosk.visit.views import Body, Button, NoticeView


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeView(Body):
    title: Text
    subtitle: Text
    typed: str
    """In groups of four, a dot for each letter to come."""
    letters: tuple[Button, ...]
    """The pad's sixteen letters; not enabled while one has to wait."""
    erase: Button
    note: Text | None
    person: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView(Body):
    title: Text
    hour: Text
    day: Text
    lines: tuple[tuple[str, Text], ...]
    ways: tuple[Button, ...]


@shown_at(scenes.Resume)
def resume(visit: Visit, context: Context) -> ResumeView:
    lookup = visit.lookup or TicketLookup()
    waits = lookup.wait_until is not None and context.elapsed < lookup.wait_until
    dots = lookup.typed + "·" * (CODE_LENGTH - len(lookup.typed))
    return ResumeView(
        title=_("Montrez ou tapez votre code"),
        subtitle=_("Passez le ticket devant le lecteur. Ou tapez les 8 lettres du code."),
        typed=grouped_code(dots),
        letters=tuple(
            Button(label=Text(letter, verbatim=True), event=TypeKey(letter), enabled=not waits)
            for letter in CODE_LETTERS
        ),
        erase=Button(label=_("Effacer"), event=EraseKey(), icon="delete"),
        note=_resume_note(lookup, visit.scanning, waits, context),
        person=Button(
            label=_("Je n'ai plus mon code"),
            event=AskForPerson(),
            icon="hand-helping",
        ),
    )


def _resume_note(
    lookup: TicketLookup, scanning: bool, waits: bool, context: Context
) -> Text | None:
    if lookup.attempt == "looking" or scanning:
        return _("Un instant, nous cherchons.")
    if lookup.attempt == "foreign":
        return _("Ce n'est pas un ticket d'ici. Montrez le carré imprimé sur votre ticket.")
    if waits and lookup.wait_until is not None:
        seconds = max(1, round(lookup.wait_until - context.elapsed))
        return _(
            "Le code n'est pas encore le bon. On réessaie dans {seconds} s, sans se presser.",
            seconds=seconds,
        )
    if lookup.attempt == "typo":
        return _("Une lettre ne va pas. Regardez le code sur votre ticket, et retapez-le.")
    if lookup.attempt == "unknown":
        return _("Nous ne trouvons pas ce ticket. Retapez le code, ou demandez à quelqu'un.")
    return None


# What was found


def _with_steps(visit: Visit, *ways: Button) -> tuple[Button, ...]:
    """The steps that the ticket keeps come first; among several things, the list has them."""
    lookup = visit.lookup
    if lookup is None or lookup.ticket is None or lookup.has_several or not lookup.ticket.walks:
        return ways
    return (resume_steps(lookup.ticket.walks[-1]), *ways)


@shown_at(scenes.AppointmentFound)
def appointment(visit: Visit, context: Context) -> AppointmentView:
    found, booking = _looked_at(visit)
    assert isinstance(booking, Appointment | Attendance)
    return AppointmentView(
        title=_("Votre rendez-vous a changé") if found.changed else _("Voici votre rendez-vous"),
        hour=hour(booking.session, context),
        day=day(booking.session, context),
        lines=tuple(_appointment_lines(booking, context)),
        ways=_with_steps(
            visit,
            print_again(),
            Button(label=_("Annuler ce rendez-vous"), event=CancelAppointment(), icon="calendar-x"),
        ),
    )


def _looked_at(visit: Visit) -> tuple[TicketLookup, Booking]:
    found = visit.lookup
    assert found is not None
    assert found.booking is not None
    return found, found.booking


def _appointment_lines(booking: SeatBooking, context: Context) -> Iterator[tuple[str, Text]]:
    if booking.session.title:
        yield ("users", catalog_text(booking.session.title))
    else:
        yield (MODE_ICONS[booking.mode], MODE_NAMES[booking.mode])
    yield ("user-round", helper_at(booking.session.helper, booking.session.location))
    if booking.persons > 1:
        yield (
            "users",
            plural("Pour {count} personne", "Pour {count} personnes", booking.persons),
        )
    named = topic_name(booking.topic, context)
    if named:
        yield ("message-circle", _("Sujet : « {topic} ».", topic=named))


@shown_at(scenes.EnquiryFound)
def enquiry_found(visit: Visit, context: Context) -> NoticeView:
    """A written enquiry, or a place on a waiting list: it waits."""
    _found, booking = _looked_at(visit)
    if isinstance(booking, WaitingPlace):
        return NoticeView(
            icon="hourglass",
            title=_("Vous êtes sur la liste d'attente."),
            text=(day_and_hour(booking.session, context),),
            ways=_with_steps(visit, print_again(), _home()),
        )
    assert isinstance(booking, NotedEnquiry)
    later = (
        _("Gardez votre téléphone près de vous.")
        if booking.mode == "phone"
        else _("Une personne vous trouvera une heure.")
    )
    return NoticeView(
        icon="notebook-pen",
        title=_("Votre demande est notée."),
        text=(WHAT_HAPPENS[booking.mode], later),
        ways=_with_steps(
            visit,
            print_again(),
            Button(label=_("Retirer cette demande"), event=CancelAppointment(), icon="x"),
            _home(),
        ),
    )


def _another_appointment() -> Button:
    return Button(label=_("Prendre un rendez-vous"), event=AskForPerson(), icon="calendar-days")


def _home() -> Button:
    return Button(label=_("Revenir à l'écran d'accueil"), event=GoHome(), icon="house")


@shown_at(scenes.CancelAsked)
def cancel_asked(visit: Visit, context: Context) -> NoticeView:
    if is_about_an_enquiry(visit):
        return withdraw_asked(visit)
    return NoticeView(
        icon="calendar-x",
        title=_("Annuler ce rendez-vous ?"),
        text=(_("La place sera donnée à quelqu'un d'autre."),),
        ways=(
            Button(label=_("Non, je le garde"), event=GoBack(), icon="arrow-left", tone="go"),
            Button(label=_("Oui, l'annuler"), event=ConfirmCancel(), icon="calendar-x"),
        ),
    )


@shown_at(scenes.AppointmentCancelled)
def appointment_cancelled(visit: Visit, context: Context) -> NoticeView:
    later = visit.lookup is not None and visit.lookup.cancelled_later
    said = _("C'est noté ici. L'équipe le saura bientôt.") if later else None
    about_enquiry = is_about_an_enquiry(visit)
    return NoticeView(
        icon="calendar-check",
        title=_("Votre demande est retirée.")
        if about_enquiry
        else _("Votre rendez-vous est annulé."),
        text=(
            said or _("C'est fait, merci de l'avoir dit."),
            _("Vous pouvez prendre un rendez-vous.")
            if about_enquiry
            else _("Vous pouvez en prendre un autre."),
        ),
        ways=(_another_appointment(), _home()),
    )


@shown_at(scenes.AppointmentOver)
def appointment_over(visit: Visit, context: Context) -> NoticeView:
    _found, booking = _looked_at(visit)
    cancelled = booking.status == "cancelled"
    title = _("Ce rendez-vous a été annulé.") if cancelled else _("Ce rendez-vous est passé.")
    if is_about_an_enquiry(visit):
        title = _("Cette demande a été retirée.") if cancelled else _("Cette demande est terminée.")
    return NoticeView(
        icon="calendar",
        title=title,
        text=(
            _("Vous pouvez prendre un rendez-vous.")
            if is_about_an_enquiry(visit)
            else _("Ce n'est pas grave. Vous pouvez en prendre un autre."),
        ),
        ways=_with_steps(visit, _another_appointment(), _home()),
    )
