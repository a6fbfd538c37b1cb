"""Who receives, when, where, and what the place offers: to be read, and changed where the board
keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flask import Response

from kiosk.agenda.agenda_changes import put_described
from kiosk.agenda.agenda_edits import (
    NotAsBefore,
    change_activity,
    change_helper,
    with_activity,
    with_helper,
)
from kiosk.agenda.booking_changes import open_changes
from kiosk.agenda.place_file.described_place import (
    DescribedActivity,
    DescribedHelper,
    DescribedPlace,
)
from kiosk.agenda.place_file.file_lines import lines_of
from kiosk.agenda.place_file.judge import judged
from kiosk.agenda.read_described import read_described
from kiosk.agenda.rules_file import RulesFile, rules_file
from kiosk.agenda.team_tasks import settle
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.catalog.problems import FieldPath, Finding
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.web.staff.agenda_change import decide, fingerprint
from kiosk.web.staff.agenda_forms import (
    Fields,
    activity_form,
    helper_form,
    numbered,
    opening_form,
    problems,
    read_activity,
    read_helper,
    read_opening,
    sent,
    with_room_for_more,
)
from kiosk.web.staff.agenda_words import KINDS, MODES, hours_said, opening_said, topic_choices
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.french import day_and_hour

AGENDA = "/agenda"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A helper or an activity, to be read."""

    key: str
    name: str
    where: str
    lines: list[list[str]]
    line: int | None
    """Of the place's file."""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Agenda:
    place: DescribedPlace
    file: RulesFile | None


def _read(work: UnitOfWork) -> _Agenda:
    return _Agenda(read_described(work), rules_file(work))


def show(desk: Desk) -> Response:
    agenda = desk.agenda.read(_read)
    names = {one.id: one.name for one in topic_choices(desk.site.catalog)}
    lines = lines_of(agenda.place, agenda.file.lines) if agenda.file else {}
    zone = desk.agenda.place.zone
    return desk.render(
        "agenda.html",
        file=agenda.file,
        opening=[
            (opening_said(one), lines.get(("opening", n)))
            for n, one in enumerate(agenda.place.opening)
        ],
        helpers=[
            Card(
                key=fingerprint(one),
                name=one.name,
                where=one.desk,
                lines=[hours_said(hours, names) for hours in one.hours],
                line=lines.get(("helpers", n)),
            )
            for n, one in enumerate(agenda.place.helpers)
        ],
        activities=[
            Card(
                key=fingerprint(one),
                name=one.title,
                where=", ".join(filter(None, (one.helper, one.location))),
                lines=[[*hours_said(one, names), f"{one.seats} places"]],
                line=lines.get(("activities", n)),
                kind=KINDS.get(one.kind, one.kind),
            )
            for n, one in enumerate(agenda.place.activities)
        ],
        to_move=[
            (one, day_and_hour(one.session.starts_at, zone), grouped_phone(one.phone))
            for one in desk.agenda.read(open_changes)
        ],
    )


# Helpers


def ask_helper(desk: Desk) -> Response:
    before = _found(desk.agenda.read(_read).place.helpers, desk.args.get("qui", ""))
    return _helper_page(desk, before, helper_form(before), {})


def change_one_helper(desk: Desk) -> Response:
    place = desk.agenda.read(_read).place
    key = desk.form.get("qui", "")
    before = _found(place.helpers, key)
    if key and before is None:
        return decide(desk, _gone, title="Qui reçoit", about="", back=AGENDA, said="")
    if desk.form.get("fin"):
        assert before is not None
        return _end_helper(desk, place, before)
    fields = numbered(sent(desk.form))
    after, unread = read_helper(fields)
    if before is not None:
        after = replace(after, absences=before.absences)
    edited = with_helper(place, before, after)
    under: FieldPath = ("helpers", edited.helpers.index(after))
    told = {(*under, *one.path) for one in unread}
    wrong = problems([*unread]) | _new_problems(desk, place, edited, under, told)
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
    wrong = _new_problems(desk, place, edited, ("helpers",), ())
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


# Activities


def ask_activity(desk: Desk) -> Response:
    place = desk.agenda.read(_read).place
    before = _found(place.activities, desk.args.get("quoi", ""))
    return _activity_page(desk, place, before, activity_form(before), {})


def change_one_activity(desk: Desk) -> Response:
    place = desk.agenda.read(_read).place
    key = desk.form.get("quoi", "")
    before = _found(place.activities, key)
    if key and before is None:
        return decide(desk, _gone, title="Activités", about="", back=AGENDA, said="")
    if desk.form.get("fin"):
        assert before is not None
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
    wrong = problems([*unread]) | _new_problems(desk, place, edited, under, told)
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


# When the public may come


def ask_opening(desk: Desk) -> Response:
    opening = desk.agenda.read(_read).place.opening
    return _opening_page(desk, fingerprint(opening), opening_form(opening), {})


def change_opening(desk: Desk) -> Response:
    place = desk.agenda.read(_read).place
    key = desk.form.get("etait", "")
    if key != fingerprint(place.opening):
        return decide(desk, _gone, title="Ouverture", about="", back=AGENDA, said="")
    fields = numbered(sent(desk.form))
    after, unread = read_opening(fields)
    edited = replace(place, opening=after)
    told = {("opening", *one.path[1:]) for one in unread}
    wrong = problems(unread) | {
        f"hours-{name}" if name else "": says
        for name, says in _new_problems(desk, place, edited, ("opening",), told).items()
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


# What a change touched


def was_told(desk: Desk) -> Response:
    yes = not desk.form.get("annuler")
    desk.agenda.write(settle, "to_move", desk.form.get("id", "")[:64], yes=yes)
    return desk.to(AGENDA, said="C'est noté." if yes else "La réservation est annulée.")


# Both


def _found(items: Iterable[Any], key: str) -> Any:
    return next((one for one in items if key and fingerprint(one) == key), None)


def _gone(_work: UnitOfWork) -> None:
    raise NotAsBefore("not there any more")


def _new_problems(
    desk: Desk,
    place: DescribedPlace,
    edited: DescribedPlace,
    under: FieldPath,
    told: Iterable[FieldPath],
) -> dict[str, str]:
    """What the edit makes wrong; what was wrong before is not its fault."""
    topics = [one.id for one in topic_choices(desk.site.catalog)]
    before = {(one.says, one.instead) for one in judged(place, topics)}
    found: list[Finding] = judged(edited, topics, set(told))
    return problems([one for one in found if (one.says, one.instead) not in before], under)


ROUTES = (
    Route("GET", AGENDA, show, "agenda", nav="Agenda"),
    Route("GET", "/agenda/personne", ask_helper, "agenda"),
    Route("POST", "/agenda/personne", change_one_helper, "agenda"),
    Route("GET", "/agenda/activite", ask_activity, "agenda"),
    Route("POST", "/agenda/activite", change_one_activity, "agenda"),
    Route("GET", "/agenda/ouverture", ask_opening, "agenda"),
    Route("POST", "/agenda/ouverture", change_opening, "agenda"),
    Route("POST", "/agenda/prevenu", was_told, "agenda"),
)
