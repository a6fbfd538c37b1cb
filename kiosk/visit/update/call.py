"""Someone now: the screen becomes the sign, until a person comes or it is no longer needed."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import AnswerCall, CallSomeone, EndCall
from kiosk.visit.events import BookMeanwhile, CallNow, HelperCame, NoLongerNeeded, ShowSign
from kiosk.visit.results import CallRecorded
from kiosk.visit.scenes import End, Home, How, Scene, Sign, StoreTrouble, TicketShown
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.booking import begin_draft
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay
from kiosk.visit.values import OTHER_TOPIC


@on(CallNow)
def call_now(visit: Visit, event: CallNow, context: Context) -> Outcome:
    draft = visit.draft or begin_draft(visit)
    kept = let_go(visit)
    sign = replace(visit, scene=Sign(draft.origin), draft=None)
    if visit.call:
        return sign, kept
    call = CallSomeone(context.new_id(), draft.topic or OTHER_TOPIC, draft.stuck_at)
    return replace(sign, call=call.booking_id), (*kept, call)


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
    effects = (AnswerCall(visit.call),) if visit.call else ()
    return replace(visit, call=None, scene=_origin(visit)), effects


@on(NoLongerNeeded)
def no_longer_needed(visit: Visit, event: NoLongerNeeded, context: Context) -> Outcome:
    effects = (EndCall(visit.call),) if visit.call else ()
    return replace(visit, call=None, scene=_origin(visit)), effects


@on(BookMeanwhile)
def book_meanwhile(visit: Visit, event: BookMeanwhile, context: Context) -> Outcome:
    """A booked time while waiting; the call goes on."""
    at_origin = replace(visit, scene=_origin(visit))
    return go(replace(at_origin, draft=begin_draft(at_origin)), How())
