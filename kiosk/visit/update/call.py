"""Someone now: the screen becomes the sign, until a person comes or it is no longer needed."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalog.model import RehearseStep
from kiosk.visit.effects import AnswerCall, CallSomeone, EndCall
from kiosk.visit.events import BookMeanwhile, CallNow, HelperCame, NoLongerNeeded, ShowSign
from kiosk.visit.results import CallRecorded
from kiosk.visit.scenes import End, Home, How, Scene, Sign, StoreTrouble, TicketShown
from kiosk.visit.standing_call import CallNews, ComingHelper, StandingCall
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.booking import begin_draft
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay
from kiosk.visit.values import OTHER_TOPIC, StuckAt, Tried
from kiosk.visit.walk_paths import step_of


@on(CallNow)
def call_now(visit: Visit, event: CallNow, context: Context) -> Outcome:
    draft = visit.draft or begin_draft(visit)
    kept = let_go(visit)
    sign = replace(visit, scene=Sign(draft.origin), draft=None)
    if visit.call:
        return sign, kept
    call = CallSomeone(
        context.new_id(),
        draft.topic or OTHER_TOPIC,
        draft.stuck_at,
        tried_at(visit, draft.stuck_at, context),
    )
    standing = StandingCall(id=call.booking_id, since=context.elapsed)
    return replace(sign, call=standing), (*kept, call)


def tried_at(visit: Visit, stuck_at: StuckAt | None, context: Context) -> Tried | None:
    """The wrong places touched on the page where somebody is stuck; None where none were, or the
    right one was found after all."""
    walk = visit.walk(stuck_at.service) if stuck_at else None
    if stuck_at is None or walk is None or stuck_at.step in walk.found:
        return None
    times = sum(1 for step, _block in walk.misses if step == stuck_at.step)
    step = step_of(context.catalog.service(stuck_at.service), stuck_at.step)
    if times == 0 or not isinstance(step, RehearseStep):
        return None
    return Tried(times=times, what=_looked_for(step))


def _looked_for(step: RehearseStep) -> str:
    """The words of the right place; of a place without words, what the step asks."""
    block_id, _dot, line = step.target.partition(".")
    block = next(one for one in step.page if one.id == block_id)
    return (block.items[int(line) - 1] if line else block.text) or step.title


@on(CallRecorded)
def call_recorded(visit: Visit, event: CallRecorded, context: Context) -> Outcome:
    return stay(visit)


@on(ShowSign)
def show_sign(visit: Visit, event: ShowSign, context: Context) -> Outcome:
    if visit.call is None:
        return stay(visit)
    origin = visit.draft.origin if visit.draft else visit.scene
    return replace(visit, scene=Sign(_behind(origin)), draft=None), let_go(visit)


def _behind(scene: Scene) -> Scene:
    """Where a visitor goes on after the sign: never to another sign, that calls nobody."""
    while isinstance(scene, (Sign, End, StoreTrouble, TicketShown)):
        scene = scene.origin
    return scene


def _origin(visit: Visit) -> Scene:
    return visit.scene.origin if isinstance(visit.scene, Sign) else Home()


@on(HelperCame)
def helper_came(visit: Visit, event: HelperCame, context: Context) -> Outcome:
    """The helper finds the visitor's own step again on the screen."""
    effects = (AnswerCall(visit.call.id),) if visit.call else ()
    return replace(visit, call=None, scene=_origin(visit)), effects


@on(NoLongerNeeded)
def no_longer_needed(visit: Visit, event: NoLongerNeeded, context: Context) -> Outcome:
    effects = (EndCall(visit.call.id, goes_on_alone=True),) if visit.call else ()
    return replace(visit, call=None, scene=_origin(visit)), effects


@on(BookMeanwhile)
def book_meanwhile(visit: Visit, event: BookMeanwhile, context: Context) -> Outcome:
    """A booked time while waiting; the call goes on."""
    at_origin = replace(visit, scene=_origin(visit))
    return go(replace(at_origin, draft=begin_draft(at_origin)), How())


@on(CallNews)
def call_news(visit: Visit, event: CallNews, context: Context) -> Outcome:
    """Whoever called last may have left, and the sign stands without them: it is about the call."""
    call = visit.call
    if call is None or call.id != event.call_id:
        return stay(visit)
    if event.over:
        return stay(_a_person_is_there(visit, context))
    return stay(replace(visit, call=replace(call, helper=_helper(call, event, context))))


def _helper(call: StandingCall, event: CallNews, context: Context) -> ComingHelper | None:
    if event.helper is None or event.taken_at is None:
        return None
    if call.helper and call.helper.taken_at == event.taken_at:
        return call.helper
    return ComingHelper(name=event.helper, taken_at=event.taken_at, since=context.elapsed)


def _a_person_is_there(visit: Visit, context: Context) -> Visit:
    """The helper finds the visitor's own step on the screen, and is not asked at once whether
    somebody is there."""
    settled = replace(visit, call=None, touched_at=context.elapsed, warned_at=None)
    return replace(settled, scene=_origin(visit)) if isinstance(visit.scene, Sign) else settled
