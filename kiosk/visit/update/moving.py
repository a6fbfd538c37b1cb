"""Wake, home, back, language, end."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import CountFace
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
from kiosk.visit.state import (
    Appointment,
    AppointmentCancelled,
    AppointmentOver,
    Around,
    AtStep,
    Attract,
    CancelAsked,
    Confirm,
    Days,
    End,
    Home,
    How,
    Name,
    Orienting,
    Phone,
    Resume,
    Scene,
    ServicePage,
    Services,
    Sign,
    StoreTrouble,
    Suggestions,
    Thanks,
    Themes,
    TicketShown,
    Times,
    Topic,
    Visit,
    WalkDone,
)
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay, wipe


@on(Wake)
def wake(visit: Visit, event: Wake, around: Around) -> Outcome:
    return go(visit, Home()) if isinstance(visit.scene, Attract) else stay(visit)


@on(GoHome)
def go_home(visit: Visit, event: GoHome, around: Around) -> Outcome:
    """Home loses nothing that was done: unfinished steps are offered there."""
    home = replace(visit, scene=Home(), asking=None, resuming=None, answers=())
    return home, let_go(visit)


@on(ChooseLanguage)
def choose_language(visit: Visit, event: ChooseLanguage, around: Around) -> Outcome:
    if event.language not in around.languages:
        return stay(visit)
    return stay(replace(visit, language=event.language))


@on(OpenThemes)
def open_themes(visit: Visit, event: OpenThemes, around: Around) -> Outcome:
    return go(visit, Themes())


@on(GoBack)
def go_back(visit: Visit, event: GoBack, around: Around) -> Outcome:
    """One step back, derived from where the visitor stands and what they said."""
    match visit.scene:
        case AtStep(service=service, origin=origin):
            walk = visit.walk(service)
            if walk and len(walk.trail) > 1:
                return stay(visit.with_walk(replace(walk, trail=walk.trail[:-1])))
            return go(visit, origin)
        case Orienting() | Suggestions() if visit.answers:
            return go(replace(visit, answers=visit.answers[:-1]), Orienting())
        case How() | Topic() | Times() | Days() | Phone() | Name() | Confirm():
            return _back_in_asking(visit)
        case scene:
            return go(visit, _parent(scene))


def _parent(scene: Scene) -> Scene:
    match scene:
        case Services():
            return Themes()
        case WalkDone(service=service, origin=origin):
            return AtStep(service, origin)
        case ServicePage(origin=origin) | TicketShown(origin=origin) | StoreTrouble(origin=origin):
            return origin
        case Sign(origin=origin) | End(origin=origin):
            return origin
        case CancelAsked():
            return Appointment()
        case Appointment() | AppointmentOver() | AppointmentCancelled():
            return Resume()
        case _:
            return Home()


def _back_in_asking(visit: Visit) -> Outcome:
    asking = visit.asking
    if asking is None:
        return go(visit, Home())
    kept = replace(asking, booking_id="", hold=None, hold_lost=False, gone=False)
    match visit.scene:
        case Topic():
            scene: Scene = How()
        case Times():
            scene = How() if asking.topic_known else Topic()
        case Days() | Phone():
            scene = Times()
        case Name():
            scene = Phone() if asking.mode == "phone" else Times()
        case Confirm():
            scene = Name()
        case _:
            return go(replace(visit, asking=None), asking.origin)
    return replace(visit, scene=scene, asking=kept), let_go(visit)


@on(Finish)
def finish(visit: Visit, event: Finish, around: Around) -> Outcome:
    match visit.scene:
        case Thanks():
            return wipe(visit, around)
        case End(origin=origin):
            return go(visit, End(origin))
        case scene if isinstance(scene, (How, Topic, Times, Days, Phone, Name, Confirm)):
            origin = visit.asking.origin if visit.asking else Home()
            return replace(visit, scene=End(origin), asking=None), let_go(visit)
        case scene:
            return go(visit, End(scene))


@on(Rate)
def rate(visit: Visit, event: Rate, around: Around) -> Outcome:
    return go(visit, Thanks(around.now), CountFace(event.face))


@on(EndVisit)
def end_visit(visit: Visit, event: EndVisit, around: Around) -> Outcome:
    return go(visit, Thanks(around.now))
