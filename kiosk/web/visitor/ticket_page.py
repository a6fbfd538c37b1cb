"""The page that the QR opens: the appointment, or how to take one; the steps; the way."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.i18n.text import Text, _, plural
from kiosk.visit.bookings import (
    Appointment,
    Attendance,
    Booking,
    Call,
    NotedEnquiry,
    SeatBooking,
    WaitingPlace,
    WithSession,
    is_active,
    is_ahead,
    session_of,
)
from kiosk.visit.note_words import what_became_of, words_of
from kiosk.visit.notes import Note
from kiosk.visit.tickets import grouped_code
from kiosk.visit.values import Mode
from kiosk.web.visitor.challenges import challenges_of
from kiosk.web.visitor.external_booking import first_elsewhere, leave_for
from kiosk.web.visitor.pages import Link, Meeting, NoteLine, TicketPage, Walked
from kiosk.web.visitor.phrases import (
    HOW,
    coming,
    day,
    day_and_hour,
    hour,
    meetings,
    topic_name,
    who_how_and_where,
    zone,
)
from kiosk.web.visitor.site import Turn
from kiosk.web.visitor.sponsoring import sponsoring_of
from kiosk.web.visitor.walks import walks_of
from kiosk.web.visitor.ways_on import actions, map_link, nearest_times, ways_to_meet

DONE: dict[str, tuple[str | None, Text]] = {
    "reserve": ("confirmed", _("C'est noté. Votre rendez-vous est pris.")),
    "deplace": ("confirmed", _("C'est noté. Votre rendez-vous a changé d'heure.")),
    "annule": ("cancelled", _("C'est noté. Votre rendez-vous est annulé.")),
    "demande": ("waiting", _("C'est noté. Nous vous appelons dès que possible.")),
    "rendu": ("cancelled", _("C'est noté. Votre place est rendue.")),
    "quitte": ("cancelled", _("C'est noté. Vous n'êtes plus sur la liste.")),
    "retire": ("cancelled", _("Votre demande est retirée.")),
    "deja": ("confirmed", _("Vous avez déjà un rendez-vous. Le voici.")),
    "votre": ("confirmed", _("C'est votre rendez-vous.")),
    "commence": ("confirmed", _("Votre rendez-vous a commencé. Rien n'a été changé.")),
    "arrete": (None, _("C'est noté. Merci de ce que vous avez donné.")),
    "change": (None, _("Votre rendez-vous a changé. Rien d'autre n'a été fait.")),
}
"""What was just done, and the state in which that is true; None: in any."""


def home(turn: Turn, done: str) -> TicketPage:
    leads = first_elsewhere(turn) if turn.may_book else None
    page = _whole_ticket(turn) if turn.shows_all else _one_thing(turn)
    return replace(
        page,
        said=_said(turn, done),
        map=map_link(turn) if _comes_here(turn) and turn.site.agenda.place.address else None,
        offer=_offer(turn) if turn.may_book else None,
        elsewhere=leave_for(turn, leads) if leads else None,
        times=nearest_times(turn) if turn.may_book else (),
        ways=ways_to_meet(turn) if turn.may_book else (),
    )


def _comes_here(turn: Turn) -> bool:
    return not turn.appointment or turn.appointment.mode == "face"


def _one_thing(turn: Turn) -> TicketPage:
    """What the ticket is about, and what can be done with it."""
    booking, chosen = turn.booking, len(turn.bookings) > 1
    to_all = Link(label=_("Revenir à mon ticket"), href=turn.whole_ticket.link())
    return _page(
        turn,
        title=_title(turn),
        meeting=_meeting(turn, booking) if isinstance(booking, WithSession) else None,
        told=_waiting(turn, turn.enquiry) if turn.enquiry else (),
        actions=actions(turn),
        walked=() if chosen else walks_of(turn),
        back=to_all if chosen else None,
    )


def _whole_ticket(turn: Turn) -> TicketPage:
    """All that the ticket holds, in the order in which people look for it."""
    ahead = [one for one in turn.bookings if isinstance(one, SeatBooking)]
    several = sum(one.is_to_come(turn.now) for one in ahead) > 1
    calendar = Link(
        label=_("Tout ajouter à mon agenda"), href=turn.link("rendez-vous.ics"), tone="go"
    )
    return _page(
        turn,
        title=_("Votre ticket"),
        things=tuple(_thing(turn, booking) for booking in turn.bookings),
        actions=(calendar,) if several else (),
        walked=walks_of(turn),
    )


def _page(
    turn: Turn,
    *,
    title: Text,
    actions: tuple[Link, ...],
    walked: tuple[Walked, ...],
    things: tuple[Link, ...] = (),
    meeting: Meeting | None = None,
    told: tuple[Text, ...] = (),
    back: Link | None = None,
) -> TicketPage:
    return TicketPage(
        title=title,
        things=things,
        meeting=meeting,
        told=told,
        actions=actions,
        address=turn.site.agenda.place.address,
        walked=walked,
        challenges=() if back else challenges_of(turn),
        sponsoring=None if back else sponsoring_of(turn),
        notes=() if back else tuple(_note(turn, one) for one in turn.ticket.notes),
        code=grouped_code(turn.ticket.code),
        back=back,
    )


def _note(turn: Turn, told: Note) -> NoteLine:
    return NoteLine(words=words_of(told), became=what_became_of(told, turn.site.today))


def _thing(turn: Turn, booking: Booking) -> Link:
    """One line of the list: when, what, and what became of it."""
    session = session_of(booking)
    label = day_and_hour(coming(session, turn), turn) if session else _("Votre demande")
    about = replace(turn, about=booking.id)
    stands = is_ahead(booking, turn.now)
    return Link(
        label=label,
        detail=_what_it_is(about) if stands else _title(about),
        href=about.link(),
        tone="go" if stands and session else "quiet",
    )


def _what_it_is(turn: Turn) -> Text:
    booking = turn.booking
    name = topic_name(booking.topic, turn) if booking else None
    match booking:
        case Appointment() | Attendance() | WaitingPlace() if booking.session.title:
            return Text(booking.session.title, catalog=True)
        case Appointment() | Attendance() | NotedEnquiry() if name:
            return _("{how}. Sujet : « {topic} ».", how=HOW[booking.mode], topic=name)
        case Appointment() | Attendance() | NotedEnquiry():
            return HOW[booking.mode]
        case _:
            return name or _title(turn)


def _title(turn: Turn) -> Text:
    session = session_of(turn.booking) if turn.booking else None
    if turn.booking and session and session.cancelled and turn.booking.status != "cancelled":
        return _("Le lieu a annulé cette séance. Cela ne vient pas de vous.")
    if turn.booking and session and session.moved and is_ahead(turn.booking, turn.now):
        return _("Le lieu a changé l'heure. La voici.")
    match turn.booking:
        case None | Call():
            return _("Votre ticket")
        case NotedEnquiry(status=status):
            return _("Votre demande") if status == "waiting" else _("Votre ticket")
        case WaitingPlace(status="waiting"):
            return _("Votre place sur la liste d'attente")
        case Attendance(status="confirmed"):
            return _("Votre place")
        case Appointment(status="confirmed"):
            return _("Votre rendez-vous")
        case Attendance(status="over") | WaitingPlace(status="over"):
            return _("Cette séance est passée")
        case Appointment(status="over"):
            return _("Ce rendez-vous est passé")
        case Attendance(status="expired"):
            return _("Cette place a été donnée à quelqu'un qui était là")
        case Attendance() | WaitingPlace():
            return _("Vous ne venez plus à cette séance")
        case Appointment():
            return _("Ce rendez-vous est annulé")
        case other:
            assert_never(other)


def _said(turn: Turn, done: str) -> Text | None:
    """Only what is true: an old address must not announce what was undone since."""
    if done not in DONE:
        return None
    if done == "arrete" and turn.ticket.sponsorship:
        return None
    status, words = DONE[done]
    told = turn.bookings if turn.shows_all else (turn.booking,)
    true = status is None or any(one and one.status == status for one in told)
    return words if true else None


def _meeting(turn: Turn, booking: WithSession) -> Meeting:
    stands = booking.status == "confirmed" and not booking.session.cancelled
    lines: list[Text] = []
    if isinstance(booking, SeatBooking):
        lines += who_how_and_where(booking, turn)
    elif booking.session.title:
        lines.append(Text(booking.session.title, catalog=True))
        lines += meetings(booking.session, turn)
    if isinstance(booking, WaitingPlace) and booking.rank and not booking.session.cancelled:
        lines.append(_("Vous êtes numéro {rank} sur la liste d'attente.", rank=booking.rank))
        lines.append(_("Si une place se libère pour vous, cette page le dira."))
    if isinstance(booking, WaitingPlace) and booking.persons > 1:
        count = booking.persons
        lines.append(plural("Pour {count} personne", "Pour {count} personnes", count))
    name = topic_name(booking.topic, turn)
    if name:
        lines.append(_("Sujet : « {topic} ».", topic=name))
    if isinstance(booking, SeatBooking) and stands:
        lines.append(_what_to_do(turn, booking.mode))
    starts_at = coming(booking.session, turn)
    return Meeting(
        day=day(starts_at, turn),
        hour=hour(starts_at, turn),
        machine=starts_at.astimezone(zone(turn)).isoformat(),
        lines=tuple(lines),
        stands=is_active(booking),
    )


def _waiting(turn: Turn, enquiry: NotedEnquiry) -> tuple[Text, ...]:
    """An enquiry as it is: noted, without a time."""
    name = topic_name(enquiry.topic, turn)
    calls = enquiry.mode == "phone"
    return (
        _("Nous vous rappelons.") if calls else _("Revenez nous voir avec ce ticket."),
        _("Une personne vous trouvera une heure."),
        *((_("Sujet : « {topic} ».", topic=name),) if name else ()),
    )


def _what_to_do(turn: Turn, mode: Mode) -> Text:
    match mode:
        case "face":
            return _("Venez avec votre ticket, ou montrez cette page.")
        case "phone":
            return _("Nous vous appelons à cette heure. Gardez votre téléphone près de vous.")
        case "video":
            if turn.site.video_url:
                return _("À cette heure, touchez « Entrer dans la vidéo ».")
            return _("L'équipe vous dit comment entrer dans la vidéo.")


# Without an appointment


def _offer(turn: Turn) -> Text:
    if turn.enquiry:
        return _("Choisir une heure vous-même")
    if isinstance(turn.booking, SeatBooking):
        return _("Prendre un autre rendez-vous")
    name = topic_name(turn.topic, turn)
    return (
        _("En parler avec quelqu'un : « {topic} »", topic=name) if name else _("Parler à quelqu'un")
    )


# The walk
