"""What a terminal asks of its store: seats, calls, tickets. Raises what the agenda raises."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import BookingClosed, NoSuchBooking, SeatTaken
from kiosk.catalog.model import Catalog
from kiosk.terminal.guard import Guard
from kiosk.terminal.handing import make_ticket
from kiosk.terminal.loop import News
from kiosk.terminal.writing import Papers
from kiosk.ticket.codes import is_wellformed, new_code, new_token, token_of, url_for
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.state import Visit
from kiosk.visit.values import Booking, FreeTime, Progress, Ticket

log = logging.getLogger(__name__)

MOST_TIMES = 1000
"""Enough for four weeks of different starting times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMaker:
    """Makes tickets of this place."""

    agenda: Agenda
    catalog: Catalog
    public_url: str
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
        booking: Booking | None,
        progress: Progress | None,
    ) -> Ticket:
        place = self.agenda.place
        return make_ticket(
            catalog=self.catalog,
            code=code,
            url=url_for(self.public_url, token),
            language=language,
            place_name=place.name,
            place_address=place.address,
            time_zone=place.zone.key,
            booking=replace(booking, code=code) if booking else None,
            progress=progress,
            now=self.clock(),
            booked_elsewhere=booking is None
            and progress is not None
            and self.booked_elsewhere(progress.service),
        )


class AtStore:
    """Does effects at the store, on its worker."""

    def __init__(
        self,
        agenda: Agenda,
        tickets: TicketMaker,
        papers: Papers,
        codes: Guard,
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
            case fx.CancelBooking(booking_id=booking_id):
                agenda.cancel(booking_id)
                return (ev.Cancelled(visit.id, booking_id),)
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
                wanted.slot_id,
                wanted.topic,
                wanted.mode,
                wanted.stuck_at,
                visit.language,
                seconds=self._hold_seconds,
            )
        except (SeatTaken, BookingClosed):
            return ev.SeatGone(visit.id, wanted.slot_id, self._times(wanted))
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
        except (SeatTaken, BookingClosed, NoSuchBooking):
            return ev.SeatGone(visit.id, wanted.slot_id, self._times(wanted))
        ticket = self._tickets.make(code, token, visit.language, booking, wanted.progress)
        return ev.Booked(visit.id, booking, ticket)

    # Tickets

    def _about_tickets(self, effect: fx.Effect, visit: Visit, paper: str) -> tuple[News, ...]:
        match effect:
            case fx.SaveSteps(progress=progress):
                return (self._keep_steps(visit, progress, paper),)
            case fx.FindTicket(code=code, scanned=scanned):
                return (self._find(visit.id, code, scanned),)
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
        ticket = self._tickets.make(code, token, visit.language, None, progress)
        return ev.StepsKept(visit.id, ticket)

    def _find(self, visit_id: str, code: str, scanned: str) -> News:
        waits = self._codes.seconds_left
        if waits:
            return ev.TicketNotFound(visit_id, wait_seconds=waits)
        token = token_of(scanned) if scanned else None
        found = None
        if token:
            found = self._agenda.find_by_token(token)
        elif code and is_wellformed(code):
            found = self._agenda.find_by_code(code)
        if found is None:
            typo = bool(code) and not is_wellformed(code)
            self._codes.was_wrong()
            return ev.TicketNotFound(visit_id, typo, self._codes.seconds_left)
        self._codes.was_right()
        return ev.TicketFound(visit_id, found.code, found.booking, found.progress)

    def _again(self, wanted: fx.MakeTicketAgain, visit: Visit) -> News:
        token = self._agenda.again(wanted.code, new_token)
        if token is None:
            return ev.TicketNotFound(visit.id)
        ticket = self._tickets.make(
            wanted.code, token, visit.language, wanted.booking, wanted.progress
        )
        return ev.TicketReady(visit.id, ticket)
