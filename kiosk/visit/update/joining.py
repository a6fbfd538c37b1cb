"""With others: what is on, a seat or a place on the list, and "Je suis là"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.visit.bookings import Attendance, Booking, is_ahead, kind_of, session_of
from kiosk.visit.effects import AttendSession, FindSessions, SayArrived, SayLooksFor
from kiosk.visit.events import (
    Arrive,
    ChooseField,
    ChoosePersons,
    ChooseWay,
    JoinSession,
    OpenProgramme,
    OpenSession,
    OpenTogether,
    UndoArrival,
)
from kiosk.visit.fields import FIELDS
from kiosk.visit.joining import Joining
from kiosk.visit.programme import MOST_PERSONS, SessionOffer
from kiosk.visit.results import (
    ArrivalRefused,
    Arrived,
    SessionJoined,
    SessionRefused,
    SessionsFound,
)
from kiosk.visit.scenes import (
    AppointmentFound,
    EnquiryFound,
    LookingFor,
    Programme,
    SessionPage,
    Together,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.tickets import FoundTicket
from kiosk.visit.update.outcome import Outcome, doubtful_seats, go, on, stay
from kiosk.visit.update.same_hour import in_the_way
from kiosk.visit.update.ticket import hand_over_here


@on(OpenTogether)
def open_together(visit: Visit, event: OpenTogether, context: Context) -> Outcome:
    return look_at_programme(visit, context, Together())


def look_at_programme(visit: Visit, context: Context, scene: Together | Programme) -> Outcome:
    """Looked up anew each time: seats go, and come back."""
    known = visit.joining
    if known is None or known.attempt == "none":
        moves = known.moves if known else ""
        visit = replace(visit, joining=Joining(moves=moves))
    return go(visit, scene, FindSessions())


@on(SessionsFound)
def sessions_found(visit: Visit, event: SessionsFound, context: Context) -> Outcome:
    if visit.joining is None or visit.joining.need != event.need:
        return stay(visit)  # something else is looked at by now
    return stay(replace(visit, joining=replace(visit.joining, sessions=event.sessions)))


@on(OpenProgramme)
def open_programme(visit: Visit, event: OpenProgramme, context: Context) -> Outcome:
    if visit.joining is None:
        return look_at_programme(visit, context, Programme(event.kind))
    return go(visit, Programme(event.kind))


@on(OpenSession)
def open_session(visit: Visit, event: OpenSession, context: Context) -> Outcome:
    joining = visit.joining
    if joining is None or joining.session(event.session_id) is None:
        # From the end of a walk: what the place told a moment ago; asked for again by the touch.
        joining = Joining(sessions=context.today.with_others)
    if joining.session(event.session_id) is None:
        return stay(visit)
    asked = Joining(
        sessions=joining.sessions,
        need=joining.need,
        moves=joining.moves,
        persons=joining.persons if joining.moves else 1,
    )
    page = SessionPage(event.session_id, visit.scene)
    return go(replace(visit, joining=asked), page, *doubtful_seats(visit))


@on(ChoosePersons)
def choose_persons(visit: Visit, event: ChoosePersons, context: Context) -> Outcome:
    joining = visit.joining
    if joining is None or joining.attempt == "asked" or not 1 <= event.persons <= MOST_PERSONS:
        return stay(visit)
    asked = _asked_anew(joining, persons=event.persons)
    return replace(visit, joining=asked), doubtful_seats(visit)


@on(ChooseWay)
def choose_way(visit: Visit, event: ChooseWay, context: Context) -> Outcome:
    joining, scene = visit.joining, visit.scene
    if joining is None or joining.attempt == "asked" or not isinstance(scene, SessionPage):
        return stay(visit)
    offer = joining.session(scene.session_id)
    if offer is None or event.mode not in offer.modes:
        return stay(visit)
    asked = _asked_anew(joining, mode=event.mode, booth=event.booth)
    return replace(visit, joining=asked), doubtful_seats(visit)


def _asked_anew(joining: Joining, **chosen: Any) -> Joining:
    """Something else is wanted: what was asked before, or refused, says nothing of it."""
    fresh: dict[str, Any] = {"attempt": "none", "booking_id": "", "refused": None}
    return replace(joining, **fresh, **chosen)


@on(JoinSession)
def join_session(visit: Visit, event: JoinSession, context: Context) -> Outcome:
    joining, scene = visit.joining, visit.scene
    if joining is None or not isinstance(scene, SessionPage) or joining.attempt == "asked":
        return stay(visit)
    offer = joining.session(scene.session_id)
    if offer is None:
        return stay(visit)
    # After silence with the same key: what was written down after all is found.
    doubtful = joining.attempt == "doubtful"
    booking_id = joining.booking_id if doubtful else context.new_id()
    walk = visit.unfinished
    wanted = AttendSession(
        booking_id=booking_id,
        session=offer.session,
        persons=joining.persons,
        wait=event.wait,
        instead_of=event.instead_of,
        carnet=visit.carnet_code,
        progress=walk.progress if walk else None,
        need=joining.need or "",
        mode=joining.mode,
        booth=joining.booth and not event.wait,
        moves="" if event.wait else joining.moves,
    )
    asked = replace(
        joining,
        attempt="asked",
        booking_id=booking_id,
        gives_up=bool(wanted.gives_up),
        refused=None,
    )
    return replace(visit, joining=asked), (wanted,)


@on(SessionJoined)
def session_joined(visit: Visit, event: SessionJoined, context: Context) -> Outcome:
    """However late: what was given up meanwhile is cancelled already."""
    if event.booking.id in visit.given_up:
        return stay(visit)
    if visit.issued and visit.issued.ticket.code == event.ticket.code and _is_noted(visit, event):
        return stay(visit)  # it was noted here meanwhile: the same paper leads to what it became
    return hand_over_here(replace(visit, joining=Joining()), event.ticket, (SessionPage,))


def _is_noted(visit: Visit, event: SessionJoined) -> bool:
    issued = visit.issued.ticket.bookings if visit.issued else ()
    return any(one.booking.id == event.booking.id for one in issued)


@on(SessionRefused)
def session_refused(visit: Visit, event: SessionRefused, context: Context) -> Outcome:
    joining = visit.joining
    if joining is None or joining.booking_id != event.booking_id:
        return stay(visit)
    refused = replace(_asked_anew(joining), sessions=event.sessions, refused=event.why)
    if event.why == "no_booth":
        refused = replace(refused, booth=False)
    return stay(replace(visit, joining=refused))


def at_same_hour(visit: Visit, offer: SessionOffer, context: Context) -> Booking | None:
    """What the ticket in hand has then."""
    moved = visit.joining.moves if visit.joining else ""
    return in_the_way(visit, offer.session, context, moved)


def already_on_ticket(visit: Visit, offer: SessionOffer, context: Context) -> Booking | None:
    """The ticket in hand has a seat of this very session, or a place on its list."""
    carnet = visit.carnet.bookings if visit.carnet else ()
    mine = (one for one in carnet if is_ahead(one, context.now))
    return next((one for one in mine if _is_of(one, offer)), None)


def _is_of(booking: Booking, offer: SessionOffer) -> bool:
    there = session_of(booking)
    return there is not None and there.id == offer.session.id


# Who is there


@on(Arrive)
def arrive(visit: Visit, event: Arrive, context: Context) -> Outcome:
    return _say(visit, undo=False)


@on(UndoArrival)
def undo_arrival(visit: Visit, event: UndoArrival, context: Context) -> Outcome:
    return _say(visit, undo=True)


def _say(visit: Visit, *, undo: bool) -> Outcome:
    found = visit.lookup
    if found is None or found.booking is None or found.busy:
        return stay(visit)
    asked = replace(visit, lookup=replace(found, busy=True))
    return asked, (SayArrived(found.booking.id, undo),)


@on(Arrived)
def arrived(visit: Visit, event: Arrived, context: Context) -> Outcome:
    """Whoever waited has a seat now: it is another screen."""
    found = visit.lookup
    if found is None or found.ticket is None or found.ticket.booking(event.booking.id) is None:
        return stay(visit)
    ticket = _with(found.ticket, event.booking)
    looked_at = found.booking_id == event.booking.id
    here = event.here if looked_at else None
    visit = replace(visit, lookup=replace(found, busy=False, ticket=ticket, here=here))
    if visit.carnet and visit.carnet.code == ticket.code:
        visit = replace(visit, carnet=ticket)
    if not looked_at or not isinstance(visit.scene, (AppointmentFound, EnquiryFound)):
        return stay(visit)
    came = isinstance(event.booking, Attendance) and event.booking.arrived_at is not None
    if came and kind_of(event.booking) == "coworking":
        return go(visit, LookingFor())
    return go(visit, AppointmentFound())


@on(ChooseField)
def choose_field(visit: Visit, event: ChooseField, context: Context) -> Outcome:
    if not isinstance(visit.scene, LookingFor) or visit.lookup is None:
        return stay(visit)
    booking = visit.lookup.booking
    if booking is None or event.field not in FIELDS:  # they rather not say
        return go(visit, AppointmentFound())
    return go(visit, AppointmentFound(), SayLooksFor(booking.id, event.field))


def _with(ticket: FoundTicket, booking: Booking) -> FoundTicket:
    others = (booking if one.id == booking.id else one for one in ticket.bookings)
    return replace(ticket, bookings=tuple(others))


@on(ArrivalRefused)
def arrival_refused(visit: Visit, event: ArrivalRefused, context: Context) -> Outcome:
    found = visit.lookup
    if found is None or found.booking_id != event.booking_id:
        return stay(visit)
    return stay(replace(visit, lookup=replace(found, busy=False, refused=event.why)))
