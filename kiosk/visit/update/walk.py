"""From a theme to a service, and through its steps."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalog.model import ChoiceStep, RehearseStep, Step
from kiosk.visit.effects import SaveSteps
from kiosk.visit.events import (
    KeepSteps,
    OpenService,
    OpenTheme,
    PickAnswer,
    StartWalk,
    StepDone,
    TickItem,
    TouchBlock,
)
from kiosk.visit.results import StepsKept
from kiosk.visit.scenes import (
    AtStep,
    End,
    Scene,
    ServicePage,
    Services,
    Suggestions,
    Thanks,
    WalkDone,
)
from kiosk.visit.state import Context, Visit, Walk
from kiosk.visit.update.outcome import Outcome, go, on, stay
from kiosk.visit.update.ticket import hand_over_here
from kiosk.visit.walk_paths import after, begun, step_of


@on(OpenTheme)
def open_theme(visit: Visit, event: OpenTheme, context: Context) -> Outcome:
    return go(visit, Services(event.theme))


@on(OpenService)
def open_service(visit: Visit, event: OpenService, context: Context) -> Outcome:
    """Reached from a list; otherwise Back leads to the service's own theme."""
    origin: Scene = visit.scene
    if not isinstance(origin, (Services, Suggestions)):
        origin = Services(context.catalog.service(event.service).theme)
    return go(visit, ServicePage(event.service, origin))


@on(StartWalk)
def start_walk(visit: Visit, event: StartWalk, context: Context) -> Outcome:
    service = context.catalog.service(event.service)
    walk = visit.walk(event.service)
    if walk is None or walk.finished:
        walk = begun(service)
    origin = visit.scene
    if not isinstance(origin, ServicePage):
        origin = ServicePage(service.id, Services(service.theme))
    return go(visit.with_walk(walk), AtStep(service.id, origin))


def _here(visit: Visit, context: Context) -> tuple[Walk, Step] | None:
    """The walk and the step on the screen, if one is."""
    if not isinstance(visit.scene, AtStep):
        return None
    walk = visit.walk(visit.scene.service)
    if walk is None:
        return None
    return walk, step_of(context.catalog.service(walk.service), walk.step)


@on(StepDone)
def step_done(visit: Visit, event: StepDone, context: Context) -> Outcome:
    here = _here(visit, context)
    if here is None:
        return stay(visit)
    walk, step = here
    if isinstance(step, ChoiceStep) and step.id not in dict(walk.picks):
        return stay(visit)
    following = after(context.catalog.service(walk.service), step, walk)
    if following is None:
        assert isinstance(visit.scene, AtStep)
        done = visit.with_walk(replace(walk, finished=True))
        return go(done, WalkDone(walk.service, visit.scene.origin))
    further = replace(walk, trail=(*walk.trail, following), kept=False)
    return stay(visit.with_walk(further))


@on(TickItem)
def tick_item(visit: Visit, event: TickItem, context: Context) -> Outcome:
    here = _here(visit, context)
    if here is None:
        return stay(visit)
    walk, step = here
    return stay(visit.with_walk(replace(walk, ticks=walk.ticks ^ {(step.id, event.item)})))


@on(PickAnswer)
def pick_answer(visit: Visit, event: PickAnswer, context: Context) -> Outcome:
    here = _here(visit, context)
    if here is None:
        return stay(visit)
    walk, step = here
    others = tuple(pick for pick in walk.picks if pick[0] != step.id)
    return stay(visit.with_walk(replace(walk, picks=(*others, (step.id, event.answer)))))


@on(TouchBlock)
def touch_block(visit: Visit, event: TouchBlock, context: Context) -> Outcome:
    here = _here(visit, context)
    if here is None or not isinstance(here[1], RehearseStep):
        return stay(visit)
    walk, step = here
    if step.id in walk.found:
        return stay(visit)
    if event.block == here[1].target:
        return stay(visit.with_walk(replace(walk, found=walk.found | {step.id})))
    return stay(visit.with_walk(replace(walk, misses=(*walk.misses, (step.id, event.block)))))


def _latest(visit: Visit) -> Walk | None:
    """The walk on the screen; elsewhere the one that is not finished."""
    if isinstance(visit.scene, (AtStep, WalkDone)):
        return visit.walk(visit.scene.service)
    return visit.unfinished or (visit.walks[-1] if visit.walks else None)


@on(KeepSteps)
def keep_steps(visit: Visit, event: KeepSteps, context: Context) -> Outcome:
    walk = _latest(visit)
    if walk is None or walk.kept:
        return stay(visit)
    return visit.with_walk(replace(walk, kept=True)), (SaveSteps(walk.progress, visit.carnet_code),)


@on(StepsKept)
def steps_kept(visit: Visit, event: StepsKept, context: Context) -> Outcome:
    return hand_over_here(visit, event.ticket, (AtStep, WalkDone, End, Thanks))
