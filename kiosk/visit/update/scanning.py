"""A scan: looked up first, and only a ticket that is found leads anywhere.

Whatever else holds a barcode before the reader changes nothing. In the middle of something,
a ticket asks first: what was begun is there until the visitor says otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import Effect, FindTicket, TestScan
from kiosk.visit.events import (
    OpenScanned,
    ScanLookedUp,
    Scanned,
    ScanTested,
    TicketFound,
    TicketNotFound,
)
from kiosk.visit.state import (
    Appointment,
    AppointmentCancelled,
    AppointmentOver,
    Around,
    AtStep,
    Attract,
    End,
    Home,
    Orienting,
    OutOfService,
    RequestFound,
    Resume,
    Resuming,
    ScanAsked,
    ScanInVain,
    Scene,
    ServicePage,
    Services,
    Staff,
    StaffPin,
    StoreTrouble,
    Suggestions,
    Thanks,
    Themes,
    TicketShown,
    Visit,
)
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay, wipe
from kiosk.visit.update.resuming import (
    is_left_behind,
    open_ticket,
    typed_found,
    typed_not_found,
)
from kiosk.visit.values import Reading

LEFT_AT_ONCE = (
    Attract,
    Home,
    Themes,
    Services,
    ServicePage,
    Orienting,
    Suggestions,
    Resume,
    Appointment,
    AppointmentCancelled,
    AppointmentOver,
    RequestFound,
    TicketShown,
    End,
    Thanks,
)
"""Screens on which nothing is under way, unless the visit itself says so."""


@on(Scanned)
def scanned(visit: Visit, event: Scanned, around: Around) -> Outcome:
    """A ticket may be scanned on any screen of a visitor, the first one too."""
    if isinstance(visit.scene, Staff):
        return visit, (TestScan(event.readings or (Reading("", event.text),)),)
    if isinstance(visit.scene, (OutOfService, StaffPin)) or _is_looking(visit):
        return stay(visit)
    return replace(visit, scanning=True), (FindTicket(scanned=event.text, readings=event.readings),)


def _is_looking(visit: Visit) -> bool:
    """Readers read twice; and a typed code is waited for on its screen."""
    typed = visit.resuming is not None and visit.resuming.looking
    return visit.scanning or (typed and isinstance(visit.scene, Resume))


@on(ScanLookedUp)
def scan_looked_up(visit: Visit, event: ScanLookedUp, around: Around) -> Outcome:
    """Where nobody has begun anything, it is said at once that a ticket was seen."""
    at_rest = isinstance(visit.scene, (Attract, Home))
    if not visit.scanning or not at_rest or _something_is_begun(visit, None, around):
        return stay(visit)
    return go(replace(visit, resuming=Resuming()), Resume())


@on(ScanTested)
def scan_tested(visit: Visit, event: ScanTested, around: Around) -> Outcome:
    if visit.staff is None:
        return stay(visit)
    return stay(replace(visit, staff=replace(visit.staff, scan=event)))


def scan_found(visit: Visit, event: TicketFound, around: Around) -> Outcome:
    """On the thanks it is the next visitor's: nothing of the one before is left to them."""
    if not visit.scanning:
        return stay(visit)
    effects: tuple[Effect, ...] = ()
    if isinstance(visit.scene, Thanks):
        visit, effects = wipe(visit, around)
    visit = _somebody_is_there(visit, around)
    found = Resuming(code=event.code, booking=event.booking, progress=event.progress)
    if _is_open_already(visit, found):
        return visit, effects
    if _something_is_begun(visit, found, around):
        return go(visit, ScanAsked(_beneath(visit.scene), found), *effects)
    opened, more = open_ticket(visit, found, around)
    return opened, (*effects, *more)


def _is_open_already(visit: Visit, found: Resuming) -> bool:
    """Readers read twice: the steps that the first reading opened are on the screen."""
    opened = visit.resuming
    return (
        opened is not None
        and opened.code == found.code
        and found.booking is None
        and isinstance(visit.scene, AtStep)
    )


def scan_not_found(visit: Visit, event: TicketNotFound, around: Around) -> Outcome:
    if not visit.scanning:
        return stay(visit)
    visit = replace(visit, scanning=False)
    if event.foreign:
        return stay(_said_where_a_ticket_is_awaited(visit))
    visit = _somebody_is_there(visit, around)
    if _something_is_begun(visit, None, around):
        return go(visit, ScanInVain(_beneath(visit.scene)))
    effects: tuple[Effect, ...] = ()
    if isinstance(visit.scene, Thanks):
        visit, effects = wipe(visit, around)
    waits = visit.resuming.wait_until if visit.resuming else None
    if event.wait_seconds:
        waits = around.elapsed + event.wait_seconds
    unknown = Resuming(unknown=True, wait_until=waits)
    return go(replace(visit, resuming=unknown), Resume(), *effects)


def scan_failed(visit: Visit, around: Around) -> Outcome:
    """The store did not answer."""
    visit = _somebody_is_there(replace(visit, scanning=False), around)
    if _something_is_begun(visit, None, around):
        return go(visit, ScanInVain(_beneath(visit.scene), silent=True))
    return go(replace(visit, resuming=Resuming()), StoreTrouble(Resume()))


@on(TicketFound)
def ticket_found(visit: Visit, event: TicketFound, around: Around) -> Outcome:
    return (scan_found if event.scanned else typed_found)(visit, event, around)


@on(TicketNotFound)
def ticket_not_found(visit: Visit, event: TicketNotFound, around: Around) -> Outcome:
    return (scan_not_found if event.scanned else typed_not_found)(visit, event, around)


def _said_where_a_ticket_is_awaited(visit: Visit) -> Visit:
    if not isinstance(visit.scene, Resume):
        return visit
    resuming = visit.resuming or Resuming()
    return replace(visit, resuming=replace(resuming, foreign=True, unknown=False, typo=False))


def _somebody_is_there(visit: Visit, around: Around) -> Visit:
    """Nobody but a visitor holds a ticket of ours before the reader."""
    return replace(visit, scanning=False, touched_at=around.elapsed, warned_at=None)


def _something_is_begun(visit: Visit, found: Resuming | None, around: Around) -> bool:
    """What would be lost, or lost sight of."""
    busy = visit.resuming is not None and visit.resuming.busy
    answered = isinstance(visit.scene, (Orienting, Suggestions)) and bool(visit.answers)
    return (
        not isinstance(visit.scene, LEFT_AT_ONCE)
        or visit.asking is not None
        or visit.call is not None
        or busy
        or answered
        or (found is not None and is_left_behind(visit, found, around))
    )


def _beneath(scene: Scene) -> Scene:
    """A second scan asks about the same thing that was begun."""
    return scene.origin if isinstance(scene, (ScanAsked, ScanInVain)) else scene


@on(OpenScanned)
def open_scanned(visit: Visit, event: OpenScanned, around: Around) -> Outcome:
    scene = visit.scene
    if not isinstance(scene, ScanAsked):
        return stay(visit)
    opened, effects = open_ticket(replace(visit, scene=scene.origin), scene.found, around)
    return opened, (*let_go(visit), *effects)
