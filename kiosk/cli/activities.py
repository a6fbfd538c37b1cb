"""`kiosk activities`: what several people can come to, and how full it is."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.agenda.programme import programme
from kiosk.cli.bookings import KINDS, agenda_of_database
from kiosk.settings import load
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
        print(_line(one, now))
    print(f"{len(found)} séances." if found else "Aucune séance n'est prévue.")
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
