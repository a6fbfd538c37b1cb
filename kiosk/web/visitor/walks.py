"""The walks that a ticket keeps, as its page tells them."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.catalog.model import ChecklistStep, PhoneStep, Service, Step
from kiosk.i18n.text import _
from kiosk.visit.values import Progress
from kiosk.visit.walk_paths import TO_DO, resumed, step_of, to_come
from kiosk.web.visitor.pages import Walked, WalkStep
from kiosk.web.visitor.site import Turn


def walks_of(turn: Turn) -> tuple[Walked, ...]:
    """The walks that the ticket keeps, the latest first."""
    return tuple(_walk(turn.site.catalog.service(walk.service), walk) for walk in turn.walks)


def _walk(service: Service, progress: Progress) -> Walked:
    told = tuple(_told(service, progress))
    left = any(not step.done for step in told)
    return Walked(
        title=_("Ce qu'il vous reste à faire") if left else _("Vous avez tout fait"),
        service=service.name,
        steps=told,
        address=service.address,
    )


def _told(service: Service, progress: Progress) -> Iterator[WalkStep]:
    """Done, then left; without the questions and rehearsals, which are for the terminal."""
    walk = resumed(service, progress)
    left = () if progress.finished else (walk.step, *to_come(service, walk))
    known = {step.id for step in service.steps}
    for one in progress.trail:
        if one in known and one not in left and isinstance(step_of(service, one), TO_DO):
            yield _step(step_of(service, one), True)
    for one in left:
        if isinstance(step_of(service, one), TO_DO):
            yield _step(step_of(service, one), False)


def _step(step: Step, done: bool) -> WalkStep:
    """Its name, what to have at hand, its address; its sentences are about a terminal."""
    return WalkStep(
        title=step.title,
        done=done,
        items=step.items if isinstance(step, ChecklistStep) else (),
        address=step.address if isinstance(step, PhoneStep) else None,
    )
