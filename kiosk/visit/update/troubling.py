"""When something could not be looked up or written down: said plainly, with a way on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.events import StoreFailed
from kiosk.visit.state import Around, Asking, End, Resuming, StoreTrouble, Visit
from kiosk.visit.update.outcome import Outcome, go, on, stay

SILENT = ("ReleaseSeat", "EndCall", "AnswerCall", "CallSomeone", "CountFace")
"""Effects whose failure changes nothing for the visitor: holds run out by themselves, and
the sign is on the screen whether the call was written down or not."""


@on(StoreFailed)
def store_failed(visit: Visit, event: StoreFailed, around: Around) -> Outcome:
    if event.during in SILENT:
        return stay(visit)
    if visit.asking:
        visit = replace(visit, asking=_asking_again(visit.asking, event.during))
    if visit.resuming:
        visit = replace(visit, resuming=Resuming())
    walks = tuple(replace(walk, kept=False) for walk in visit.walks)
    origin = visit.scene.origin if isinstance(visit.scene, End) else visit.scene
    return go(replace(visit, walks=walks), StoreTrouble(origin))


def _asking_again(asking: Asking, during: str) -> Asking:
    """A booking is tried again with the same id: if it was written down after all, it is found."""
    if during == "Book":
        return replace(asking, booking=False)
    return replace(asking, hold=None, booking_id="")
