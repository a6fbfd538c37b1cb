"""The team ends a visit from afar: whoever is still there is told, and may say that they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.visit.commands import Command
from kiosk.visit.effects import AcknowledgeCommand, Chime, Effect
from kiosk.visit.events import ChooseLanguage, Event, KeepVisit, Scanned, Touch
from kiosk.visit.scenes import Scene, StaffPin, StaffScene, Thanks, VisitEnding
from kiosk.visit.state import Context, Visit
from kiosk.visit.update import staff_deeds
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.staff import leave_staff

SECONDS = 10
"""How long it is asked. Whoever is there stands before it; any touch that leads somewhere says so,
too."""

STILL_THERE = "La personne dit qu'elle est encore là."
TAKEN_BACK = "Un ordre d'après dit le contraire."
AT_THE_MENU = "Quelqu'un de l'équipe est à cette borne, devant le menu."

DEEDS: dict[str, Callable[[Visit, Context], Outcome]] = {
    "end_visit": staff_deeds.end_session,
    "out_of_service": staff_deeds.put_out_of_service,
    "restart": staff_deeds.restart_program,
}
"""What is done when nobody says that they are there, in this order if there are several."""


def done(order: Command) -> AcknowledgeCommand:
    return AcknowledgeCommand(order.id, "done")


def refused(order: Command, why: str) -> AcknowledgeCommand:
    return AcknowledgeCommand(order.id, "refused", why)


def ask_first(visit: Visit, order: Command, context: Context) -> Outcome:
    """Where a visit goes on, it is asked about on the screen; else it is done at once."""
    if isinstance(visit.scene, StaffPin):  # anybody may have opened the pad
        visit, _effects = leave_staff(visit)
    scene = visit.scene
    if isinstance(scene, StaffScene):
        nothing_to_end = scene.origin.at_rest and order.kind == "end_visit"
        return visit, (done(order) if nothing_to_end else refused(order, AT_THE_MENU),)
    if isinstance(scene, VisitEnding):
        return go(visit, replace(scene, orders=(*scene.orders, order)))
    if scene.at_rest or isinstance(scene, Thanks):
        return _finish(visit, (order,), context)
    asked = VisitEnding(scene, since=context.elapsed, orders=(order,))
    return go(replace(visit, warned_at=None), asked, Chime())


def end_now(visit: Visit, context: Context) -> Outcome:
    """What is asked about already is done with it."""
    if isinstance(visit.scene, VisitEnding):
        return _finish(visit, visit.scene.orders, context)
    return staff_deeds.end_session(visit, context)


def take_back(visit: Visit, kind: str) -> Outcome:
    """What a later order undoes is not asked about any more: the last word counts."""
    scene = visit.scene
    if not isinstance(scene, VisitEnding):
        return stay(visit)
    undone = [one for one in scene.orders if one.kind == kind]
    left = tuple(one for one in scene.orders if one.kind != kind)
    after = replace(scene, orders=left) if left else scene.origin
    return go(visit, after, *(refused(one, TAKEN_BACK) for one in undone))


def time_to_say(scene: Scene, context: Context) -> float:
    """How many seconds are left to say that somebody is there."""
    since = scene.since if isinstance(scene, VisitEnding) else context.elapsed - SECONDS
    return max(SECONDS - (context.elapsed - since), 0.0)


def watch_ending(visit: Visit, scene: VisitEnding, context: Context) -> Outcome:
    if time_to_say(scene, context) > 0:
        return stay(visit)
    return _finish(visit, scene.orders, context)


def _finish(visit: Visit, orders: tuple[Command, ...], context: Context) -> Outcome:
    effects: tuple[Effect, ...] = ()
    kinds = list(DEEDS)
    for order in sorted(orders, key=lambda one: kinds.index(one.kind)):
        visit, more = DEEDS[order.kind](visit, context)
        # Told before the program ends.
        effects = (*effects, done(order), *more)
    return visit, effects


@on(KeepVisit)
def keep_visit(visit: Visit, event: KeepVisit, context: Context) -> Outcome:
    return keep(visit)


def says_so(event: Event) -> bool:
    """Who chooses a language wants to read the question first."""
    return isinstance(event, (Touch, Scanned)) and not isinstance(event, ChooseLanguage)


def keep(visit: Visit) -> Outcome:
    """Somebody is there: what they did is on the screen again, and the team hears of it."""
    scene = visit.scene
    if not isinstance(scene, VisitEnding):
        return stay(visit)
    return go(visit, scene.origin, *(refused(order, STILL_THERE) for order in scene.orders))
