"""The plain values that effects and their results carry between the rooms.

All times have a time zone. The rooms above (`agenda`, `ticket`, `devices`,
`terminal`) speak in these words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Mode = Literal["face", "phone", "video"]
"""How a person is met: here face to face, by telephone, by video."""

OTHER_TOPIC = "other"
"""The topic of whoever does not know, or wants something that is not listed.
Every other topic is the id of a service or of a theme of the catalogue."""

CODE_LETTERS = "BCDFGHJKLNPRSTVX"
"""The sixteen letters of short codes: in the same place on most Latin keyboards, no
look-alikes, no words."""

CODE_LENGTH = 8


def grouped_code(code: str) -> str:
    """The code as it is printed and read out: "HJLN NFJK"."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


Printing = Literal["waiting", "printed", "shown", "no_paper", "busy", "failed", "unknown"]
"""What became of a ticket's paper.

waiting: being printed; printed: the printer says it is out; shown: this terminal has
no paper printer, the ticket is on the screen (and in a folder); no_paper: the printer
says so; busy: it serves another terminal, and nothing was sent; failed: it refused, was cut off
or hung; unknown: the bytes went out and the printer tells nothing.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a scanner's keys say, if the scanner is set to this keyboard."""

    keyboard: str
    """Its name for staff, in French."""
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckAt:
    """Where in the catalogue a visitor asked for a person."""

    service: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """A session with at least one free seat."""

    session_id: int
    starts_at: datetime
    ends_at: datetime
    helper: str
    desk: str
    """Where the helper is: "Bureau 2"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A seat held for one visitor while the confirmation is read."""

    booking_id: str
    time: FreeTime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """An appointment, a call for someone now, or a written enquiry that waits for a time."""

    id: str
    kind: Literal["appointment", "call", "enquiry"]
    status: Literal["held", "confirmed", "cancelled", "expired", "waiting", "answered", "over"]
    topic: str
    mode: Mode
    helper: str | None
    desk: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    stuck_at: StuckAt | None
    code: str | None = None
    session_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a visitor saw of a booking, on a page or a screen, before they chose: what they
    decide is about that, and about nothing that came in its place meanwhile.
    """

    booking_id: str = ""
    """Empty: there was none."""
    session_id: int | None = None
    """None for an enquiry that has no time yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """What a ticket is in its bearer's own calendar."""

    uid: str
    sequence: int
    """Higher with each change."""
    starts_at: datetime
    """Of the last appointment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a visitor went in one service; what a paper code brings back."""

    service: str
    trail: tuple[str, ...]
    """The ids of the steps seen, in order; the last is where they are."""
    finished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """What a visitor asks for in writing; a person gives it a time later."""

    id: str
    """Made by the terminal: delivered twice, it is one enquiry."""
    topic: str
    mode: Mode
    """phone: the visitor is called back; otherwise they come back with their ticket."""
    language: str
    asked_at: datetime
    first_name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    stuck_at: StuckAt | None = None
    progress: Progress | None = None
    in_doubt: str = ""
    """The id of a booking that may have got through after all: then it counts, and not this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTicket:
    """A ticket that is on paper before the store knows of it."""

    code: str
    token_hashes: tuple[str, ...]
    printing: Printing = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    title: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a visitor leaves with; everything that is drawn on it.

    Catalogue sentences (`topic`, `service`, titles) are French msgids, translated when
    drawn in `language`. Holds no name and no telephone number.
    """

    code: str
    """Eight letters, no separator; drawn in groups of four."""
    url: str
    """What the QR holds, in upper case; empty: the ticket has no page, and no QR."""
    language: str
    place_name: str
    place_address: str
    booking: Booking | None
    topic: str | None
    """The topic's name as the catalogue says it; None when it is "other"."""
    service: str | None
    """The name of the walked service, when there is one."""
    steps: tuple[StepLine, ...]
    printed_at: datetime
    time_zone: str = "Europe/Paris"
    wanted_at: datetime | None = None
    """The time that was chosen and could not be written down; it is promised to nobody."""
    booked_elsewhere: bool = False
    """Appointments about this are taken in another system, which the QR's page leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One thing that happens here today."""

    starts_at: datetime
    title: str
    seats_left: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the attract screen says of the place."""

    lines: tuple[TodayLine, ...] = ()
    next_free: FreeTime | None = None
    opens_at: datetime | None = None
    """When the first helper is here today; None when nobody is."""
    closes_at: datetime | None = None

    enquiries: int = 0
    """Written enquiries that need a time; for the team."""

    def someone_is_here(self, now: datetime) -> bool:
        """Whether a helper's hours say so; also while nothing is known yet."""
        if self.opens_at is None or self.closes_at is None:
            return self == Today()
        return self.opens_at <= now <= self.closes_at
