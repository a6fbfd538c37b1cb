"""When something could not be looked up or written down: said plainly, with a way on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.events import StoreFailed
from kiosk.visit.state import Around, End, Resuming, StoreTrouble, Visit
from kiosk.visit.update.outcome import Outcome, go, on, stay

SILENT = ("ReleaseSeat", "EndCall", "AnswerCall", "CallSomeone", "CountFace")
"""Effects whose failure changes nothing for the visitor: holds run out by themselves, and
the sign is on the screen whether the call was written down or not."""


@on(StoreFailed)
def store_failed(visit: Visit, event: StoreFailed, around: Around) -> Outcome:
    if event.during in SILENT:
        return stay(visit)
    if visit.asking:
        asking = replace(visit.asking, booking=False, hold=None, booking_id="")
        visit = replace(visit, asking=asking)
    if visit.resuming:
        visit = replace(visit, resuming=Resuming())
    walks = tuple(replace(walk, kept=False) for walk in visit.walks)
    origin = visit.scene.origin if isinstance(visit.scene, End) else visit.scene
    return go(replace(visit, walks=walks), StoreTrouble(origin))
