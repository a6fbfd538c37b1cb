"""`kiosk activities`: what several people can come to, and how full it is."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.agenda.errors import NotOffered
from kiosk.agenda.programme import programme
from kiosk.agenda.session_changes import cancel_session
from kiosk.cli.bookings import KINDS, agenda_of_database
from kiosk.cli.place_transactions import one_place
from kiosk.errors import KioskError
from kiosk.settings import load
from kiosk.visit.bookings import WaitingPlace, persons
from kiosk.visit.programme import SessionOffer

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
    if as_json:
        plain = [_plain(one, now) for one in found]
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return 0
    for one in found:
        print(f"{one.session.id:>5}  {_line(one, now)}")
    print(f"{len(found)} séances." if found else "Aucune séance n'est prévue.")
    return 0


def cancel(
    config: Path | None, database: str | None, session_id: int | None, *, codes: bool = False
) -> int:
    """Say that a session does not take place, and who must be told. Raises KioskError."""
    if session_id is None:
        raise KioskError("Quelle séance ? Par exemple : kiosk activities cancel 42")
    with one_place(config, database) as here:
        try:
            told = here.write(cancel_session, session_id)
        except NotOffered:
            raise KioskError(
                f"Il n'y a pas de séance {session_id} à venir : « kiosk activities » les donne."
            ) from None
    come = sum(persons(one) for one in told)
    print(f"La séance {session_id} est annulée. Leurs tickets et leurs pages le disent.")
    if come:
        print(f"{come} à prévenir." if come > 1 else "1 personne à prévenir.")
    for one in told:
        waits = "en attente" if isinstance(one, WaitingPlace) else "inscrit"
        code = f"  {one.code or '-'}" if codes else ""
        print(f"{persons(one)} personne(s)  {waits}{code}")
    return 0


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
    }


def _line(offer: SessionOffer, now: datetime) -> str:
    session = offer.session
    waiting = f", {offer.waiting} en attente" if offer.waiting else ""
    return "  ".join(
        (
            f"{session.starts_at:%d/%m/%Y %H:%M}",
            KINDS.get(session.kind, session.kind),
            session.title or "-",
            session.location or "-",
            f"{offer.taken}/{offer.seats}{waiting}",
            STATUS[offer.room(now)],
        )
    )
