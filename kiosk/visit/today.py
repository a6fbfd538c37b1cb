"""What the first screen says of the place, and what its team should know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.visit.opening_times import OpeningTimes
from kiosk.visit.programme import SessionOffer
from kiosk.visit.values import FreeTime


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
    opening: OpeningTimes | None = None
    """When the public may come; None: always, or not known yet."""

    with_others: tuple[SessionOffer, ...] = ()
    """The next session of each kind that somebody can still come to."""
    challenges_done: int = 0
    """By everybody here together, this week."""
    notes_to_read: int = 0
    """Ideas and difficulties that nobody has read; for the team."""
    team_tasks: int = 0
    """What waits for a word of the team."""
    sponsors_to_meet: int = 0
    """Who offer hours and were not met yet; for the team."""
    enquiries: int = 0
    """Written enquiries that need a time; for the team."""

    def someone_is_here(self, now: datetime) -> bool:
        """Whether a helper's hours say so; also while nothing is known yet."""
        if self.opens_at is None or self.closes_at is None:
            return not self.lines and self.next_free is None
        return self.opens_at <= now <= self.closes_at
