"""Sentences that more than one page says, and the language a page is read in."""

from __future__ import annotations

from datetime import datetime, tzinfo

from kiosk.i18n.text import ClockTime, Day, DayList, Text, _, as_is, plural
from kiosk.visit.bookings import Attendance, SeatBooking, Session
from kiosk.visit.values import Mode
from kiosk.web.visitor.site import Turn

HOW: dict[Mode, Text] = {
    "face": _("Sur place, en face à face"),
    "phone": _("Par téléphone"),
    "video": _("Par vidéo"),
}
ASK: dict[Mode, Text] = {
    "face": _("Venir voir quelqu'un"),
    "phone": _("Rappelez-moi"),
    "video": _("Parler par vidéo"),
}
ASK_DETAILS: dict[Mode, Text] = {
    "face": _("Vous choisissez l'heure. C'est gratuit."),
    "phone": _("Vous choisissez l'heure. Nous vous appelons."),
    "video": _("Vous choisissez l'heure. Vous vous voyez sur un écran."),
}


def day(moment: datetime, turn: Turn) -> Text:
    return _("{day}", day=Day(moment.astimezone(zone(turn)).date(), turn.site.today))


def hour(moment: datetime, turn: Turn) -> Text:
    return _("{hour}", hour=ClockTime(moment.astimezone(zone(turn))))


def day_and_hour(moment: datetime, turn: Turn) -> Text:
    return _("{day}, à {hour}", day=day(moment, turn), hour=hour(moment, turn))


def zone(turn: Turn) -> tzinfo:
    return turn.site.agenda.place.zone


def who_and_where(helper: str | None, location: str | None, mode: Mode) -> Text:
    """With whom; and at which desk, for whoever comes."""
    here = Text(location, catalog=True) if location and mode == "face" else None
    if helper and here:
        return _("Avec {helper}, {desk}", helper=as_is(helper), desk=here)
    if helper:
        return _("Avec {helper}", helper=as_is(helper))
    if here:
        return here
    return _("Avec une personne de l'équipe")


def who_how_and_where(booking: SeatBooking, turn: Turn) -> tuple[Text, ...]:
    """An appointment is told by how one meets, anything else by what it is called."""
    session = booking.session
    called = Text(session.title, catalog=True) if session.title else HOW[booking.mode]
    come = plural("Pour {count} personne", "Pour {count} personnes", booking.persons)
    booth = booking.booth if isinstance(booking, Attendance) else None
    return (
        called,
        *((HOW[booking.mode],) if session.title and booking.mode != "face" else ()),
        *((_("Dans notre {booth}", booth=as_is(booth)),) if booth else ()),
        who_and_where(session.helper, session.location, booking.mode),
        *((come,) if booking.persons > 1 else ()),
        *meetings(session, turn),
    )


def meetings(session: Session, turn: Turn) -> tuple[Text, ...]:
    """Of a series, all its days."""
    if not session.meetings:
        return ()
    days = tuple(start.astimezone(zone(turn)).date() for start, _end in session.meetings)
    count = _("{count} fois, aux mêmes heures :", count=len(days))
    return (count, _("{days}", days=DayList(days)))


def coming(session: Session, turn: Turn) -> datetime:
    """When its people come next."""
    return session.next_span(turn.now)[0]


def topic_name(topic: str, turn: Turn) -> Text | None:
    name = turn.site.catalog.name_of(topic)
    return Text(name, catalog=True) if name else None
