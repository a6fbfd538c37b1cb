"""What visitors do with others, as a terminal asks it of the store: seats, challenges, a hand from
somebody, what they tell."""

from __future__ import annotations

from kiosk.agenda import (
    attendance,
    challenges,
    notes,
    pair_reports,
    sponsors,
    waiting_list,
)
from kiosk.agenda.booths import NoBooth
from kiosk.agenda.errors import AgendaError, NotOffered, SeatTaken
from kiosk.agenda.programme import offer_of, programme
from kiosk.agenda.same_hour import SameHour
from kiosk.agenda.waiting_list import ListFull
from kiosk.terminal.handling import Answers, Asker
from kiosk.terminal.store_papers import StorePapers
from kiosk.visit import effects as fx
from kiosk.visit import results
from kiosk.visit.bookings import session_of
from kiosk.visit.programme import SessionOffer


class TogetherEffects(StorePapers):
    """A part of `StoreEffects`."""

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

    def close_follow_up(self, wanted: fx.CloseFollowUp, asker: Asker) -> Answers:
        self._agenda.write(pair_reports.close, wanted.about, wanted.report_id, wanted.words)
        return (results.FollowUpClosed(asker.visit.id, told=bool(wanted.words)),)

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
