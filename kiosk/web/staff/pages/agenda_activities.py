"""What several people come to: changed, added, or offered no more."""

from __future__ import annotations

from flask import Response

from kiosk.agenda.agenda_edits import change_activity, with_activity
from kiosk.agenda.place_file.described_place import (
    DescribedActivity,
    DescribedPlace,
)
from kiosk.agenda.read_described import read_described
from kiosk.catalog.problems import FieldPath
from kiosk.web.staff.agenda_change import AGENDA, decide, fingerprint, found, gone, new_problems
from kiosk.web.staff.agenda_forms import (
    Fields,
    activity_form,
    read_activity,
    sent,
)
from kiosk.web.staff.agenda_problems import problems
from kiosk.web.staff.agenda_words import KINDS, MODES, topic_choices
from kiosk.web.staff.desk import Desk, Route


def ask_activity(desk: Desk) -> Response:
    place = desk.agenda.read(read_described)
    before = found(place.activities, desk.args.get("quoi", ""))
    return _activity_page(desk, place, before, activity_form(before), {})


def change_one_activity(desk: Desk) -> Response:
    place = desk.agenda.read(read_described)
    key = desk.form.get("quoi", "")
    before = found(place.activities, key)
    ends = bool(desk.form.get("fin"))
    if before is None and (key or ends):
        return decide(desk, gone, title="Activités", about="", back=AGENDA, said="")
    if before is not None and ends:
        return decide(
            desk,
            lambda work: change_activity(work, before, None),
            title=f"{before.title} n'est plus proposé",
            about=before.title,
            back=AGENDA,
            said=f"« {before.title} » n'est plus proposé.",
        )
    fields = sent(desk.form)
    after, unread = read_activity(fields)
    edited = with_activity(place, before, after)
    under: FieldPath = ("activities", edited.activities.index(after))
    told = {(*under, *one.path) for one in unread}
    wrong = problems([*unread]) | new_problems(desk, place, edited, under, told)
    if wrong:
        return _activity_page(desk, place, before, fields, wrong)
    return decide(
        desk,
        lambda work: change_activity(work, before, after),
        title=f"{after.title} : ce que cela change",
        about=after.title,
        back=AGENDA,
        said=f"« {after.title} » est enregistré.",
    )


def _activity_page(
    desk: Desk,
    place: DescribedPlace,
    before: DescribedActivity | None,
    fields: Fields,
    wrong: dict[str, str],
) -> Response:
    return desk.render(
        "agenda_activity.html",
        status=422 if wrong else 200,
        before=before,
        key="" if before is None else fingerprint(before),
        v=fields,
        wrong=wrong,
        helpers=[one.name for one in place.helpers],
        kinds=KINDS,
        choices=topic_choices(desk.site.catalog),
        modes=MODES,
    )


ROUTES = (
    Route("GET", "/agenda/activite", ask_activity, "agenda"),
    Route("POST", "/agenda/activite", change_one_activity, "agenda"),
)
