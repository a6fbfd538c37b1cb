"""A helper: their desk and their hours; one more, or one who receives no more."""

from __future__ import annotations

from dataclasses import replace

from flask import Response

from kiosk.agenda.agenda_edits import change_helper, with_helper
from kiosk.agenda.place_file.described_place import (
    DescribedHelper,
    DescribedPlace,
)
from kiosk.agenda.read_described import read_described
from kiosk.catalog.problems import FieldPath
from kiosk.web.staff.agenda_change import AGENDA, decide, fingerprint, found, gone, new_problems
from kiosk.web.staff.agenda_forms import (
    Fields,
    helper_form,
    numbered,
    read_helper,
    sent,
    with_room_for_more,
)
from kiosk.web.staff.agenda_problems import problems
from kiosk.web.staff.agenda_words import MODES, topic_choices
from kiosk.web.staff.desk import Desk, Route


def ask_helper(desk: Desk) -> Response:
    before = found(desk.agenda.read(read_described).helpers, desk.args.get("qui", ""))
    return _helper_page(desk, before, helper_form(before), {})


def change_one_helper(desk: Desk) -> Response:
    place = desk.agenda.read(read_described)
    key = desk.form.get("qui", "")
    before = found(place.helpers, key)
    ends = bool(desk.form.get("fin"))
    if before is None and (key or ends):
        return decide(desk, gone, title="Qui reçoit", about="", back=AGENDA, said="")
    if before is not None and ends:
        return _end_helper(desk, place, before)
    fields = numbered(sent(desk.form))
    after, unread = read_helper(fields)
    if before is not None:
        after = replace(after, absences=before.absences)
    edited = with_helper(place, before, after)
    under: FieldPath = ("helpers", edited.helpers.index(after))
    told = {(*under, *one.path) for one in unread}
    wrong = problems([*unread]) | new_problems(desk, place, edited, under, told)
    if wrong:
        return _helper_page(desk, before, fields, wrong)
    return decide(
        desk,
        lambda work: change_helper(work, before, after),
        title=f"{after.name} : ce que cela change",
        about=after.name,
        back=AGENDA,
        said=f"Les heures de {after.name} sont enregistrées.",
    )


def _end_helper(desk: Desk, place: DescribedPlace, before: DescribedHelper) -> Response:
    edited = with_helper(place, before, None)
    wrong = new_problems(desk, place, edited, ("helpers",), ())
    if wrong:
        hosts = ", ".join(one.title for one in place.activities if one.helper == before.name)
        last = "Il faut au moins une personne qui reçoit."
        says = f"Donnez d'abord à quelqu'un d'autre, ou à personne : {hosts}." if hosts else last
        return _helper_page(desk, before, helper_form(before), {"": says})
    return decide(
        desk,
        lambda work: change_helper(work, before, None),
        title=f"{before.name} ne reçoit plus ici",
        about=before.name,
        back=AGENDA,
        said=f"{before.name} ne reçoit plus ici.",
    )


def _helper_page(
    desk: Desk, before: DescribedHelper | None, fields: Fields, wrong: dict[str, str]
) -> Response:
    fields, rows = with_room_for_more(fields)
    return desk.render(
        "agenda_helper.html",
        status=422 if wrong else 200,
        before=before,
        key="" if before is None else fingerprint(before),
        v=fields,
        rows=rows,
        wrong=wrong,
        choices=topic_choices(desk.site.catalog),
        modes=MODES,
    )


ROUTES = (
    Route("GET", "/agenda/personne", ask_helper, "agenda"),
    Route("POST", "/agenda/personne", change_one_helper, "agenda"),
)
