"""What waits for a word of the team, on the terminal: behind its code."""

from __future__ import annotations

from typing import assert_never

from kiosk.i18n.text import Text, _, as_is, plural
from kiosk.visit import scenes
from kiosk.visit.events import OpenTeamTasks, SettleTask
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.visit.state import Context, Visit
from kiosk.visit.team_tasks import TeamTask
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text, day_and_hour
from kiosk.visit.view.staff_lists import LOOKING, TROUBLE, leave
from kiosk.visit.views import Button, EntryListView, ListEntry

TITLE = _("Ce qui attend l'équipe")


def tasks_button(context: Context) -> tuple[Button, ...]:
    count = context.today.team_tasks
    if not count:
        return ()
    label = plural("{count} chose attend l'équipe", "{count} choses attendent l'équipe", count)
    return (Button(label=label, event=OpenTeamTasks(), icon="list-checks"),)


@shown_at(scenes.StaffTasks)
def staff_tasks(visit: Visit, context: Context) -> EntryListView:
    assert isinstance(visit.scene, scenes.StaffTasks)
    tasks = visit.staff.tasks if visit.staff else None
    asking = visit.scene.cancelling
    asked = next((one for one in tasks or () if asking and one.id == asking), None)
    if asked:
        return EntryListView(
            title=TITLE,
            subtitle=_("Leurs tickets le disent aux personnes. On ne peut pas revenir dessus."),
            entries=(_entry(asked, context, _sure(asked)),),
            leave=leave(),
        )
    told = LOOKING if tasks is None else _("Plus rien n'attend.")
    if tasks:
        told = _("Ce que vous touchez est fait tout de suite.")
    if visit.staff and visit.staff.trouble:
        told = TROUBLE
    return EntryListView(
        title=TITLE,
        subtitle=told,
        entries=tuple(_entry(one, context, _ways(one)) for one in tasks or ()),
        leave=leave(),
    )


def _entry(task: TeamTask, context: Context, ways: tuple[Button, ...]) -> ListEntry:
    return ListEntry(words=_said(task), lines=_told(task, context), ways=ways)


def _said(task: TeamTask) -> Text:
    match task.kind:
        case "to_move":
            if not task.phone:
                return _("À prévenir, sans numéro")
            return _("À prévenir : {phone}", phone=as_is(grouped_phone(task.phone)))
        case "call":
            return _("À appeler : {phone}", phone=as_is(grouped_phone(task.phone)))
        case "few_people":
            return _(
                "{persons} sur {minimum} personnes : la séance a-t-elle lieu ?",
                persons=task.persons,
                minimum=task.minimum,
            )
        case "report":
            return _("Dit après un coup de main")
    assert_never(task.kind)


def _told(task: TeamTask, context: Context) -> tuple[Text, ...]:
    match task.kind:
        case "to_move":
            return (_changed(task), *_with_whom(task), *_session(task, context))
        case "call":
            return (_why(task), *_session(task, context))
        case "few_people":
            return _session(task, context)
        case "report":
            name = as_is(task.first_name)
            about = (_("Au sujet de {name}", name=name),) if task.first_name else ()
            return (as_is(task.words), *about)
    assert_never(task.kind)


def _ways(task: TeamTask) -> tuple[Button, ...]:
    match task.kind:
        case "to_move":
            return (
                _way(task, _("Annuler pour cette personne"), "calendar-x", yes=False),
                _way(task, _("C'est dit"), "check", yes=True),
            )
        case "call":
            return (_way(task, _("C'est dit, effacer le numéro"), "check", yes=True),)
        case "few_people":
            return (
                _way(task, _("Elle n'a pas lieu"), "calendar-x", yes=False),
                _way(task, _("Elle a lieu"), "check", yes=True),
            )
        case "report":
            return (_way(task, _("C'est lu, effacer"), "check", yes=True),)
    assert_never(task.kind)


def _sure(task: TeamTask) -> tuple[Button, ...]:
    yes = _("Oui, annuler") if task.kind == "to_move" else _("Oui, elle n'a pas lieu")
    return (
        _way(task, yes, "calendar-x", yes=False),
        Button(
            label=_("Non, rien ne change"),
            event=SettleTask(task.kind, "", False),
            icon="arrow-left",
            tone="go",
        ),
    )


def _changed(task: TeamTask) -> Text:
    match task.reason:
        case "host":
            return _("Une autre personne reçoit.")
        case "room":
            return _("Le bureau ou la salle a changé.")
    return _("Cette heure n'est plus proposée. Donnez-en une autre, ou gardez-la.")


def _with_whom(task: TeamTask) -> tuple[Text, ...]:
    host = task.session.helper if task.session else None
    return (_("Avec {name}", name=as_is(host)),) if host else ()


def _why(task: TeamTask) -> Text:
    if task.session and task.session.cancelled:
        return _("Sa séance est annulée.")
    if task.session and task.session.moved:
        return _("Sa séance a changé d'heure.")
    return plural(
        "Une place est réservée pour cette personne.",
        "{count} places sont réservées pour cette personne.",
        task.persons,
    )


def _session(task: TeamTask, context: Context) -> tuple[Text, ...]:
    if task.session is None:
        return ()
    name = (catalog_text(task.session.title),) if task.session.title else ()
    return (*name, day_and_hour(task.session, context))


def _way(task: TeamTask, label: Text, icon: str, *, yes: bool) -> Button:
    return Button(
        label=label,
        event=SettleTask(task.kind, task.id, yes),
        icon=icon,
        tone="go" if yes else "plain",
    )
