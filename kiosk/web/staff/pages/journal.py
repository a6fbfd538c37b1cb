"""Who did what: to be read, and changed by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Response

from kiosk.agenda import staff_journal
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.french import day_and_hour

DEEDS = {
    "signed_in": "est entré",
    "signed_out": "est sorti",
    "account_added": "a ouvert le compte",
    "account_ended": "a fermé le compte",
    "password_chosen": "a changé le mot de passe de",
    "badge_made": "a fait un badge pour",
    "menu_opened": "a ouvert le menu de la borne",
}
"""What the words of the journal are in French, with what they were done to after them; a word of
another version is shown as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    at: datetime
    when: str
    who: str
    did: str
    about: str


def show(desk: Desk) -> Response:
    before = desk.args.get("avant", "")
    known = int(before) if before.isascii() and before.isdigit() and len(before) < 15 else None
    found = desk.agenda.read(staff_journal.lines, before=known)
    zone = desk.agenda.place.zone
    return desk.render(
        "journal.html",
        lines=[
            Line(
                at=one.at,
                when=day_and_hour(one.at, zone),
                who=one.who,
                did=DEEDS.get(one.deed, one.deed),
                about=one.about,
            )
            for one in found
        ],
        older=found[-1].id if len(found) == staff_journal.MOST else None,
    )


ROUTES = (Route("GET", "/journal", show, "journal", nav="Journal"),)
