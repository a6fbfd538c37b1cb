"""Time: the question whether somebody is still there, and what time takes back.

Nobody is hurried: one touch goes on, as often as wanted, and "J'ai besoin de temps"
turns the limit off for the screen that is shown.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import Chime, WipeTerminal
from kiosk.visit.events import NeedTime, StillHere, Tick
from kiosk.visit.scenes import (
    Attract,
    Closed,
    Home,
    OutOfService,
    Sign,
    StaffScene,
    Thanks,
    VisitEnding,
)
from kiosk.visit.state import Context, Visit, new_visit
from kiosk.visit.update.booking import watch_hold
from kiosk.visit.update.counting import COUNTED, at_the_end
from kiosk.visit.update.outcome import Outcome, let_go, on, stay, wipe
from kiosk.visit.update.staff import leave_staff, watch_pin_wait
from kiosk.visit.update.visit_ending import watch_ending

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
def tick(visit: Visit, event: Tick, context: Context) -> Outcome:
    watched, effects = watch_hold(visit, context)
    after, more = _watch_idle(watched, context)
    return after, (*effects, *more, *watch_pin_wait(after, context))


def _watch_idle(visit: Visit, context: Context) -> Outcome:
    idle = context.elapsed - visit.touched_at
    match visit.scene:
        case Attract() if context.is_closed:
            return stay(new_visit(context))
        case Closed():
            return stay(_watch_closed(visit, context, idle))
        case Attract() | OutOfService():
            return stay(visit)
        case Sign():
            return _watch_sign(visit, context, idle)
        case Thanks(since=since):
            over = context.elapsed - since >= THANKS_SECONDS
            return wipe(visit, context) if over else stay(visit)
        case VisitEnding():
            return watch_ending(visit, visit.scene, context)
        case StaffScene():
            over = idle >= context.idle_seconds
            return leave_staff(visit) if over else stay(visit)
        case _:
            return _ask_or_wipe(visit, context, idle)


def _watch_closed(visit: Visit, context: Context, idle: float) -> Visit:
    """Until the place opens; the language that somebody read it in is nobody else's."""
    fresh = new_visit(context)
    chosen = visit.language != fresh.language and idle >= context.idle_seconds
    return fresh if chosen or not context.is_closed else visit


def _ask_or_wipe(visit: Visit, context: Context, idle: float) -> Outcome:
    if visit.warned_at is not None:
        over = context.elapsed - visit.warned_at >= context.warning_seconds
        return _nobody_is_there(visit, context) if over else stay(visit)
    longest = UNHURRIED_SECONDS if visit.unhurried == visit.screen else context.idle_seconds
    if idle < longest:
        return stay(visit)
    return replace(visit, warned_at=context.elapsed), (Chime(),)


def _watch_sign(visit: Visit, context: Context, idle: float) -> Outcome:
    """Who has waited long may have left: the sign stays a while, what they did does not."""
    bare = visit == replace(_bare_sign(visit, visit), tally=visit.tally)
    if bare:
        return wipe(visit, context) if idle >= BARE_SIGN_SECONDS else stay(visit)
    return _nobody_is_there(visit, context) if idle >= SIGN_SECONDS else stay(visit)


def _bare_sign(fresh: Visit, before: Visit) -> Visit:
    """A sign that tells nothing of whoever called."""
    return Visit(
        id=fresh.id,
        scene=Sign(Home()),
        touched_at=fresh.touched_at,
        call=before.call,
        tally=COUNTED,
    )


def _nobody_is_there(visit: Visit, context: Context) -> Outcome:
    """Wipe; but a call that nobody has answered goes on, as a sign that tells nothing more."""
    if visit.call is None:
        return wipe(visit, context)
    counted = at_the_end(visit, call_goes_on=True)
    return _bare_sign(new_visit(context), visit), (*let_go(visit), *counted, WipeTerminal())


def time_to_answer(visit: Visit, context: Context) -> float:
    """How many seconds the question whether somebody is there still stands."""
    if visit.warned_at is None:
        return 0.0
    return max(context.warning_seconds - (context.elapsed - visit.warned_at), 0.0)


@on(StillHere)
def still_here(visit: Visit, event: StillHere, context: Context) -> Outcome:
    return stay(replace(visit, warned_at=None))


@on(NeedTime)
def need_time(visit: Visit, event: NeedTime, context: Context) -> Outcome:
    return stay(replace(visit, warned_at=None, unhurried=visit.screen))
