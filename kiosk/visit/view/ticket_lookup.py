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
    session_of,
)
from kiosk.visit.events import (
    Arrive,
    AskForPerson,
    CancelAppointment,
    ConfirmCancel,
    EraseKey,
    GoBack,
    GoHome,
    OpenTogether,
    TypeKey,
    UndoArrival,
)
from kiosk.visit.programme import UNDO_ARRIVAL, may_arrive
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
    note: Text | None
    """Of the arrival: that it is noted, or why it is not."""
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
        title=_title(found, booking),
        hour=hour(booking.session, context),
        day=day(booking.session, context),
        lines=tuple(_appointment_lines(booking, context)),
        note=_arrival_note(found, booking),
        ways=_with_steps(
            visit, *_arrival(found, booking, context), print_again(), _give_up(booking)
        ),
    )


def _title(found: TicketLookup, booking: SeatBooking) -> Text:
    if isinstance(booking, Attendance):
        return _("Votre place a changé") if found.changed else _("Voici votre place")
    return _("Votre rendez-vous a changé") if found.changed else _("Voici votre rendez-vous")


def _give_up(booking: SeatBooking) -> Button:
    label = _("Annuler ce rendez-vous")
    if isinstance(booking, Attendance):
        label = _("Je ne peux pas venir")
    return Button(label=label, event=CancelAppointment(), icon="calendar-x")


ARRIVAL_REFUSED = {
    "not_now": _("C'est encore trop tôt. Revenez à l'heure de la séance."),
    "full": _("Toutes les personnes inscrites sont là. Demandez à l'équipe, elle verra avec vous."),
}


def _arrival_note(found: TicketLookup, booking: SeatBooking | WaitingPlace) -> Text | None:
    if found.refused:
        return ARRIVAL_REFUSED.get(found.refused, ARRIVAL_REFUSED["not_now"])
    if isinstance(booking, Attendance) and booking.arrived_at is not None:
        here = found.here or booking.persons
        return plural(
            "C'est noté, bienvenue. {count} personne est là.",
            "C'est noté, bienvenue. {count} personnes sont là.",
            here,
        )
    return None


def _arrival(
    found: TicketLookup, booking: SeatBooking | WaitingPlace, context: Context
) -> tuple[Button, ...]:
    """ "Je suis là", from half an hour before; of whoever waits, once it has begun; and its undoing
    for a minute."""
    if isinstance(booking, Appointment) or not may_arrive(booking.session, context.now):
        return ()
    if isinstance(booking, WaitingPlace):
        opens = context.now >= booking.session.starts_at
        return (_here(found),) if opens else ()
    if booking.arrived_at is None:
        return (_here(found),)
    if context.now - booking.arrived_at <= UNDO_ARRIVAL:
        undo = Button(label=_("Je ne suis pas encore là"), event=UndoArrival(), icon="undo-2")
        return (undo,)
    return ()


def _here(found: TicketLookup) -> Button:
    return Button(
        label=_("Je suis là"), event=Arrive(), icon="hand", tone="go", enabled=not found.busy
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
    found, booking = _looked_at(visit)
    if isinstance(booking, WaitingPlace):
        return NoticeView(
            icon="hourglass",
            title=_("Vous êtes sur la liste d'attente.")
            if booking.rank is not None
            else _("Votre demande est notée."),
            text=tuple(_waits(found, booking, context)),
            ways=_with_steps(
                visit,
                *_arrival(found, booking, context),
                print_again(),
                Button(label=_("Quitter la liste"), event=CancelAppointment(), icon="x"),
                _home(),
            ),
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


def _waits(found: TicketLookup, booking: WaitingPlace, context: Context) -> Iterator[Text]:
    """What for, the rank, and how one hears of a seat. No number of others is told."""
    if booking.session.title:
        yield catalog_text(booking.session.title)
    yield day_and_hour(booking.session, context)
    refused = _arrival_note(found, booking)
    if refused:
        yield refused
    elif booking.rank == 1:
        yield _("Vous êtes le premier ou la première de la liste.")
    elif booking.rank is None:
        yield _("Votre demande est notée. La place n'est pas encore sûre.")
    else:
        yield _("Vous êtes à la place {rank} de la liste.", rank=booking.rank)
    yield _("Repassez ce ticket ici pour savoir.")
    yield _("Ou venez au début : les places libres sont pour qui est là.")


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
        title=_cancel_title(visit),
        text=(_("La place sera donnée à quelqu'un d'autre."),),
        ways=(
            Button(label=_("Non, je le garde"), event=GoBack(), icon="arrow-left", tone="go"),
            Button(label=_("Oui, l'annuler"), event=ConfirmCancel(), icon="calendar-x"),
        ),
    )


def _cancel_title(visit: Visit) -> Text:
    match _looked_at(visit)[1]:
        case Attendance():
            return _("Rendre cette place ?")
        case WaitingPlace():
            return _("Quitter la liste d'attente ?")
        case _:
            return _("Annuler ce rendez-vous ?")


@shown_at(scenes.AppointmentCancelled)
def appointment_cancelled(visit: Visit, context: Context) -> NoticeView:
    found, booking = _looked_at(visit)
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
        ways=(_another(booking), _home()),
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
    _found, booking = _looked_at(visit)
    return NoticeView(
        icon="calendar",
        title=_over(booking),
        text=(
            _("Vous pouvez prendre un rendez-vous.")
            if isinstance(booking, NotedEnquiry)
            else _("Ce n'est pas grave. D'autres séances viennent.")
            if isinstance(booking, Attendance | WaitingPlace)
            else _("Ce n'est pas grave. Vous pouvez en prendre un autre."),
        ),
        ways=_with_steps(visit, _another(booking), _home()),
    )


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
