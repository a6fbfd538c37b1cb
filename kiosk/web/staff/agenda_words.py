"""Hours, activities and what a change does to bookings, as the team reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.agenda.agenda_changes import Effects, TouchedBooking
from kiosk.agenda.opening import DAYS
from kiosk.agenda.place_file.described_place import DescribedActivity, Hours, PublicHours
from kiosk.agenda.place_file.french_fields import clock
from kiosk.catalog.model import Catalog
from kiosk.visit.values import OTHER_TOPIC
from kiosk.web.staff.french import day_and_hour

KINDS = {
    "workshop": "Atelier",
    "coworking": "Place pour travailler",
    "group": "Groupe",
    "coaching": "Entraînement",
    "trial": "Essai",
    "sponsor": "Coup de main",
}

MODES = {"face": "ici", "phone": "par téléphone", "video": "par vidéo"}

UNSURE = "Visiteurs qui ne savent pas encore"


@dataclass(frozen=True, slots=True)
class TopicChoice:
    id: str
    name: str
    theme: bool


def topic_choices(catalog: Catalog | None) -> list[TopicChoice]:
    """Each theme, then its services."""
    if catalog is None:
        return []
    found: list[TopicChoice] = []
    for theme in catalog.themes:
        found.append(TopicChoice(theme.id, theme.name, theme=True))
        found += [
            TopicChoice(one.id, one.name, theme=False)
            for one in catalog.services
            if one.theme == theme.id
        ]
    return [*found, TopicChoice(OTHER_TOPIC, UNSURE, theme=True)]


def hours_said(hours: Hours | DescribedActivity, names: Mapping[str, str]) -> list[str]:
    """As one reads them on a door, a line each."""
    lines = [f"{_days_said(hours)} {_from_to(hours)}".strip()]
    if isinstance(hours, Hours):
        lines[0] += f", {hours.minutes} minutes chacun"
    lines.append(", ".join(MODES.get(one, one) for one in hours.modes))
    if hours.topics:
        lines.append("sur : " + ", ".join(names.get(one, one) for one in hours.topics))
    return [*lines, *_between(hours)]


def opening_said(hours: PublicHours) -> list[str]:
    days = ", ".join(DAYS[day] for day in hours.days)
    return [f"{days} de {clock(hours.starts)} à {clock(hours.ends)}", *_between(hours)]


def _between(hours: Hours | PublicHours | DescribedActivity) -> list[str]:
    since = f"à partir du {hours.valid_from:%d/%m/%Y}" if hours.valid_from else ""
    until = f"jusqu'au {hours.valid_to:%d/%m/%Y}" if hours.valid_to else ""
    return [" ".join(filter(None, (since, until)))] if since or until else []


def _days_said(what: Hours | DescribedActivity) -> str:
    if isinstance(what, DescribedActivity) and what.dates:
        return "le " + ", ".join(f"{day:%d/%m/%Y}" for day in what.dates)
    return ", ".join(DAYS[day] for day in what.days)


def _from_to(what: Hours | DescribedActivity) -> str:
    ends = what.ends
    return f"de {clock(what.starts)}" + (f" à {clock(ends)}" if ends else "")


def added_and_withdrawn(effects: Effects) -> list[str]:
    """In sessions and appointments to come."""
    said = []
    for count, one, many in (
        (effects.added, "heure de plus est proposée", "heures de plus sont proposées"),
        (effects.changed, "heure libre change", "heures libres changent"),
        (effects.withdrawn, "heure libre n'est plus proposée", "heures libres ne le sont plus"),
    ):
        if count:
            said.append(f"{count} {one if count == 1 else many}.")
    return said or ["Aucune heure libre ne change."]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedLine:
    when: str
    what: str
    why: str
    call: str


def touched_line(one: TouchedBooking) -> TouchedLine:
    session = one.session
    what = session.title or "Rendez-vous"
    if session.helper:
        what += f" avec {session.helper}"
    if one.persons > 1:
        what += f", {one.persons} personnes"
    if one.waiting:
        what += ", en attente"
    why = {
        "hour": "Cette heure n'est plus proposée.",
        "host": f"{one.to or 'Personne en particulier'} reçoit à la place.",
        "room": f"C'est maintenant : {one.to or 'ailleurs'}.",
        None: "La séance est annulée ou déplacée.",
    }[one.reason]
    zone = session.starts_at.tzinfo
    assert zone is not None
    return TouchedLine(
        when=day_and_hour(session.starts_at, zone),  # type: ignore[arg-type]
        what=what,
        why=why,
        call="A laissé un numéro." if one.reachable else "Sans numéro.",
    )
