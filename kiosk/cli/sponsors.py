"""`kiosk sponsors`: who gives hours to others; met by the team, or at an end."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from kiosk.agenda import sponsors
from kiosk.agenda.transactions import Transactions
from kiosk.cli.place_transactions import one_place
from kiosk.cli.short_ids import the_one
from kiosk.i18n.translator import Translator
from kiosk.visit.sponsoring import NEEDS

STATUS = {"new": "à rencontrer", "accepted": "accepté"}


def listed(config: Path | None, database: str | None, *, as_json: bool) -> int:
    """Who waits to be met first. Raises KioskError."""
    with one_place(config, database) as here:
        found = here.read(sponsors.listed)
    if as_json:
        plain = [asdict(one) | {"since": one.since.isoformat()} for one in found]
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return 0
    for one in found:
        what = ", ".join(Translator().say(NEEDS[need]) for need in one.needs if need in NEEDS)
        come = f"{one.hours} h à venir, {one.persons} prises"
        print("  ".join((one.id, one.first_name or "-", STATUS[one.status], come, what)))
    waiting = sum(one.status == "new" for one in found)
    if waiting:
        print(f"{waiting} à rencontrer : ensuite, kiosk sponsors accept.")
    elif not found:
        print("Personne n'a encore proposé d'aider.")
    return 0


def accept(config: Path | None, database: str | None, sponsor_id: str, *, as_json: bool) -> int:
    """The team has met them."""
    with one_place(config, database) as here:
        sponsor_id = _which(here, sponsor_id)
        here.write(sponsors.accept, sponsor_id)
    _say({"id": sponsor_id, "status": "accepted"}, "Les visiteurs voient ses heures.", as_json)
    return 0


def end(config: Path | None, database: str | None, sponsor_id: str, *, as_json: bool) -> int:
    """At an end: the hours are given up, and those who were to come become requests."""
    with one_place(config, database) as here:
        sponsor_id = _which(here, sponsor_id)
        here.write(sponsors.stop, sponsor_id)
    says = "C'est fini, son prénom est effacé. Qui devait venir est dans les demandes."
    _say({"id": sponsor_id, "status": "ended"}, says, as_json)
    return 0


def _which(here: Transactions, begins: str) -> str:
    """The id that begins so. Raises KioskError."""
    known = [one.id for one in here.read(sponsors.listed)]
    return the_one(known, begins, "Personne n'aide ici", "kiosk sponsors list")


def _say(plain: dict[str, str], words: str, as_json: bool) -> None:
    print(json.dumps(plain) if as_json else words)
