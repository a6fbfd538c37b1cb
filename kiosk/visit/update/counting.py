"""What a visit adds to the place's counts: noted as it goes on, counted when it is over.

Pure, as the rest of `update`: what was, what happened, what is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from kiosk.visit.bookings import Appointment, Attendance
from kiosk.visit.counts import LONGEST_WAIT, Count, Tally
from kiosk.visit.effects import (
    AddCounts,
    Book,
    CallSomeone,
    CancelBooking,
    Effect,
    EndCall,
    WriteEnquiry,
)
from kiosk.visit.events import Event
from kiosk.visit.results import (
    Arrived,
    Booked,
    ChallengesTaken,
    EnquiryWritten,
    SessionJoined,
    TicketPrinted,
)
from kiosk.visit.scenes import AtStep, StaffScene
from kiosk.visit.state import Context, Visit
from kiosk.visit.values import StuckAt

CALL = "call"
"""Among the meetings of a visit: whoever was called came."""


def noted(
    before: Visit, after: Visit, event: Event, effects: tuple[Effect, ...], context: Context
) -> Visit:
    """The visit, with what has just happened in its tally."""
    tally = after.tally
    tally = _with_the_walk(replace(tally, begun=tally.begun or _is_begun(after)), after)
    tally = _with_the_call(tally, before, after, effects, context)
    tally = replace(
        tally,
        asked=tally.asked | (_asked_at(before, effects) & tally.steps),
        people=(tally.people | _met(event)) - _given_up(effects),
        happened=(*tally.happened, *_happened(event)),
    )
    return after if tally == after.tally else replace(after, tally=tally)


def _is_begun(visit: Visit) -> bool:
    """Staff who open their menu on the first screen are no visit."""
    scene = visit.scene
    return not scene.at_rest and not isinstance(scene, StaffScene)


def _with_the_walk(tally: Tally, visit: Visit) -> Tally:
    scene = visit.scene
    walk = visit.walk(scene.service) if isinstance(scene, AtStep) else None
    if walk is not None:
        tally = replace(
            tally,
            walks=tally.walks | {walk.service},
            steps=tally.steps | {(walk.service, walk.step)},
        )
    done = {one.service for one in visit.walks if one.finished}
    return replace(tally, finished=tally.finished | (done & tally.walks))


def _with_the_call(
    tally: Tally, before: Visit, after: Visit, effects: tuple[Effect, ...], context: Context
) -> Tally:
    """A call that is over in the same visit was answered, or given up by whoever called."""
    call = before.call
    if call is None or after.call is not None or before.id != after.id:
        return tally
    if any(isinstance(one, EndCall) for one in effects):
        return replace(tally, happened=(*tally.happened, Count(what="nobody_came")))
    minutes = min(max(ceil((context.elapsed - call.since) / 60), 1), LONGEST_WAIT)
    came = Count(what="came_within", about=str(minutes))
    return replace(tally, people=tally.people | {CALL}, happened=(*tally.happened, came))


def _asked_at(before: Visit, effects: tuple[Effect, ...]) -> frozenset[tuple[str, str]]:
    stuck: list[StuckAt | None] = []
    for effect in effects:
        match effect:
            case CallSomeone(stuck_at=at):
                stuck.append(at)
            case WriteEnquiry(enquiry=enquiry):
                stuck.append(enquiry.stuck_at)
            case Book():
                stuck.append(before.draft.stuck_at if before.draft else None)
            case _:
                pass
    return frozenset((at.service, at.step) for at in stuck if at is not None)


def _met(event: Event) -> frozenset[str]:
    match event:
        case Booked(booking=booking):
            return frozenset({booking.id})
        case SessionJoined(booking=Appointment() | Attendance() as booking):
            return frozenset({booking.id})
        case Arrived(booking=Attendance(arrived_at=at) as booking) if at is not None:
            return frozenset({booking.id})
        case EnquiryWritten(enquiry_id=enquiry_id):
            return frozenset({enquiry_id})
        case _:
            return frozenset()


def _given_up(effects: tuple[Effect, ...]) -> frozenset[str]:
    return frozenset(one.booking_id for one in effects if isinstance(one, CancelBooking))


def _happened(event: Event) -> tuple[Count, ...]:
    match event:
        case TicketPrinted(printing=printing):
            return (Count(what="ticket", about=printing),)
        case ChallengesTaken(ids=ids) if ids:
            return (Count(what="challenge", number=len(ids)),)
        case _:
            return ()


def after_the_end(event: Event) -> tuple[Effect, ...]:
    """A paper comes out when its visitor has left, too."""
    return _adding(*_happened(event)) if isinstance(event, TicketPrinted) else ()


def at_the_end(visit: Visit, *, call_goes_on: bool = False) -> tuple[Effect, ...]:
    """What the visit that is over adds to the counts; nothing where nobody was."""
    return _adding(*_counts(visit, call_goes_on=call_goes_on))


def _adding(*counts: Count) -> tuple[Effect, ...]:
    return (AddCounts(counts),) if counts else ()


def _counts(visit: Visit, *, call_goes_on: bool) -> Iterator[Count]:
    tally = visit.tally
    if tally.begun and not tally.goes_on:
        yield Count(what="visit")
        yield Count(what="language", about=visit.language)
    if tally.people:
        yield Count(what="with_person")
    if visit.call is not None and not call_goes_on:
        yield Count(what="nobody_came")
    helped = {service for service, _step in tally.asked}
    for service in sorted(tally.walks):
        yield Count(what="walk", about=service)
        if service in tally.finished:
            yield Count(what="walk_finished", about=service)
            if service not in helped:
                yield Count(what="walk_alone", about=service)
        elif walk := visit.walk(service):
            yield Count(what="stopped", about=service, step=walk.step)
    for service, step in sorted(tally.steps):
        yield Count(what="step", about=service, step=step)
    for service, step in sorted(tally.asked):
        yield Count(what="asked", about=service, step=step)
    yield from tally.happened


COUNTED = Tally(begun=True, goes_on=True)
"""Of a sign that tells nothing more of whoever called."""
