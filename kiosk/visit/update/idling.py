"""Time: the question whether somebody is still there, and what time takes back.

Nobody is hurried: one touch goes on, as often as wanted, and "J'ai besoin de temps"
turns the limit off for the screen that is shown.
"""

from __future__ import annotations

from dataclasses import replace

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
from kiosk.visit.update.staffing import leave_staff, watch_pin_wait

UNHURRIED_SECONDS = 20 * 60
"""After so long without a touch, whoever asked for time is asked again: nobody is hurried, and
what was typed does not stand there for the next person."""

SIGN_SECONDS = 10 * 60
"""How long the sign keeps what its visitor did."""

BARE_SIGN_SECONDS = 60 * 60
"""How long a sign stands that nobody answers."""

THANKS_SECONDS = 10
"""How long the thanks stay before the first screen comes back."""


@on(Tick)
def tick(visit: Visit, event: Tick, around: Around) -> Outcome:
    watched, effects = watch_hold(visit, around)
    after, more = _watch_idle(watched, around)
    return after, (*effects, *more, *watch_pin_wait(after, around))


def _watch_idle(visit: Visit, around: Around) -> Outcome:
    idle = around.elapsed - visit.touched_at
    match visit.scene:
        case Attract() | OutOfService():
            return stay(visit)
        case Sign():
            return _watch_sign(visit, around, idle)
        case Thanks(since=since):
            over = around.elapsed - since >= THANKS_SECONDS
            return wipe(visit, around) if over else stay(visit)
        case StaffPin() | Staff():
            over = idle >= around.idle_seconds
            return leave_staff(visit) if over else stay(visit)
        case _:
            return _ask_or_wipe(visit, around, idle)


def _ask_or_wipe(visit: Visit, around: Around, idle: float) -> Outcome:
    if visit.warned_at is not None:
        over = around.elapsed - visit.warned_at >= around.warning_seconds
        return _nobody_is_there(visit, around) if over else stay(visit)
    longest = UNHURRIED_SECONDS if visit.unhurried == visit.screen else around.idle_seconds
    if idle < longest:
        return stay(visit)
    return replace(visit, warned_at=around.elapsed), (Chime(),)


def _watch_sign(visit: Visit, around: Around, idle: float) -> Outcome:
    """Who has waited long may have left: the sign stays a while, what they did does not."""
    bare = visit == _bare_sign(visit, visit)
    if bare:
        return wipe(visit, around) if idle >= BARE_SIGN_SECONDS else stay(visit)
    return _nobody_is_there(visit, around) if idle >= SIGN_SECONDS else stay(visit)


def _bare_sign(fresh: Visit, before: Visit) -> Visit:
    """A sign that tells nothing of whoever called."""
    return Visit(id=fresh.id, scene=Sign(Home()), touched_at=fresh.touched_at, call=before.call)


def _nobody_is_there(visit: Visit, around: Around) -> Outcome:
    """Wipe; but a call that nobody has answered goes on, as a sign that tells nothing more."""
    if visit.call is None:
        return wipe(visit, around)
    return _bare_sign(new_visit(around), visit), (*let_go(visit), WipeTerminal())


def time_to_answer(visit: Visit, around: Around) -> float:
    """How many seconds the question whether somebody is there still stands."""
    if visit.warned_at is None:
        return 0.0
    return max(around.warning_seconds - (around.elapsed - visit.warned_at), 0.0)


@on(StillHere)
def still_here(visit: Visit, event: StillHere, around: Around) -> Outcome:
    return stay(replace(visit, warned_at=None))


@on(NeedTime)
def need_time(visit: Visit, event: NeedTime, around: Around) -> Outcome:
    return stay(replace(visit, warned_at=None, unhurried=visit.screen))
