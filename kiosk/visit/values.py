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

Rating = Literal["good", "middling", "bad"]
"""The three faces at the end of a visit."""

OTHER_TOPIC = "other"
"""The topic of whoever does not know, or wants something that is not listed.
Every other topic is the id of a service or of a theme of the catalogue."""


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
class Tried:
    """What somebody tried before they called: a count, and what of the catalogue it was about;
    never what was typed."""

    times: int
    what: str
    """In French, as it stands on the page: the button that was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """A session with at least one free seat."""

    session_id: int
    starts_at: datetime
    ends_at: datetime
    helper: str | None
    """Who receives; None where no one person does."""
    location: str | None
    """Where in the place: "Bureau 2"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A seat held for one visitor while the confirmation is read."""

    booking_id: str
    time: FreeTime
    expires_at: datetime


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
