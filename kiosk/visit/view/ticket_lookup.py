""" "J'ai un ticket": looking for it, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.i18n.text import Text, _, as_is, plural
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
    Arrive,
    AskForPerson,
    CancelAppointment,
    ChangeHour,
    EraseKey,
    GoHome,
    OpenTogether,
    TypeKey,
    UndoArrival,
)
from kiosk.visit.programme import UNDO_ARRIVAL, may_arrive
from kiosk.visit.state import Context, Visit
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.tickets import CODE_LENGTH, CODE_LETTERS, grouped_code
from kiosk.visit.update.moving import may_move
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.enquiry import WHAT_HAPPENS
from kiosk.visit.view.phrases import (
    MODE_ICONS,
    MODE_NAMES,
    catalog_text,
    day,
    day_and_hour,
    helper_at,
    hour,
    next_meeting,
    session_days,
    topic_name,
)
from kiosk.visit.view.ticket_contents import print_again, resume_steps
from kiosk.visit.view.waiting_number import leave_number
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


def with_steps(visit: Visit, *ways: Button) -> tuple[Button, ...]:
    """The steps that the ticket keeps come first; among several things, the list has them."""
    lookup = visit.lookup
    if lookup is None or lookup.ticket is None or lookup.has_several or not lookup.ticket.walks:
        return ways
    steps = resume_steps(lookup.ticket.walks[-1])
    if any(isinstance(way.event, Arrive) for way in ways):  # that is what they came for
        return (ways[0], replace(steps, tone="plain"), *ways[1:])
    return (steps, *ways)


@shown_at(scenes.AppointmentFound)
def appointment(visit: Visit, context: Context) -> AppointmentView:
    found, booking = looked_at(visit)
    assert isinstance(booking, Appointment | Attendance)
    coming = next_meeting(booking.session, context)
    return AppointmentView(
        title=_title(found, booking),
        hour=hour(coming, context),
        day=day(coming, context),
        lines=tuple(_appointment_lines(booking, context)),
        note=_arrival_note(found, booking),
        ways=with_steps(
            visit,
            *_arrival(found, booking, context),
            print_again(),
            *_others(booking, context),
            _give_up(booking),
        ),
    )


def _title(found: TicketLookup, booking: SeatBooking) -> Text:
    if booking.session.moved:
        return _("Nouvelle heure")
    if isinstance(booking, Attendance):
        return _("Votre place a changé") if found.changed else _("Voici votre place")
    return _("Votre rendez-vous a changé") if found.changed else _("Voici votre rendez-vous")


def _others(booking: SeatBooking, context: Context) -> tuple[Button, ...]:
    """Another hour; of a series that was changed, what else there is."""
    if may_move(booking, context):
        label = _("Changer l'heure")
        if isinstance(booking, Attendance):
            label = _("Changer de séance")
        return (Button(label=label, event=ChangeHour(), icon="calendar-clock"),)
    if not booking.session.moved:
        return ()
    return (Button(label=_("Voir autre chose"), event=OpenTogether(), icon="calendar-days"),)


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


def looked_at(visit: Visit) -> tuple[TicketLookup, Booking]:
    found = visit.lookup
    assert found is not None
    assert found.booking is not None
    return found, found.booking


def _appointment_lines(booking: SeatBooking, context: Context) -> Iterator[tuple[str, Text]]:
    if booking.session.moved:
        yield ("info", _("Le lieu a changé l'heure"))
    if booking.session.title:
        yield ("users", catalog_text(booking.session.title))
    if not booking.session.title or booking.mode != "face":
        yield (MODE_ICONS[booking.mode], MODE_NAMES[booking.mode])
    if isinstance(booking, Attendance) and booking.mode == "video":
        if booking.booth:
            yield ("door-closed", _("Ici, {booth}", booth=as_is(booking.booth)))
    else:
        icon = "user-round" if booking.session.helper else "map-pin"
        yield (icon, helper_at(booking.session.helper, booking.session.location))
    if booking.session.meetings:
        yield ("calendar-range", session_days(booking.session, context))
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
    found, booking = looked_at(visit)
    if isinstance(booking, WaitingPlace):
        return NoticeView(
            icon="hourglass",
            title=_("Vous êtes sur la liste d'attente.")
            if booking.rank is not None
            else _("Votre demande est notée."),
            text=tuple(_waits(found, booking, context)),
            ways=with_steps(
                visit,
                *_arrival(found, booking, context),
                *leave_number(visit),
                print_again(),
                Button(label=_("Quitter la liste"), event=CancelAppointment(), icon="x"),
                home_way(),
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
        ways=with_steps(
            visit,
            print_again(),
            Button(label=_("Retirer cette demande"), event=CancelAppointment(), icon="x"),
            home_way(),
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
        yield _("Vous êtes numéro {rank} sur la liste d'attente.", rank=booking.rank)
    yield _("Montrez ce ticket ici pour savoir.")
    yield _(
        "Vous pouvez aussi venir au début : s'il reste une place, elle est pour les personnes"
        " présentes."
    )


def home_way() -> Button:
    return Button(label=_("Revenir à l'écran d'accueil"), event=GoHome(), icon="house")
