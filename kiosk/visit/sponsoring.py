"""A hand from somebody: what for, and what somebody who helps has offered. Values alone.

Meetings are in the place, at a table, in its hours. No number, mail or surname is ever asked from
one for the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from kiosk.i18n.text import Text, _
from kiosk.visit.bookings import Session

NEEDS: dict[str, Text] = {
    "cv": _("Relire mon CV"),
    "interview": _("M'exercer à un entretien"),
    "screen": _("Être à l'aise avec l'écran"),
    "network": _("Savoir à qui parler"),
    "trade": _("Découvrir un métier"),
}
"""Five plain needs, as cards; a sponsor chooses among the same."""

WHAT_ONE_GIVES: dict[str, Text] = {
    "cv": _("Relire un CV"),
    "interview": _("Exercer quelqu'un à un entretien"),
    "screen": _("Montrer comment marche l'écran"),
    "network": _("Dire à qui parler"),
    "trade": _("Faire découvrir un métier"),
}
"""The same five, as whoever helps says them."""

NEED_ICONS = {
    "cv": "file-text",
    "interview": "messages-square",
    "screen": "monitor",
    "network": "users",
    "trade": "compass",
}

MOST_AT_ONCE = 3
"""Persons who are to come to one sponsor: more would be too much."""

ASKED_AFTER = timedelta(days=60)
"""Without an hour, somebody who helps is asked whether they want to go on."""

RESTS_AFTER = ASKED_AFTER + timedelta(days=14)
"""Without an hour and without an answer, they are put to rest: their first name is erased."""

MOST_HOURS = 6
"""That somebody offers at once."""

SponsorStatus = Literal["new", "accepted", "ended"]
"""new: the team has not met them yet; nobody is sent to them before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorHour:
    session: Session
    somebody: bool = False
    """A person comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsorship:
    """What the bearer of a ticket has offered to others."""

    id: str
    status: SponsorStatus = "new"
    hours: tuple[SponsorHour, ...] = ()
    """To come, the next first."""
    needs: tuple[str, ...] = ()
    rests: bool = False
    """Nothing for a long time: do they want to go on?"""


Side = Literal["helped", "sponsor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A first or a last meeting of two that is over, and of which one was not asked yet."""

    sponsor_id: str
    session: Session
    side: Side
    """Who has the ticket."""
    name: str = field(default="", repr=False)
    """Of the sponsor, for the other."""
    need: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpDraft:
    """What somebody says of it."""

    rated: bool = False
    words: str = field(default="", repr=False)
    warned: bool = False
    asked: bool = False
    report_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSponsor:
    """Somebody who offers, as the team sees them."""

    id: str
    first_name: str = field(repr=False)
    needs: tuple[str, ...]
    status: SponsorStatus
    since: datetime
    hours: tuple[SponsorHour, ...] = ()
    """To come, the next first."""

    @property
    def persons(self) -> int:
        """Who are to come to them."""
        return sum(one.somebody for one in self.hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpDraft:
    """What somebody is offering."""

    needs: tuple[str, ...] = ()
    sessions: tuple[int, ...] = ()
    first_name: str = field(default="", repr=False)
    sponsor_id: str = ""
    asked: bool = False
