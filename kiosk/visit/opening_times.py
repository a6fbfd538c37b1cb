"""When the public may come to the place, as moments: what a terminal opens and closes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

Span = tuple[datetime, datetime]
"""From when to when, excluded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningTimes:
    spans: tuple[Span, ...]
    """UTC, the earliest first; none touches another."""
    known_until: datetime
    """After that they were not worked out: nobody is sent away by what is not known."""

    def at(self, now: datetime) -> Span | None:
        """The span that is under way; None when the place is closed."""
        return next((span for span in self.spans if span[0] <= now < span[1]), None)

    def next_after(self, now: datetime) -> Span | None:
        return next((span for span in self.spans if now < span[0]), None)
