"""When the public may come."""

from __future__ import annotations

from dataclasses import replace

from flask import Response

from kiosk.agenda.agenda_changes import put_described
from kiosk.agenda.read_described import read_described
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.web.staff.agenda_change import AGENDA, decide, fingerprint, gone, new_problems
from kiosk.web.staff.agenda_forms import (
    Fields,
    numbered,
    opening_form,
    read_opening,
    sent,
    with_room_for_more,
)
from kiosk.web.staff.agenda_problems import problems
from kiosk.web.staff.desk import Desk, Route


def ask_opening(desk: Desk) -> Response:
    opening = desk.agenda.read(read_described).opening
    return _opening_page(desk, fingerprint(opening), opening_form(opening), {})


def change_opening(desk: Desk) -> Response:
    place = desk.agenda.read(read_described)
    key = desk.form.get("etait", "")
    if key != fingerprint(place.opening):
        return decide(desk, gone, title="Ouverture", about="", back=AGENDA, said="")
    fields = numbered(sent(desk.form))
    after, unread = read_opening(fields)
    edited = replace(place, opening=after)
    told = {("opening", *one.path[1:]) for one in unread}
    wrong = problems(unread) | {
        f"hours-{name}" if name else "": says
        for name, says in new_problems(desk, place, edited, ("opening",), told).items()
    }
    if wrong:
        return _opening_page(desk, key, fields, wrong)

    def change(work: UnitOfWork) -> None:
        put_described(work, lambda now: replace(now, opening=after))

    return decide(
        desk,
        change,
        title="Ouverture : ce que cela change",
        about="ouverture du lieu",
        back=AGENDA,
        said="L'ouverture est enregistrée.",
    )


def _opening_page(desk: Desk, key: str, fields: Fields, wrong: dict[str, str]) -> Response:
    fields, rows = with_room_for_more(fields)
    return desk.render(
        "agenda_opening.html",
        status=422 if wrong else 200,
        key=key,
        v=fields,
        rows=rows,
        wrong=wrong,
    )


ROUTES = (
    Route("GET", "/agenda/ouverture", ask_opening, "agenda"),
    Route("POST", "/agenda/ouverture", change_opening, "agenda"),
)
