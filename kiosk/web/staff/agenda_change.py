"""Each change of the agenda is shown with what it does before it is saved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from flask import Response

from kiosk.agenda.agenda_changes import AgendaChanged, Effects, KeptInFile, look, save
from kiosk.agenda.agenda_edits import NotAsBefore
from kiosk.agenda.errors import ClockDoubtful, NotOffered
from kiosk.agenda.one_day import NoSuchHelper, OfTheFile
from kiosk.agenda.place_file.described_place import DescribedPlace
from kiosk.agenda.place_file.judge import judged
from kiosk.agenda.session_changes import CannotMove, HourTaken, NoSuchActivity
from kiosk.agenda.staff_journal import record
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.catalog.problems import FieldPath, Mistake
from kiosk.web.staff.agenda_forms import sent
from kiosk.web.staff.agenda_problems import problems
from kiosk.web.staff.agenda_words import added_and_withdrawn, topic_choices, touched_line
from kiosk.web.staff.desk import Desk

AGENDA = "/agenda"

CHANGED = (
    "Quelqu'un a changé l'agenda, ou a réservé, entre-temps. Voici ce que cela change maintenant."
)

REFUSALS: tuple[tuple[type[Exception], str], ...] = (
    (
        NotAsBefore,
        "Quelqu'un a changé cela entre-temps. Rien n'est enregistré : reprenez à l'agenda.",
    ),
    (KeptInFile, "Ces règles sont dans le fichier du lieu : elles se changent là."),
    (OfTheFile, "Cette absence est dans le fichier du lieu : elle se retire là."),
    (NoSuchHelper, "Cette personne ne reçoit plus ici."),
    (NoSuchActivity, "Le lieu ne propose plus cela."),
    (CannotMove, "Une série se change en entier : ses jours sont ceux de l'agenda."),
    (HourTaken, "Quelqu'un est déjà attendu à cette heure : choisissez-en une autre."),
    (
        NotOffered,
        "Cette heure est passée, existe déjà, ou est trop courte : choisissez-en une autre.",
    ),
    (
        ClockDoubtful,
        "L'heure de la machine n'est pas sûre : rien n'est changé. « kiosk doctor » dit pourquoi.",
    ),
)


def decide(
    desk: Desk,
    change: Callable[[UnitOfWork], object],
    *,
    title: str,
    about: str,
    back: str,
    said: str,
) -> Response:
    """Show what it does; when that was seen, do it. `about` is for the journal."""

    def noted(work: UnitOfWork) -> None:
        change(work)
        record(work, desk.author, "agenda_changed", about)

    seen = desk.form.get("vu", "")
    try:
        if seen:
            done = save(desk.agenda, noted, seen)
            return desk.to(back, said=f"{said}{_to_call(done)}")
        return _shown(desk, look(desk.agenda, noted), title, back)
    except AgendaChanged as changed:
        return _shown(desk, changed.effects, title, back, notice=CHANGED, status=409)
    except tuple(kind for kind, _says in REFUSALS) as refused:
        says = next(says for kind, says in REFUSALS if isinstance(refused, kind))
        return desk.render(
            "agenda_refused.html", status=409, title=title, says=says, back=f"/staff{back}"
        )


def fingerprint(thing: object) -> str:
    """Of what is described: whoever changes it says what it was."""
    return hashlib.sha256(repr(thing).encode()).hexdigest()[:24]


def found(items: Iterable[Any], key: str) -> Any:
    return next((one for one in items if key and fingerprint(one) == key), None)


def gone(_work: UnitOfWork) -> None:
    raise NotAsBefore("not there any more")


def new_problems(
    desk: Desk,
    place: DescribedPlace,
    edited: DescribedPlace,
    under: FieldPath,
    told: Iterable[FieldPath],
) -> dict[str, str]:
    """What the edit makes wrong; what was wrong before is not its fault."""
    topics = [one.id for one in topic_choices(desk.site.catalog)]
    before = {(one.says, one.instead) for one in judged(place, topics)}
    wrong: list[Mistake] = judged(edited, topics, set(told))
    return problems([one for one in wrong if (one.says, one.instead) not in before], under)


def _shown(
    desk: Desk, effects: Effects, title: str, back: str, *, notice: str = "", status: int = 200
) -> Response:
    return desk.render(
        "agenda_effects.html",
        status=status,
        title=title,
        notice=notice,
        back=f"/staff{back}",
        seen=effects.seen,
        hours=added_and_withdrawn(effects),
        touched=[touched_line(one) for one in effects.touched],
        overlapping=[str(one) for one in effects.overlapping],
        fields=[(name, value) for name, all_ in sent(desk.form).items() for value in all_],
    )


def _to_call(done: Effects) -> str:
    many = len([one for one in done.touched if one.reason is not None])
    if not many:
        return ""
    who = "1 réservation attend" if many == 1 else f"{many} réservations attendent"
    return f" {who} l'équipe, dans « À prévenir »."
