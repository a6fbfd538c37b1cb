"""What waits for a word of the team, on the terminal: behind its code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from kiosk.i18n.text import Text, _, as_is, plural
from kiosk.visit import scenes
from kiosk.visit.events import LeaveStaff, OpenTeamTasks, SettleTask
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.visit.state import Context, Visit
from kiosk.visit.team_tasks import TeamTask
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text, day_and_hour
from kiosk.visit.views import Body, Button


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    title: Text
    told: tuple[Text, ...]
    ways: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTasksView(Body):
    title: Text
    subtitle: Text
    tasks: tuple[TaskLine, ...]
    leave: Button


def tasks_button(context: Context) -> tuple[Button, ...]:
    count = context.today.team_tasks
    if not count:
        return ()
    label = plural("{count} chose attend l'équipe", "{count} choses attendent l'équipe", count)
    return (Button(label=label, event=OpenTeamTasks(), icon="list-checks"),)


@shown_at(scenes.StaffTasks)
def staff_tasks(visit: Visit, context: Context) -> StaffTasksView:
    tasks = visit.staff.tasks if visit.staff else None
    told = _("Un instant, nous regardons.") if tasks is None else _("Plus rien n'attend.")
    return StaffTasksView(
        title=_("Ce qui attend l'équipe"),
        subtitle=_("Ce que vous touchez est fait tout de suite.") if tasks else told,
        tasks=tuple(_line(one, context) for one in tasks or ()),
        leave=Button(label=_("Revenir à l'écran"), event=LeaveStaff(), icon="arrow-left"),
    )


def _line(task: TeamTask, context: Context) -> TaskLine:
    match task.kind:
        case "call":
            return TaskLine(
                title=_("À appeler : {phone}", phone=as_is(grouped_phone(task.phone))),
                told=(_why(task), *_session(task, context)),
                ways=(_way(task, _("C'est dit, effacer le numéro"), "check", yes=True),),
            )
        case "few_people":
            return TaskLine(
                title=_(
                    "{persons} sur {minimum} personnes : elle a lieu ?",
                    persons=task.persons,
                    minimum=task.minimum,
                ),
                told=tuple(_session(task, context)),
                ways=(
                    _way(task, _("Elle n'a pas lieu"), "calendar-x", yes=False),
                    _way(task, _("Elle a lieu"), "check", yes=True),
                ),
            )
        case "report":
            return TaskLine(
                title=_("Dit après un coup de main"),
                told=(as_is(task.words), *_of_whom(task)),
                ways=(_way(task, _("C'est lu, effacer"), "check", yes=True),),
            )
    assert_never(task.kind)


def _why(task: TeamTask) -> Text:
    if task.session and task.session.cancelled:
        return _("Sa séance est annulée.")
    if task.session and task.session.moved:
        return _("Sa séance a changé d'heure.")
    return plural(
        "Une place est maintenant à cette personne.",
        "{count} places sont maintenant à ces personnes.",
        task.persons,
    )


def _session(task: TeamTask, context: Context) -> tuple[Text, ...]:
    if task.session is None:
        return ()
    name = (catalog_text(task.session.title),) if task.session.title else ()
    return (*name, day_and_hour(task.session, context))


def _of_whom(task: TeamTask) -> tuple[Text, ...]:
    if not task.first_name:
        return ()
    return (_("Au sujet de {name}", name=as_is(task.first_name)),)


def _way(task: TeamTask, label: Text, icon: str, *, yes: bool) -> Button:
    return Button(
        label=label,
        event=SettleTask(task.kind, task.id, yes),
        icon=icon,
        tone="go" if yes else "plain",
    )
