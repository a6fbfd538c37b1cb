"""What every deed of the agenda works with: one transaction, its place and its hour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from kiosk.agenda.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOfWork:
    """One transaction: all that a deed does in it is done, or nothing.

    Deeds are plain functions that take it first, `deed(work, …)`; they call one another with
    it, so that what belongs together stays in one transaction. `Transactions` begins one.
    """

    connection: Connection
    place: Place
    now: datetime
    """In UTC; asked once, so that everything in the transaction happens at one moment."""
    terminal: str
    """The id of the terminal that does it; of the page, the id it was given."""
    theme_of: Callable[[str], str | None]
    """The theme of a service; None for a topic that is no service."""
    lead: timedelta
    """No time is offered that starts sooner than this."""
    keep: timedelta
    """How long bookings stay, nameless, after they are over."""
    most_at_once: int
    """Persons who are to come to one sponsor."""

    @property
    def earliest(self) -> datetime:
        """When the first time on offer may start."""
        return self.now + self.lead

    def topics_of(self, topic: str) -> tuple[str, ...]:
        """A topic, and its theme when it is a service: a session that lists one of them fits."""
        theme = self.theme_of(topic)
        return (topic,) if theme is None else (topic, theme)
