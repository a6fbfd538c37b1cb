"""The paths through a service's steps: what comes next, and how many are left."""

from __future__ import annotations

from kiosk.catalog.model import END, ChoiceStep, Service, Step
from kiosk.visit.state import Walk
from kiosk.visit.values import Progress, StepLine


def step_of(service: Service, step_id: str) -> Step:
    return next(step for step in service.steps if step.id == step_id)


def after(service: Service, step: Step, walk: Walk | None = None) -> str | None:
    """The id of the step that follows, or None at the end of the walk.

    With a walk, the answer picked at a choice decides; without, the step's own way.
    """
    way = step.next
    if isinstance(step, ChoiceStep) and walk is not None:
        picked = dict(walk.picks).get(step.id)
        way = (step.answers[picked].goes_to if picked is not None else None) or way
    if way == END:
        return None
    if way is not None:
        return way
    following = service.steps.index(step) + 1
    return service.steps[following].id if following < len(service.steps) else None


def to_come(service: Service, walk: Walk) -> tuple[str, ...]:
    """The ids of the steps still to come after the present one, the shortest certain way."""
    ahead: list[str] = []
    seen = set(walk.trail)
    following = after(service, step_of(service, walk.step), walk)
    while following is not None and following not in seen:
        ahead.append(following)
        seen.add(following)
        following = after(service, step_of(service, following), walk)
    return tuple(ahead)


def begun(service: Service) -> Walk:
    return Walk(service=service.id, trail=(service.steps[0].id,))


def resumed(service: Service, progress: Progress) -> Walk:
    """The walk a ticket brings back; steps that the catalogue no longer has are left out."""
    known = {step.id for step in service.steps}
    trail = tuple(step for step in progress.trail if step in known)
    if not trail or progress.finished:
        return begun(service)
    return Walk(service=service.id, trail=trail)


def lines(service: Service, progress: Progress) -> tuple[StepLine, ...]:
    """The steps of a walk for the ticket: those done, then those left."""
    if progress.finished:
        titles = {step.id: step.title for step in service.steps}
        return tuple(
            StepLine(title=titles[one], done=True) for one in progress.trail if one in titles
        )
    walk = resumed(service, progress)
    done = [StepLine(title=step_of(service, one).title, done=True) for one in walk.trail[:-1]]
    left = (walk.step, *to_come(service, walk))
    return (*done, *(StepLine(title=step_of(service, one).title, done=False) for one in left))
