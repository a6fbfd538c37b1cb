"""A call for someone that nobody has answered yet, and who said that they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

UNREACHED_AFTER = timedelta(minutes=3)
"""So long after somebody said that they come, the call rings again where nobody came; and after so
long without anybody, its screen offers a time meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingHelper:
    """One of the team who said "J'y vais"."""

    name: str
    taken_at: datetime
    """As the store tells: the same person may say so again."""
    since: float
    """When this screen heard of it, as `Context.elapsed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCall:
    id: str
    since: float
    """As `Context.elapsed`."""
    helper: ComingHelper | None = None

    def coming(self, elapsed: float) -> ComingHelper | None:
        """Who is on the way; nobody any more when they did not come in time."""
        if self.helper is None or _is_long(elapsed - self.helper.since):
            return None
        return self.helper

    def is_unanswered(self, elapsed: float) -> bool:
        """Nobody comes, and it was not just now that somebody was called."""
        return self.coming(elapsed) is None and _is_long(elapsed - self.since)


def _is_long(seconds: float) -> bool:
    return seconds >= UNREACHED_AFTER.total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNews:
    """What became of a call, as the store tells it: an event. Who has left meanwhile is not meant
    by it: it is about the call, not about the visit that began it."""

    call_id: str
    helper: str | None = None
    """Who said that they come; None: nobody, or they put it back."""
    taken_at: datetime | None = None
    over: bool = False
    """A person is there, or the team has settled it."""
