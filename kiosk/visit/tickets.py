"""What a visitor leaves with, as values: the code, the paper, and what a ticket brings back.

A ticket holds several things: bookings, and the walks through services that it keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from kiosk.visit.bookings import Appointment, Attendance, Booking, NotedEnquiry, WaitingPlace
from kiosk.visit.notes import Note
from kiosk.visit.sponsoring import FollowUp, Sponsorship
from kiosk.visit.values import Progress

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """What a booking of a ticket is in its bearer's own calendar."""

    booking_id: str
    """The one that it tells of now; another one before, where that was given up for it."""

    uid: str
    sequence: int
    """Higher with each change."""
    starts_at: datetime
    """Of the last appointment."""


ChallengeStatus = Literal["taken", "done", "left"]
"""left: "pas cette fois"; it is counted nowhere, and may be taken again."""

MOST_CHALLENGES = 3
"""On one paper at a time: more would be a list of duties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedChallenges:
    """Those that are on no paper yet."""

    ids: tuple[str, ...] = ()
    asked: bool = False
    """For the paper, which is not there yet."""
    paper: str = ""
    """The key of the paper that was last asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenChallenge:
    id: str
    """Of the catalogue's challenge."""
    status: ChallengeStatus = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedChallenge:
    """As the paper says it: French msgids."""

    title: str
    if_stuck: str
    minutes: int
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTicket:
    """What a scanned or typed ticket brings back."""

    code: str = field(repr=False)
    language: str
    bookings: tuple[Booking, ...] = ()
    """By time: see `in_order`."""
    walks: tuple[Progress, ...] = ()
    """The one that was kept last comes last."""
    events: tuple[CalendarEvent, ...] = ()
    challenges: tuple[TakenChallenge, ...] = ()
    """In the order in which they were taken."""
    notes: tuple[Note, ...] = ()
    """Ideas and difficulties that its bearer told."""
    sponsorship: Sponsorship | None = None
    """What its bearer offers to others."""
    follow_up: FollowUp | None = None
    """A meeting of which its bearer is to be asked how it went."""

    def note(self, note_id: str) -> Note | None:
        return next((one for one in self.notes if one.id == note_id), None)

    def challenge(self, challenge_id: str) -> TakenChallenge | None:
        return next((one for one in self.challenges if one.id == challenge_id), None)

    def booking(self, booking_id: str) -> Booking | None:
        return next((one for one in self.bookings if one.id == booking_id), None)

    def event(self, booking_id: str) -> CalendarEvent | None:
        """None until a time was booked."""
        return next((one for one in self.events if one.booking_id == booking_id), None)


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
class PrintedWalk:
    """The steps of one service; its name and the titles are French msgids."""

    service: str
    steps: tuple[StepLine, ...]


OnPaper = Appointment | Attendance | WaitingPlace | NotedEnquiry
"""Not a call: whoever called someone waits before the screen that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBooking:
    """A booking with what the paper says of it besides."""

    booking: OnPaper
    topic: str | None
    """The topic's name as the catalogue says it, a French msgid; None when it is "other"."""
    wanted_at: datetime | None = None
    """The time that was chosen and could not be written down; it is promised to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a visitor leaves with; everything that is drawn on it.

    Catalogue sentences are French msgids, translated when drawn in `language`. Holds no
    name and no telephone number.
    """

    code: str
    """Eight letters, no separator; drawn in groups of four."""
    url: str
    """What the QR holds, in upper case; empty: the ticket has no page, and no QR."""
    language: str
    place_name: str
    place_address: str
    bookings: tuple[PrintedBooking, ...]
    walks: tuple[PrintedWalk, ...]
    challenges: tuple[PrintedChallenge, ...] = ()
    notes: tuple[Note, ...] = ()
    sponsorship: Sponsorship | None = None
    time_zone: str = "Europe/Paris"
    booked_elsewhere: bool = False
    """Appointments about this are taken in another system, which the QR's page leads to."""
