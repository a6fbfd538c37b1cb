"""The page that the QR opens: the appointment, or how to take one; the steps; the way."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from kiosk.catalog.model import ChecklistStep, PhoneStep, Service, Step
from kiosk.i18n.text import Text, _
from kiosk.visit.values import Booking, FreeTime, Mode, Progress, grouped_code
from kiosk.visit.walk_paths import TO_DO, resumed, step_of, to_come
from kiosk.web.visitor.external_booking import elsewhere, first_elsewhere, leave_for
from kiosk.web.visitor.pages import Link, Meeting, TicketPage, Walked, WalkStep
from kiosk.web.visitor.phrases import (
    ASK,
    ASK_DETAILS,
    HOW,
    day,
    hour,
    topic_name,
    who_and_where,
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
    booking = turn.booking
    wants_one = turn.appointment is None
    leads = first_elsewhere(turn) if wants_one else None
    comes_here = not turn.appointment or turn.appointment.mode == "face"
    return TicketPage(
        title=_title(turn),
        said=_said(turn, done),
        meeting=_meeting(turn, booking) if booking and booking.starts_at else None,
        told=_waiting(turn, turn.request) if turn.request else (),
        actions=_actions(turn),
        address=turn.site.agenda.place.address,
        map=_map(turn) if comes_here and turn.site.agenda.place.address else None,
        offer=_offer(turn) if wants_one else None,
        elsewhere=leave_for(turn, leads) if leads else None,
        times=_nearest(turn) if wants_one else (),
        ways=_ways(turn) if wants_one else (),
        walked=_walked(turn),
        code=grouped_code(turn.ticket.code),
    )


def _title(turn: Turn) -> Text:
    booking = turn.booking
    if booking is None or (booking.kind == "enquiry" and not turn.request):
        return _("Votre ticket")
    if turn.request:
        return _("Votre demande")
    match booking.status:
        case "confirmed":
            return _("Votre rendez-vous")
        case "over":
            return _("Ce rendez-vous est passé")
        case _:
            return _("Ce rendez-vous est annulé")


def _said(turn: Turn, done: str) -> Text | None:
    """Only what is true: an old address must not announce what was undone since."""
    if done not in DONE:
        return None
    status, words = DONE[done]
    return words if status is None or (turn.booking and turn.booking.status == status) else None


def _meeting(turn: Turn, booking: Booking) -> Meeting:
    assert booking.starts_at is not None
    stands = booking.status == "confirmed"
    said = [HOW[booking.mode], who_and_where(booking, booking.mode)]
    name = topic_name(booking.topic, turn)
    if name:
        said.append(_("Sujet : « {topic} ».", topic=name))
    if stands:
        said.append(_what_to_do(turn, booking.mode))
    return Meeting(
        day=day(booking.starts_at, turn),
        hour=hour(booking.starts_at, turn),
        machine=booking.starts_at.astimezone(zone(turn)).isoformat(),
        lines=tuple(said),
        stands=stands,
    )


def _waiting(turn: Turn, request: Booking) -> tuple[Text, ...]:
    """A request as it is: noted, without a time."""
    name = topic_name(request.topic, turn)
    calls = request.mode == "phone"
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
    booking, calendar = turn.booking, turn.link("rendez-vous.ics")
    if booking is None or booking.status == "over":
        return ()
    if turn.appointment is None:
        withdraw = Link(label=_("Retirer cette demande"), href=turn.link("annuler"))
        take_out = Link(label=_("Retirer de mon agenda"), href=calendar)
        return (withdraw,) * bool(turn.request) + (take_out,) * bool(turn.ticket.event)
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
    if turn.request:
        return _("Choisir une heure vous-même")
    if turn.booking is not None and turn.booking.kind == "appointment":
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


def _walked(turn: Turn) -> Walked | None:
    service, progress = turn.service, turn.ticket.progress
    if service is None or progress is None:
        return None
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
