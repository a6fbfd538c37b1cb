"""The page that the QR opens: the appointment, or how to take one; the steps; the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never
from urllib.parse import urlencode

from kiosk.catalog.model import ChecklistStep, PhoneStep, Service, Step
from kiosk.i18n.text import Text, _
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
from kiosk.visit.tickets import grouped_code
from kiosk.visit.values import FreeTime, Mode, Progress
from kiosk.visit.walk_paths import TO_DO, resumed, step_of, to_come
from kiosk.web.visitor.external_booking import elsewhere, first_elsewhere, leave_for
from kiosk.web.visitor.pages import Link, Meeting, TicketPage, Walked, WalkStep
from kiosk.web.visitor.phrases import (
    ASK,
    ASK_DETAILS,
    HOW,
    day,
    day_and_hour,
    hour,
    topic_name,
    who_how_and_where,
    zone,
)
from kiosk.web.visitor.site import Turn

NEAREST = 3

DONE: dict[str, tuple[str | None, Text]] = {
    "reserve": ("confirmed", _("C'est noté. Votre rendez-vous est pris.")),
    "deplace": ("confirmed", _("C'est noté. Votre rendez-vous a changé d'heure.")),
    "annule": ("cancelled", _("C'est noté. Votre rendez-vous est annulé.")),
    "demande": ("waiting", _("C'est noté. Nous vous appelons dès que possible.")),
    "retire": ("cancelled", _("Votre demande est retirée.")),
    "deja": ("confirmed", _("Vous avez déjà un rendez-vous. Le voici.")),
    "votre": ("confirmed", _("C'est votre rendez-vous.")),
    "commence": ("confirmed", _("Votre rendez-vous a commencé. Rien n'a été changé.")),
    "change": (None, _("Votre rendez-vous a changé. Rien d'autre n'a été fait.")),
}
"""What was just done, and the state in which that is true; None: in any."""


def home(turn: Turn, done: str) -> TicketPage:
    leads = first_elsewhere(turn) if turn.may_book else None
    page = _whole_ticket(turn) if turn.shows_all else _one_thing(turn)
    return replace(
        page,
        said=_said(turn, done),
        map=_map(turn) if _comes_here(turn) and turn.site.agenda.place.address else None,
        offer=_offer(turn) if turn.may_book else None,
        elsewhere=leave_for(turn, leads) if leads else None,
        times=_nearest(turn) if turn.may_book else (),
        ways=_ways(turn) if turn.may_book else (),
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
        actions=_actions(turn),
        walked=() if chosen else _walked(turn),
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
        walked=_walked(turn),
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
        code=grouped_code(turn.ticket.code),
        back=back,
    )


def _thing(turn: Turn, booking: Booking) -> Link:
    """One line of the list: when, what, and what became of it."""
    session = session_of(booking)
    label = day_and_hour(session.starts_at, turn) if session else _("Votre demande")
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
    match turn.booking:
        case None | Call():
            return _("Votre ticket")
        case NotedEnquiry(status=status):
            return _("Votre demande") if status == "waiting" else _("Votre ticket")
        case WaitingPlace(status="waiting"):
            return _("Votre place sur la liste d'attente")
        case Appointment(status="confirmed") | Attendance(status="confirmed"):
            return _("Votre rendez-vous")
        case Appointment(status="over") | Attendance(status="over") | WaitingPlace(status="over"):
            return _("Ce rendez-vous est passé")
        case Appointment() | Attendance() | WaitingPlace():
            return _("Ce rendez-vous est annulé")
        case other:
            assert_never(other)


def _said(turn: Turn, done: str) -> Text | None:
    """Only what is true: an old address must not announce what was undone since."""
    if done not in DONE:
        return None
    status, words = DONE[done]
    told = turn.bookings if turn.shows_all else (turn.booking,)
    true = status is None or any(one and one.status == status for one in told)
    return words if true else None


def _meeting(turn: Turn, booking: WithSession) -> Meeting:
    stands = booking.status == "confirmed"
    lines: list[Text] = []
    if isinstance(booking, SeatBooking):
        lines += who_how_and_where(booking)
    elif booking.session.title:
        lines.append(Text(booking.session.title, catalog=True))
    name = topic_name(booking.topic, turn)
    if name:
        lines.append(_("Sujet : « {topic} ».", topic=name))
    if isinstance(booking, SeatBooking) and stands:
        lines.append(_what_to_do(turn, booking.mode))
    starts_at = booking.session.starts_at
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


def _actions(turn: Turn) -> tuple[Link, ...]:
    booking, calendar = turn.appointment, turn.link("rendez-vous.ics")
    if booking is None:
        if turn.booking is None or turn.booking.status == "over":
            return ()
        withdraw = Link(label=_("Retirer cette demande"), href=turn.link("annuler"))
        take_out = Link(label=_("Retirer de mon agenda"), href=calendar)
        return (withdraw,) * bool(turn.enquiry) + (take_out,) * bool(turn.event)
    links = []
    if booking.mode == "video" and turn.site.video_url:
        links.append(
            Link(label=_("Entrer dans la vidéo"), href=turn.site.video_url, tone="person", out=True)
        )
    if turn.to_come:
        links += [
            Link(label=_("Ajouter à mon agenda"), href=calendar, tone="go"),
            Link(
                label=_("L'ajouter avec l'adresse de cette page"),
                href=turn.link("rendez-vous.ics", avec="page"),
                detail=_("Qui lit votre agenda pourra ouvrir cette page."),
            ),
            Link(label=_("Changer l'heure"), href=turn.link("deplacer")),
        ]
        if booking.mode != "phone" and "phone" in turn.site.modes:
            links.append(
                Link(
                    label=_("Je préfère un appel"),
                    href=turn.link("reserver", mode="phone"),
                    detail=_("Un appel, à la place de ce rendez-vous."),
                )
            )
        links.append(Link(label=_("Annuler le rendez-vous"), href=turn.link("annuler")))
    return tuple(links)


def _map(turn: Turn) -> Link:
    """OpenStreetMap is asked only when the visitor touches the link."""
    query = urlencode({"query": turn.site.agenda.place.address})
    return Link(
        label=_("Voir le chemin sur un plan"),
        href=f"https://www.openstreetmap.org/search?{query}",
        detail=_("Le plan s'ouvre sur le site OpenStreetMap."),
        out=True,
    )


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


def _nearest(turn: Turn) -> tuple[Link, ...]:
    """The next free times of the first way of meeting that is ours and has any."""
    for mode in turn.site.modes:
        if elsewhere(turn, mode):
            return ()
        times = turn.site.agenda.free_times(turn.topic, mode, limit=NEAREST)
        if times:
            return tuple(_time(turn, mode, time) for time in times)
    return ()


def _time(turn: Turn, mode: Mode, time: FreeTime) -> Link:
    return Link(
        label=hour(time.starts_at, turn),
        detail=_("{day}. {how}.", day=day(time.starts_at, turn), how=HOW[mode]),
        href=turn.link("reserver", mode=mode, heure=time.session_id),
    )


def _ways(turn: Turn) -> tuple[Link, ...]:
    return tuple(
        Link(
            label=ASK[mode],
            detail=ASK_DETAILS[mode],
            href=turn.link("reserver", mode=mode),
        )
        for mode in turn.site.modes
        if mode != first_elsewhere(turn)  # that one is on the page already
    )


# The walk


def _walked(turn: Turn) -> tuple[Walked, ...]:
    """The walks that the ticket keeps, the latest first."""
    return tuple(_walk(turn.site.catalog.service(walk.service), walk) for walk in turn.walks)


def _walk(service: Service, progress: Progress) -> Walked:
    told = tuple(_told(service, progress))
    left = any(not step.done for step in told)
    return Walked(
        title=_("Ce qu'il vous reste à faire") if left else _("Vous avez tout fait"),
        service=service.name,
        steps=told,
        address=service.address,
    )


def _told(service: Service, progress: Progress) -> Iterator[WalkStep]:
    """Done, then left; without the questions and rehearsals, which are for the terminal."""
    walk = resumed(service, progress)
    left = () if progress.finished else (walk.step, *to_come(service, walk))
    known = {step.id for step in service.steps}
    for one in progress.trail:
        if one in known and one not in left and isinstance(step_of(service, one), TO_DO):
            yield _step(step_of(service, one), True)
    for one in left:
        if isinstance(step_of(service, one), TO_DO):
            yield _step(step_of(service, one), False)


def _step(step: Step, done: bool) -> WalkStep:
    """Its name, what to have at hand, its address; its sentences are about a terminal."""
    return WalkStep(
        title=step.title,
        done=done,
        items=step.items if isinstance(step, ChecklistStep) else (),
        address=step.address if isinstance(step, PhoneStep) else None,
    )
