"""What a terminal asks of its store: seats, calls, tickets. Raises what the agenda raises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from kiosk.agenda import (
    appointments,
    attendance,
    challenges,
    notes,
    pair_reports,
    sponsors,
    team_tasks,
    tickets,
    waiting_list,
)
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.booths import NoBooth
from kiosk.agenda.errors import (
    AgendaError,
    BookingChanged,
    BookingClosed,
    NoSuchBooking,
    NoSuchTicket,
    NotOffered,
    SeatTaken,
)
from kiosk.agenda.programme import offer_of, programme
from kiosk.agenda.same_hour import SameHour
from kiosk.agenda.self_service import cancel_by_ticket
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.waiting_list import ListFull
from kiosk.store.errors import StoreError
from kiosk.terminal.handling import Answers, Asker, EffectService
from kiosk.terminal.lockout import Lockout
from kiosk.terminal.loop import News
from kiosk.terminal.offline import Offline
from kiosk.terminal.scanned_ticket import sought_in
from kiosk.terminal.staff_list_effects import StaffListEffects
from kiosk.terminal.ticket_maker import TicketMaker
from kiosk.ticket.codes import is_wellformed, new_code, new_token
from kiosk.visit import effects as fx
from kiosk.visit import results
from kiosk.visit.bookings import Seen, session_of
from kiosk.visit.programme import SessionOffer
from kiosk.visit.tickets import FoundTicket, Ticket
from kiosk.visit.values import FreeTime

Hands = fx.Book | fx.AttendSession | fx.SaveSteps | fx.KeepChallenges | fx.OfferHelp | fx.WriteNote
"""What ends with a paper."""

MOST_TIMES = 1000
"""Enough for four weeks of different starting times."""


class StoreEffects(StaffListEffects, EffectService):
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
            self._papers.forget(_paper_key(effect, asker))
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
            return (results.HourTaken(asker.visit.id, wanted.booking_id, found),)
        except (SeatTaken, BookingClosed, NoSuchBooking) as gone:
            return self._gone(wanted, asker, gone)
        _found, ticket = self._handed(code, token, asker)
        return (results.Booked(asker.visit.id, booking, ticket),)

    # With others

    def find_sessions(self, _wanted: fx.FindSessions, asker: Asker) -> Answers:
        return (results.SessionsFound(asker.visit.id, self._agenda.read(programme)),)

    def attend(self, wanted: fx.AttendSession, asker: Asker) -> Answers:
        visit = asker.visit
        seats = attendance.WantedSeats(
            booking_id=wanted.booking_id,
            session_id=wanted.session.id,
            persons=wanted.persons,
            wait=wanted.wait,
            need=wanted.need,
            instead_of=wanted.instead_of,
            mode=wanted.mode,
            booth=wanted.booth,
            moves=wanted.moves,
        )
        try:
            booking, code, token = self._agenda.write(
                attendance.attend,
                seats,
                self._new_paper(wanted, asker),
                progress=wanted.progress,
            )
        except AgendaError as error:
            why = _why(error)
            sessions = (
                self._sponsor_hours(wanted.need) if wanted.need else self._agenda.read(programme)
            )
            return (results.SessionRefused(visit.id, wanted.booking_id, why, sessions),)
        _found, ticket = self._handed(code, token, asker)
        return (results.SessionJoined(visit.id, booking, ticket),)

    def close_follow_up(self, wanted: fx.CloseFollowUp, asker: Asker) -> Answers:
        self._agenda.write(pair_reports.close, wanted.about, wanted.report_id, wanted.words)
        return (results.FollowUpClosed(asker.visit.id, told=bool(wanted.words)),)

    def team_tasks(self, _wanted: fx.FindTeamTasks, asker: Asker) -> Answers:
        return (results.TeamTasksFound(asker.visit.id, self._agenda.read(team_tasks.tasks)),)

    def settle_team_task(self, wanted: fx.SettleTeamTask, asker: Asker) -> Answers:
        self._agenda.write(team_tasks.settle, wanted.kind, wanted.task_id, yes=wanted.yes)
        return (results.TeamTasksFound(asker.visit.id, self._agenda.read(team_tasks.tasks)),)

    def keep_number(self, wanted: fx.KeepNumber, asker: Asker) -> Answers:
        try:
            self._agenda.write(waiting_list.leave_number, wanted.booking_id, wanted.phone)
        except NotOffered:
            return (results.NumberKept(asker.visit.id, wanted.booking_id, kept=False),)
        return (results.NumberKept(asker.visit.id, wanted.booking_id),)

    def say_looks_for(self, wanted: fx.SayLooksFor, _asker: Asker) -> Answers:
        self._agenda.write(attendance.say_looks_for, wanted.booking_id, wanted.field)
        return ()

    def take_challenges(self, wanted: fx.KeepChallenges, asker: Asker) -> Answers:
        paper = self._new_paper(wanted, asker)
        code, token = self._agenda.write(challenges.take, wanted.ids, paper)
        _found, ticket = self._handed(code, token, asker)
        return (results.ChallengesTaken(asker.visit.id, wanted.paper, wanted.ids, ticket),)

    def mark_challenge(self, wanted: fx.RecordChallenge, asker: Asker) -> Answers:
        self._agenda.write(challenges.mark, wanted.code, wanted.id, wanted.status)
        return (results.ChallengeMarked(asker.visit.id, wanted.id, wanted.status),)

    # A hand from somebody

    def find_sponsor_hours(self, wanted: fx.FindSponsorHours, asker: Asker) -> Answers:
        found = self._sponsor_hours(wanted.need)
        return (results.SessionsFound(asker.visit.id, found, wanted.need),)

    def _sponsor_hours(self, need: str) -> tuple[SessionOffer, ...]:
        if need:
            return self._agenda.read(sponsors.hours_for, need)
        return self._agenda.read(sponsors.hours_to_offer)

    def offer_help(self, wanted: fx.OfferHelp, asker: Asker) -> Answers:
        code, token = self._agenda.write(
            sponsors.offer_help,
            wanted.sponsor_id,
            wanted.first_name,
            wanted.needs,
            wanted.sessions,
            self._new_paper(wanted, asker),
        )
        _found, ticket = self._handed(code, token, asker)
        return (results.HelpOffered(asker.visit.id, ticket),)

    def change_sponsorship(self, wanted: fx.ChangeSponsorship, asker: Asker) -> Answers:
        if wanted.session_id is None:
            self._agenda.write(sponsors.stop, wanted.sponsor_id)
        else:
            self._agenda.write(sponsors.give_up_hour, wanted.sponsor_id, wanted.session_id)
        found = self._agenda.find_by_code(wanted.code)
        now = found.sponsorship if found else None
        return (results.SponsorshipChanged(asker.visit.id, now),)

    # What visitors tell

    def find_notes(self, _wanted: fx.FindNotes, asker: Asker) -> Answers:
        return (results.NotesFound(asker.visit.id, self._agenda.read(notes.wall)),)

    def write_note(self, wanted: fx.WriteNote, asker: Asker) -> Answers:
        code, token = self._agenda.write(
            notes.write,
            wanted.id,
            wanted.kind,
            wanted.card,
            wanted.words,
            self._new_paper(wanted, asker),
        )
        found, ticket = self._handed(code, token, asker)
        note = found.note(wanted.id)
        assert note is not None, "it was put on this ticket a moment ago"
        return (results.NoteWritten(asker.visit.id, note, ticket),)

    def say_me_too(self, wanted: fx.SayMeToo, _asker: Asker) -> Answers:
        self._agenda.write(notes.me_too, wanted.note_id)
        return ()

    def _new_paper(self, wanted: Hands, asker: Asker) -> NewPaper:
        code, token = self._papers.of(_paper_key(wanted, asker))
        codes = chain((code,), iter(new_code, None))
        return NewPaper(
            language=asker.visit.language,
            new_code=lambda: next(codes),
            new_token=lambda: token,
            carnet=wanted.carnet,
        )

    def _handed(self, code: str, token: str, asker: Asker) -> tuple[FoundTicket, Ticket]:
        """A ticket that was just written, and its paper with all that is on it."""
        found = self._agenda.find_by_code(code)
        if found is None:
            raise NoSuchTicket(code)
        return found, self._whole(found, token, asker.visit.language)

    def _whole(self, found: FoundTicket, token: str, language: str) -> Ticket:
        """All that is on a ticket."""
        return self._maker.make(
            found.code,
            token,
            language,
            found.bookings,
            found.walks,
            challenges=found.challenges,
            notes=found.notes,
            sponsorship=found.sponsorship,
        )

    def say_arrived(self, wanted: fx.SayArrived, asker: Asker) -> Answers:
        deed = attendance.undo_arrival if wanted.undo else attendance.arrive
        try:
            booking = self._agenda.write(deed, wanted.booking_id)
        except AgendaError as error:
            return (results.ArrivalRefused(asker.visit.id, wanted.booking_id, _why(error)),)
        session = session_of(booking)
        offer = self._agenda.read(offer_of, session.id) if session else None
        here = offer.arrived if offer else 0
        return (results.Arrived(asker.visit.id, booking, here),)

    def _gone(self, wanted: fx.HoldSeat | fx.Book, asker: Asker, why: AgendaError) -> Answers:
        taken, free = not isinstance(why, NotOffered), self._times(wanted)
        return (results.SeatGone(asker.visit.id, wanted.session_id, free, taken),)

    def call(self, wanted: fx.CallSomeone, asker: Asker) -> Answers:
        visit = asker.visit
        called = self._agenda.call(wanted.booking_id, wanted.topic, wanted.stuck_at, visit.language)
        return (results.CallRecorded(visit.id, called),)

    def answer_call(self, wanted: fx.AnswerCall, _asker: Asker) -> Answers:
        self._agenda.answer_call(wanted.booking_id)
        return ()

    def end_call(self, wanted: fx.EndCall, _asker: Asker) -> Answers:
        self._agenda.end_call(wanted.booking_id)
        return ()

    def count_face(self, wanted: fx.CountFace, _asker: Asker) -> Answers:
        self._agenda.rate(wanted.face)
        return ()

    def acknowledge(self, wanted: fx.AcknowledgeCommand, _asker: Asker) -> Answers:
        self._agenda.acknowledge(wanted.command_id, wanted.outcome)
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
        sought = sought_in(wanted)
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


def _paper_key(effect: object, asker: Asker) -> str:
    """By what a paper is known: asked for again after silence, it is the same."""
    match effect:
        case fx.Book() | fx.AttendSession():
            return effect.booking_id
        case fx.KeepChallenges():
            return effect.paper
        case fx.OfferHelp():
            return effect.sponsor_id
        case fx.WriteNote():
            return effect.id
        case _:
            return asker.paper


def _states(ticket: FoundTicket) -> frozenset[tuple[Seen, str]]:
    return frozenset((Seen.of(booking), booking.status) for booking in ticket.bookings)


REFUSALS: tuple[tuple[type[AgendaError], results.Refusal], ...] = (
    (NotOffered, "closed"),
    (SeatTaken, "full"),
    (ListFull, "list_full"),
    (SameHour, "same_hour"),
    (NoBooth, "no_booth"),
    (attendance.NotNow, "not_now"),
)


def _why(error: AgendaError) -> results.Refusal:
    """What a visitor is told; what nobody foresaw is like what is offered no more."""
    return next((why for kind, why in REFUSALS if isinstance(error, kind)), "closed")
