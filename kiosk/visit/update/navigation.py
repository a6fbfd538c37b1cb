"""Wake, home, back, language, end."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.draft_seat import BookingSeat, WithHold, booking_id_of
from kiosk.visit.effects import CountFace, FindNotes, FindSessions, FindSponsorHours
from kiosk.visit.events import (
    ChooseLanguage,
    EndVisit,
    Finish,
    GoBack,
    GoHome,
    OpenThemes,
    Rate,
    Wake,
)
from kiosk.visit.scenes import (
    AppointmentCancelled,
    AppointmentFound,
    AppointmentOver,
    AtStep,
    Attract,
    CancelAsked,
    Confirm,
    Days,
    End,
    EnquiryFound,
    HelpHours,
    Home,
    How,
    Name,
    Orienting,
    Phone,
    Programme,
    Resume,
    Scene,
    StoreTrouble,
    Suggestions,
    Thanks,
    Themes,
    TicketContents,
    Times,
    Together,
    Topic,
    WalkDone,
    Wall,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.booking import afresh, hold_seat, look_for_times
from kiosk.visit.update.enquiry import offer
from kiosk.visit.update.joining import look_at_programme
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay, wipe
from kiosk.visit.update.ticket_lookup import waits


@on(Wake)
def wake(visit: Visit, event: Wake, context: Context) -> Outcome:
    return go(visit, Home()) if isinstance(visit.scene, Attract) else stay(visit)


@on(GoHome)
def go_home(visit: Visit, event: GoHome, context: Context) -> Outcome:
    """Home loses nothing that was done: unfinished steps are offered there."""
    home = replace(visit, scene=Home(), draft=None, lookup=None, joining=None, answers=())
    return home, let_go(visit)


@on(ChooseLanguage)
def choose_language(visit: Visit, event: ChooseLanguage, context: Context) -> Outcome:
    """Not on the first screen: the language would stay for whoever comes next."""
    if event.language not in context.languages or isinstance(visit.scene, Attract):
        return stay(visit)
    return stay(replace(visit, language=event.language))


@on(OpenThemes)
def open_themes(visit: Visit, event: OpenThemes, context: Context) -> Outcome:
    return go(visit, Themes())


@on(GoBack)
def go_back(visit: Visit, event: GoBack, context: Context) -> Outcome:
    """One step back, derived from where the visitor stands and what they said."""
    match visit.scene:
        case AtStep(service=service, origin=origin):
            walk = visit.walk(service)
            if walk and len(walk.trail) > 1:
                return stay(visit.with_walk(replace(walk, trail=walk.trail[:-1])))
            return go(visit, origin)
        case Orienting() | Suggestions() if visit.answers:
            return go(replace(visit, answers=visit.answers[:-1]), Orienting())
        case StoreTrouble(origin=origin):
            return _try_again(replace(visit, scene=origin), context)
        case WalkDone(service=service, origin=origin):
            done = visit.walk(service)
            again = visit.with_walk(replace(done, finished=False)) if done else visit
            return go(again, AtStep(service, origin))
        case Resume():
            return go(replace(visit, lookup=None), Home())
        case CancelAsked() if waits(visit):
            return go(visit, EnquiryFound())
        case AppointmentFound() | EnquiryFound() | AppointmentOver() | AppointmentCancelled() if (
            visit.lookup and visit.lookup.has_several
        ):
            return go(visit, TicketContents())
        case Programme() if visit.joining and visit.joining.moves and visit.lookup:
            return go(replace(visit, joining=None), AppointmentFound())
        case scene if scene.in_booking:
            return _back_in_booking(visit)
        case scene:
            return go(visit, scene.parent)


def _try_again(visit: Visit, context: Context) -> Outcome:
    """After trouble, back where it happened; what was not answered there is asked again."""
    draft = visit.draft
    match visit.scene:
        case Times() if draft and draft.times is None and draft.mode and draft.topic:
            return look_for_times(visit, draft, draft.mode, draft.topic)
        case Programme() | HelpHours() if visit.joining and visit.joining.sessions is None:
            if visit.joining.need is not None:
                return visit, (FindSponsorHours(visit.joining.need),)
            return visit, (FindSessions(),)
        case Together() if not (visit.joining and visit.joining.sessions):
            return look_at_programme(visit, context, Together())
        case Wall() if visit.wall is None:
            return visit, (FindNotes(),)
        case Confirm() if draft and not isinstance(draft.seat, WithHold):
            return hold_seat(visit, draft, context, booking_id_of(draft.seat))
        case _:
            return stay(visit)


def _back_in_booking(visit: Visit) -> Outcome:
    draft = visit.draft
    if draft is None:
        return go(visit, Home())
    if isinstance(draft.seat, BookingSeat) and isinstance(visit.scene, Confirm):
        return stay(visit)  # confirmed, and being written down: the ticket is about to come
    if draft.to_be_called and isinstance(visit.scene, Phone):
        return go(replace(visit, draft=replace(draft, to_be_called=False)), offer(draft))
    if draft.to_be_called and isinstance(visit.scene, Name):
        return go(visit, Phone())
    kept = replace(afresh(draft), gone=None)
    match visit.scene:
        case Topic():
            scene: Scene = How()
        case Times() if draft.moves:
            return go(replace(visit, draft=None), draft.origin)
        case Times():
            scene = How() if draft.topic_known else Topic()
        case Days():
            scene = Times()
        case Name() if draft.mode == "phone":
            scene = Phone()
        case Phone() | Name():
            scene = Days(draft.day) if draft.day else Times()
        case Confirm():
            scene = Name()
        case _:
            return go(replace(visit, draft=None), draft.origin)
    return replace(visit, scene=scene, draft=kept), let_go(visit)


@on(Finish)
def finish(visit: Visit, event: Finish, context: Context) -> Outcome:
    scene = visit.scene.origin if isinstance(visit.scene, StoreTrouble) else visit.scene
    match scene:
        case Thanks():
            return wipe(visit, context)
        case End(origin=origin):
            return go(visit, End(origin))
        case _ if scene.in_booking:
            origin = visit.draft.origin if visit.draft else Home()
            return replace(visit, scene=End(origin), draft=None), let_go(visit)
        case _:
            return go(visit, End(scene))


@on(Rate)
def rate(visit: Visit, event: Rate, context: Context) -> Outcome:
    return go(visit, Thanks(context.elapsed), CountFace(event.face))


@on(EndVisit)
def end_visit(visit: Visit, event: EndVisit, context: Context) -> Outcome:
    return go(visit, Thanks(context.elapsed))
