"""What happens at a place with others: sessions that several people come to, and how full they are.

Times have a time zone. Nobody is named here: seats, those who wait and those who are there are
numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from kiosk.catalog.model import ActivityKind
from kiosk.visit.bookings import Session
from kiosk.visit.values import Mode

KINDS: tuple[ActivityKind, ...] = get_args(ActivityKind)

ARRIVAL_OPENS = timedelta(minutes=30)
"""How long before the start "Je suis là" is offered."""

UNDO_ARRIVAL = timedelta(minutes=1)
"""How long "Je suis là" can be taken back."""

LIST_CLOSES = timedelta(hours=2)
"""How long before the start nobody is given a seat any more without being asked: they could not
hear of it in time. Whoever is there at the start has the seats of those who are not."""

LAST_ENTRY = timedelta(minutes=30)
"""So long before its end a table to work at lets nobody in any more."""

MOST_PERSONS = 4
"""Who may come together on one booking."""

Room = Literal["free", "begun", "list", "full", "closed"]
"""free: seats; begun: it goes on, and has seats; list: a seat can be waited for; full: neither;
closed: it is too late to come in."""


ASKS_FROM = time(16)
"""On the day before, by the place's wall: the team is asked about what few come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOffer:
    """One session on a place's programme."""

    session: Session
    about: str | None = None
    bring: str | None = None
    """What to bring along."""
    beginners: bool = False
    seats: int
    taken: int = 0
    """In persons."""
    waiting: int = 0
    """Bookings that wait for seats."""
    list_length: int = 0
    """How many bookings may wait."""
    arrived: int = 0
    """Persons who said that they are there."""
    looked_for: tuple[tuple[str, int], ...] = ()
    """What people who are there look for, and how many of them; never of one alone."""
    modes: tuple[Mode, ...] = ("face",)
    """How it can be followed: here, or by video."""
    booths_left: int = 0
    """Of the place, free then, to follow it by video here."""
    languages: tuple[str, ...] = ()
    """Spoken there: codes. Empty: not said."""
    minimum: int = 0
    """With fewer persons, the team is asked whether it takes place."""
    kept: bool = False
    """The team said that it does, with however many."""

    @property
    def missing(self) -> int:
        """Persons, until it surely takes place."""
        return 0 if self.kept else max(0, self.minimum - self.taken)

    @property
    def left(self) -> int:
        return max(0, self.seats - self.taken)

    def room(self, now: datetime, persons: int = 1) -> Room:
        """What can be had of it now, for so many who come together."""
        if not may_come_in(self.session, now):
            return "closed"
        if self.left >= persons:
            return "begun" if self.session.starts_at <= now else "free"
        can_wait = self.session.starts_at > now and self.waiting < self.list_length
        return "list" if can_wait else "full"


def asks_the_team(offer: SessionOffer, now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is time to say if something takes place, with fewer than its minimum: from the
    evening before until it begins. Nothing is cancelled by itself."""
    if not offer.missing or offer.session.starts_at <= now:
        return False
    evening = datetime.combine(
        offer.session.starts_at.astimezone(zone).date() - timedelta(days=1), ASKS_FROM, zone
    )
    return now >= evening


def may_come_in(session: Session, now: datetime) -> bool:
    """Before it begins; afterwards to a table where each works alone until shortly before the end,
    to all else while half of it is still to come; to a series on its first day."""
    starts_at, ends_at = session.spans[0]
    if now < starts_at:
        return True
    if session.kind == "coworking":
        return now <= ends_at - LAST_ENTRY
    return now <= starts_at + (ends_at - starts_at) / 2


def may_arrive(session: Session, now: datetime) -> bool:
    """Whether "Je suis là" means something."""
    starts_at, ends_at = session.next_span(now)
    return starts_at - ARRIVAL_OPENS <= now < ends_at


def has_arrived(session: Session, arrived_at: datetime | None, now: datetime) -> bool:
    """Whether somebody said so of this meeting: each day of a series it is said anew."""
    if arrived_at is None:
        return False
    return not session.meetings or arrived_at >= session.next_span(now)[0] - ARRIVAL_OPENS
