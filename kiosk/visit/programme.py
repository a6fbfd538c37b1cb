"""What happens at a place with others: sessions that several people come to, and how full they are.

Times have a time zone. Nobody is named here: seats, those who wait and those who are there are
numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from kiosk.catalog.model import ActivityKind
from kiosk.visit.bookings import Session

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


def may_come_in(session: Session, now: datetime) -> bool:
    """Before it begins; afterwards to a table where each works alone until shortly before the end,
    to all else while half of it is still to come."""
    if now < session.starts_at:
        return True
    if session.kind == "coworking":
        return now <= session.ends_at - LAST_ENTRY
    return now <= session.starts_at + (session.ends_at - session.starts_at) / 2


def may_arrive(session: Session, now: datetime) -> bool:
    """Whether "Je suis là" means something."""
    return session.starts_at - ARRIVAL_OPENS <= now < session.ends_at
