"""What a terminal asks of its store: seats, calls, tickets. Raises what the agenda raises."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from kiosk.agenda import (
    appointments,
    tickets,
)
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import (
    AgendaError,
    BookingChanged,
    BookingClosed,
    NoSuchBooking,
    NotOffered,
    SeatTaken,
)
from kiosk.agenda.same_hour import SameHour
from kiosk.agenda.self_service import cancel_by_ticket
from kiosk.store.errors import StoreError
from kiosk.terminal.handling import Answers, Asker, EffectService
from kiosk.terminal.lockout import Lockout
from kiosk.terminal.loop import News
from kiosk.terminal.offline import Offline
from kiosk.terminal.scanned_ticket import sought_in
from kiosk.terminal.staff_list_effects import StaffListEffects
from kiosk.terminal.store_papers import paper_key
from kiosk.terminal.ticket_maker import TicketMaker
from kiosk.terminal.together_effects import TogetherEffects
from kiosk.ticket.codes import is_wellformed, new_token
from kiosk.visit import effects as fx
from kiosk.visit import results
from kiosk.visit.bookings import Seen
from kiosk.visit.tickets import FoundTicket
from kiosk.visit.values import FreeTime

log = logging.getLogger(__name__)

NO_SUCH_TICKET = "Ce ticket n'existe plus."

MOST_TIMES = 1000
"""Enough for four weeks of different starting times."""


class StoreEffects(TogetherEffects, StaffListEffects, EffectService):
    """Effects that need the store."""

    def __init__(
        self,
        agenda: Agenda,
        maker: TicketMaker,
        offline: Offline,
        codes: Lockout,
        *,
        hold_seconds: int,
        on_answer: Callable[[bool], None],
    ) -> None:
        """`on_answer` is told whether what happens today may have changed."""
        self._agenda = agenda
        self._maker = maker
        self._papers = maker.papers
        self._offline = offline
        self._codes = codes
        self._hold_seconds = hold_seconds
        self._on_answer = on_answer

    # Called on the store's worker; see `effect_table`

    def heard(self, effect: fx.Effect, asker: Asker, in_time: bool, answers: Answers) -> Answers:
        """The store is there: what waits can be brought to it, and what happens today is looked
        at anew, apart: what is booked is said in any case."""
        self._on_answer(isinstance(effect, fx.Book | fx.AttendSession | fx.CancelBooking))
        if in_time:
            self._papers.forget(paper_key(effect, asker))
        return tuple(self._as_known_here(one) for one in answers)

    def is_silence(self, error: Exception) -> bool:
        return isinstance(error, StoreError)

    def _as_known_here(self, news: News) -> News:
        if isinstance(news, results.TicketFound | results.TicketChanged):
            return replace(news, ticket=self._offline.as_known_here(news.ticket))
        return news

    # Meeting a person

    def find_times(self, wanted: fx.FindTimes, asker: Asker) -> Answers:
        found = self._times(wanted)
        return (results.TimesFound(asker.visit.id, wanted.topic, wanted.mode, found),)

    def _times(self, wanted: fx.FindTimes | fx.HoldSeat | fx.Book) -> tuple[FreeTime, ...]:
        return tuple(self._agenda.free_times(wanted.topic, wanted.mode, limit=MOST_TIMES))

    def hold(self, wanted: fx.HoldSeat, asker: Asker) -> Answers:
        try:
            hold = self._agenda.hold(
                wanted.booking_id,
                wanted.session_id,
                wanted.topic,
                wanted.mode,
                wanted.stuck_at,
                asker.visit.language,
                seconds=self._hold_seconds,
            )
        except (SeatTaken, BookingClosed) as gone:
            return self._gone(wanted, asker, gone)
        return (results.SeatHeld(asker.visit.id, hold),)

    def release(self, wanted: fx.ReleaseSeat, _asker: Asker) -> Answers:
        self._agenda.release(wanted.booking_id)
        return ()

    def book(self, wanted: fx.Book, asker: Asker) -> Answers:
        try:
            booking, code, token = self._agenda.write(
                appointments.book,
                wanted.booking_id,
                wanted.first_name,
                wanted.phone,
                wanted.progress,
                self._new_paper(wanted, asker),
                wanted.instead_of,
                wanted.moves,
            )
        except SameHour:
            found = self._agenda.find_by_code(wanted.carnet)
            assert found is not None, "it has something then"
            return (results.SameHourFound(asker.visit.id, wanted.booking_id, found),)
        except (SeatTaken, BookingClosed, NoSuchBooking) as gone:
            return self._gone(wanted, asker, gone)
        _found, ticket = self._handed(code, token, asker)
        return (results.Booked(asker.visit.id, booking, ticket),)

    def _gone(self, wanted: fx.HoldSeat | fx.Book, asker: Asker, why: AgendaError) -> Answers:
        taken, free = not isinstance(why, NotOffered), self._times(wanted)
        return (results.SeatGone(asker.visit.id, wanted.session_id, free, taken),)

    def call(self, wanted: fx.CallSomeone, asker: Asker) -> Answers:
        visit = asker.visit
        called = self._agenda.call(
            wanted.booking_id, wanted.topic, wanted.stuck_at, visit.language, wanted.tried
        )
        return (results.CallRecorded(visit.id, called),)

    def answer_call(self, wanted: fx.AnswerCall, _asker: Asker) -> Answers:
        self._agenda.answer_call(wanted.booking_id)
        return ()

    def end_call(self, wanted: fx.EndCall, _asker: Asker) -> Answers:
        self._agenda.end_call(wanted.booking_id, goes_on_alone=wanted.goes_on_alone)
        return ()

    def count_face(self, wanted: fx.CountFace, _asker: Asker) -> Answers:
        self._agenda.rate(wanted.face)
        return ()

    def acknowledge(self, wanted: fx.AcknowledgeCommand, _asker: Asker) -> Answers:
        log.info("Order %s: %s. %s", wanted.command_id, wanted.outcome, wanted.said)
        self._agenda.acknowledge(wanted.command_id, wanted.outcome, wanted.said)
        return ()

    # Tickets

    def keep_steps(self, wanted: fx.SaveSteps, asker: Asker) -> Answers:
        paper = self._new_paper(wanted, asker)
        code, token = self._agenda.write(tickets.issue, paper, progress=wanted.progress)
        _found, ticket = self._handed(code, token, asker)
        return (results.StepsKept(asker.visit.id, ticket),)

    def find_ticket(self, wanted: fx.FindTicket, asker: Asker) -> Answers:
        if wanted.code:
            return (self._typed(asker.visit.id, wanted.code),)
        return (self._scanned(asker.visit.id, wanted),)

    def _scanned(self, visit_id: str, wanted: fx.FindTicket) -> News:
        """A token cannot be guessed: it is looked for without waiting, and counts nothing."""
        sought = sought_in(wanted.texts)
        for token in sought.tokens:
            found = self._agenda.find_by_token(token)
            if found is not None:
                return results.TicketFound(visit_id, found, scanned=True)
        for code in sought.codes:
            return replace(self._typed(visit_id, code), scanned=True)
        return results.TicketNotFound(visit_id, scanned=True, foreign=sought.is_nothing)

    def _typed(self, visit_id: str, code: str) -> results.TicketFound | results.TicketNotFound:
        """A code whose check letters do not fit is a slip of the finger, and no guess."""
        waits = self._codes.seconds_left
        if waits:
            return results.TicketNotFound(visit_id, wait_seconds=waits)
        if not is_wellformed(code):
            return results.TicketNotFound(visit_id, typo=True)
        found = self._agenda.find_by_code(code)
        if found is None:
            self._codes.was_wrong()
            return results.TicketNotFound(visit_id, wait_seconds=self._codes.seconds_left)
        self._codes.was_right()
        return results.TicketFound(visit_id, found)

    def cancel(self, wanted: fx.CancelBooking, asker: Asker) -> Answers:
        """What was on the screen, and nothing that took its place meanwhile."""
        done = results.Cancelled(asker.visit.id, wanted.booking_id)
        if wanted.seen is None:
            self._agenda.cancel(wanted.booking_id)
            return (done,)
        try:
            cancelled = self._agenda.write(cancel_by_ticket, wanted.code, wanted.seen)
        except BookingChanged:
            cancelled = None
        if cancelled is not None and cancelled.status == "cancelled":
            return (done,)
        return self._changed(wanted.code, asker)

    def ordered_ticket(self, wanted: fx.MakeOrderedTicket, _asker: Asker) -> Answers:
        """A ticket for somebody at the desk, with a token of its own, as one printed again."""
        found = self._agenda.read(tickets.find_by_id, wanted.ticket_id)
        token = self._agenda.again(found.code, new_token) if found else None
        if found is None or token is None:
            self._agenda.acknowledge(wanted.order, "refused", NO_SUCH_TICKET)
            return ()
        ticket = self._whole(found, token, found.language)
        return (results.OrderedTicketMade(wanted.order, ticket),)

    def _changed(self, code: str, asker: Asker) -> Answers:
        found = self._agenda.find_by_code(code)
        if found is None:
            return (results.TicketNotFound(asker.visit.id),)
        return (results.TicketChanged(asker.visit.id, found),)

    def again(self, wanted: fx.MakeTicketAgain, asker: Asker) -> Answers:
        """The paper says what is so now: what is not as on the screen is shown first."""
        visit, seen = asker.visit, wanted.seen
        found = self._agenda.find_by_code(seen.code)
        if found is not None and _states(found) != _states(seen):
            return self._changed(seen.code, asker)
        token = self._agenda.again(seen.code, new_token)
        if found is None or token is None:
            return (results.TicketNotFound(visit.id),)
        ticket = self._whole(found, token, visit.language)
        return (results.TicketReady(visit.id, ticket),)


def _states(ticket: FoundTicket) -> frozenset[tuple[Seen, str]]:
    return frozenset((Seen.of(booking), booking.status) for booking in ticket.bookings)
