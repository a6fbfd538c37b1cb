"""What staff do with a terminal, as plain functions.

Two doors lead to them: the menu behind the PIN (`staff.py`), and an order from the store
(`command.py`). Each door checks who comes; a deed asks nothing more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.visit.effects import (
    FindNotesToRead,
    FindTeamTasks,
    KeepOpen,
    ListSponsors,
    LookAtPrinter,
    Print,
    PrintTest,
    SetService,
    StopProgram,
)
from kiosk.visit.scenes import (
    Attract,
    OutOfService,
    StaffNotes,
    StaffScene,
    StaffSponsors,
    StaffTasks,
)
from kiosk.visit.state import Context, StaffDesk, Visit
from kiosk.visit.update.outcome import Outcome, go, stay, wipe


def end_session(visit: Visit, context: Context) -> Outcome:
    return wipe(visit, context)


def put_out_of_service(visit: Visit, context: Context) -> Outcome:
    fresh, effects = wipe(visit, context)
    return replace(fresh, scene=OutOfService()), (*effects, SetService(in_service=False))


def put_in_service(visit: Visit, context: Context) -> Outcome:
    fresh, effects = wipe(visit, context)
    return replace(fresh, scene=Attract()), (*effects, SetService(in_service=True))


OPEN_WITHOUT_END = timedelta(hours=12)
"""Where no closing is known to come: an evening of the team's, and no more."""


def open_anyway(visit: Visit, context: Context) -> Outcome:
    """Until the next closing of the place."""
    return _kept_open(visit, context, next_closing(context))


def follow_opening_hours(visit: Visit, context: Context) -> Outcome:
    return _kept_open(visit, context, None)


def next_closing(context: Context) -> datetime:
    coming = context.opening and context.opening.next_after(context.now)
    return coming[1] if coming else context.now + OPEN_WITHOUT_END


def _kept_open(visit: Visit, context: Context, until: datetime | None) -> Outcome:
    fresh, effects = wipe(visit, replace(context, kept_open_until=until))
    return fresh, (*effects, KeepOpen(until))


def quit_program(visit: Visit, context: Context) -> Outcome:
    fresh, effects = wipe(visit, context)
    return fresh, (*effects, StopProgram())


def restart_program(visit: Visit, context: Context) -> Outcome:
    fresh, effects = wipe(visit, context)
    return fresh, (*effects, StopProgram(restart=True))


def reprint_last(visit: Visit, _context: Context) -> Outcome:
    if visit.issued is None:
        desk = visit.staff or StaffDesk()
        return stay(replace(visit, staff=replace(desk, no_ticket=True)))
    again = replace(visit, issued=replace(visit.issued, printing="waiting"))
    return again, (Print(visit.issued.ticket),)


def open_notes(visit: Visit, _context: Context) -> Outcome:
    desk = replace(visit.staff or StaffDesk(), notes=None, trouble=False)
    origin = visit.scene.origin if isinstance(visit.scene, StaffScene) else Attract()
    return go(replace(visit, staff=desk), StaffNotes(origin), FindNotesToRead())


def open_sponsors(visit: Visit, _context: Context) -> Outcome:
    desk = replace(visit.staff or StaffDesk(), sponsors=None, trouble=False)
    origin = visit.scene.origin if isinstance(visit.scene, StaffScene) else Attract()
    return go(replace(visit, staff=desk), StaffSponsors(origin), ListSponsors())


def print_test(visit: Visit, _context: Context) -> Outcome:
    return replace(visit, staff=_fresh_desk(visit)), (PrintTest(),)


def open_tasks(visit: Visit, _context: Context) -> Outcome:
    desk = replace(visit.staff or StaffDesk(), tasks=None, trouble=False)
    origin = visit.scene.origin if isinstance(visit.scene, StaffScene) else Attract()
    return go(replace(visit, staff=desk), StaffTasks(origin), FindTeamTasks())


def look_at_printer(visit: Visit, _context: Context) -> Outcome:
    return replace(visit, staff=_fresh_desk(visit)), (LookAtPrinter(),)


def _fresh_desk(visit: Visit) -> StaffDesk:
    """Nothing is looked up any more; whoever stands there stays."""
    desk = visit.staff or StaffDesk()
    return StaffDesk(account_id=desk.account_id, name=desk.name)
