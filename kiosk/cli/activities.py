"""`kiosk activities`: what several people can come to, and how full it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.agenda import waiting_list
from kiosk.agenda.errors import NotOffered
from kiosk.agenda.maintenance import WEEKS, plan
from kiosk.agenda.opening import moment
from kiosk.agenda.place import Place
from kiosk.agenda.programme import offer_of, programme
from kiosk.agenda.session_changes import (
    CannotMove,
    HourTaken,
    NoSuchActivity,
    add_session,
    cancel_session,
    keep_session,
    move_session,
)
from kiosk.cli.bookings import KINDS, agenda_of_database
from kiosk.cli.place_transactions import one_place
from kiosk.cli.short_ids import short_id, whole_id
from kiosk.errors import KioskError
from kiosk.settings import load
from kiosk.text_files import shortened
from kiosk.visit.bookings import Attendance, Booking, WaitingPlace, persons
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.visit.programme import SessionOffer, asks_the_team

STATUS = {
    "free": "libre",
    "begun": "commencé",
    "list": "complet, avec une liste",
    "full": "complet",
    "closed": "on n'entre plus",
}


def activities(config: Path | None, database: str | None, *, as_json: bool) -> int:
    """The sessions of the eight days to come, the next first. Raises KioskError."""
    with agenda_of_database(load(config), database) as agenda:
        found, now = agenda.read(programme), agenda.counted_now()
        zone = agenda.place.zone
    if as_json:
        plain = [_plain(one, now) for one in found]
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return 0
    for one in found:
        print(f"{one.session.id:>5}  {_line(one, now, zone)}")
    print(f"{len(found)} séances." if found else "Aucune séance n'est prévue.")
    return 0


def cancel(
    config: Path | None, database: str | None, what: str | None, *, codes: bool = False
) -> int:
    """Say that a session does not take place, and who must be told. Raises KioskError."""
    session_id = _number(what, "cancel 42")
    with one_place(config, database) as here, _refusals(session_id):
        told = here.write(cancel_session, session_id)
    print(f"La séance {session_id} est annulée. Leurs tickets et leurs pages le disent.")
    _to_tell(told, codes)
    return 0


def move(
    config: Path | None,
    database: str | None,
    what: str | None,
    when: str | None,
    *,
    codes: bool = False,
) -> int:
    """Put a session at another hour, and say who must be told. Raises KioskError."""
    session_id = _number(what, 'move 42 "2026-12-03 14:00"')
    with one_place(config, database) as here, _refusals(session_id):
        starts_at = _moment(when, here.place, here.place.day_of(here.counted_now()))
        told = here.write(move_session, session_id, starts_at)
        plan(here, WEEKS)
    print(f"La séance {session_id} commence maintenant le {starts_at:%d/%m/%Y à %H:%M}.")
    print("Leurs tickets et leurs pages le disent.")
    _to_tell(told, codes)
    return 0


def keep(config: Path | None, database: str | None, what: str | None) -> int:
    """Say that a session takes place, with however many. Raises KioskError."""
    session_id = _number(what, "keep 42")
    with one_place(config, database) as here, _refusals(session_id):
        offer = here.read(offer_of, session_id)
        if offer is not None and not offer.minimum:
            raise KioskError(f"La séance {session_id} n'a pas de minimum : elle a lieu.")
        here.write(keep_session, session_id)
    print(f"La séance {session_id} a lieu, même à peu de personnes.")
    return 0


def add(config: Path | None, database: str | None, what: str | None, when: str | None) -> int:
    """One more session of what the place offers. Raises KioskError."""
    example = 'Par exemple : kiosk activities add "Je fais mon CV" "2026-12-03 14:00"'
    if not what:
        raise KioskError(f"Une séance de quoi ? {example}")
    with one_place(config, database) as here, _refusals(what):
        starts_at = _moment(when, here.place, here.place.day_of(here.counted_now()))
        made = here.write(add_session, what, starts_at)
        plan(here, WEEKS)
    print(f"La séance {made} est ajoutée, le {starts_at:%d/%m/%Y à %H:%M}.")
    return 0


def calls(config: Path | None, database: str | None) -> int:
    """Who left a number and has to be told something. Raises KioskError."""
    with one_place(config, database) as here:
        found = here.read(waiting_list.to_call)
    for one in found:
        why = "une place pour cette personne"
        if one.session.cancelled:
            why = "annulée"
        elif one.session.moved:
            why = "déplacée"
        starts = f"{one.session.starts_at:%d/%m/%Y %H:%M}"
        title = one.session.title or "-"
        ids = [other.booking_id for other in found]
        who = short_id(one.booking_id, ids)
        print("  ".join((who, grouped_phone(one.phone), starts, title, why)))
    print(f"{len(found)} à appeler : ensuite, kiosk activities called." if found else NOBODY)
    return 0


NOBODY = "Personne n'est à appeler."


def called(config: Path | None, database: str | None, what: str | None) -> int:
    """They were told: the number is erased. Raises KioskError."""
    if not what:
        raise KioskError("Qui ? Par exemple : kiosk activities called 3f2a")
    with one_place(config, database) as here:
        known = [one.booking_id for one in here.read(waiting_list.to_call)]
        none = f"Personne n'est à appeler sous « {what} » : « kiosk activities calls » les donne."
        booking_id = whole_id(what, known, none=none)
        here.write(waiting_list.called, booking_id)
    print("C'est dit. Son numéro est effacé.")
    return 0


@contextmanager
def _refusals(what: int | str) -> Iterator[None]:
    """What the agenda refuses, in a sentence."""
    try:
        yield
    except NoSuchActivity as unknown:
        names = ", ".join(f"« {name} »" for name in unknown.known) or "rien encore"
        raise KioskError(f"Le lieu ne propose pas « {what} ». Il propose : {names}.") from None
    except CannotMove:
        raise KioskError(
            f"« {what} » est une série, ou une heure donnée par quelqu'un : cela ne se déplace ni"
            " ne s'ajoute. Les jours d'une série sont dans place.yaml ; ou annulez-la, et prévenez"
            " ses personnes."
        ) from None
    except HourTaken as taken:
        raise KioskError(
            f"Cette heure est prise par la séance {taken} : la même activité, ou la même personne"
            " qui reçoit."
        ) from None
    except NotOffered:
        raise KioskError(
            f"Il n'y a pas de séance {what} à venir, ou cette heure est passée :"
            " « kiosk activities » les donne."
        ) from None


def _number(what: str | None, example: str) -> int:
    if what is None or not what.isdecimal() or len(what) > 18:
        raise KioskError(f"Quelle séance ? Par exemple : kiosk activities {example}")
    return int(what)


def _moment(when: str | None, place: Place, today: date) -> datetime:
    """A wall time of the place, within two years. Raises KioskError."""
    try:
        day, _, clock = (when or "").partition(" ")
        at = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock.strip()))
    except ValueError:
        at = None
    if at is None or at.tzinfo is not None:
        raise KioskError(
            f"« {shortened(when or '')} » n'est pas un jour et une heure : écrivez-les ainsi,"
            ' "2026-12-03 14:00"'
        )
    years = range(today.year - 1, today.year + 3)
    if at.year not in years:
        raise KioskError(f"{at:%d/%m/}{at.year} est trop loin : écrivez un jour proche.")
    found = moment(at, place.zone)
    if found is None:
        raise KioskError(f"{when} n'existe pas : ce jour-là, les horloges avancent d'une heure.")
    return found.astimezone(place.zone)


def _to_tell(told: list[Booking], codes: bool) -> None:
    come = sum(persons(one) for one in told)
    if come:
        print(f"{come} à prévenir." if come > 1 else "1 personne à prévenir.")
    for one in told:
        waits = "en attente" if isinstance(one, WaitingPlace) else "inscrit"
        if isinstance(one, Attendance) and one.mode == "video":
            waits += f", par vidéo ({one.booth or 'sans cabine'})"
        code = f"  {one.code or '-'}" if codes else ""
        print(f"{persons(one)} personne(s)  {waits}{code}")


def _plain(offer: SessionOffer, now: datetime) -> dict[str, Any]:
    """Times in ISO 8601 with the place's offset."""
    session = offer.session
    return {
        "id": session.id,
        "kind": session.kind,
        "title": session.title,
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "where": session.location,
        "seats": offer.seats,
        "taken": offer.taken,
        "waiting": offer.waiting,
        "status": offer.room(now),
        "minimum": offer.minimum,
        "missing": offer.missing,
        "languages": list(offer.languages),
        "modes": list(offer.modes),
        "days": [start.isoformat() for start, _end in session.spans],
    }


def _line(offer: SessionOffer, now: datetime, zone: ZoneInfo) -> str:
    session = offer.session
    waiting = f", {offer.waiting} en attente" if offer.waiting else ""
    missing = f", il en faut {offer.minimum}" if offer.missing else ""
    if asks_the_team(offer, now, zone):
        missing += " : la maintenir ?"
    days = f", {len(session.meetings)} fois" if session.meetings else ""
    return "  ".join(
        (
            f"{session.starts_at:%d/%m/%Y %H:%M}{days}",
            KINDS.get(session.kind, session.kind),
            session.title or "-",
            session.location or "-",
            f"{offer.taken}/{offer.seats}{waiting}{missing}",
            STATUS[offer.room(now)],
        )
    )
