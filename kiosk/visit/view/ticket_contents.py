"""All that a found ticket holds, as a list; each thing leads to its own screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.i18n.text import Text, _, plural
from kiosk.visit import scenes
from kiosk.visit.bookings import (
    Appointment,
    Attendance,
    Booking,
    Call,
    NotedEnquiry,
    SeatBooking,
    WaitingPlace,
    in_order,
    is_ahead,
)
from kiosk.visit.events import (
    OpenBooking,
    OpenChallenge,
    OpenNote,
    OpenSponsorship,
    PrintAgain,
    ResumeSteps,
)
from kiosk.visit.note_words import answer_of, words_of
from kiosk.visit.notes import NoteDraft
from kiosk.visit.state import Context, Visit
from kiosk.visit.tickets import FoundTicket
from kiosk.visit.values import Progress
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.enquiry import WHAT_HAPPENS
from kiosk.visit.view.phrases import (
    MODE_ICONS,
    MODE_NAMES,
    catalog_text,
    day_and_hour,
    next_meeting,
    topic_name,
)
from kiosk.visit.views import Body, Button


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketContentsView(Body):
    """A ticket that holds several things."""

    title: Text
    subtitle: Text
    things: tuple[Button, ...]
    """What is to come first; the day and the hour as label, what it is as detail."""
    print: Button


@shown_at(scenes.TicketContents)
def contents(visit: Visit, context: Context) -> TicketContentsView:
    """All that the ticket holds, what is to come first; each thing leads to its own screen."""
    lookup = visit.lookup
    assert lookup is not None
    assert lookup.ticket is not None
    things = [_thing(booking, context) for booking in in_order(lookup.ticket.bookings, context.now)]
    return TicketContentsView(
        title=_("Votre ticket a changé") if lookup.changed else _("Voici votre ticket"),
        subtitle=_("Touchez une ligne pour en savoir plus."),
        things=(
            *things,
            *_challenges(lookup.ticket, context),
            *_sponsorship(lookup.ticket),
            *_notes(lookup.ticket, context),
            *_walks_kept(lookup.ticket, context),
        ),
        print=print_again(),
    )


def _thing(booking: Booking, context: Context) -> Button:
    match booking:
        case Appointment() | Attendance():
            coming = next_meeting(booking.session, context)
            icon, label = MODE_ICONS[booking.mode], day_and_hour(coming, context)
            about = _state(booking, context) or _subject(booking, context)
        case WaitingPlace():
            icon, label = "hourglass", day_and_hour(booking.session, context)
            about = _waits(booking) if booking.status == "waiting" else _("Annulé")
        case NotedEnquiry():
            icon, label = "notebook-pen", _("Votre demande")
            waits = booking.status == "waiting"
            about = WHAT_HAPPENS[booking.mode] if waits else _("Cette demande est terminée.")
        case Call():
            icon, label, about = "bell-ring", _("Votre appel"), _("Quelqu'un va venir")
        case _:
            assert_never(booking)
    return Button(label=label, detail=about, event=OpenBooking(booking.id), icon=icon)


def _waits(booking: WaitingPlace) -> Text:
    if booking.session.title:
        return _("{title} : liste d'attente", title=catalog_text(booking.session.title))
    return _("Liste d'attente")


def _state(booking: SeatBooking, context: Context) -> Text | None:
    """What has become of it; None while it stands."""
    if booking.status == "cancelled":
        return _("Annulé")
    if booking.session.cancelled:
        return _("Annulé par le lieu")
    if booking.session.moved and is_ahead(booking, context.now):
        return _("Le lieu a changé l'heure")
    past = booking.status != "confirmed" or booking.session.ends_at <= context.now
    return _("Passé") if past else None


def _subject(booking: SeatBooking, context: Context) -> Text:
    if booking.session.title:
        return catalog_text(booking.session.title)
    return topic_name(booking.topic, context) or MODE_NAMES[booking.mode]


CHALLENGE_STATUS = {
    "taken": _("Un défi, à faire quand vous voulez"),
    "done": _("Un défi, fait"),
    "left": _("Un défi : pas cette fois"),
}


def _challenges(ticket: FoundTicket, context: Context) -> Iterator[Button]:
    for taken in ticket.challenges:
        challenge = context.catalog.challenge(taken.id)
        if challenge is not None:
            yield Button(
                label=catalog_text(challenge.title),
                detail=CHALLENGE_STATUS[taken.status],
                event=OpenChallenge(challenge.id),
                icon="check" if taken.status == "done" else "flag",
            )


def _sponsorship(ticket: FoundTicket) -> Iterator[Button]:
    offered = ticket.sponsorship
    if offered is not None:
        new = offered.status == "new"
        yield Button(
            label=_("Vous aidez"),
            detail=_("L'équipe vous rencontre d'abord")
            if new
            else plural("{count} heure à venir", "{count} heures à venir", len(offered.hours)),
            event=OpenSponsorship(),
            icon="hand-helping",
        )


def _notes(ticket: FoundTicket, context: Context) -> Iterator[Button]:
    for note in ticket.notes:
        answered = answer_of(note, context.date) is not None
        yield Button(
            label=words_of(NoteDraft(kind=note.kind, card=note.card)),
            detail=_("Il y a une réponse") if answered else _("Ce que vous avez dit"),
            event=OpenNote(note.id),
            icon="message-square",
        )


def _walks_kept(ticket: FoundTicket, context: Context) -> Iterator[Button]:
    for walk in reversed(ticket.walks):
        if context.catalog.has_service(walk.service):
            yield replace(
                resume_steps(walk), detail=catalog_text(context.catalog.service(walk.service).name)
            )


def resume_steps(walk: Progress) -> Button:
    return Button(
        label=_("Reprendre mes étapes"),
        event=ResumeSteps(walk.service),
        icon="footprints",
        tone="go",
    )


def print_again() -> Button:
    return Button(label=_("Imprimer le ticket"), event=PrintAgain(), icon="printer")
