"""What is written down on this terminal while the store is silent, with its ticket."""

from __future__ import annotations

from dataclasses import replace

from kiosk.agenda.tickets import token_hash
from kiosk.store.outbox import Entry, Outbox
from kiosk.terminal.delivery import Delivery
from kiosk.terminal.handling import Answers, Asker
from kiosk.terminal.lockout import Lockout
from kiosk.terminal.outbox_entries import (
    about_booking,
    attend_entry,
    booking_of,
    bookings_in,
    cancel_entry,
    enquiry_entry,
    printing_entry,
    seen_in,
    steps_entry,
    walks_in,
    wanted_in,
)
from kiosk.terminal.scanned_ticket import sought_in
from kiosk.terminal.ticket_maker import TicketMaker
from kiosk.ticket.codes import new_token
from kiosk.visit import effects as fx
from kiosk.visit import results
from kiosk.visit.bookings import Seen
from kiosk.visit.state import Visit
from kiosk.visit.tickets import FoundTicket, Printing, Ticket


class Offline:
    """Used from workers; each deed is a short write on this machine. Raises OutboxUnusable."""

    def __init__(
        self, outbox: Outbox, delivery: Delivery, tickets: TicketMaker, codes: Lockout
    ) -> None:
        """`codes` counts the wrong codes that were typed."""
        self._outbox = outbox
        self._delivery = delivery
        self._tickets = tickets
        self._papers = tickets.papers
        self._codes = codes

    def enquiry(self, wanted: fx.WriteEnquiry, visit: Visit) -> results.EnquiryWritten:
        enquiry = wanted.enquiry
        code, token = self._papers.of(enquiry.in_doubt or enquiry.id)
        wanted_at = wanted.wanted.starts_at if wanted.wanted else None
        self._delivery.put(enquiry_entry(enquiry, wanted_at, code, token))
        self._papers.forget(enquiry.in_doubt or enquiry.id)
        booking = booking_of(enquiry, code)
        ticket = self._tickets.make(
            code,
            token,
            enquiry.language,
            (booking,),
            (enquiry.progress,) if enquiry.progress else (),
            wanted_at,
        )
        return results.EnquiryWritten(visit.id, enquiry.id, ticket)

    def steps(self, kept: fx.SaveSteps, asker: Asker) -> results.StepsKept:
        visit = asker.visit
        code, token = self._papers.of(asker.paper)
        now = self._tickets.now()
        self._delivery.put(steps_entry(kept.progress, visit.language, code, token, now))
        ticket = self._tickets.make(code, token, visit.language, walks=(kept.progress,))
        return results.StepsKept(visit.id, ticket)

    def attend(self, wanted: fx.AttendSession, asker: Asker) -> results.SessionJoined:
        """Noted with a ticket of its own: a seat, a rank or somebody's call comes of it later."""
        visit = asker.visit
        code, token = self._papers.of(wanted.booking_id)
        entry = attend_entry(wanted, visit.language, code, token, self._tickets.now())
        self._delivery.put(entry)
        (booking,) = bookings_in(entry)
        walks = (wanted.progress,) if wanted.progress else ()
        ticket = self._tickets.make(code, token, visit.language, (booking,), walks)
        return results.SessionJoined(visit.id, booking, ticket)

    def cancel(self, wanted: fx.CancelBooking, asker: Asker) -> results.Cancelled:
        self._delivery.put(cancel_entry(wanted, self._tickets.now()))
        return results.Cancelled(asker.visit.id, wanted.booking_id, later=True)

    def call_later(self, call: fx.CallSomeone, asker: Asker) -> None:
        self._delivery.call_later(call, asker.visit.language)

    def no_longer_called(self, effect: fx.AnswerCall | fx.EndCall, _asker: Asker) -> Answers:
        self._delivery.no_longer_called(effect.booking_id)
        return ()

    def call_is_over(self, effect: fx.AnswerCall | fx.EndCall, _asker: Asker) -> None:
        now = self._tickets.now()
        if isinstance(effect, fx.AnswerCall):
            entry = about_booking("answer_call", effect.booking_id, now)
        else:
            entry = about_booking("end_call", effect.booking_id, now)
            entry.payload["goes_on_alone"] = effect.goes_on_alone
        self._delivery.put(entry)

    def printing(self, code: str, state: Printing) -> None:
        self._delivery.put(printing_entry(code, state, self._tickets.now()))

    # What waits here is found here

    def says_it_looks(self, wanted: fx.FindTicket, asker: Asker) -> Answers:
        """What has the form of a ticket is looked up: the screen says so at once."""
        scanned = wanted.texts and not sought_in(wanted.texts).is_nothing
        return (results.ScanLookedUp(asker.visit.id),) if scanned else ()

    def find(
        self, wanted: fx.FindTicket, asker: Asker
    ) -> results.TicketFound | results.TicketNotFound | None:
        visit = asker.visit
        if not wanted.code and sought_in(wanted.texts).is_nothing:
            return results.TicketNotFound(visit.id, scanned=True, foreign=True)
        # A code of eight letters can be guessed, the token of a QR cannot.
        guesses = bool(wanted.code) or not sought_in(wanted.texts).tokens
        if guesses and self._codes.seconds_left:
            return None  # the store's part says how long to wait
        entry = self._sought(wanted)
        if entry is None or entry.ticket is None:
            return None
        if guesses:
            self._codes.was_right()
        found = FoundTicket(
            code=entry.ticket.code,
            language=visit.language,
            bookings=bookings_in(entry),
            walks=walks_in(entry),
        )
        return results.TicketFound(visit.id, self.as_known_here(found), scanned=not wanted.code)

    def _sought(self, wanted: fx.FindTicket) -> Entry | None:
        if wanted.code:
            return self._outbox.with_code(wanted.code)
        sought = sought_in(wanted.texts)
        by_token = (self._outbox.with_token(token_hash(token)) for token in sought.tokens)
        by_code = map(self._outbox.with_code, sought.codes)
        return next((entry for entry in (*by_token, *by_code) if entry), None)

    def as_known_here(self, ticket: FoundTicket) -> FoundTicket:
        """A booking that was cancelled on this terminal is cancelled, heard of or not."""
        if not ticket.bookings or self._outbox.is_empty():
            return ticket
        # What was seen, not the id alone: it may have been moved elsewhere since, and stands then.
        cancelled = [
            (entry.payload["booking_id"], seen_in(entry))
            for entry in self._outbox.waiting()
            if entry.kind == "cancel"
        ]
        known = (
            replace(booking, status="cancelled")
            if (booking.id, None) in cancelled or (booking.id, Seen.of(booking)) in cancelled
            else booking
            for booking in ticket.bookings
        )
        return replace(ticket, bookings=tuple(known))

    def again(self, wanted: fx.MakeTicketAgain, asker: Asker) -> results.TicketReady | None:
        """A fresh QR for a ticket that waits here; None when it does not."""
        entry = self._outbox.with_code(wanted.seen.code)
        token = new_token()
        if entry is None or not self._outbox.add_token(entry.id, token_hash(token)):
            return None
        self._delivery.wake()
        visit = asker.visit
        return results.TicketReady(visit.id, self._ticket_of(entry, token, visit.language))

    def _ticket_of(self, entry: Entry, token: str, language: str) -> Ticket:
        assert entry.ticket is not None
        return self._tickets.make(
            entry.ticket.code,
            token,
            language,
            bookings_in(entry),
            walks_in(entry),
            wanted_in(entry),
        )

    def record_printing(self, code: str, state: Printing) -> bool:
        """False when no ticket that waits here has this code."""
        return self._outbox.record_printing(code, state)
