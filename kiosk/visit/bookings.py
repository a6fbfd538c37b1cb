"""What a visitor can have at a place: a booking is one of five things, each with its own fields.

Readers that treat all of them use `match` with `assert_never`, so that a new kind is found by
mypy; readers that care about some use `isinstance`, and a new kind never touches them.
All times have a time zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, assert_never

from kiosk.visit.values import Mode, StuckAt

SeatStatus = Literal["held", "confirmed", "cancelled", "expired", "over"]
"""held: kept while the visitor reads the confirmation; expired: they let that time run out;
over: its time is past."""

CallStatus = Literal["waiting", "answered", "cancelled", "over"]

WaitingStatus = Literal["waiting", "cancelled", "over"]
"""Of what waits for a person or for a seat; over: it was answered, or waited for too long."""


Span = tuple[datetime, datetime]
"""From when to when, excluded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """When and where something takes place that has seats: once, or, of a series, several times."""

    id: int
    kind: str = "appointment"
    """Of its activity: a helper's half hour for one visitor, a workshop …"""
    title: str | None = None
    """What the activity is called; a helper's half hour has no name."""
    starts_at: datetime
    ends_at: datetime
    helper: str | None
    """Who receives; None where no one person does."""
    location: str | None
    """Where in the place: "Bureau 2"."""
    cancelled: bool = False
    """By the place: nobody is awaited."""
    moved: bool = False
    """By the place, after it was booked."""
    meetings: tuple[Span, ...] = ()
    """Of a series, each time that its people meet, the first one first; empty: once."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """When people are there."""
        return self.meetings or ((self.starts_at, self.ends_at),)

    def meets(self, other: Session) -> bool:
        """Whether nobody could be at both."""
        return any(a < end and start < b for start, end in self.spans for a, b in other.spans)

    def next_span(self, now: datetime) -> Span:
        """What goes on, or comes next; the last one when all are over."""
        return next((span for span in self.spans if span[1] > now), self.spans[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """What each kind has; nothing else is common to a seat, a call and an enquiry."""

    id: str
    topic: str
    code: str | None = None
    """Of the ticket that it is on; None while there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seated(_Common):
    """Seats at a session: what an appointment and a workshop have in common."""

    status: SeatStatus
    session: Session
    mode: Mode
    persons: int = 1
    video_room: str | None = field(default=None, repr=False)
    """Where it is met by video; nobody guesses another's."""

    def is_to_come(self, now: datetime) -> bool:
        """It can still be moved or cancelled."""
        stands = self.status == "confirmed" and not self.session.cancelled
        return stands and self.session.spans[-1][0] > now


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(_Seated):
    """A helper's time for one visitor, or for those who come together."""

    stuck_at: StuckAt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(_Seated):
    """Seats at what several people attend: a workshop, a table to work at, a group."""

    arrived_at: datetime | None = None
    """When they said that they are there, of a series today; None while they have not."""
    booth: str | None = None
    """Of the place, to be there by video."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPlace(_Common):
    """A place on a session's waiting list. Promoted, it becomes an `Attendance`, same id."""

    status: WaitingStatus
    session: Session
    persons: int = 1
    rank: int | None = None
    """1 is next; None for whoever waits no more, and for what is written down on a terminal alone:
    nobody knows yet whether there is a seat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(_Common):
    """Someone is wanted here, now."""

    status: CallStatus
    stuck_at: StuckAt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedEnquiry(_Common):
    """A written enquiry, noted: a person gives it a time, and it becomes an appointment."""

    status: WaitingStatus
    mode: Mode
    stuck_at: StuckAt | None = None


SeatBooking = Appointment | Attendance
Booking = Appointment | Attendance | WaitingPlace | Call | NotedEnquiry
WithSession = Appointment | Attendance | WaitingPlace


def kind_of(booking: Booking) -> str:
    """Its name in the store and for programs; of a seat, the kind of its session."""
    match booking:
        case Appointment() | Attendance() | WaitingPlace():
            return booking.session.kind
        case Call():
            return "call"
        case NotedEnquiry():
            return "enquiry"
    assert_never(booking)


def session_of(booking: Booking) -> Session | None:
    """The session that it is about; a call and an enquiry have none."""
    return booking.session if isinstance(booking, WithSession) else None


def ends_at(booking: Booking) -> datetime | None:
    """None for what has no time."""
    session = session_of(booking)
    return session.ends_at if session else None


def mode_of(booking: Booking) -> Mode:
    """How the person is met; whoever calls someone, or waits for a seat, is here."""
    match booking:
        case Appointment() | Attendance() | NotedEnquiry():
            return booking.mode
        case WaitingPlace() | Call():
            return "face"
    assert_never(booking)


def stuck_at(booking: Booking) -> StuckAt | None:
    """Where a person is needed for; None for a seat among others."""
    return booking.stuck_at if isinstance(booking, Appointment | Call | NotedEnquiry) else None


def persons(booking: Booking) -> int:
    """How many come."""
    return booking.persons if isinstance(booking, WithSession) else 1


def is_active(booking: Booking) -> bool:
    """It is not cancelled, run out or over: something is still to come of it."""
    return booking.status in ("held", "confirmed", "waiting", "answered")


def is_ahead(booking: Booking, now: datetime) -> bool:
    """It is still to come, going on, or waiting."""
    session = session_of(booking)
    if session is not None and session.cancelled:
        return False
    return is_active(booking) and (session is None or session.ends_at > now)


def in_order(bookings: Iterable[Booking], now: datetime) -> tuple[Booking, ...]:
    """As people look for them: to come, the next one first; what waits without an hour; and
    what is past or was given up, the latest first."""

    def place(booking: Booking) -> tuple[int, float]:
        session = session_of(booking)
        if not is_ahead(booking, now):
            return (2, -session.starts_at.timestamp() if session else 0.0)
        return (0, session.starts_at.timestamp()) if session else (1, 0.0)

    return tuple(sorted(bookings, key=place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a visitor saw of a booking, on a page or a screen, before they chose: what they
    decide is about that, and about nothing that came in its place meanwhile.
    """

    booking_id: str = ""
    """Empty: there was none."""
    session_id: int | None = None
    """None for an enquiry that has no time yet."""

    @classmethod
    def of(cls, booking: Booking) -> Seen:
        """As a screen shows it now."""
        session = session_of(booking)
        return cls(booking_id=booking.id, session_id=session.id if session else None)
