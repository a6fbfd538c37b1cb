"""Staff on the terminal: what waits for a word of theirs."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import SettleTeamTask
from kiosk.visit.events import SettleTask
from kiosk.visit.results import TeamTasksFound
from kiosk.visit.scenes import StaffTasks
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.outcome import Outcome, go, on, stay


@on(TeamTasksFound)
def tasks_found(visit: Visit, event: TeamTasksFound, context: Context) -> Outcome:
    if visit.staff is None:
        return stay(visit)
    return stay(replace(visit, staff=replace(visit.staff, tasks=event.tasks, trouble=False)))


@on(SettleTask)
def settle(visit: Visit, event: SettleTask, context: Context) -> Outcome:
    """Only for whoever gave the PIN, and of what is on the screen; that a session does not take
    place, or a booking is cancelled, which nobody can take back, is asked once more."""
    desk, scene = visit.staff, visit.scene
    if not isinstance(scene, StaffTasks) or desk is None:
        return stay(visit)
    tasks = StaffTasks(scene.origin)
    said = (event.kind, event.task_id)
    left = tuple(one for one in desk.tasks or () if (one.kind, one.id) != said)
    if left == desk.tasks:  # nothing of it is on the screen: back to the list
        return go(visit, tasks)
    cancels = event.kind in ("few_people", "to_move") and not event.yes
    if cancels and scene.cancelling != event.task_id:
        return go(visit, StaffTasks(scene.origin, event.task_id))
    settled = replace(visit, staff=replace(desk, tasks=left))
    return go(settled, tasks, SettleTeamTask(event.kind, event.task_id, event.yes))
