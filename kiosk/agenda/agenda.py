"""A place's agenda, as a terminal uses it.

Every call is one short transaction, may be made from any thread, and raises
StoreUnreachable when the store does not answer, in which case nothing was changed, or,
if it went silent at the very end, a retry with the same booking id finds what was done.
Times that come out are in the place's time zone. What fewer callers need is a deed of its own
module, done by `Agenda.write`: `self_service`, `late_delivery`, `external_bookings`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.agenda import (
    appointments,
    availability,
    calls,
    commands,
    feedback,
    maintenance,
    seat_offer,
    seats,
    tickets,
)
from kiosk.agenda.apply_place_file import put_place
from kiosk.agenda.demonstration import make_demonstration
from kiosk.agenda.planner import Planned
from kiosk.agenda.purge import Purged
from kiosk.agenda.rows import all_bookings, the_booking
from kiosk.agenda.rules_file import RulesFile
from kiosk.agenda.terminals import find_place, make_known, seen
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.transactions import Transactions
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.clocks import Clock
from kiosk.store.engine import Store
from kiosk.store.retry import again_after_conflict
from kiosk.visit.bookings import Booking, Call, SeatBooking, Seen
from kiosk.visit.commands import Command, CommandOutcome, Snapshot
from kiosk.visit.standing_call import CallNews
from kiosk.visit.tickets import FoundTicket, Printing
from kiosk.visit.today import Today
from kiosk.visit.values import FreeTime, Hold, Mode, Progress, StuckAt, Tried

if TYPE_CHECKING:
    from kiosk.agenda.place_file import DescribedPlace


@dataclass(frozen=True, kw_only=True)
class Agenda(Transactions):
    # Free times and seats

    @again_after_conflict
    def free_times(self, topic: str, mode: Mode, *, limit: int) -> list[FreeTime]:
        """The next times on offer, earliest first, each start time once. Raises ClockDoubtful."""
        with self.reading() as work:
            if not seats.has_expired_holds(work):
                return availability.free_times(work, topic, mode, limit=limit)
        # Rarely: looking must not wait for the write lock as long as nothing is to be given back.
        with self.writing() as work:
            seats.release_expired(work)
        with self.reading() as work:
            return availability.free_times(work, topic, mode, limit=limit)

    def hold(
        self,
        booking_id: str,
        session_id: int,
        topic: str,
        mode: Mode,
        stuck_at: StuckAt | None,
        language: str,
        *,
        seconds: float = 120,
    ) -> Hold:
        """Hold a seat while the visitor reads. Idempotent; holding another time gives the first
        one back. Raises SeatTaken, BookingClosed, ClockDoubtful.
        """
        asked = seat_offer.Asked(topic=topic, mode=mode, stuck_at=stuck_at, language=language)
        return self.write(seats.hold, booking_id, session_id, asked, seconds=seconds)

    @again_after_conflict
    def release(self, booking_id: str) -> None:
        """Give a held seat back; nothing happens when there is none."""
        with self.writing(sure=False) as work:
            seats.release(work, booking_id)

    def book(
        self,
        booking_id: str,
        first_name: str | None,
        phone: str | None,
        progress: Progress | None,
        language: str,
        new_code: Callable[[], str],
        new_token: Callable[[], str],
        carnet: str = "",
    ) -> tuple[SeatBooking, str, str]:
        """Make the held seat an appointment, even just after the hold ran out if the seat is
        still free, and its ticket, both or neither: the booking, its code and its token.
        `carnet`: the ticket in hand, which it goes onto. Idempotent, but for the token.

        Raises SeatTaken, SameHour, NoSuchBooking, BookingClosed, NoFreeCode, ClockDoubtful.
        """
        return self.write(
            appointments.book,
            booking_id,
            first_name,
            phone,
            progress,
            NewPaper(language=language, new_code=new_code, new_token=new_token, carnet=carnet),
        )

    def cancel(self, booking_id: str, seen: Seen | None = None) -> Booking:
        """Cancel an appointment to come, or an enquiry that waits; a past one is left as it is.

        Raises NoSuchBooking, ClockDoubtful; BookingChanged when it is no longer as it was `seen`.
        """
        return self.write(appointments.cancel, booking_id, seen)

    def move(self, booking_id: str, new_session_id: int, seen: Seen | None = None) -> SeatBooking:
        """Move an appointment: the new seat is taken before the old one is given back.

        Raises SeatTaken (the old one is kept), NoSuchBooking, BookingClosed, ClockDoubtful;
        BookingChanged when it is no longer as it was `seen`.
        """
        return self.write(appointments.move, booking_id, new_session_id, seen)

    # Calls

    def call(
        self,
        booking_id: str,
        topic: str,
        stuck_at: StuckAt | None,
        language: str,
        tried: Tried | None = None,
        called_at: datetime | None = None,
    ) -> Call:
        """Someone is wanted here now. Idempotent. Raises BookingClosed, ClockDoubtful."""
        return self.write(calls.call, booking_id, topic, stuck_at, language, tried, called_at)

    @again_after_conflict
    def call_news(self, booking_id: str) -> CallNews | None:
        """Who comes, or that it is over; None for a call that the store has not heard of."""
        with self.store.reading() as connection:
            return calls.news(self.unit_of_work(connection, self.counted_now()), booking_id)

    @again_after_conflict
    def answer_call(self, booking_id: str) -> Booking:
        """A person came. Raises NoSuchBooking."""
        with self.writing(sure=False) as work:
            return calls.answer(work, booking_id)

    @again_after_conflict
    def end_call(self, booking_id: str, *, goes_on_alone: bool = False) -> Booking:
        """Over if it was answered, cancelled if nobody had come yet. Raises NoSuchBooking."""
        with self.writing(sure=False) as work:
            return calls.end(work, booking_id, goes_on_alone=goes_on_alone)

    # Tickets

    def issue_ticket(
        self,
        booking_id: str | None,
        progress: Progress | None,
        language: str,
        new_code: Callable[[], str],
        new_token: Callable[[], str],
        carnet: str = "",
    ) -> tuple[str, str]:
        """A ticket's code and token, for a booking or for progress alone. A booking has one
        code for ever. `carnet`: the ticket in hand, which it goes onto.

        Raises NoSuchBooking, NoFreeCode, ClockDoubtful.
        """
        paper = NewPaper(language=language, new_code=new_code, new_token=new_token, carnet=carnet)
        return self.write(tickets.issue, paper, booking_id=booking_id, progress=progress)

    def again(self, code: str, new_token: Callable[[], str]) -> str | None:
        """A further token, for a ticket printed again; the earlier ones serve too. None for
        an unknown code. Raises ClockDoubtful.
        """
        return self.write(tickets.again, code, new_token=new_token)

    def find_by_code(self, code: str) -> FoundTicket | None:
        return self.read(tickets.find_by_code, code)

    def find_by_token(self, token: str) -> FoundTicket | None:
        return self.read(tickets.find_by_token, token)

    @again_after_conflict
    def record_printing(self, code: str, state: Printing) -> None:
        """What became of a ticket's paper."""
        with self.writing(sure=False) as work:
            tickets.record_printing(work, code, state)

    # The place

    def today(self) -> Today:
        """What happens here today, and the next free time."""
        with self.reading(sure=False) as work:
            return availability.today(work)

    def bookings(self) -> list[Booking]:
        """Every booking and call that is kept, by time."""
        with self.reading(sure=False) as work:
            return all_bookings(work)

    def booking(self, booking_id: str) -> Booking:
        """Raises NoSuchBooking."""
        with self.reading(sure=False) as work:
            return the_booking(work, booking_id)

    def rate(self, face: str) -> None:
        """Count a face for today; who touched it is not known. Raises ClockDoubtful."""
        self.write(feedback.count, face)

    # Housekeeping: see `kiosk.agenda.maintenance`. All raise ClockDoubtful but `beat`.

    @again_after_conflict
    def plan(self, *, weeks: int = maintenance.WEEKS) -> Planned:
        """Bring the sessions of the weeks ahead in line with the opening rules."""
        return maintenance.plan(self, weeks)

    @again_after_conflict
    def beat(
        self,
        version: str,
        snapshot: Snapshot | None = None,
        outbox: int | None = None,
        location: str | None = None,
    ) -> str:
        """This terminal is up and reaches the store; `version` is its program's, `outbox` how many
        things wait there, `location` where it stands. A sentence for staff when the hour is not
        trusted.
        """
        return maintenance.beat(self, version, snapshot, outbox, location)

    # Orders from outside: see `kiosk.agenda.commands`

    @again_after_conflict
    def tell(self, version: str, snapshot: Snapshot, outbox: int | None) -> None:
        """How this terminal is, between two signs of life. Says nothing by an hour in doubt."""
        if isinstance(self.clock, TrustedClock) and self.clock.doubt is not None:
            return
        now = self.looked_now()
        with self.store.writing(durable=False) as connection:
            seen(self.unit_of_work(connection, now), version, snapshot, outbox=outbox)

    def commands(self) -> list[Command]:
        """What this terminal is ordered, the oldest first, each taken by this call alone."""
        now = self.looked_now()
        with self.store.reading() as connection:
            ordered = commands.waiting(self.unit_of_work(connection, now))
        return [one for one in ordered if self._take(one.id)]

    @again_after_conflict
    def _take(self, command_id: str) -> bool:
        now = self.looked_now()
        with self.store.writing() as connection:
            return commands.take(self.unit_of_work(connection, now), command_id)

    @again_after_conflict
    def acknowledge(self, command_id: str, outcome: CommandOutcome, said: str = "") -> None:
        """What came of an order. Idempotent."""
        now = self.looked_now()
        with self.store.writing() as connection:
            commands.acknowledge(self.unit_of_work(connection, now), command_id, outcome, said)

    @again_after_conflict
    def forget(self) -> int:
        """Each minute: erase the names of appointments that have just ended; how many."""
        return maintenance.forget(self)

    @again_after_conflict
    def purge(self, *, confirmed: bool = False) -> Purged:
        """Erase what has served: names of what is over, tickets and bookings out of time.

        `confirmed`: somebody who sees the hour with its year says that it is right.
        """
        return maintenance.purge(self, confirmed=confirmed)


def open_agenda(
    store: Store,
    *,
    clock: Clock,
    theme_of: Callable[[str], str | None],
    themes: Sequence[str] = (),
    terminal_id: str = "terminal-1",
    described: DescribedPlace | None = None,
    rules: RulesFile | None = None,
) -> Agenda:
    """The agenda of this terminal's place.

    The place is made as `described`, in the file that keeps its `rules`; without a description
    it is the one that the terminal is known at, else the only one there is. An empty SQLite file
    gets the demonstration place, whose helpers know some of `themes`. Sessions are not planned
    yet: call `plan`.
    A `clock` that is not a TrustedClock is made one. Raises StoreUnreachable, WrongPlace.
    """
    if described:
        place = put_place(store, described, rules, terminal_id)
    else:
        place = find_place(store, terminal_id) or make_demonstration(store, themes=themes)
    make_known(store, place, terminal_id)
    trusted = clock if isinstance(clock, TrustedClock) else TrustedClock(clock)
    agenda = Agenda(
        store=store, place=place, terminal=terminal_id, clock=trusted, theme_of=theme_of
    )
    agenda.look_at_the_hour(deciding=False)
    return agenda
