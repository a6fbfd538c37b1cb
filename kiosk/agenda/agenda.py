"""A place's agenda, as a terminal uses it.

Every call is one short transaction, may be made from any thread, and raises
StoreUnreachable when the store does not answer, in which case nothing was changed, or,
if it went silent at the very end, a retry with the same booking id finds what was done.
Times that come out are in the place's time zone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from kiosk.agenda import availability, calls, enquiries, feedback, maintenance, seats, tickets
from kiosk.agenda.apply_place_file import put_place
from kiosk.agenda.demonstration import make_demonstration
from kiosk.agenda.errors import ClockDoubtful
from kiosk.agenda.place import Place
from kiosk.agenda.planner import Planned
from kiosk.agenda.purge import Purged
from kiosk.agenda.rows import booking_value, bookings_with_sessions, the_booking
from kiosk.agenda.terminals import find_place, make_known
from kiosk.agenda.tickets import FoundTicket
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.clocks import Clock
from kiosk.store.engine import Store
from kiosk.store.retry import again_after_conflict
from kiosk.store.tables import booking, session
from kiosk.visit.values import (
    Booking,
    FreeTime,
    Hold,
    Mode,
    Printing,
    Progress,
    Seen,
    StuckAt,
    Today,
)

if TYPE_CHECKING:
    from kiosk.agenda.place_file import DescribedPlace


@dataclass(frozen=True, kw_only=True)
class Agenda:
    store: Store
    place: Place
    terminal: str
    """This terminal's id, known to the store: see `open_agenda`."""
    clock: Clock
    """The time now, with a time zone; a `TrustedClock` also knows when not to be believed."""
    theme_of: Callable[[str], str | None]
    """The theme of a service; None for a topic that is no service."""
    lead: timedelta = timedelta(minutes=10)
    """No time is offered that starts sooner than this."""
    keep: timedelta = timedelta(days=90)
    """How long bookings stay, nameless, after they are over."""

    # Free times and seats

    @again_after_conflict
    def free_times(self, topic: str, mode: Mode, *, limit: int) -> list[FreeTime]:
        """The next times on offer, earliest first, each start time once. Raises ClockDoubtful."""
        now = self.sure_now()

        def found(connection: Connection) -> list[FreeTime]:
            topics, after = self._topics_of(topic), now + self.lead
            return availability.free_times(
                connection, self.place, topics, mode, after=after, limit=limit
            )

        with self.store.reading() as connection:
            if not seats.has_expired_holds(connection, self.place, now):
                return found(connection)
        with self.store.writing() as connection:
            seats.release_expired(connection, self.place, now)
        with self.store.reading() as connection:
            return found(connection)

    @again_after_conflict
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
        """Hold a seat while the visitor reads. Holding twice is holding once; holding another
        time gives the first one back. Raises SeatTaken, BookingClosed, ClockDoubtful.
        """
        now = self.sure_now()
        asked = seats.Asked(
            topic=topic,
            topics=self._topics_of(topic),
            mode=mode,
            stuck_at=stuck_at,
            language=language,
            terminal=self.terminal,
        )
        until = (now + timedelta(seconds=seconds)).astimezone(self.place.zone)
        with self.store.writing() as connection:
            seats.release_expired(connection, self.place, now)
            return seats.hold(
                connection,
                self.place,
                booking_id,
                session_id,
                asked,
                now=now,
                until=until,
                earliest=now + self.lead,
            )

    @again_after_conflict
    def release(self, booking_id: str) -> None:
        """Give a held seat back; nothing happens when there is none."""
        now = self._now()
        with self.store.writing() as connection:
            seats.release(connection, self.place, booking_id, now=now)

    @again_after_conflict
    def confirm(
        self, booking_id: str, first_name: str | None = None, phone: str | None = None
    ) -> Booking:
        """Make the held seat an appointment, even just after the hold ran out if the seat is
        still free. Confirming twice is confirming once. Raises SeatTaken, NoSuchBooking,
        BookingClosed, ClockDoubtful.
        """
        now = self.sure_now()
        with self.store.writing() as connection:
            return seats.confirm(
                connection,
                self.place,
                booking_id,
                first_name or None,
                phone or None,
                topics_of=self._topics_of,
                now=now,
            )

    @again_after_conflict
    def book(
        self,
        booking_id: str,
        first_name: str | None,
        phone: str | None,
        progress: Progress | None,
        language: str,
        new_code: Callable[[], str],
        new_token: Callable[[], str],
    ) -> tuple[Booking, str, str]:
        """Confirm and make the ticket, both or neither: the booking, its code and its token.

        Raises what `confirm` and `issue_ticket` do.
        """
        now = self.sure_now()
        with self.store.writing() as connection:
            booked = seats.confirm(
                connection,
                self.place,
                booking_id,
                first_name or None,
                phone or None,
                topics_of=self._topics_of,
                now=now,
            )
            code, token = tickets.issue(
                connection,
                self.place,
                booking_id=booking_id,
                progress=progress,
                language=language,
                new_code=new_code,
                new_token=new_token,
                now=now,
            )
        return booked, code, token

    @again_after_conflict
    def cancel(self, booking_id: str, seen: Seen | None = None) -> Booking:
        """Cancel an appointment to come, or an enquiry that waits; a past one is left as it is.

        Raises NoSuchBooking, ClockDoubtful; BookingChanged when it is no longer as it was `seen`.
        """
        now = self.sure_now()
        with self.store.writing() as connection:
            seats.check_seen(connection, self.place, booking_id, seen, now=now)
            enquiries.withdraw(connection, self.place, booking_id)
            return seats.cancel(connection, self.place, booking_id, now=now)

    @again_after_conflict
    def move(self, booking_id: str, new_session_id: int, seen: Seen | None = None) -> Booking:
        """Move an appointment: the new seat is taken before the old one is given back.

        Raises SeatTaken (the old one is kept), NoSuchBooking, BookingClosed; BookingChanged
        when it is no longer as it was `seen`.
        """
        now = self.sure_now()
        with self.store.writing() as connection:
            moved = seats.move(
                connection,
                self.place,
                booking_id,
                new_session_id,
                topics_of=self._topics_of,
                now=now,
                earliest=now + self.lead,
                seen=seen,
            )
            if moved.ends_at is not None:
                tickets.serve_until(connection, self.place, booking_id, moved.ends_at)
            return moved

    # Calls

    @again_after_conflict
    def call(self, booking_id: str, topic: str, stuck_at: StuckAt | None, language: str) -> Booking:
        """Someone is wanted here now. Calling twice is calling once.

        Raises BookingClosed, ClockDoubtful.
        """
        now = self.sure_now()
        with self.store.writing() as connection:
            return calls.call(
                connection,
                self.place,
                booking_id,
                topic,
                stuck_at,
                language,
                terminal=self.terminal,
                now=now,
            )

    @again_after_conflict
    def answer_call(self, booking_id: str) -> Booking:
        """A person came. Raises NoSuchBooking."""
        now = self._now()
        with self.store.writing() as connection:
            return calls.answer(connection, self.place, booking_id, now=now)

    @again_after_conflict
    def end_call(self, booking_id: str) -> Booking:
        """Over if it was answered, cancelled if nobody had come yet. Raises NoSuchBooking."""
        now = self._now()
        with self.store.writing() as connection:
            return calls.end(connection, self.place, booking_id, now=now)

    # Tickets

    @again_after_conflict
    def issue_ticket(
        self,
        booking_id: str | None,
        progress: Progress | None,
        language: str,
        new_code: Callable[[], str],
        new_token: Callable[[], str],
    ) -> tuple[str, str]:
        """A ticket's code and token, for a booking or for progress alone. A booking has one
        code for ever. Raises NoSuchBooking, NoFreeCode.
        """
        now = self.sure_now()
        with self.store.writing() as connection:
            return tickets.issue(
                connection,
                self.place,
                booking_id=booking_id,
                progress=progress,
                language=language,
                new_code=new_code,
                new_token=new_token,
                now=now,
            )

    @again_after_conflict
    def again(self, code: str, new_token: Callable[[], str]) -> str | None:
        """A further token, for a ticket printed again; the earlier ones serve too. None for
        an unknown code.
        """
        now = self.sure_now()
        with self.store.writing() as connection:
            return tickets.again(connection, self.place, code, new_token=new_token, now=now)

    def find_by_code(self, code: str) -> FoundTicket | None:
        now = self.sure_now()
        with self.store.reading() as connection:
            return tickets.find_by_code(connection, self.place, code, now=now)

    def find_by_token(self, token: str) -> FoundTicket | None:
        now = self.sure_now()
        with self.store.reading() as connection:
            return tickets.find_by_token(connection, self.place, token, now=now)

    @again_after_conflict
    def record_printing(self, code: str, state: Printing) -> None:
        """What became of a ticket's paper."""
        with self.store.writing() as connection:
            tickets.record_printing(connection, self.place, code, state)

    # The place

    def today(self) -> Today:
        """What happens here today, and the next free time."""
        now = self._now()
        with self.store.reading() as connection:
            return availability.today(connection, self.place, now=now, lead=self.lead)

    def bookings(self) -> list[Booking]:
        """Every booking and call that is kept, by time."""
        now = self._now()
        query = bookings_with_sessions(self.place).order_by(
            session.c.starts_at.nulls_first(), booking.c.created_at, booking.c.id
        )
        with self.store.reading() as connection:
            return [booking_value(row, self.place, now) for row in connection.execute(query)]

    def booking(self, booking_id: str) -> Booking:
        """Raises NoSuchBooking."""
        now = self._now()
        with self.store.reading() as connection:
            return the_booking(connection, self.place, booking_id, now)

    @again_after_conflict
    def rate(self, face: str) -> None:
        """Count a face for today; who touched it is not known. Raises ClockDoubtful."""
        today = self.place.day_of(self.sure_now())
        with self.store.writing() as connection:
            feedback.count(connection, self.place, today, face)

    # Housekeeping: see `kiosk.agenda.maintenance`. All raise ClockDoubtful but `beat`.

    @again_after_conflict
    def plan(self, *, weeks: int = 4) -> Planned:
        """Bring the sessions of the weeks ahead in line with the opening rules."""
        return maintenance.plan(self, weeks)

    @again_after_conflict
    def beat(self, version: str) -> str:
        """This terminal is up and reaches the store; `version` is its program's. A sentence for
        staff when the hour is not trusted.
        """
        return maintenance.beat(self, version)

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

    # The hour

    def look_at_the_hour(self, *, deciding: bool = True) -> str:
        """Compare it with the store's; a sentence for staff when it is not trusted."""
        with self.store.reading() as connection:
            return maintenance.look(self, connection, deciding=deciding)

    def sure_now(self) -> datetime:
        """The hour in UTC, for whoever is promised one. Raises ClockDoubtful."""
        now = self._now()
        if isinstance(self.clock, TrustedClock) and self.clock.lost and self.clock.doubt:
            raise ClockDoubtful(self.clock.doubt.says(self.place.zone))
        return now

    def _now(self) -> datetime:
        """Not by an hour that the store was never asked about: it may have been away until now.
        Asked before a transaction, as it may need a short one of its own."""
        if isinstance(self.clock, TrustedClock) and self.clock.age > maintenance.LOOK_EVERY:
            self.look_at_the_hour(deciding=False)
        return self.clock().astimezone(UTC)

    def _topics_of(self, topic: str) -> tuple[str, ...]:
        theme = self.theme_of(topic)
        return (topic,) if theme is None else (topic, theme)


def open_agenda(
    store: Store,
    *,
    clock: Clock,
    theme_of: Callable[[str], str | None],
    themes: Sequence[str] = (),
    terminal_id: str = "terminal-1",
    described: DescribedPlace | None = None,
) -> Agenda:
    """The agenda of this terminal's place.

    The place is made as `described`; without a description it is the one that the terminal is
    known at, else the only one there is. An empty SQLite file gets the demonstration place,
    whose helpers know some of `themes`. Sessions are not planned yet: call `plan`.
    A `clock` that is not a TrustedClock is made one. Raises StoreUnreachable, WrongPlace.
    """
    if described:
        place = put_place(store, described)
    else:
        place = find_place(store, terminal_id) or make_demonstration(store, themes=themes)
    make_known(store, place, terminal_id)
    trusted = clock if isinstance(clock, TrustedClock) else TrustedClock(clock)
    agenda = Agenda(
        store=store, place=place, terminal=terminal_id, clock=trusted, theme_of=theme_of
    )
    agenda.look_at_the_hour(deciding=False)
    return agenda
