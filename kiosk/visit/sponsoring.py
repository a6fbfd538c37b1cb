"""A hand from somebody: what for, and what somebody who helps has offered. Values alone.

Meetings are in the place, at a table, in its hours. No number, mail or surname is ever asked from
one for the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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

NEED_ICONS = {
    "cv": "file-text",
    "interview": "messages-square",
    "screen": "monitor",
    "network": "users",
    "trade": "compass",
}

MOST_AT_ONCE = 3
"""Persons who are to come to one sponsor: more would be too much."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpDraft:
    """What somebody is offering."""

    needs: tuple[str, ...] = ()
    sessions: tuple[int, ...] = ()
    first_name: str = field(default="", repr=False)
    sponsor_id: str = ""
    asked: bool = False
