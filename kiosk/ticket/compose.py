"""A ticket as the lines to draw, in the visitor's language.

Where the visitor's language is not French, what the helper has to know stands beneath
in French, smaller. Nothing here knows of dots or fonts: `kiosk.ticket.draw` does.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import assert_never
from zoneinfo import ZoneInfo

from kiosk.i18n.text import ClockTime, Day, DayList, Text, _, as_is, plural
from kiosk.i18n.translator import Translator
from kiosk.paths import LOCALE
from kiosk.ticket.parts import (
    Code,
    Divider,
    HelperNote,
    Label,
    Qr,
    Size,
    Step,
    Steps,
    TicketPart,
    TicketText,
)
from kiosk.visit.bookings import Appointment, Attendance, NotedEnquiry, Session, WaitingPlace
from kiosk.visit.tickets import PrintedBooking, PrintedWalk, StepLine, Ticket, grouped_code
from kiosk.visit.values import Mode

HOW: dict[Mode, Text] = {
    "face": _("En face à face"),
    "phone": _("Par téléphone"),
    "video": _("Par vidéo"),
}


class _Voice:
    """Says a text in the visitor's language, and in French where that differs."""

    def __init__(self, ticket: Ticket, locale: Path) -> None:
        self._own = Translator(ticket.language, zone=ticket.time_zone, locale=locale)
        self._french = Translator("fr", zone=ticket.time_zone, locale=locale)

    def say(self, text: Text | str) -> str:
        return self._own.say(text)

    def beneath(self, text: Text | str) -> str | None:
        own, french = self._own.say(text), self._french.say(text)
        return french if french != own else None

    def words(self, text: Text | str, size: Size = "normal", *, bold: bool = False) -> TicketText:
        """For the visitor alone."""
        return TicketText(self.say(text), size, bold)

    def both(self, text: Text | str, size: Size = "normal", *, bold: bool = False) -> TicketText:
        """For the visitor and the helper."""
        return TicketText(self.say(text), size, bold, self.beneath(text))

    def note(self, day: Text, *others: Text) -> list[TicketPart]:
        """The French of all these in one frame, when the visitor's language is another."""
        if all(self.beneath(text) is None for text in (day, *others)):
            return []
        rest = " · ".join(self._french.say(text) for text in others)
        return [HelperNote((self._french.say(day), rest))]

    def steps(self, lines: tuple[StepLine, ...]) -> Steps:
        return Steps(
            tuple(Step(self.say(line.title), line.done, self.beneath(line.title)) for line in lines)
        )


def compose(ticket: Ticket, locale: Path = LOCALE) -> tuple[TicketPart, ...]:
    """The lines of a ticket, from top to bottom: all that was booked, in order, and the steps.

    `locale` is the folder of the translations.
    """
    voice = _Voice(ticket, locale)
    head: list[TicketPart] = [TicketText(ticket.place_name, "heading", bold=True)]
    if ticket.place_address:
        head.append(TicketText(ticket.place_address, "small"))
    carnet = (
        *_sponsorship(voice, ticket),
        *_challenges(voice, ticket),
        *_notes(voice, ticket),
    )
    if not ticket.bookings and not ticket.walks:
        return (*head, *carnet, *_foot(voice, ticket))
    if not ticket.bookings:
        return (*head, Divider(), *_where_you_were(voice, ticket), *carnet)
    booked = [part for one in ticket.bookings for part in (Divider(), *_booked(voice, ticket, one))]
    return (*head, *booked, *_walks(voice, ticket), *carnet, *_foot(voice, ticket))


def _booked(voice: _Voice, ticket: Ticket, printed: PrintedBooking) -> list[TicketPart]:
    """What is to know of one booking, and what it is about."""
    match printed.booking:
        case Appointment() as appointment:
            lines = _appointment(voice, ticket, appointment)
        case Attendance() as attendance:
            lines = _attendance(voice, ticket, attendance)
        case WaitingPlace() as waiting:
            day, hour = _day_and_hour(ticket, waiting.session)
            lines = _waiting(voice, waiting, day, hour)
        case NotedEnquiry() as enquiry:
            lines = _enquiry(voice, ticket, enquiry, printed.wanted_at)
        case other:
            assert_never(other)
    if printed.topic:
        topic = voice.both(printed.topic, "heading", bold=True)
        lines += [Divider(), voice.words(_("Vous parlerez de")), topic]
    return lines


def _appointment(voice: _Voice, ticket: Ticket, booking: Appointment) -> list[TicketPart]:
    day, hour = _day_and_hour(ticket, booking.session)
    return [
        voice.words(day, "heading"),
        voice.words(hour, "huge", bold=True),
        Label(voice.say(HOW[booking.mode])),
        *_what_to_do(voice, booking, with_page=bool(ticket.url)),
        *voice.note(day, hour, HOW[booking.mode]),
    ]


def _attendance(voice: _Voice, ticket: Ticket, booking: Attendance) -> list[TicketPart]:
    """A seat among others: what it is called stands where the helper's name would."""
    session = booking.session
    day, hour = _day_and_hour(ticket, session)
    title = Text(session.title, catalog=True) if session.title else None
    where = session.location if booking.mode == "face" else booking.booth
    who = session.helper
    return [
        voice.words(day, "heading"),
        voice.words(hour, "huge", bold=True),
        *([voice.both(title, "large", bold=True)] if title else []),
        *([Label(voice.say(HOW[booking.mode]))] if booking.mode != "face" else []),
        *([voice.words(as_is(where), "heading")] if where else []),
        *([voice.words(_("avec {helper}", helper=as_is(who)), "heading")] if who else []),
        *_how_many(voice, booking.persons),
        *_meetings(voice, ticket, session),
        *_coming(voice, booking, with_page=bool(ticket.url)),
        *voice.note(day, hour),
    ]


def _coming(voice: _Voice, booking: Attendance, *, with_page: bool) -> list[TicketPart]:
    if booking.mode == "face":
        return [voice.words(_("Venez avec ce papier."))]
    if booking.booth:
        helped = _("Venez avec ce papier. L'équipe ouvre la vidéo avec vous.")
        return [voice.words(helped)]
    return _into_video(voice, with_page=with_page)


def _into_video(voice: _Voice, *, with_page: bool) -> list[TicketPart]:
    if not with_page:
        return [voice.words(_("L'équipe vous dit comment entrer dans la vidéo."))]
    return [
        voice.words(_("À cette heure, visez le carré avec l'appareil photo de votre téléphone.")),
        voice.words(_("Touchez l'adresse qui apparaît. La page vous mène à la vidéo.")),
    ]


def _meetings(voice: _Voice, ticket: Ticket, session: Session) -> list[TicketPart]:
    """Of a series, all its days: whoever has no telephone finds them on paper."""
    if not session.meetings:
        return []
    zone = ZoneInfo(ticket.time_zone)
    days = tuple(start.astimezone(zone).date() for start, _end in session.meetings)
    count = _("{count} fois, aux mêmes heures :", count=len(days))
    listed = _("{days}", days=DayList(days))
    return [voice.words(count, bold=True), voice.words(listed)]


def _how_many(voice: _Voice, persons: int) -> list[TicketPart]:
    if persons == 1:
        return []
    return [voice.words(plural("Pour {count} personne", "Pour {count} personnes", persons))]


def _waiting(voice: _Voice, booking: WaitingPlace, day: Text, hour: Text) -> list[TicketPart]:
    """The rank as it was when it was printed: it may be nearer by now, never further."""
    title = Text(booking.session.title, catalog=True) if booking.session.title else None
    if booking.rank is None:  # written down while the store was away
        says, sure = _("Demande notée"), _("La place n'est pas encore sûre.")
        lines: list[TicketPart] = [
            voice.both(says, "large", bold=True),
            voice.both(sure, bold=True),
        ]
    else:
        lines = [voice.both(_("Liste d'attente"), "large", bold=True)]
        lines.append(voice.both(_("Place {rank} sur la liste", rank=booking.rank), "heading"))
    if title:
        lines.append(voice.both(title, "heading", bold=True))
    lines += [voice.words(day), voice.words(hour), *_how_many(voice, booking.persons)]
    lines.append(voice.words(_("Montrez ce papier à la borne pour savoir.")))
    return lines


def _day_and_hour(ticket: Ticket, session: Session) -> tuple[Text, Text]:
    zone = ZoneInfo(ticket.time_zone)
    start = session.starts_at.astimezone(zone)
    day = _("{day}", day=_on_paper(start))
    if session.meetings:
        last = _on_paper(session.ends_at.astimezone(zone))
        day = _("Du {first} au {last}", first=_on_paper(start), last=last)
    return day, _("{hour}", hour=ClockTime(start))


def _on_paper(moment: datetime) -> Day:
    """A day by its name and date: paper is read on other days than the one it was printed."""
    return Day(moment.date(), date.min)


def _walks(voice: _Voice, ticket: Ticket) -> list[TicketPart]:
    about = {printed.topic for printed in ticket.bookings}
    lines: list[TicketPart] = []
    for walk in ticket.walks:
        if walk.steps:
            # The service's name stands above already where a booking is about it.
            other = walk.service if walk.service not in about or len(ticket.walks) > 1 else None
            lines += [Divider(), *_walk(voice, walk.steps, other)]
    return lines


def _challenges(voice: _Voice, ticket: Ticket) -> list[TicketPart]:
    """Each with a box and what to do where it is hard; and what this paper is not."""
    if not ticket.challenges:
        return []
    one = len(ticket.challenges) == 1
    lines: list[TicketPart] = [
        Divider(),
        voice.words(_("Mon défi") if one else _("Mes défis"), "heading", bold=True),
    ]
    for challenge in ticket.challenges:
        lines.append(voice.steps((StepLine(title=challenge.title, done=challenge.done),)))
        if not challenge.done:
            minutes = plural("{count} minute", "{count} minutes", challenge.minutes)
            lines.append(voice.words(minutes))
            lines.append(voice.both(Text(challenge.if_stuck, catalog=True)))
    yours = _("Ce carnet est à vous. Il ne prouve rien et n'est envoyé à personne.")
    return [*lines, voice.both(yours)]


def _sponsorship(voice: _Voice, ticket: Ticket) -> list[TicketPart]:
    """The hours that somebody gives; never of whom who comes, nor how to reach them."""
    offered = ticket.sponsorship
    if offered is None:
        return []
    lines: list[TicketPart] = [Divider(), voice.both(_("Vous aidez"), "large", bold=True)]
    if offered.status == "new":
        lines.append(voice.both(_("L'équipe vous rencontre d'abord. Demandez-la en passant.")))
    for hour in offered.hours:
        day, at = _day_and_hour(ticket, hour.session)
        lines.append(voice.words(_("{day}, {hour}", day=day, hour=at), bold=True))
    lines.append(voice.both(_("Empêché ? Montrez ce papier à la borne. On peut aussi arrêter.")))
    return lines


def _notes(voice: _Voice, ticket: Ticket) -> list[TicketPart]:
    """That it was told, never what: paper is found by others."""
    if not ticket.notes:
        return []
    count = len(ticket.notes)
    told = plural("Vous avez dit quelque chose.", "Vous avez dit {count} choses.", count)
    return [
        Divider(),
        voice.words(told, "heading", bold=True),
        voice.both(_("L'équipe lit tout. Montrez ce papier à la borne pour voir la réponse.")),
    ]


def _enquiry(
    voice: _Voice, ticket: Ticket, booking: NotedEnquiry, wanted_at: datetime | None
) -> list[TicketPart]:
    """No time is promised: what happens next, and the time that was wished for."""
    if booking.mode == "phone":
        says = _("Nous vous rappelons")
        then = _("Gardez votre téléphone près de vous.")
    else:
        says = _("Revenez nous voir avec ce ticket")
        then = _("Une personne vous trouvera une heure.")
    lines: list[TicketPart] = [voice.both(says, "large", bold=True), voice.words(then)]
    if wanted_at is not None:
        wanted = wanted_at.astimezone(ZoneInfo(ticket.time_zone))
        wish = _(
            "Heure souhaitée, pas encore réservée : {day}, {hour}.",
            day=_on_paper(wanted),
            hour=ClockTime(wanted),
        )
        lines.append(voice.both(wish))
    return lines


def _what_to_do(voice: _Voice, booking: Appointment, *, with_page: bool) -> list[TicketPart]:
    """What to do when the hour comes, for each way of meeting."""
    helper, desk = booking.session.helper, booking.session.location
    who = as_is(helper) if helper else _("Une personne")
    match booking.mode:
        case "face":
            where = as_is(desk) if desk else _("Au bureau d'accueil")
            with_whom = _("avec {helper}", helper=who) if helper else None
            return [
                voice.words(where, "large", bold=True),
                *([voice.words(with_whom, "heading")] if with_whom else []),
                voice.words(_("Venez avec ce papier.")),
            ]
        case "phone":
            return [
                voice.words(_("{helper} vous appelle", helper=who), "large", bold=True),
                voice.words(_("Gardez votre téléphone près de vous.")),
            ]
        case "video":
            speaks = _("{helper} vous parle par vidéo", helper=who)
            return [
                voice.words(speaks, "large", bold=True),
                *_into_video(voice, with_page=with_page),
            ]


def _walk(voice: _Voice, steps: tuple[StepLine, ...], service: str | None) -> list[TicketPart]:
    left = any(not step.done for step in steps)
    title = _("Ce qu'il vous reste à faire") if left else _("Vous avez tout fait")
    lines: list[TicketPart] = [voice.words(title, "heading", bold=True)]
    if service:
        lines.append(voice.both(service))
    return [*lines, voice.steps(steps)]


def _foot(voice: _Voice, ticket: Ticket) -> list[TicketPart]:
    return [
        Divider(),
        *_page(voice, ticket),
        voice.words(_("Sur une borne : tapez ce code.")),
        Code(grouped_code(ticket.code)),
        *_without_telephone(voice, ticket),
    ]


def _page(voice: _Voice, ticket: Ticket) -> list[TicketPart]:
    """The way to the page; none on paper while no telephone could open it."""
    if not ticket.url:
        return []
    aim = _("Avec un téléphone : visez ce carré avec l'appareil photo.")
    return [Qr(ticket.url), voice.words(aim)]


def _without_telephone(voice: _Voice, ticket: Ticket) -> list[TicketPart]:
    if not ticket.url:
        return [voice.words(_("Ce ticket sert sans téléphone : montrez ce papier."), bold=True)]
    return [voice.words(_("Sans téléphone ? Montrez ce papier."), bold=True)]


def _where_you_were(voice: _Voice, ticket: Ticket) -> list[TicketPart]:
    """A ticket for steps alone: the code first, which is what it serves for."""
    return [
        *(voice.both(walk.service, "large", bold=True) for walk in ticket.walks),
        voice.words(_("Pour reprendre où vous en étiez : tapez ce code sur une borne.")),
        Code(grouped_code(ticket.code)),
        *_steps_kept(voice, ticket.walks),
        Divider(),
        *_page(voice, ticket),
        *(_needed_elsewhere(voice) if ticket.booked_elsewhere and ticket.url else ()),
        *_without_telephone(voice, ticket),
    ]


def _steps_kept(voice: _Voice, walks: tuple[PrintedWalk, ...]) -> list[TicketPart]:
    several = len(walks) > 1
    return [
        part
        for walk in walks
        if walk.steps
        for part in (Divider(), *_walk(voice, walk.steps, walk.service if several else None))
    ]


def _needed_elsewhere(voice: _Voice) -> list[TicketPart]:
    """What the other booking system will ask, said before somebody stands at home without it."""
    return [
        voice.words(_("La page vous mène au site des rendez-vous.")),
        voice.words(_("Il y faut une adresse e-mail : vous y recevez un code.")),
    ]
