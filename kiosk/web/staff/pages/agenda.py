"""Who receives, when, where, and what the place offers: to be read, and changed where the board
keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from kiosk.agenda.booking_changes import open_changes
from kiosk.agenda.place_file.file_lines import lines_of
from kiosk.agenda.read_described import read_described
from kiosk.agenda.rules_file import rules_file
from kiosk.agenda.staff_journal import record
from kiosk.agenda.team_tasks import settle_change
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.web.staff.agenda_change import AGENDA, fingerprint
from kiosk.web.staff.agenda_words import KINDS, hours_said, opening_said, topic_choices
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.french import day_and_hour


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCard:
    """A helper or an activity, to be read."""

    key: str
    name: str
    where: str
    lines: list[list[str]]
    line: int | None
    """Of the place's file."""
    kind: str = ""


def show(desk: Desk) -> Response:
    place, file = desk.agenda.read(read_described), desk.agenda.read(rules_file)
    names = {one.id: one.name for one in topic_choices(desk.site.catalog)}
    lines = lines_of(place, file.lines) if file else {}
    zone = desk.agenda.place.zone
    return desk.render(
        "agenda.html",
        file=file,
        opening=[
            (opening_said(one), lines.get(("opening", n))) for n, one in enumerate(place.opening)
        ],
        helpers=[
            RuleCard(
                key=fingerprint(one),
                name=one.name,
                where=one.desk,
                lines=[hours_said(hours, names) for hours in one.hours],
                line=lines.get(("helpers", n)),
            )
            for n, one in enumerate(place.helpers)
        ],
        activities=[
            RuleCard(
                key=fingerprint(one),
                name=one.title,
                where=", ".join(filter(None, (one.helper, one.location))),
                lines=[[*hours_said(one, names), f"{one.seats} places"]],
                line=lines.get(("activities", n)),
                kind=KINDS.get(one.kind, one.kind),
            )
            for n, one in enumerate(place.activities)
        ],
        to_move=[
            (one, day_and_hour(one.session.starts_at, zone), grouped_phone(one.phone))
            for one in desk.agenda.read(open_changes)
        ],
    )


# What a change touched


def was_told(desk: Desk) -> Response:
    yes = not desk.form.get("annuler")

    def deed(work: UnitOfWork) -> str:
        if not settle_change(work, desk.form.get("id", ""), yes=yes):
            return "Quelqu'un de l'équipe s'en est occupé entre-temps. Rien n'a changé."
        record(work, desk.author, "change_told" if yes else "change_cancelled")
        return "C'est noté." if yes else "La réservation est annulée."

    return desk.to(AGENDA, said=desk.agenda.write(deed))


ROUTES = (
    Route("GET", AGENDA, show, "agenda", nav="Agenda"),
    Route("POST", "/agenda/prevenu", was_told, "agenda"),
)
