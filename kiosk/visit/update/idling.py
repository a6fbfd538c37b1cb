"""Time: the question whether somebody is still there, and what time takes back.

Nobody is hurried: one touch goes on, as often as wanted, and "J'ai besoin de temps"
turns the limit off for the screen that is shown.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.visit.effects import Chime, WipeTerminal
from kiosk.visit.events import NeedTime, StillHere, Tick
from kiosk.visit.state import (
    Around,
    Attract,
    Home,
    OutOfService,
    Sign,
    Staff,
    StaffPin,
    Thanks,
    Visit,
    new_visit,
)
from kiosk.visit.update.asking import watch_hold
from kiosk.visit.update.outcome import Outcome, let_go, on, stay, wipe
from kiosk.visit.update.staffing import leave_staff

THANKS_SECONDS = 10
"""How long the thanks stay before the first screen comes back."""


@on(Tick)
def tick(visit: Visit, event: Tick, around: Around) -> Outcome:
    watched, effects = watch_hold(visit, around)
    after, more = _watch_idle(watched, around)
    return after, (*effects, *more)


def _watch_idle(visit: Visit, around: Around) -> Outcome:
    idle = around.now - visit.touched_at
    match visit.scene:
        case Attract() | OutOfService() | Sign():
            return stay(visit)
        case Thanks(since=since):
            over = around.now - since >= timedelta(seconds=THANKS_SECONDS)
            return wipe(visit, around) if over else stay(visit)
        case StaffPin() | Staff():
            over = idle >= timedelta(seconds=around.idle_seconds)
            return leave_staff(visit) if over else stay(visit)
        case _:
            return _ask_or_wipe(visit, around, idle)


def _ask_or_wipe(visit: Visit, around: Around, idle: timedelta) -> Outcome:
    if visit.warned_at is not None:
        over = around.now - visit.warned_at >= timedelta(seconds=around.warning_seconds)
        return _nobody_is_there(visit, around) if over else stay(visit)
    if visit.unhurried == visit.screen or idle < timedelta(seconds=around.idle_seconds):
        return stay(visit)
    return replace(visit, warned_at=around.now), (Chime(),)


def _nobody_is_there(visit: Visit, around: Around) -> Outcome:
    """Wipe; but a call that nobody has answered goes on, as a sign that tells nothing more."""
    if visit.call is None:
        return wipe(visit, around)
    fresh = new_visit(around)
    bare = replace(fresh, scene=Sign(Home()), call=visit.call)
    return bare, (*let_go(visit), WipeTerminal())


def time_to_answer(visit: Visit, around: Around) -> timedelta:
    """How long the question whether somebody is there still stands."""
    if visit.warned_at is None:
        return timedelta()
    asked_for = around.now - visit.warned_at
    return max(timedelta(seconds=around.warning_seconds) - asked_for, timedelta())


@on(StillHere)
def still_here(visit: Visit, event: StillHere, around: Around) -> Outcome:
    return stay(replace(visit, warned_at=None))


@on(NeedTime)
def need_time(visit: Visit, event: NeedTime, around: Around) -> Outcome:
    return stay(replace(visit, warned_at=None, unhurried=visit.screen))
