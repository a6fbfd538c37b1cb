"""Staff on the terminal: what waits for a word of theirs."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import SettleTeamTask
from kiosk.visit.events import SettleTask
from kiosk.visit.results import TeamTasksFound
from kiosk.visit.scenes import StaffTasks
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.outcome import Outcome, on, stay


@on(TeamTasksFound)
def tasks_found(visit: Visit, event: TeamTasksFound, context: Context) -> Outcome:
    if visit.staff is None:
        return stay(visit)
    return stay(replace(visit, staff=replace(visit.staff, tasks=event.tasks)))


@on(SettleTask)
def settle(visit: Visit, event: SettleTask, context: Context) -> Outcome:
    """Only for whoever gave the PIN, and of what is on the screen."""
    desk = visit.staff
    if not isinstance(visit.scene, StaffTasks) or desk is None:
        return stay(visit)
    said = (event.kind, event.task_id)
    left = tuple(one for one in desk.tasks or () if (one.kind, one.id) != said)
    if left == desk.tasks:
        return stay(visit)
    settled = replace(visit, staff=replace(desk, tasks=left))
    return settled, (SettleTeamTask(event.kind, event.task_id, event.yes),)
