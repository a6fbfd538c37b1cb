"""The paths through a service's steps: what comes next, and how many are left."""

from __future__ import annotations

from kiosk.catalog.model import END, ChecklistStep, ChoiceStep, PhoneStep, ReadStep, Service, Step
from kiosk.visit.state import Walk
from kiosk.visit.tickets import StepLine
from kiosk.visit.values import Progress


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


TO_DO = (ReadStep, ChecklistStep, PhoneStep)
"""The steps that mean something at home; questions and rehearsals are for the terminal."""


def lines(service: Service, progress: Progress) -> tuple[StepLine, ...]:
    """The steps for the ticket: what is left to do, or what was done when all is."""
    if progress.finished:
        known = {step.id for step in service.steps}
        seen = [step_of(service, one) for one in progress.trail if one in known]
        return tuple(StepLine(title=step.title, done=True) for step in seen if _is_to_do(step))
    walk = resumed(service, progress)
    left = [step_of(service, one) for one in (walk.step, *to_come(service, walk))]
    return tuple(
        StepLine(title=title, done=False)
        for step in left
        if _is_to_do(step)
        for title in (step.title, *_things(step))
    )


def _is_to_do(step: Step) -> bool:
    return isinstance(step, TO_DO)


def _things(step: Step) -> tuple[str, ...]:
    """What to have at hand is what a list is for at home."""
    return step.items if isinstance(step, ChecklistStep) else ()
