"""What a terminal does for a visit: each effect, on its worker, and what comes back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import BookingClosed, NoSuchBooking, SeatTaken
from kiosk.catalog.model import Catalog
from kiosk.devices.printer import Printer
from kiosk.terminal.guard import CODES, Guard
from kiosk.terminal.handing import make_ticket
from kiosk.terminal.loop import News, TodaySeen
from kiosk.terminal.pin import PinKeeper
from kiosk.terminal.printing import PrintDesk
from kiosk.terminal.service import set_in_service
from kiosk.terminal.workers import Worker
from kiosk.ticket.codes import is_wellformed, new_code, new_token, token_of, url_for
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.state import Visit
from kiosk.visit.values import Booking, FreeTime, Progress, Ticket

log = logging.getLogger(__name__)

MOST_TIMES = 1000
"""Enough for four weeks of different starting times."""

TODAY_EVERY = timedelta(minutes=1)
"""How often the attract screen's news are looked up; its hours are to the half hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a terminal works with; opened elsewhere, used here."""

    agenda: Agenda
    catalog: Catalog
    printer: Printer
    pins: PinKeeper
    public_url: str
    hold_seconds: int
    data: Path
    clock: Callable[[], datetime]


class Duties:
    """Does effects away from the drawing thread. `deliver` takes what comes of them."""

    def __init__(self, tools: Tools, deliver: Callable[[News], None]) -> None:
        self._tools = tools
        self._agenda = tools.agenda
        self._codes = Guard(CODES, tools.clock)
        self._store: Worker[News] = Worker("store", deliver)
        self._staff: Worker[News] = Worker("staff", deliver)
        self._desk = PrintDesk(tools.printer, deliver, self._printed)
        self._looked_at: datetime | None = None
        self._kept_on: date | None = None

    def do(self, effect: fx.Effect, visit: Visit) -> None:
        """Start an effect; it answers through `deliver`."""
        match effect:
            case fx.Print(ticket=ticket):
                self._desk.print_ticket(ticket, visit.id)
            case fx.PrintTest():
                self._desk.print_test(visit.id)
            case fx.LookAtPrinter():
                self._desk.look(visit.id)
            case fx.CheckPin(pin=pin):
                refused = ev.PinRefused(visit.id)
                self._staff.do(lambda: (self._check_pin(visit.id, pin),), lambda _error: (refused,))
            case fx.SetService(in_service=in_service):
                self._staff.do(lambda: set_in_service(self._tools.data, in_service))
            case _:
                failed = ev.StoreFailed(visit.id, type(effect).__name__)
                self._store.do(lambda: self._at_store(effect, visit), lambda _error: (failed,))

    def stop(self) -> None:
        """Finish what is under way; the store last, which is told what became of the paper."""
        self._desk.stop()
        self._staff.stop()
        self._store.stop()

    # Housekeeping

    def keep_house(self, now: datetime) -> None:
        """Plan and purge at start and each new day; look at today every minute.

        When planning and purging did not succeed, they are tried again a minute later.
        """
        if self._looked_at is not None and abs(now - self._looked_at) < TODAY_EVERY:
            return
        self._looked_at = now
        today = self._day(now)
        if self._kept_on != today:
            self._store.do(lambda: self._plan_and_purge(today))
        self._store.do(self._today)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._agenda.place.zone).date()

    def _plan_and_purge(self, day: date) -> tuple[News, ...]:
        planned = self._agenda.plan()
        purged = self._agenda.purge()
        self._kept_on = day
        log.info("Planned: %s. Purged: %s.", planned, purged)
        for time in planned.stranded:
            log.warning(
                "Booked outside the opening hours: %s, %s. Tell the visitor.",
                f"{time.starts_at:%d/%m/%Y %H:%M}",
                time.helper,
            )
        return ()

    def _today(self) -> tuple[News, ...]:
        return (TodaySeen(self._agenda.today()),)

    # The store

    def _at_store(self, effect: fx.Effect, visit: Visit) -> tuple[News, ...]:
        agenda = self._agenda
        match effect:
            case fx.FindTimes(topic=topic, mode=mode):
                times = tuple(agenda.free_times(topic, mode, limit=MOST_TIMES))
                return (ev.TimesFound(visit.id, topic, mode, times),)
            case fx.HoldSeat():
                return (self._hold(effect, visit),)
            case fx.ReleaseSeat(booking_id=booking_id):
                agenda.release(booking_id)
            case fx.Book():
                booked = self._book(effect, visit)
                self._store.do(self._today)  # on its own: what is booked is said in any case
                return (booked,)
            case fx.CallSomeone(booking_id=booking_id, topic=topic, stuck_at=stuck_at):
                return (
                    ev.CallRecorded(
                        visit.id, agenda.call(booking_id, topic, stuck_at, visit.language)
                    ),
                )
            case fx.AnswerCall(booking_id=booking_id):
                agenda.answer_call(booking_id)
            case fx.EndCall(booking_id=booking_id):
                agenda.end_call(booking_id)
            case fx.CancelBooking(booking_id=booking_id):
                agenda.cancel(booking_id)
                self._store.do(self._today)
                return (ev.Cancelled(visit.id, booking_id),)
            case fx.CountFace(face=face):
                agenda.rate(face)
            case _:
                return self._about_tickets(effect, visit)
        return ()

    def _hold(self, wanted: fx.HoldSeat, visit: Visit) -> News:
        try:
            hold = self._agenda.hold(
                wanted.booking_id,
                wanted.slot_id,
                wanted.topic,
                wanted.mode,
                wanted.stuck_at,
                visit.language,
                seconds=self._tools.hold_seconds,
            )
        except (SeatTaken, BookingClosed):
            return self._gone(wanted, visit)
        return ev.SeatHeld(visit.id, hold)

    def _gone(self, wanted: fx.HoldSeat | fx.Book, visit: Visit) -> News:
        times: list[FreeTime] = self._agenda.free_times(wanted.topic, wanted.mode, limit=MOST_TIMES)
        return ev.SeatGone(visit.id, wanted.slot_id, tuple(times))

    def _book(self, wanted: fx.Book, visit: Visit) -> News:
        try:
            booking, code, token = self._agenda.book(
                wanted.booking_id,
                wanted.first_name,
                wanted.phone,
                wanted.progress,
                visit.language,
                new_code,
                new_token,
            )
        except (SeatTaken, BookingClosed, NoSuchBooking):
            return self._gone(wanted, visit)
        ticket = self._ticket(code, token, visit.language, booking, wanted.progress)
        return ev.Booked(visit.id, booking, ticket)

    # Tickets

    def _about_tickets(self, effect: fx.Effect, visit: Visit) -> tuple[News, ...]:
        match effect:
            case fx.SaveSteps(progress=progress):
                return (self._keep_steps(visit, progress),)
            case fx.FindTicket(code=code, scanned=scanned):
                return (self._find(visit.id, code, scanned),)
            case fx.MakeTicketAgain(code=code, booking=booking, progress=progress):
                return (self._again(visit, code, booking, progress),)
            case _:
                log.error("No duty for %s", type(effect).__name__)
                return ()

    def _keep_steps(self, visit: Visit, progress: Progress) -> News:
        code, token = self._agenda.issue_ticket(None, progress, visit.language, new_code, new_token)
        ticket = self._ticket(code, token, visit.language, None, progress)
        return ev.StepsKept(visit.id, ticket)

    def _ticket(
        self,
        code: str,
        token: str,
        language: str,
        booking: Booking | None,
        progress: Progress | None,
    ) -> Ticket:
        place = self._agenda.place
        return make_ticket(
            catalog=self._tools.catalog,
            code=code,
            url=url_for(self._tools.public_url, token),
            language=language,
            place_name=place.name,
            place_address=place.address,
            time_zone=place.zone.key,
            booking=replace(booking, code=code) if booking else None,
            progress=progress,
            now=self._tools.clock(),
        )

    def _find(self, visit_id: str, code: str, scanned: str) -> News:
        waits = self._codes.waits_until()
        if waits is not None:
            return ev.TicketNotFound(visit_id, wait_until=waits)
        token = token_of(scanned) if scanned else None
        found = None
        if token:
            found = self._agenda.find_by_token(token)
        elif code and is_wellformed(code):
            found = self._agenda.find_by_code(code)
        if found is None:
            typo = bool(code) and not is_wellformed(code)
            return ev.TicketNotFound(visit_id, typo, self._codes.was_wrong())
        self._codes.was_right()
        return ev.TicketFound(visit_id, found.code, found.booking, found.progress)

    def _again(
        self, visit: Visit, code: str, booking: Booking | None, progress: Progress | None
    ) -> News:
        token = self._agenda.again(code, new_token)
        if token is None:
            return ev.TicketNotFound(visit.id)
        return ev.TicketReady(
            visit.id, self._ticket(code, token, visit.language, booking, progress)
        )

    def _printed(self, code: str, outcome: ev.TicketPrinted) -> None:
        def record() -> tuple[News, ...]:
            self._agenda.record_printing(code, outcome.printing)
            return ()

        self._store.do(record)

    # Staff

    def _check_pin(self, visit_id: str, pin: str) -> News:
        pins = self._tools.pins
        if pins.is_right(pin):
            return ev.PinAccepted(visit_id)
        return ev.PinRefused(visit_id, pins.guard.waits_until(), not_set=not pins.is_set)
