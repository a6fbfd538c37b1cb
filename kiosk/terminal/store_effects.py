"""What a terminal asks of its store: seats, calls, tickets. Raises what the agenda raises."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import (
    AgendaError,
    BookingChanged,
    BookingClosed,
    NoSuchBooking,
    NotOffered,
    SeatTaken,
)
from kiosk.agenda.self_service import cancel_by_ticket
from kiosk.catalog.model import Catalog
from kiosk.terminal.lockout import Lockout
from kiosk.terminal.loop import News
from kiosk.terminal.offline import Papers
from kiosk.terminal.scanned_ticket import sought_in
from kiosk.terminal.ticket_maker import make_ticket
from kiosk.ticket.codes import is_wellformed, new_code, new_token, url_for
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.bookings import Booking, Seen
from kiosk.visit.state import Visit
from kiosk.visit.tickets import FoundTicket, Ticket
from kiosk.visit.values import FreeTime, Progress

log = logging.getLogger(__name__)

MOST_TIMES = 1000
"""Enough for four weeks of different starting times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMaker:
    """Makes tickets of this place."""

    agenda: Agenda
    catalog: Catalog
    public_url: Callable[[], str]
    """Asked for each ticket: a network may come up, or change, after the start."""
    clock: Callable[[], datetime]
    booked_elsewhere: Callable[[str], bool]
    """Whether appointments about a topic are taken in another system."""

    def now(self) -> datetime:
        return self.clock()

    def make(
        self,
        code: str,
        token: str,
        language: str,
        bookings: Sequence[Booking] = (),
        walks: Sequence[Progress] = (),
        wanted_at: datetime | None = None,
    ) -> Ticket:
        place = self.agenda.place
        return make_ticket(
            catalog=self.catalog,
            code=code,
            url=url_for(self.public_url(), token),
            language=language,
            place_name=place.name,
            place_address=place.address,
            time_zone=place.zone.key,
            bookings=bookings,
            walks=walks,
            now=self.clock(),
            wanted_at=wanted_at,
            booked_elsewhere=not bookings
            and any(self.booked_elsewhere(walk.service) for walk in walks),
        )


class StoreEffects:
    """Does effects at the store, on its worker."""

    def __init__(
        self,
        agenda: Agenda,
        tickets: TicketMaker,
        papers: Papers,
        codes: Lockout,
        *,
        hold_seconds: int,
    ) -> None:
        self._agenda = agenda
        self._tickets = tickets
        self._papers = papers
        self._codes = codes
        self._hold_seconds = hold_seconds

    def do(self, effect: fx.Effect, visit: Visit, paper: str) -> tuple[News, ...]:
        """`paper` is the key of the ticket that this effect may make."""
        agenda = self._agenda
        match effect:
            case fx.FindTimes(topic=topic, mode=mode):
                return (ev.TimesFound(visit.id, topic, mode, self._times(effect)),)
            case fx.HoldSeat():
                return (self._hold(effect, visit),)
            case fx.ReleaseSeat(booking_id=booking_id):
                agenda.release(booking_id)
            case fx.Book():
                return (self._book(effect, visit),)
            case fx.CallSomeone(booking_id=booking_id, topic=topic, stuck_at=stuck_at):
                called = agenda.call(booking_id, topic, stuck_at, visit.language)
                return (ev.CallRecorded(visit.id, called),)
            case fx.AnswerCall(booking_id=booking_id):
                agenda.answer_call(booking_id)
            case fx.EndCall(booking_id=booking_id):
                agenda.end_call(booking_id)
            case fx.CancelBooking():
                return (self._cancel(effect, visit),)
            case fx.CountFace(face=face):
                agenda.rate(face)
            case _:
                return self._about_tickets(effect, visit, paper)
        return ()

    def _times(self, wanted: fx.FindTimes | fx.HoldSeat | fx.Book) -> tuple[FreeTime, ...]:
        return tuple(self._agenda.free_times(wanted.topic, wanted.mode, limit=MOST_TIMES))

    def _hold(self, wanted: fx.HoldSeat, visit: Visit) -> News:
        try:
            hold = self._agenda.hold(
                wanted.booking_id,
                wanted.session_id,
                wanted.topic,
                wanted.mode,
                wanted.stuck_at,
                visit.language,
                seconds=self._hold_seconds,
            )
        except (SeatTaken, BookingClosed) as gone:
            return self._gone(wanted, visit, gone)
        return ev.SeatHeld(visit.id, hold)

    def _book(self, wanted: fx.Book, visit: Visit) -> News:
        code, token = self._papers.of(wanted.booking_id)
        codes = chain((code,), iter(new_code, None))
        try:
            booking, code, token = self._agenda.book(
                wanted.booking_id,
                wanted.first_name,
                wanted.phone,
                wanted.progress,
                visit.language,
                lambda: next(codes),
                lambda: token,
            )
        except (SeatTaken, BookingClosed, NoSuchBooking) as gone:
            return self._gone(wanted, visit, gone)
        ticket = self._tickets.make(code, token, visit.language, (booking,), _kept(wanted.progress))
        return ev.Booked(visit.id, booking, ticket)

    def _gone(self, wanted: fx.HoldSeat | fx.Book, visit: Visit, why: AgendaError) -> News:
        taken = not isinstance(why, NotOffered)
        return ev.SeatGone(visit.id, wanted.session_id, self._times(wanted), taken)

    # Tickets

    def _about_tickets(self, effect: fx.Effect, visit: Visit, paper: str) -> tuple[News, ...]:
        match effect:
            case fx.SaveSteps(progress=progress):
                return (self._keep_steps(visit, progress, paper),)
            case fx.FindTicket(code=code) if code:
                return (self._typed(visit.id, code),)
            case fx.FindTicket():
                return (self._scanned(visit.id, effect),)
            case fx.MakeTicketAgain():
                return (self._again(effect, visit),)
            case _:
                log.error("No duty for %s", type(effect).__name__)
                return ()

    def _keep_steps(self, visit: Visit, progress: Progress, paper: str) -> News:
        code, token = self._papers.of(paper)
        codes = chain((code,), iter(new_code, None))
        code, token = self._agenda.issue_ticket(
            None, progress, visit.language, lambda: next(codes), lambda: token
        )
        ticket = self._tickets.make(code, token, visit.language, walks=(progress,))
        return ev.StepsKept(visit.id, ticket)

    def _scanned(self, visit_id: str, wanted: fx.FindTicket) -> News:
        """A token cannot be guessed: it is looked for without waiting, and counts nothing."""
        sought = sought_in(wanted)
        for token in sought.tokens:
            found = self._agenda.find_by_token(token)
            if found is not None:
                return ev.TicketFound(visit_id, found, scanned=True)
        for code in sought.codes:
            return replace(self._typed(visit_id, code), scanned=True)
        return ev.TicketNotFound(visit_id, scanned=True, foreign=sought.is_nothing)

    def _typed(self, visit_id: str, code: str) -> ev.TicketFound | ev.TicketNotFound:
        """A code whose check letters do not fit is a slip of the finger, and no guess."""
        waits = self._codes.seconds_left
        if waits:
            return ev.TicketNotFound(visit_id, wait_seconds=waits)
        if not is_wellformed(code):
            return ev.TicketNotFound(visit_id, typo=True)
        found = self._agenda.find_by_code(code)
        if found is None:
            self._codes.was_wrong()
            return ev.TicketNotFound(visit_id, wait_seconds=self._codes.seconds_left)
        self._codes.was_right()
        return ev.TicketFound(visit_id, found)

    def _cancel(self, wanted: fx.CancelBooking, visit: Visit) -> News:
        """What was on the screen, and nothing that took its place meanwhile."""
        if wanted.seen is None:
            self._agenda.cancel(wanted.booking_id)
            return ev.Cancelled(visit.id, wanted.booking_id)
        try:
            cancelled = self._agenda.write(cancel_by_ticket, wanted.code, wanted.seen)
        except BookingChanged:
            cancelled = None
        if cancelled is not None and cancelled.status == "cancelled":
            return ev.Cancelled(visit.id, wanted.booking_id)
        return self._changed(wanted.code, visit)

    def _changed(self, code: str, visit: Visit) -> News:
        found = self._agenda.find_by_code(code)
        if found is None:
            return ev.TicketNotFound(visit.id)
        return ev.TicketChanged(visit.id, found)

    def _again(self, wanted: fx.MakeTicketAgain, visit: Visit) -> News:
        """The paper says what is so now: what is not as on the screen is shown first."""
        seen = wanted.seen
        found = self._agenda.find_by_code(seen.code)
        if found is not None and _states(found) != _states(seen):
            return self._changed(seen.code, visit)
        token = self._agenda.again(seen.code, new_token)
        if found is None or token is None:
            return ev.TicketNotFound(visit.id)
        ticket = self._tickets.make(found.code, token, visit.language, found.bookings, found.walks)
        return ev.TicketReady(visit.id, ticket)


def _states(ticket: FoundTicket) -> frozenset[tuple[Seen, str]]:
    return frozenset((Seen.of(booking), booking.status) for booking in ticket.bookings)


def _kept(progress: Progress | None) -> tuple[Progress, ...]:
    return () if progress is None else (progress,)
