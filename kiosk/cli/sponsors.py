"""`kiosk sponsors`: who gives hours to others; met by the team, or at an end."""

from __future__ import annotations

import json
from pathlib import Path

from kiosk.agenda import sponsors
from kiosk.agenda.place import Place
from kiosk.agenda.sponsors import NoSuchSponsor
from kiosk.agenda.transactions import Transactions
from kiosk.cli.place_transactions import one_place
from kiosk.cli.short_ids import short_id, whole_id
from kiosk.errors import KioskError
from kiosk.i18n.translator import Translator
from kiosk.visit.sponsoring import NEEDS, ListedSponsor

STATUS = {"new": "à rencontrer", "accepted": "accepté"}


def listed(config: Path | None, database: str | None, *, as_json: bool) -> int:
    """Who waits to be met first. Raises KioskError."""
    with one_place(config, database) as here:
        found, place = here.read(sponsors.listed), here.place
    if as_json:
        print(json.dumps([_plain(one, place) for one in found], ensure_ascii=False, indent=2))
        return 0
    ids = [one.id for one in found]
    for one in found:
        print(_line(one, short_id(one.id, ids)))
    waiting = sum(one.status == "new" for one in found)
    if waiting:
        print(f"{waiting} à rencontrer : ensuite, kiosk sponsors accept.")
    elif not found:
        print("Personne n'a encore proposé d'aider.")
    return 0


def _line(one: ListedSponsor, name: str) -> str:
    what = ", ".join(Translator().say(NEEDS[need]) for need in one.needs if need in NEEDS)
    come = f"{len(one.hours)} heure(s) à venir, {one.persons} personne(s)"
    return "  ".join((name, one.first_name or "-", STATUS[one.status], come, what))


def _plain(one: ListedSponsor, place: Place) -> dict[str, object]:
    """Times in ISO 8601 with the place's offset."""
    return {
        "id": one.id,
        "first_name": one.first_name or None,
        "needs": list(one.needs),
        "status": one.status,
        "hours": len(one.hours),
        "persons": one.persons,
        "since": one.since.astimezone(place.zone).isoformat(),
    }


def accept(config: Path | None, database: str | None, said: str, *, as_json: bool) -> int:
    """The team has met them."""
    with one_place(config, database) as here:
        sponsor_id = _whole(here, said)
        try:
            here.write(sponsors.accept, sponsor_id)
        except NoSuchSponsor:
            raise KioskError(_unknown(said)) from None
    _say({"id": sponsor_id, "status": "accepted"}, "Les visiteurs voient ses heures.", as_json)
    return 0


def end(config: Path | None, database: str | None, said: str, *, as_json: bool) -> int:
    """At an end: the hours are given up, and those who were to come become requests."""
    with one_place(config, database) as here:
        sponsor_id = _whole(here, said)
        here.write(sponsors.stop, sponsor_id)
    says = "C'est fini, son prénom est effacé. Qui devait venir est dans les demandes."
    _say({"id": sponsor_id, "status": "ended"}, says, as_json)
    return 0


def _whole(here: Transactions, said: str) -> str:
    ids = [one.id for one in here.read(sponsors.listed)]
    return whole_id(said, ids, none=_unknown(said))


def _unknown(sponsor_id: str) -> str:
    return f"Personne n'aide ici sous « {sponsor_id} » : « kiosk sponsors list » les donne."


def _say(plain: dict[str, str], words: str, as_json: bool) -> None:
    print(json.dumps(plain) if as_json else words)
