"""A scan: looked up first, and only a ticket that is found leads anywhere.

Whatever else holds a barcode before the reader changes nothing. In the middle of something,
a ticket asks first: what was begun is there until the visitor says otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.badges import badges_in
from kiosk.visit.effects import CheckBadge, Effect, FindTicket, TestScan
from kiosk.visit.events import OpenScanned, Scanned
from kiosk.visit.results import ScanLookedUp, ScanTested, TicketFound, TicketNotFound
from kiosk.visit.scenes import (
    AboutAScan,
    AtStep,
    Attract,
    Closed,
    Home,
    Orienting,
    OutOfService,
    Resume,
    ScanAsked,
    ScanInVain,
    Scene,
    Staff,
    StaffScene,
    StoreTrouble,
    Suggestions,
    Thanks,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.update.outcome import Outcome, go, let_go, on, stay, wipe
from kiosk.visit.update.ticket_lookup import (
    is_left_behind,
    open_ticket,
    typed_found,
    typed_not_found,
)
from kiosk.visit.values import Reading


@on(Scanned)
def scanned(visit: Visit, event: Scanned, context: Context) -> Outcome:
    """A ticket may be scanned on any screen of a visitor, the first one too; a badge of the team
    everywhere."""
    badges = badges_in((event.text, *(one.text for one in event.readings)))
    if badges:
        return visit, (CheckBadge(badges),)
    if isinstance(visit.scene, Staff):
        return visit, (TestScan(event.readings or (Reading("", event.text),)),)
    if isinstance(visit.scene, (Closed, OutOfService, StaffScene)) or _is_looking(visit):
        return stay(visit)
    return replace(visit, scanning=True), (FindTicket(scanned=event.text, readings=event.readings),)


def _is_looking(visit: Visit) -> bool:
    """Readers read twice; and a typed code is waited for on its screen."""
    typed = visit.lookup is not None and visit.lookup.attempt == "looking"
    return visit.scanning or (typed and isinstance(visit.scene, Resume))


@on(ScanLookedUp)
def scan_looked_up(visit: Visit, event: ScanLookedUp, context: Context) -> Outcome:
    """Where nobody has begun anything, it is said at once that a ticket was seen."""
    at_rest = isinstance(visit.scene, (Attract, Home))
    if not visit.scanning or not at_rest or _something_is_begun(visit, None, context):
        return stay(visit)
    return go(replace(visit, lookup=TicketLookup()), Resume())


@on(ScanTested)
def scan_tested(visit: Visit, event: ScanTested, context: Context) -> Outcome:
    if visit.staff is None:
        return stay(visit)
    return stay(replace(visit, staff=replace(visit.staff, scan=event)))


def scan_found(visit: Visit, event: TicketFound, context: Context) -> Outcome:
    """On the thanks it is the next visitor's: nothing of the one before is left to them."""
    if not visit.scanning:
        return stay(visit)
    effects: tuple[Effect, ...] = ()
    if isinstance(visit.scene, Thanks):
        visit, effects = wipe(visit, context)
    visit = _somebody_is_there(visit, context)
    found = TicketLookup(ticket=event.ticket)
    if _is_open_already(visit, found):
        return visit, effects
    if _something_is_begun(visit, found, context):
        return go(visit, ScanAsked(_beneath(visit.scene), found), *effects)
    opened, more = open_ticket(visit, found, context)
    return opened, (*effects, *more)


def _is_open_already(visit: Visit, found: TicketLookup) -> bool:
    """Readers read twice: the steps that the first reading opened are on the screen."""
    opened = visit.lookup
    return (
        opened is not None
        and opened.code == found.code
        and not (found.ticket and found.ticket.bookings)
        and isinstance(visit.scene, AtStep)
    )


def scan_not_found(visit: Visit, event: TicketNotFound, context: Context) -> Outcome:
    if not visit.scanning:
        return stay(visit)
    visit = replace(visit, scanning=False)
    if event.foreign:
        return stay(_said_where_a_ticket_is_awaited(visit))
    visit = _somebody_is_there(visit, context)
    if _something_is_begun(visit, None, context):
        return go(visit, ScanInVain(_beneath(visit.scene)))
    effects: tuple[Effect, ...] = ()
    if isinstance(visit.scene, Thanks):
        visit, effects = wipe(visit, context)
    waits = visit.lookup.wait_until if visit.lookup else None
    if event.wait_seconds:
        waits = context.elapsed + event.wait_seconds
    unknown = TicketLookup(attempt="unknown", wait_until=waits)
    return go(replace(visit, lookup=unknown), Resume(), *effects)


def scan_failed(visit: Visit, context: Context) -> Outcome:
    """The store did not answer."""
    visit = _somebody_is_there(replace(visit, scanning=False), context)
    if _something_is_begun(visit, None, context):
        return go(visit, ScanInVain(_beneath(visit.scene), silent=True))
    return go(replace(visit, lookup=TicketLookup()), StoreTrouble(Resume()))


@on(TicketFound)
def ticket_found(visit: Visit, event: TicketFound, context: Context) -> Outcome:
    return (scan_found if event.scanned else typed_found)(visit, event, context)


@on(TicketNotFound)
def ticket_not_found(visit: Visit, event: TicketNotFound, context: Context) -> Outcome:
    return (scan_not_found if event.scanned else typed_not_found)(visit, event, context)


def _said_where_a_ticket_is_awaited(visit: Visit) -> Visit:
    if not isinstance(visit.scene, Resume):
        return visit
    lookup = visit.lookup or TicketLookup()
    if lookup.attempt == "looking":
        return visit  # a code was typed meanwhile: its answer is on its way
    return replace(visit, lookup=replace(lookup, attempt="foreign"))


def _somebody_is_there(visit: Visit, context: Context) -> Visit:
    """Nobody but a visitor holds a ticket of ours before the reader."""
    return replace(visit, scanning=False, touched_at=context.elapsed, warned_at=None)


def _something_is_begun(visit: Visit, found: TicketLookup | None, context: Context) -> bool:
    """What would be lost, or lost sight of."""
    busy = visit.lookup is not None and visit.lookup.busy
    answered = isinstance(visit.scene, (Orienting, Suggestions)) and bool(visit.answers)
    return (
        not visit.scene.is_left_at_once
        or visit.draft is not None
        or visit.call is not None
        or busy
        or answered
        or (found is not None and is_left_behind(visit, found, context))
    )


def _beneath(scene: Scene) -> Scene:
    """A second scan asks about the same thing that was begun."""
    return scene.origin if isinstance(scene, AboutAScan) else scene


@on(OpenScanned)
def open_scanned(visit: Visit, event: OpenScanned, context: Context) -> Outcome:
    scene = visit.scene
    if not isinstance(scene, ScanAsked):
        return stay(visit)
    opened, effects = open_ticket(replace(visit, scene=scene.origin), scene.found, context)
    return opened, (*let_go(visit), *effects)
