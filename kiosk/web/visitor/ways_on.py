"""What can be done with what a ticket holds, as links of its page."""

from __future__ import annotations

from urllib.parse import urlencode

from kiosk.i18n.text import _
from kiosk.visit.bookings import Attendance
from kiosk.visit.values import FreeTime, Mode
from kiosk.visit.video import video_link
from kiosk.web.visitor.external_booking import elsewhere, first_elsewhere
from kiosk.web.visitor.pages import Link
from kiosk.web.visitor.phrases import (
    ASK,
    ASK_DETAILS,
    HOW,
    day,
    hour,
)
from kiosk.web.visitor.site import Turn

NEAREST = 3


def actions(turn: Turn) -> tuple[Link, ...]:
    booking, calendar = turn.appointment, turn.link("rendez-vous.ics")
    if booking is None:
        if turn.booking is None or turn.booking.status == "over":
            return ()
        withdraw = Link(label=_("Retirer cette demande"), href=turn.link("annuler"))
        if turn.waiting:
            return (Link(label=_("Quitter la liste"), href=turn.link("annuler")),)
        take_out = Link(label=_("Retirer de mon agenda"), href=calendar)
        return (withdraw,) * bool(turn.enquiry) + (take_out,) * bool(turn.event)
    links = []
    if link := video_link(turn.site.video_url, booking):
        links.append(Link(label=_("Entrer dans la vidéo"), href=link, tone="person", out=True))
    if turn.to_come:
        links += [
            Link(label=_("Ajouter à mon agenda"), href=calendar, tone="go"),
            Link(
                label=_("L'ajouter avec l'adresse de cette page"),
                href=turn.link("rendez-vous.ics", avec="page"),
                detail=_("Qui lit votre agenda pourra ouvrir cette page."),
            ),
        ]
        if isinstance(booking, Attendance):
            label = _("Je ne peux pas venir")
            return (*links, Link(label=label, href=turn.link("annuler")))
        links.append(Link(label=_("Changer l'heure"), href=turn.link("deplacer")))
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


def map_link(turn: Turn) -> Link:
    """OpenStreetMap is asked only when the visitor touches the link."""
    query = urlencode({"query": turn.site.agenda.place.address})
    return Link(
        label=_("Voir le chemin sur un plan"),
        href=f"https://www.openstreetmap.org/search?{query}",
        detail=_("Le plan s'ouvre sur le site OpenStreetMap."),
        out=True,
    )


def nearest_times(turn: Turn) -> tuple[Link, ...]:
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


def ways_to_meet(turn: Turn) -> tuple[Link, ...]:
    return tuple(
        Link(
            label=ASK[mode],
            detail=ASK_DETAILS[mode],
            href=turn.link("reserver", mode=mode),
        )
        for mode in turn.site.modes
        if mode != first_elsewhere(turn)  # that one is on the page already
    )
