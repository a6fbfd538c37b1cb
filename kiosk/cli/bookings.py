"""`kiosk bookings` and `kiosk purge`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import assert_never

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.booking_list import bookings_json
from kiosk.agenda.maintenance import would_purge
from kiosk.agenda.purge import Purged
from kiosk.agenda.trusted_clock import with_year
from kiosk.catalog.model import Catalog, Orientation
from kiosk.cli.confirmation import confirmed_by_operator
from kiosk.cli.place_agenda import agenda_of, agenda_to_look_at
from kiosk.errors import KioskError
from kiosk.settings import Settings, load
from kiosk.visit.bookings import (
    Appointment,
    Attendance,
    Booking,
    Call,
    NotedEnquiry,
    WaitingPlace,
    is_active,
    kind_of,
    mode_of,
    persons,
    session_of,
    stuck_at,
)
from kiosk.visit.video import video_link

NO_SERVICES = Catalog(themes=(), services=(), orientation=Orientation(questions=(), rules=()))
"""Listing and erasing need no catalogue: a slip in it must not keep names from being erased."""


@contextmanager
def agenda_of_database(settings: Settings, database: str | None = None) -> Iterator[Agenda]:
    """The agenda of a database that is there, to look at; nothing in it is changed."""
    settings = replace(_with_database(settings, database), place=None)
    with _closed_after(agenda_to_look_at(settings, NO_SERVICES)) as agenda:
        agenda.look_at_the_hour()
        yield agenda


@contextmanager
def _closed_after(agenda: Agenda) -> Iterator[Agenda]:
    try:
        yield agenda
    finally:
        agenda.store.close()


def _with_database(settings: Settings, database: str | None) -> Settings:
    """No database is made here: a file that is not there is a slip of the pen."""
    if database is not None:
        url = database if "://" in database else f"sqlite:///{Path(database).absolute()}"
        settings = replace(settings, database=url)
    url = settings.database_url
    file = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not file.exists():
        raise KioskError(f"Il n'y a pas de base à {file} : lancez d'abord la borne.")
    return settings


def bookings(
    config: Path | None, database: str | None, *, as_json: bool, codes: bool = False
) -> int:
    """A line each; with `codes`, those of tickets too: whoever reads one can open the ticket."""
    settings = load(config)
    with agenda_of_database(settings, database) as agenda:
        found = agenda.bookings()
    if as_json:
        plain = bookings_json(found, codes=codes, video_address=settings.video_url)
        print(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        for booking in found:
            print(_line(booking, codes=codes))
            if is_active(booking) and (link := video_link(settings.video_url, booking)):
                print(f"    par vidéo : {link}")
        print(f"{len(found)} rendez-vous, appels et demandes." if found else "Aucun rendez-vous.")
        waiting = sum(isinstance(one, NotedEnquiry) and one.status == "waiting" for one in found)
        if waiting:
            print(_need_a_time(waiting))
    return 0


KINDS = {
    "appointment": "rendez-vous",
    "workshop": "atelier",
    "coworking": "place pour travailler",
    "group": "groupe",
    "coaching": "entraînement",
    "trial": "essai",
    "sponsor": "coup de main",
    "call": "appel",
    "enquiry": "demande",
}
"""In French; a kind that is not here is called as the store calls it."""


def _need_a_time(enquiries: int) -> str:
    if enquiries == 1:
        return "1 demande attend une heure."
    return f"{enquiries} demandes attendent une heure."


def _line(booking: Booking, *, codes: bool) -> str:
    session, stuck = session_of(booking), stuck_at(booking)
    kind = KINDS.get(kind_of(booking), kind_of(booking))
    come = persons(booking)
    return "  ".join(
        (
            _when(booking),
            f"{kind} ({come} personnes)" if come > 1 else kind,
            *((session.title,) if session and session.title else ()),
            _status(booking),
            *((booking.code or "-",) if codes else ()),
            (session and session.helper) or "-",
            booking.topic,
            mode_of(booking) + (f", bloqué à {stuck.service}/{stuck.step}" if stuck else ""),
        )
    )


STATUS = {
    "held": "gardé un instant",
    "confirmed": "pris",
    "waiting": "en attente",
    "answered": "quelqu'un est venu",
    "cancelled": "annulé",
    "expired": "non confirmé",
    "over": "passé",
}


def _status(booking: Booking) -> str:
    session = session_of(booking)
    if session is not None and session.cancelled and is_active(booking):
        return "annulé par le lieu"
    if isinstance(booking, WaitingPlace) and booking.rank is not None:
        return f"numéro {booking.rank} sur la liste"
    return STATUS[booking.status]


def _when(booking: Booking) -> str:
    match booking:
        case Appointment() | Attendance() | WaitingPlace():
            return f"{booking.session.starts_at:%d/%m/%Y %H:%M}"
        case Call():
            return "maintenant"
        case NotedEnquiry():
            return "sans heure"
    assert_never(booking)


def purge(config: Path | None, *, yes: bool) -> int:
    """Says the hour with its year and what goes, asks, and erases. `yes` is for scripts: it
    answers the question, and never that the hour is right when there is reason to doubt it.

    Raises ClockDoubtful, for a script.
    """
    settings = replace(_with_database(load(config), None), place=None)
    with _closed_after(agenda_of(settings, NO_SERVICES)) as agenda:
        if yes:
            print(_purged(agenda.purge()))
            return 0
        now, would, doubt = would_purge(agenda)
        print(f"Il est {with_year(now, agenda.place.zone)}.", *_doubted(doubt))
        if not doubt and would == NOTHING:
            print(_purged(agenda.purge()))
            return 0
        print(_to_go(would))
        question = "L'heure est-elle juste, et faut-il effacer ? [oui/non] " if doubt else ASKED
        if not confirmed_by_operator(question):
            print("Rien n'est effacé.")
            return 1
        print(_purged(agenda.purge(confirmed=True)))
    return 0


ASKED = "Faut-il effacer ? [oui/non] "
NOTHING = Purged(holds=0, names=0, tickets=0, bookings=0)


def _doubted(doubt: str) -> tuple[str, ...]:
    return (f"Attention. {doubt}",) if doubt else ()


def _to_go(would: Purged) -> str:
    said = _erased(would)
    return f"À effacer : {', '.join(said)}." if said else "Rien n'a servi : rien à effacer."


def _purged(done: Purged) -> str:
    """What is no longer there, in one sentence."""
    said = _erased(done)
    given_back = _count(done.holds, "place rendue", "places rendues")
    sentences = []
    if said:
        sentences.append(f"Effacé : {', '.join(said)}.")
    if given_back:
        sentences.append(f"{given_back[0].upper()}{given_back[1:]}.")
    if not sentences:
        sentences.append("Rien à effacer : tout est en ordre.")
    if not done.erased:
        sentences.append("La base était lue en même temps : relancez kiosk purge.")
    return " ".join(sentences)


def _erased(done: Purged) -> list[str]:
    erased = [
        _count(done.names, "prénom ou téléphone", "prénoms ou téléphones"),
        _count(done.tickets, "ticket qui ne sert plus", "tickets qui ne servent plus"),
        _count(done.bookings, "ancien rendez-vous", "anciens rendez-vous"),
    ]
    return [words for words in erased if words]


def _count(number: int, one: str, more: str) -> str:
    """Nothing for none; in French, 1 alone is singular."""
    return f"{number} {one if number == 1 else more}" if number else ""
