"""A ticket as the lines to draw, in the visitor's language.

Where the visitor's language is not French, what the helper has to know stands beneath
in French, smaller. Nothing here knows of dots or fonts: `kiosk.ticket.draw` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from kiosk.i18n.text import ClockTime, Day, Text, _, as_is
from kiosk.i18n.translator import Translator
from kiosk.paths import LOCALE
from kiosk.visit.values import Booking, Mode, StepLine, Ticket, grouped_code

Size = Literal["huge", "large", "heading", "normal", "small"]


@dataclass(frozen=True, slots=True)
class TicketText:
    """One paragraph; `beneath` is the same in French, for the helper."""

    text: str
    size: Size = "normal"
    bold: bool = False
    beneath: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A few words in white on black."""

    text: str


@dataclass(frozen=True, slots=True)
class HelperNote:
    """In French for the helper, framed: what the visitor read above in their language."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    done: bool
    beneath: str | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """A list with a box before each line, ticked when it is done."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """The short code, in groups of four."""

    text: str


@dataclass(frozen=True, slots=True)
class Qr:
    url: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across the paper, between two parts."""


TicketPart = TicketText | Label | HelperNote | Steps | Code | Qr | Divider

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
    """The lines of a ticket, from top to bottom.

    `locale` is the folder of the translations. A booking without a time (a call for
    someone now) makes a ticket of steps.
    """
    voice = _Voice(ticket, locale)
    head: list[TicketPart] = [TicketText(ticket.place_name, "heading", bold=True)]
    if ticket.place_address:
        head.append(TicketText(ticket.place_address, "small"))
    booking = ticket.booking
    if booking is not None and booking.starts_at is not None:
        return (*head, Divider(), *_appointment(voice, ticket, booking), *_foot(voice, ticket))
    if booking is not None and booking.kind == "enquiry":
        return (*head, Divider(), *_request(voice, ticket, booking), *_foot(voice, ticket))
    return (*head, Divider(), *_where_you_were(voice, ticket))


def _appointment(voice: _Voice, ticket: Ticket, booking: Booking) -> list[TicketPart]:
    assert booking.starts_at is not None
    zone = ZoneInfo(ticket.time_zone)
    start = booking.starts_at.astimezone(zone)
    day = _("{day}", day=_on_paper(start))
    hour = _("{hour}", hour=ClockTime(start))
    lines: list[TicketPart] = [
        voice.words(day, "heading"),
        voice.words(hour, "huge", bold=True),
        Label(voice.say(HOW[booking.mode])),
        *_what_to_do(voice, booking, with_page=bool(ticket.url)),
        *voice.note(day, hour, HOW[booking.mode]),
    ]
    return [*lines, *_about(voice, ticket)]


def _on_paper(moment: datetime) -> Day:
    """A day by its name and date: paper is read on other days than the one it was printed."""
    return Day(moment.date(), date.min)


def _about(voice: _Voice, ticket: Ticket) -> list[TicketPart]:
    lines: list[TicketPart] = []
    if ticket.topic:
        topic = voice.both(ticket.topic, "heading", bold=True)
        lines += [Divider(), voice.words(_("Vous parlerez de")), topic]
    if ticket.steps:
        other = ticket.service if ticket.service != ticket.topic else None
        lines += [Divider(), *_walk(voice, ticket.steps, other)]
    return lines


def _request(voice: _Voice, ticket: Ticket, booking: Booking) -> list[TicketPart]:
    """No time is promised: what happens next, and the time that was wished for."""
    if booking.mode == "phone":
        says = _("Nous vous rappelons")
        then = _("Gardez votre téléphone près de vous.")
    else:
        says = _("Revenez nous voir avec ce ticket")
        then = _("Une personne vous trouvera une heure.")
    lines: list[TicketPart] = [voice.both(says, "large", bold=True), voice.words(then)]
    if ticket.wanted_at is not None:
        wanted = ticket.wanted_at.astimezone(ZoneInfo(ticket.time_zone))
        wish = _(
            "Heure souhaitée, pas encore réservée : {day}, {hour}.",
            day=_on_paper(wanted),
            hour=ClockTime(wanted),
        )
        lines.append(voice.both(wish))
    return [*lines, *_about(voice, ticket)]


def _what_to_do(voice: _Voice, booking: Booking, *, with_page: bool) -> list[TicketPart]:
    """What to do when the hour comes, for each way of meeting."""
    who = as_is(booking.helper) if booking.helper else _("Une personne")
    match booking.mode:
        case "face":
            where = as_is(booking.desk) if booking.desk else _("Au bureau d'accueil")
            with_whom = _("avec {helper}", helper=who) if booking.helper else None
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
        case "video" if not with_page:
            return [
                voice.words(_("{helper} vous parle par vidéo", helper=who), "large", bold=True),
                voice.words(_("L'équipe vous dit comment entrer dans la vidéo.")),
            ]
        case "video":
            return [
                voice.words(_("{helper} vous parle par vidéo", helper=who), "large", bold=True),
                voice.words(
                    _("À cette heure, visez le carré avec l'appareil photo de votre téléphone.")
                ),
                voice.words(_("Touchez l'adresse qui apparaît. La page vous mène à la vidéo.")),
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
    lines: list[TicketPart] = []
    if ticket.service:
        lines += [voice.both(ticket.service, "large", bold=True)]
    lines += [
        voice.words(_("Pour reprendre où vous en étiez : tapez ce code sur une borne.")),
        Code(grouped_code(ticket.code)),
    ]
    if ticket.steps:
        lines += [Divider(), *_walk(voice, ticket.steps, None)]
    return [
        *lines,
        Divider(),
        *_page(voice, ticket),
        *(_needed_elsewhere(voice) if ticket.booked_elsewhere and ticket.url else ()),
        *_without_telephone(voice, ticket),
    ]


def _needed_elsewhere(voice: _Voice) -> list[TicketPart]:
    """What the other booking system will ask, said before somebody stands at home without it."""
    return [
        voice.words(_("La page vous mène au site des rendez-vous.")),
        voice.words(_("Il y faut une adresse e-mail : vous y recevez un code.")),
    ]
